// The kernels for the instruction set that the compiler is told to expect: any processor of the
// architecture. NEON on aarch64; on x86-64 fused multiply-adds are calls of the C library.
#define TABLE lectern_portable_table
#define VECTOR_BYTES 16
#include "variant.h"
