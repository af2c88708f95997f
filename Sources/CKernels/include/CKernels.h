// Whole-buffer kernels of the engine, for double (_f64) and float (_f32).
#ifndef LECTERN_KERNELS_H
#define LECTERN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// What `lectern_activate` applies; `parameter` is the slope of LEAKY_RELU and the alpha of ELU.
enum lectern_function {
  LECTERN_LINEAR,
  LECTERN_SIGMOID,
  LECTERN_TANH,
  LECTERN_RELU,
  LECTERN_LEAKY_RELU,
  LECTERN_ELU,
  LECTERN_SOFTPLUS,
  LECTERN_SOFTMAX,
};

// The operations of one element that formulas are made of, with their formulas in a, b and c.
enum lectern_operation {
#define OPERATION(NAME, FORMULA) LECTERN_##NAME##_OPERATION,
#include "../operation_list.h"
  LECTERN_OPERATION_COUNT,
};

// slot[out] = operation(slot[a], slot[b], slot[c]); the slots are the operands and what follows.
struct lectern_step {
  int32_t operation;
  int32_t out;
  int32_t a;
  int32_t b;
  int32_t c;
};

// How the values of an operand meet a matrix: one number, one an entry, one a row, one a column.
enum lectern_spread {
  LECTERN_NUMBER,
  LECTERN_FULL,
  LECTERN_COLUMN,
  LECTERN_ROW,
};

struct lectern_operand {
  const double *_Nullable values;
  int32_t spread;
};

// The most slots that the steps of one evaluation may name.
enum { LECTERN_SLOT_LIMIT = 24 };

enum lectern_reduction { LECTERN_SUM, LECTERN_LARGEST, LECTERN_SMALLEST };

// The path in use: avx512, avx2 or portable. The best that the processor has is chosen at load,
// unless the environment variable LECTERN_KERNELS names another one that it has.
const char *_Nonnull lectern_kernels_name(void);

// The cores that share work.
ptrdiff_t lectern_team_size(void);

// Calls part(context, 0) to part(context, count - 1), count at most 65535, on several cores at a
// time; returns when all have returned.
void lectern_share(ptrdiff_t count, void *_Nullable context,
                   void (*_Nonnull part)(void *_Nullable context, ptrdiff_t index));

#define T double
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) R lectern_##NAME##_f64 PARAMETERS;
#include "../kernel_list.h"
#undef KERNEL
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) R lectern_##NAME PARAMETERS;
#include "../formula_list.h"
#undef KERNEL
#undef T

#define T float
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) R lectern_##NAME##_f32 PARAMETERS;
#include "../kernel_list.h"
#undef KERNEL
#undef T

#endif
