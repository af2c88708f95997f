// exp, expm1, log, log1p, sigmoid and tanh without branches, so that loops over them vectorise;
// errors stay within about two units in the last place (see the tests of LecternTensor).
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

// The nearest integer of |x| < 2^51: adding 1.5 * 2^52 leaves no bits for a fraction.
INLINE double nearest(double x) { return (x + 0x1.8p52) - 0x1.8p52; }

// 2^k for an integer k in -1022...1023.
INLINE double power_of_two(double k) { return from_bits((to_bits(k + 0x1.8p52) + 1023) << 52); }

// e^r - 1 for |r| <= ln(2)/2, the Taylor series to r^13 (remainder below 5e-18).
INLINE double short_expm1(double r) {
  double q = 1.0 / 6227020800.0;
  q = q * r + 1.0 / 479001600.0;
  q = q * r + 1.0 / 39916800.0;
  q = q * r + 1.0 / 3628800.0;
  q = q * r + 1.0 / 362880.0;
  q = q * r + 1.0 / 40320.0;
  q = q * r + 1.0 / 5040.0;
  q = q * r + 1.0 / 720.0;
  q = q * r + 1.0 / 120.0;
  q = q * r + 1.0 / 24.0;
  q = q * r + 1.0 / 6.0;
  q = q * r + 0.5;
  return r + (r * r) * q;
}

// Cody-Waite reduction: x = k ln 2 + r. Source: Cody and Waite, Software Manual, 1980.
INLINE double reduced(double x, double k) { return (x - k * LN2_HIGH) - k * LN2_LOW; }

INLINE double exponential(double x) {
  // Comparisons are written so that NaN passes through; beyond the bounds the result is 0 or inf.
  x = x < -746.0 ? -746.0 : x;
  x = x > 710.0 ? 710.0 : x;
  double k = nearest(x * LOG2_E);
  double p = short_expm1(reduced(x, k));
  // Two factors, because 2^k alone may be subnormal or infinite where the result is not.
  double half = nearest(k * 0.5);
  return ((1.0 + p) * power_of_two(half)) * power_of_two(k - half);
}

// e^x - 1 for -50 <= x <= 50 or NaN; the callers clamp.
INLINE double bounded_expm1(double x) {
  double k = nearest(x * LOG2_E);
  double p = short_expm1(reduced(x, k));
  double s = power_of_two(k);
  return s * p + (s - 1.0);
}

INLINE double hyperbolic_tangent(double x) {
  double y = 2.0 * fabs(x);
  y = y > 44.0 ? 44.0 : y;
  double t = bounded_expm1(y);
  return copysign(t / (t + 2.0), x);
}

// 1/(1 + e^-x) from e^-|x|, which never overflows.
INLINE double logistic(double x) {
  double e = exponential(-fabs(x));
  return (x < 0.0 ? e : 1.0) / (1.0 + e);
}

// 2 atanh(s) for |s| <= 0.1716 = 3 - sqrt(8): 2s (1 + s^2/3 + s^4/5 + ...).
INLINE double twice_atanh(double s) {
  double z = s * s;
  double q = 1.0 / 23.0;
  q = q * z + 1.0 / 21.0;
  q = q * z + 1.0 / 19.0;
  q = q * z + 1.0 / 17.0;
  q = q * z + 1.0 / 15.0;
  q = q * z + 1.0 / 13.0;
  q = q * z + 1.0 / 11.0;
  q = q * z + 1.0 / 9.0;
  q = q * z + 1.0 / 7.0;
  q = q * z + 1.0 / 5.0;
  q = q * z + 1.0 / 3.0;
  return 2.0 * s + (2.0 * s) * (z * q);
}

// log(1 + u) for 0 <= u <= 1 or NaN; from sqrt(2) - 1 on, 1 + u is halved.
INLINE double bounded_log1p(double u) {
  int is_large = u > 0.41421356237309503;
  double v = is_large ? (u - 1.0) * 0.5 : u;
  double result = twice_atanh(v / (2.0 + v));
  return is_large ? LN2_HIGH + (LN2_LOW + result) : result;
}

// log(1 + e^x).
INLINE double soft_plus(double x) {
  return (x < 0.0 ? 0.0 : x) + bounded_log1p(exponential(-fabs(x)));
}

INLINE double natural_log(double x) {
  if (!(x > 0.0)) return x == 0.0 ? -INFINITY : NAN;
  if (x == INFINITY) return x;
  double exponent = 0.0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54.0;
  }
  // x = 2^k f with f in [sqrt(1/2), sqrt(2)).
  uint64_t distance = to_bits(x) - 0x3fe6a09e667f3bcdu;
  double k = (double)((int64_t)distance >> 52) + exponent;
  double f = from_bits(to_bits(x) - (distance & 0xfff0000000000000u));
  return k * LN2_HIGH + (twice_atanh((f - 1.0) / (f + 1.0)) + k * LN2_LOW);
}

#endif
