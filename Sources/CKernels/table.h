// The kernels of one path as a table; each variant fills one, and the dispatch calls through one.
#ifndef LECTERN_TABLE_H
#define LECTERN_TABLE_H

#include "CKernels.h"

struct lectern_table {
#define T double
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) R(*_Nonnull NAME##_f64) PARAMETERS;
#include "kernel_list.h"
#undef KERNEL
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) R(*_Nonnull NAME) PARAMETERS;
#include "formula_list.h"
#undef KERNEL
#undef T
#define T float
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) R(*_Nonnull NAME##_f32) PARAMETERS;
#include "kernel_list.h"
#undef KERNEL
#undef T
};

// Room to pack matrices in, of this thread; what it held is lost with the next call.
void *_Nonnull lectern_scratch(size_t bytes);

extern const struct lectern_table lectern_portable_table;
#ifdef __x86_64__
extern const struct lectern_table lectern_avx2_table;
extern const struct lectern_table lectern_avx512_table;
#endif

#endif
