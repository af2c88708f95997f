// exp, log(1 + x), tanh and the logistic function in single precision, which a vector holds twice as
// many of, and names for both precisions. As in elementary.h, without branches and with the same bits
// on every processor; errors stay within two units in the last place.
#ifndef LECTERN_ELEMENTARY_SINGLE_H
#define LECTERN_ELEMENTARY_SINGLE_H

#include "elementary.h"

INLINE float single_from_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

INLINE uint32_t single_to_bits(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

INLINE float single_fused(float a, float b, float c) { return __builtin_fmaf(a, b, c); }

static const float SINGLE_LOG2_E = 0x1.715476p+0f;
// The upper part has 16 bits, so that its product with an exponent is exact.
static const float SINGLE_LN2_HIGH = 0x1.62e4p-1f;
static const float SINGLE_LN2_LOW = 0x1.7f7d1cp-20f;
static const float SINGLE_WHOLE = 0x1.8p23f;

// A number as k ln 2 + r with |r| <= ln(2)/2; see `reduced`.
typedef struct {
  // k + SINGLE_WHOLE, whose last bits are those of k.
  float whole;
  float r;
} single_reduction;

INLINE single_reduction single_reduced(float x) {
  float whole = single_fused(x, SINGLE_LOG2_E, SINGLE_WHOLE);
  float k = whole - SINGLE_WHOLE;
  float near = single_fused(-k, SINGLE_LN2_HIGH, x);
  return (single_reduction){whole, single_fused(-k, SINGLE_LN2_LOW, near)};
}

// e^r - 1 - r; the polynomial is off by 3e-10 of r.
INLINE float single_exponential_tail(float r) {
  float square = r * r;
  float q01 = single_fused(0x1.555556p-3f, r, 0x1.000001p-1f);
  float q23 = single_fused(0x1.11109p-7f, r, 0x1.5554aep-5f);
  float q45 = single_fused(0x1.a1a218p-13f, r, 0x1.6d7528p-10f);
  float upper = single_fused(q45, square, q23);
  return square * single_fused(upper, square, q01);
}

INLINE float exponential_f32(float x) {
  // Comparisons are written so that NaN passes through; beyond the bounds the result is 0 or inf.
  x = x < -105.0f ? -105.0f : x;
  x = x > 89.0f ? 89.0f : x;
  single_reduction part = single_reduced(x);
  // In two factors; k + 512 is positive, so that a shift halves it.
  uint32_t k = single_to_bits(part.whole) - single_to_bits(SINGLE_WHOLE) + 512;
  uint32_t half = k >> 1;
  float first = single_from_bits((half + (127 - 256)) << 23);
  float second = single_from_bits((k - half + (127 - 256)) << 23);
  float p = part.r + single_exponential_tail(part.r);
  return single_fused(p, first, first) * second;
}

// t/(t + 2) with t = e^2|x| - 1, and one step of Newton's on the quotient; see `hyperbolic_tangent`.
INLINE float hyperbolic_tangent_f32(float x) {
  float y = 2.0f * __builtin_fabsf(x);
  y = y > 20.0f ? 20.0f : y;
  single_reduction part = single_reduced(y);
  float s = single_from_bits((single_to_bits(part.whole) + 127) << 23);
  float t = single_fused(s, single_exponential_tail(part.r), single_fused(s, part.r, s - 1.0f));
  float sum = t + 2.0f;
  float quotient = t / sum;
  float rest = single_fused(-quotient, t - (sum - 2.0f), single_fused(-quotient, sum, t));
  float inverse = t < 2.0f ? single_fused(-0.5f, quotient, 0.5f) : 0.0f;
  return __builtin_copysignf(single_fused(rest, inverse, quotient), x);
}

// 1/(1 + e^-x) from e = e^-|x|, and one step of Newton's on the quotient; see `logistic`.
INLINE float logistic_f32(float x) {
  float e = exponential_f32(-__builtin_fabsf(x));
  float sum = 1.0f + e;
  float lost = e - (sum - 1.0f);
  int is_negative = x < 0.0f;
  float above = is_negative ? e : 1.0f;
  float quotient = above / sum;
  float error = single_fused(-quotient, lost, single_fused(-quotient, sum, above));
  return single_fused(error, is_negative ? 1.0f - quotient : quotient, quotient);
}

// log(1 + u) for 0 <= u <= 1 or NaN; see `bounded_log1p` and `composed_log`.
INLINE float bounded_log1p_f32(float u) {
  int is_large = u > 0.41421357f;
  float f = is_large ? (u - 1.0f) * 0.5f : u;
  float k = is_large ? 1.0f : 0.0f;
  float s = f / (2.0f + f);
  float z = s * s;
  float tail = single_fused(single_fused(0x1.31e34cp-3f, z, 0x1.995eb6p-3f), z, 0x1.55557ap-2f);
  float half = 0.5f * f * f;
  float low = single_fused(k, SINGLE_LN2_LOW, s * (half + 2.0f * z * tail));
  return single_fused(k, SINGLE_LN2_HIGH, f - (half - low));
}

INLINE double exponential_f64(double x) { return exponential(x); }
INLINE double hyperbolic_tangent_f64(double x) { return hyperbolic_tangent(x); }
INLINE double logistic_f64(double x) { return logistic(x); }
INLINE double bounded_log1p_f64(double u) { return bounded_log1p(u); }

#endif
