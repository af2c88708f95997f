// The public functions: each calls its kernel in the table that was chosen at load.
#include "table.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const struct lectern_table *active = &lectern_portable_table;
static const char *name = "portable";

static void take(const char *wanted, const char *candidate, const struct lectern_table *table) {
  if (wanted && strcmp(wanted, candidate) != 0) return;
  active = table;
  name = candidate;
}

__attribute__((constructor)) static void choose(void) {
#ifdef __x86_64__
  const char *wanted = getenv("LECTERN_KERNELS");
  // A word that is none of these asks for nothing.
  if (wanted && strcmp(wanted, "avx512") && strcmp(wanted, "avx2") && strcmp(wanted, "portable"))
    wanted = NULL;
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    take(wanted, "avx2", &lectern_avx2_table);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("fma"))
    take(wanted, "avx512", &lectern_avx512_table);
#endif
}

// MARK: Scratch

static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;
static _Thread_local void *scratch = NULL;
static _Thread_local size_t scratch_bytes = 0;

static void make_key(void) { pthread_key_create(&scratch_key, free); }

void *lectern_scratch(size_t bytes) {
  if (bytes <= scratch_bytes) return scratch;
  pthread_once(&scratch_once, make_key);
  free(scratch);
  size_t rounded = (bytes + 4095) / 4096 * 4096;
  scratch = aligned_alloc(64, rounded);
  // Half a mebibyte that is not there: nothing that runs after it could go on.
  if (!scratch) abort();
  scratch_bytes = rounded;
  pthread_setspecific(scratch_key, scratch);
  return scratch;
}

const char *lectern_kernels_name(void) { return name; }

#define T double
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) \
  R lectern_##NAME##_f64 PARAMETERS { return active->NAME##_f64 ARGUMENTS; }
#include "kernel_list.h"
#undef KERNEL
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) \
  R lectern_##NAME PARAMETERS { return active->NAME ARGUMENTS; }
#include "formula_list.h"
#undef KERNEL
#undef T

#define T float
#define KERNEL(R, NAME, PARAMETERS, ARGUMENTS) \
  R lectern_##NAME##_f32 PARAMETERS { return active->NAME##_f32 ARGUMENTS; }
#include "kernel_list.h"
#undef KERNEL
#undef T
