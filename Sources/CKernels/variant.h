// All kernels for one instruction set: the file that includes this has chosen it and defines
// TABLE, the name of the table to fill, and VECTOR_BYTES, the width of a vector register.
#include "elementary_single.h"
#include "table.h"

// Values that stay in the first-level cache between two passes over a block.
enum { BLOCK = 2048, LANES = 16 };

// The sum of the lanes in one order, whatever the width of the vector unit.
INLINE double lane_total(double *lanes) {
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) lanes[i] += lanes[i + width];
  return lanes[0];
}

#define EACH(count) for (ptrdiff_t i = 0; i < (count); i++)
// The same where an output may be an input: the check for overlap would choose the scalar loop.
#define EACH_IN_PLACE(count) \
  _Pragma("clang loop vectorize(assume_safety)") for (ptrdiff_t i = 0; i < (count); i++)
// The same for long formulas, of which several vectors are computed side by side.
#define EACH_DEEP(count)                                                \
  _Pragma("clang loop vectorize(assume_safety) interleave_count(4)") for \
      (ptrdiff_t i = 0; i < (count); i++)

// The terms `TERM` (an expression of i) summed in a fixed order into the double `TOTAL`.
#define SUM(COUNT, TOTAL, TERM)                                 \
  double TOTAL;                                                 \
  {                                                             \
    double lanes[LANES] = {0};                                  \
    ptrdiff_t full = (COUNT) - (COUNT) % LANES;                 \
    for (ptrdiff_t start = 0; start < full; start += LANES)     \
      for (int lane = 0; lane < LANES; lane++) {                \
        ptrdiff_t i = start + lane;                             \
        lanes[lane] += (TERM);                                  \
      }                                                         \
    for (ptrdiff_t i = full; i < (COUNT); i++) {                \
      lanes[i - full] += (TERM);                                \
    }                                                           \
    TOTAL = lane_total(lanes);                                  \
  }

#define T double
#define NAME(base) base##_f64
#include "kernels.inc"
#include "formula.inc"
#undef T
#undef NAME

#define T float
#define NAME(base) base##_f32
#include "kernels.inc"
#undef T
#undef NAME

const struct lectern_table TABLE = {
#define T double
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) .NAME##_f64 = NAME##_f64,
#include "kernel_list.h"
#undef KERNEL
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) .NAME = NAME,
#include "formula_list.h"
#undef KERNEL
#undef T
#define T float
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) .NAME##_f32 = NAME##_f32,
#include "kernel_list.h"
#undef KERNEL
#undef T
};
