// exp, log, tanh, sin, pow and their kin without branches, so that loops over them vectorise.
//
// Every multiply-add is an explicit fma and contraction is off, so that every processor gives the
// same bits; errors stay within two units in the last place (see the tests of LecternTensor). The
// polynomials are minimax, found by the exchange algorithm of Remez in 60 digits
// (Tests/LecternTensorTests/Fixtures/minimax.py).
#ifndef LECTERN_ELEMENTARY_H
#define LECTERN_ELEMENTARY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

static const double LOG2_E = 0x1.71547652b82fep+0;
// The upper part has 32 bits, so that its product with an exponent is exact.
static const double LN2_HIGH = 6.93147180369123816490e-01;
static const double LN2_LOW = 1.90821492927058770002e-10;

INLINE double from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

INLINE uint64_t to_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

INLINE double fused(double a, double b, double c) { return __builtin_fma(a, b, c); }

// Adding this leaves no bits for a fraction: the nearest integer stands in the last bits of the sum.
static const double WHOLE = 0x1.8p52;

// The nearest integer of |x| < 2^51.
INLINE double nearest(double x) { return (x + WHOLE) - WHOLE; }

// A number as k ln 2 + r + low with |r| <= ln(2)/2 and low below half a unit of r, by the reduction
// of Cody and Waite (Software Manual for the Elementary Functions, 1980, chapter 6).
typedef struct {
  // k + WHOLE, whose last bits are those of k.
  double whole;
  double r;
  double low;
} reduction;

INLINE reduction reduced(double x) {
  double whole = fused(x, LOG2_E, WHOLE);
  double k = whole - WHOLE;
  double near = fused(-k, LN2_HIGH, x);
  double r = fused(-k, LN2_LOW, near);
  return (reduction){whole, r, fused(-k, LN2_LOW, near - r)};
}

// 2^k for k + WHOLE, k in -1022...1023.
INLINE double power_of_whole(double whole) { return from_bits((to_bits(whole) + 1023) << 52); }

// e^(r + low) - 1 - r; the polynomial is off by 2e-17 of r. Pairs of terms are summed side by side
// (Estrin's scheme), which a processor can overlap.
INLINE double exponential_tail(double r, double low) {
  double square = r * r;
  double fourth = square * square;
  double q01 = fused(0x1.555555555555cp-3, r, 0x1.0000000000005p-1);
  double q23 = fused(0x1.111111110e694p-7, r, 0x1.5555555552093p-5);
  double q45 = fused(0x1.a01a01b5f15c5p-13, r, 0x1.6c16c17f51df3p-10);
  double q67 = fused(0x1.71dde9c6dc3b5p-19, r, 0x1.a019a631f8cfep-16);
  double q89 = fused(0x1.af77179864b45p-26, r, 0x1.28a302c8326e5p-22);
  double upper = fused(q89, fourth, fused(q67, square, q45));
  double lower = fused(q23, square, q01);
  return fused(square, fused(upper, fourth, lower), low);
}

// (1 + p) 2^k for k + WHOLE, in two factors, because 2^k alone may be subnormal or infinite where
// the result is not.
INLINE double scaled(double p, double whole) {
  // k + 4096 is positive, so that a shift halves it.
  uint64_t k = to_bits(whole) - to_bits(WHOLE) + 4096;
  uint64_t half = k >> 1;
  double first = from_bits((half + (1023 - 2048)) << 52);
  double second = from_bits((k - half + (1023 - 2048)) << 52);
  return fused(p, first, first) * second;
}

INLINE double exponential(double x) {
  // Comparisons are written so that NaN passes through; beyond the bounds the result is 0 or inf.
  x = x < -746.0 ? -746.0 : x;
  x = x > 710.0 ? 710.0 : x;
  reduction part = reduced(x);
  return scaled(part.r + exponential_tail(part.r, part.low), part.whole);
}

// e^x - 1 for -50 <= x <= 50 or NaN; the callers clamp.
INLINE double bounded_expm1(double x) {
  reduction part = reduced(x);
  double s = power_of_whole(part.whole);
  // What the reduction rounds off counts for less than this sum's own rounding.
  return fused(s, exponential_tail(part.r, 0.0), fused(s, part.r, s - 1.0));
}

// t/(t + 2) with t = e^2|x| - 1; of small t, one step of Newton's on the quotient with what the sum
// and the division rounded off.
INLINE double hyperbolic_tangent(double x) {
  double y = 2.0 * fabs(x);
  y = y > 44.0 ? 44.0 : y;
  double t = bounded_expm1(y);
  double sum = t + 2.0;
  double quotient = t / sum;
  double rest = fused(-quotient, t - (sum - 2.0), fused(-quotient, sum, t));
  double inverse = t < 2.0 ? fused(-0.5, quotient, 0.5) : 0.0;
  return copysign(fused(rest, inverse, quotient), x);
}

// 1/(1 + e^-x) from e = e^-|x|, which never overflows, and one step of Newton's on the quotient with
// what the roundings of e and 1 + e lost.
INLINE double logistic(double x) {
  double y = -fabs(x);
  y = y < -746.0 ? -746.0 : y;
  reduction part = reduced(y);
  double p = part.r + exponential_tail(part.r, part.low);
  double one = 1.0 + p;
  // Below 2^-1000 the last factor of the result is left to the end.
  double whole = part.whole < WHOLE - 1000.0 ? WHOLE - 1000.0 : part.whole;
  double s = power_of_whole(whole);
  double e = one * s;
  double lost = (p - (one - 1.0)) * s;
  double sum = 1.0 + e;
  double rest = (e - (sum - 1.0)) + lost;
  int is_negative = x < 0.0;
  double quotient = (is_negative ? e : 1.0) / sum;
  double error = fused(-quotient, sum, is_negative ? e : 1.0) +
                 fused(-quotient, rest, is_negative ? lost : 0.0);
  double value = fused(error, is_negative ? 1.0 - quotient : quotient, quotient);
  return value * (is_negative ? power_of_whole(WHOLE + (part.whole - whole)) : 1.0);
}

// atanh(s)/s - 1 over s^2 = z, for s^2 <= (3 - sqrt(8))^2; off by 1.3e-18 of z.
INLINE double atanh_tail(double z) {
  double square = z * z;
  double q01 = fused(0x1.999999997fd77p-3, z, 0x1.5555555555592p-2);
  double q23 = fused(0x1.c71c520607208p-4, z, 0x1.24924941f4fcap-3);
  double q45 = fused(0x1.39a1a6f3b88a4p-4, z, 0x1.74663fa24cd53p-4);
  double upper = fused(fused(0x1.2f0634a5f7592p-4, square, q45), square, q23);
  return fused(upper, square, q01);
}

// k ln 2 + log(1 + f) for f in [sqrt(1/2) - 1, sqrt(2) - 1], where 1 + f is exact.
//
// With s = f/(2 + f), log(1 + f) = f - f^2/2 + s (f^2/2 + 2 z tail(z)), z = s^2.
INLINE double composed_log(double k, double f) {
  double s = f / (2.0 + f);
  double z = s * s;
  double half = 0.5 * f * f;
  double r = 2.0 * z * atanh_tail(z);
  double low = fused(k, LN2_LOW, s * (half + r));
  return fused(k, LN2_HIGH, f - (half - low));
}

// log(1 + u) for 0 <= u <= 1 or NaN; from sqrt(2) - 1 on, 1 + u is halved.
INLINE double bounded_log1p(double u) {
  int is_large = u > 0.41421356237309503;
  double f = is_large ? (u - 1.0) * 0.5 : u;
  return composed_log(is_large ? 1.0 : 0.0, f);
}

// log(1 + e^x).
INLINE double soft_plus(double x) {
  return (x < 0.0 ? 0.0 : x) + bounded_log1p(exponential(-fabs(x)));
}

// A positive finite number as 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)).
INLINE double split_exponent(double x, double *fraction) {
  int is_subnormal = x < 0x1p-1022;
  double y = is_subnormal ? x * 0x1p54 : x;
  uint64_t bits = to_bits(y);
  uint64_t distance = bits - 0x3fe6a09e667f3bcdu;
  *fraction = from_bits(bits - (distance & 0xfff0000000000000u)) - 1.0;
  // The exponent is read as a fraction of 2^52, which every vector unit can do.
  uint64_t biased = (distance + ((uint64_t)2048 << 52)) >> 52;
  double k = from_bits(biased | 0x4330000000000000u) - (0x1p52 + 2048.0);
  return is_subnormal ? k - 54.0 : k;
}

INLINE double natural_log(double x) {
  double f;
  double k = split_exponent(x, &f);
  double result = composed_log(k, f);
  result = x > 0.0 ? result : (x == 0.0 ? -INFINITY : NAN);
  return x == INFINITY ? x : result;
}

// log(1 + x): the logarithm of the rounded sum, mended by what the rounding lost.
INLINE double log_of_one_plus(double x) {
  double u = 1.0 + x;
  double lost = x - (u - 1.0);
  double result = natural_log(u) + lost / u;
  // Small x are their own logarithm up to x^2/2.
  result = fabs(x) < 0x1p-27 ? fused(-0.5 * x, x, x) : result;
  result = x == INFINITY ? x : result;
  return x == -1.0 ? -INFINITY : result;
}

// A number in two parts, the second below half a unit of the first.
typedef struct {
  double high;
  double low;
} pair;

INLINE pair exact_sum(double a, double b) {
  double sum = a + b;
  double part = sum - a;
  return (pair){sum, (a - (sum - part)) + (b - part)};
}

// The sum where |a| >= |b|.
INLINE pair ordered_sum(double a, double b) {
  double sum = a + b;
  return (pair){sum, b - (sum - a)};
}

INLINE pair exact_product(double a, double b) {
  double product = a * b;
  return (pair){product, fused(a, b, -product)};
}

// log(x) of a positive finite number, to about 2^-67.
INLINE pair precise_log(double x) {
  double f;
  double k = split_exponent(x, &f);
  // s = f/(2 + f) and the series 2s + (2/3) s^3 + 2 s^5 tail, whose first two terms are pairs.
  pair sum = exact_sum(2.0, f);
  double s = f / sum.high;
  double rest = fused(-s, sum.low, fused(-s, sum.high, f)) / sum.high;
  pair square = exact_product(s, s);
  square.low = fused(2.0 * s, rest, square.low);
  pair cube = exact_product(s, square.high);
  cube.low += fused(s, square.low, rest * square.high);
  const double two_thirds_high = 0x1.5555555555555p-1;
  const double two_thirds_low = 0x1.5555555555555p-55;
  pair term = exact_product(cube.high, two_thirds_high);
  term.low += fused(cube.high, two_thirds_low, cube.low * two_thirds_high);
  double z = square.high;
  double q = 1.0 / 23.0;
  q = fused(q, z, 1.0 / 21.0);
  q = fused(q, z, 1.0 / 19.0);
  q = fused(q, z, 1.0 / 17.0);
  q = fused(q, z, 1.0 / 15.0);
  q = fused(q, z, 1.0 / 13.0);
  q = fused(q, z, 1.0 / 11.0);
  q = fused(q, z, 1.0 / 9.0);
  q = fused(q, z, 1.0 / 7.0);
  q = fused(q, z, 1.0 / 5.0);
  double tail = 2.0 * cube.high * z * q;
  pair total = exact_sum(k * LN2_HIGH, 2.0 * s);
  pair more = exact_sum(term.high, tail);
  pair low = exact_product(k, LN2_LOW);
  pair upper = exact_sum(total.high, more.high);
  double lower = upper.low + total.low + more.low + term.low + 2.0 * rest;
  // ln 2 has a third part below LN2_LOW.
  pair ends = exact_sum(upper.high, low.high);
  lower += ends.low + low.low + k * 0x1.cc01f97b57a08p-87;
  return ordered_sum(ends.high, lower);
}

INLINE double log_base_10(double x) {
  if (!(x > 0.0) || x == INFINITY) return natural_log(x);
  pair l = precise_log(x);
  const double high = 0x1.bcb7b1526e50ep-2;
  const double low = 0x1.95355baaafad3p-57;
  pair product = exact_product(l.high, high);
  return product.high + (product.low + fused(l.high, low, l.low * high));
}

// x^y. Source of the special values: IEEE 754-2019, section 9.2.1.
INLINE double power(double x, double y) {
  if (y == 2.0) return x * x;
  if (y == 1.0) return x;
  if (y == 0.0 || x == 1.0) return 1.0;
  if (y == 0.5 && x > 0.0) return __builtin_sqrt(x);
  if (y == -1.0) return 1.0 / x;
  if (x != x || y != y) return x + y;
  double size = fabs(x);
  int is_whole = fabs(y) >= 0x1p52 || nearest(y) == y;
  int is_odd = fabs(y) < 0x1p53 && is_whole && nearest(y * 0.5) * 2.0 != y;
  double sign = is_odd && copysign(1.0, x) < 0.0 ? -1.0 : 1.0;
  if (size == 0.0 || size == INFINITY)
    return sign * ((size == 0.0) == (y > 0.0) ? 0.0 : INFINITY);
  if (x < 0.0 && !is_whole) return NAN;
  if (fabs(y) == INFINITY)
    return size == 1.0 ? 1.0 : (size > 1.0) == (y > 0.0) ? INFINITY : 0.0;
  pair l = precise_log(size);
  pair e = exact_product(y, l.high);
  // Far outside of the range of results; also keeps infinities from what follows.
  if (!(fabs(e.high) < 1000.0)) return sign * (e.high > 0.0 ? INFINITY : 0.0);
  e.low = fused(y, l.low, e.low);
  reduction part = reduced(e.high);
  double p = part.r + exponential_tail(part.r, part.low);
  return sign * scaled(fused(1.0 + p, e.low, p), part.whole);
}

// sin(r) and cos(r) for |r| <= pi/4 a little over; off by 4e-18 and 5e-20.
INLINE double short_sine(double r, double low) {
  double z = r * r;
  double q = 0x1.5d915df3a677ep-33;
  q = fused(q, z, -0x1.ae5e60c421ec1p-26);
  q = fused(q, z, 0x1.71de3570fcd81p-19);
  q = fused(q, z, -0x1.a01a019c0a281p-13);
  q = fused(q, z, 0x1.111111110f842p-7);
  q = fused(q, z, -0x1.5555555555549p-3);
  return r + fused(z * r, q, low);
}

INLINE double short_cosine(double r, double low) {
  double z = r * r;
  double q = -0x1.8facd1483b149p-37;
  q = fused(q, z, 0x1.1ee9e89097728p-29);
  q = fused(q, z, -0x1.27e4f8053388bp-22);
  q = fused(q, z, 0x1.a01a019cab73ep-16);
  q = fused(q, z, -0x1.6c16c16c15140p-10);
  q = fused(q, z, 0x1.555555555554cp-5);
  double half = 0.5 * z;
  double one = 1.0 - half;
  return one + (((1.0 - one) - half) + fused(z * z, q, -r * low));
}

// Beyond this, the reduction below runs out of bits and the C library takes over.
static const double LARGEST_ANGLE = 1e6;

// sin(x + quarter pi/2) for |x| <= LARGEST_ANGLE; quarter is 0 or 1.
INLINE double turned_sine(double x, double quarter) {
  // pi/2 in parts of 33, 33 and 53 bits.
  const double first = 0x1.921fb544p+0;
  const double second = 0x1.0b4611a6p-34;
  const double third = 0x1.3198a2e037073p-69;
  double n = nearest(x * 0x1.45f306dc9c883p-1);
  double a = fused(-n, first, x);
  double b = n * second;
  double r = a - b;
  double low = ((a - r) - b) - n * third;
  double whole = r + low;
  low = (r - whole) + low;
  double turn = n + quarter;
  // The turn modulo 4, in -2...2.
  double m = turn - 4.0 * nearest(turn * 0.25);
  double sine = short_sine(whole, low);
  double cosine = short_cosine(whole, low);
  double value = fabs(m) == 1.0 ? cosine : sine;
  return m == -1.0 || fabs(m) == 2.0 ? -value : value;
}

#endif
