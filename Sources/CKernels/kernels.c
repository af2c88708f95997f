#include "CKernels.h"

#include "elementary.h"

// One body, compiled for the vector units of several processors; the loader picks one.
#if defined(__x86_64__) && defined(__linux__)
#define CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CLONES
#endif

// Values that stay in the first-level cache between two passes over a block.
enum { BLOCK = 2048, LANES = 16 };

// The sum of the lanes in one order, whatever the width of the vector unit.
INLINE double lane_total(double *lanes) {
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) lanes[i] += lanes[i + width];
  return lanes[0];
}

#define T double
#define NAME(base) base##_f64
#include "kernels.inc"
#undef T
#undef NAME

#define T float
#define NAME(base) base##_f32
#include "kernels.inc"
#undef T
#undef NAME
