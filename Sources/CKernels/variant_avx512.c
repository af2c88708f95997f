// The kernels for processors with AVX-512 (F, BW, DQ, VL).
#ifdef __x86_64__
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#define TABLE lectern_avx512_table
#define VECTOR_BYTES 64
#include "variant.h"
#pragma clang attribute pop
#endif
