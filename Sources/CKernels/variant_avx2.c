// The kernels for processors with AVX2 and FMA.
#ifdef __x86_64__
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define TABLE lectern_avx2_table
#define VECTOR_BYTES 32
#include "variant.h"
#pragma clang attribute pop
#endif
