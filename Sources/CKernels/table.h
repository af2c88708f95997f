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

// Columns that this thread wants soon; see `lectern_fetch_columns`.
struct lectern_fetch {
  const char *_Nullable x;
  const ptrdiff_t *_Nullable indices;
  ptrdiff_t bytes;
  ptrdiff_t count;
  // Bytes of the first column that are on their way.
  ptrdiff_t done;
};

extern _Thread_local struct lectern_fetch lectern_fetch;

// Where the next `bytes` of them begin; NULL when there are no more.
static inline const void *_Nullable lectern_fetch_next(ptrdiff_t bytes) {
  struct lectern_fetch *fetch = &lectern_fetch;
  if (fetch->count == 0) return NULL;
  const char *place = fetch->x + *fetch->indices * fetch->bytes + fetch->done;
  fetch->done += bytes;
  if (fetch->done >= fetch->bytes) {
    fetch->done = 0;
    fetch->indices++;
    fetch->count--;
  }
  return place;
}

extern const struct lectern_table lectern_portable_table;
#ifdef __x86_64__
extern const struct lectern_table lectern_avx2_table;
extern const struct lectern_table lectern_avx512_table;
#endif

#endif
