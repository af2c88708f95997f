// Runs every kernel on random shapes and prints a digest of the bits that each gave, so that the
// paths can be compared: bits [COUNT [SEED]]. Products are held against a plain reference, entry by
// entry. `.ci/check-kernels` builds it for each processor there is, and for emulated ones.
#include "CKernels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

// SplitMix64. Source: G. Steele, D. Lea, C. Flood, OOPSLA 2014.
static uint64_t next(void) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static ptrdiff_t below(ptrdiff_t limit) { return (ptrdiff_t)(next() % (uint64_t)limit); }

// Sizes that kernels treat differently: nothing, one, primes, full vectors, and one more or less.
static ptrdiff_t size(ptrdiff_t most) {
  static const ptrdiff_t edges[] = {0, 1, 2, 3, 5, 7, 8, 13, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127};
  ptrdiff_t drawn = below(3) ? edges[below(sizeof edges / sizeof *edges)] : below(most + 1);
  return drawn < most ? drawn : most;
}

// Mostly ordinary numbers; sometimes those that kernels get wrong.
static double value(int is_special) {
  static const double special[] = {0.0, -0.0, INFINITY, -INFINITY, NAN, 1e-310, -1e-310, 1e300,
                                   -1e300, 1e-40, 700.0, -700.0, 90.0, -90.0, 0.5, 1.0, -1.0};
  if (is_special && !below(8)) return special[below(sizeof special / sizeof *special)];
  double uniform = (double)(next() >> 11) * 0x1p-53;
  return (2 * uniform - 1) * (below(4) ? 2 : 40);
}

// FNV-1a over the bits. A value that is no number counts as one, whatever its payload.
static uint64_t digest;

static void add_bits(const void *bytes, size_t count) {
  const unsigned char *next_byte = bytes;
  for (size_t i = 0; i < count; i++) digest = (digest ^ next_byte[i]) * 0x100000001b3u;
}

static void add_double(double x) {
  if (x != x) x = 12345;
  add_bits(&x, sizeof x);
}

static int mistakes = 0;

static void report(const char *kernel, uint64_t before) {
  printf("%-28s %016llx\n", kernel, (unsigned long long)digest);
  digest = before;
}

#define T double
#define NAME(base) base##_f64
#define LABEL " f64"
#include "bits.inc"
#undef T
#undef NAME
#undef LABEL

#define T float
#define NAME(base) base##_f32
#define LABEL " f32"
#include "bits.inc"
#undef T
#undef NAME
#undef LABEL

static void formulas(int count) {
  uint64_t start = digest;
  for (int operation = 0; operation < LECTERN_OPERATION_COUNT; operation++) {
    for (int trial = 0; trial < count * 4; trial++) {
      double a = value(1), b = value(1), c = value(1);
      add_double(lectern_apply(operation, a, b, c));
    }
    char name[40];
    snprintf(name, sizeof name, "apply %d", operation);
    report(name, start);
  }
  for (int trial = 0; trial < count; trial++) {
    ptrdiff_t rows = size(90), columns = size(90), total = rows * columns;
    double *x = malloc((size_t)(total + 1) * sizeof *x);
    double *out = malloc((size_t)(total + rows + columns + 1) * sizeof *out);
    for (ptrdiff_t i = 0; i < total; i++) x[i] = value(trial % 2);
    int kind = (int)below(3);
    add_double(lectern_reduce(kind, total, x));
    lectern_reduce_columns(kind, rows, columns, x, out);
    for (ptrdiff_t j = 0; j < columns; j++) add_double(out[j]);
    lectern_reduce_rows(kind, rows, columns, x, out);
    for (ptrdiff_t i = 0; i < rows; i++) add_double(out[i]);
    lectern_transpose(rows, columns, x, out);
    for (ptrdiff_t i = 0; i < total; i++) add_double(out[i]);
    lectern_softmax_columns(rows, columns, x);
    for (ptrdiff_t i = 0; i < total; i++) add_double(x[i]);
    // The operation of a step on a full matrix, a column and a number: the same as on each entry.
    struct lectern_step steps[2] = {{(int)below(LECTERN_OPERATION_COUNT), 3, 0, 1, 2},
                                    {LECTERN_ADD_OPERATION, 4, 3, 0, 0}};
    double column[91], number = value(0);
    for (ptrdiff_t i = 0; i < rows; i++) column[i] = value(0);
    for (ptrdiff_t i = 0; i < total; i++) x[i] = value(0);
    struct lectern_operand operands[3] = {
        {x, LECTERN_FULL}, {column, LECTERN_COLUMN}, {&number, LECTERN_NUMBER}};
    lectern_evaluate(steps, 2, operands, 3, rows, columns, out);
    for (ptrdiff_t j = 0; j < columns; j++)
      for (ptrdiff_t i = 0; i < rows; i++) {
        double entry = x[j * rows + i];
        double wanted = lectern_apply(steps[0].operation, entry, column[i], number) + entry;
        double found = out[j * rows + i];
        if (memcmp(&wanted, &found, sizeof found) && !(wanted != wanted && found != found)) {
          if (!mistakes++) printf("evaluate %d: %a for %a\n", steps[0].operation, found, wanted);
        }
        add_double(found);
      }
    add_double(lectern_evaluate(steps, 2, operands, 3, rows, columns, NULL));
    free(x);
    free(out);
  }
  report("formulas", start);
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 2000;
  state = argc > 2 ? (uint64_t)atoll(argv[2]) : 1;
  digest = 0xcbf29ce484222325u;
  fprintf(stderr, "%s, %td cores\n", lectern_kernels_name(), lectern_team_size());
  all_f64(count);
  all_f32(count);
  formulas(count);
  if (mistakes) printf("%d entries differ from the reference\n", mistakes);
  return mistakes ? 1 : 0;
}
