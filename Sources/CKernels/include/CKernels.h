// Whole-buffer kernels of the engine, for double (_f64) and float (_f32).
//
// Matrices are stored column by column and an example is a column. Every kernel gives the same
// bits on every processor: no contraction, fixed order of sums, own exp, log and tanh.
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

#define LECTERN_DECLARE(T, S)                                                                      \
  /* a = g(z + bias), in place; bias (rows values) may be NULL. */                                 \
  void lectern_activate_##S(int function, double parameter, ptrdiff_t rows, ptrdiff_t columns,     \
                            const T *_Nullable bias, T *_Nonnull z);                               \
  /* delta *= g'(z), in place, with g' told from a = g(z). */                                      \
  void lectern_backpropagate_##S(int function, double parameter, ptrdiff_t rows,                   \
                                 ptrdiff_t columns, const T *_Nonnull a, T *_Nonnull delta);       \
                                                                                                   \
  /* Losses return the sum over all examples; delta, which may be NULL, becomes scale times its */ \
  /* derivative. The first two start from logits z, turn them into outputs a (which may be z) */   \
  /* and differentiate by z; the others differentiate by a. 0 log 0 is 0. */                       \
  double lectern_softmax_cross_entropy_##S(ptrdiff_t rows, ptrdiff_t columns,                      \
                                           const T *_Nonnull z, const T *_Nonnull y,               \
                                           double scale, T *_Nonnull a, T *_Nullable delta);       \
  double lectern_sigmoid_cross_entropy_##S(ptrdiff_t count, const T *_Nonnull z,                   \
                                           const T *_Nonnull y, double scale, T *_Nonnull a,       \
                                           T *_Nullable delta);                                    \
  double lectern_cross_entropy_##S(ptrdiff_t count, const T *_Nonnull a, const T *_Nonnull y,      \
                                   double scale, T *_Nullable delta);                              \
  double lectern_binary_cross_entropy_##S(ptrdiff_t count, const T *_Nonnull a,                    \
                                          const T *_Nonnull y, double scale, T *_Nullable delta);  \
  double lectern_squared_error_##S(ptrdiff_t count, const T *_Nonnull a, const T *_Nonnull y,      \
                                   double scale, T *_Nullable delta);                              \
                                                                                                   \
  /* Updates of w by the gradient g + decay * w, in one pass. */                                   \
  void lectern_descend_##S(ptrdiff_t count, double rate, double decay, const T *_Nonnull g,        \
                           T *_Nonnull w);                                                         \
  void lectern_averaged_momentum_##S(ptrdiff_t count, double rate, double decay, double beta,      \
                                     const T *_Nonnull g, T *_Nonnull v, T *_Nonnull w);           \
  void lectern_classical_momentum_##S(ptrdiff_t count, double rate, double decay, double mu,       \
                                      const T *_Nonnull g, T *_Nonnull h, T *_Nonnull w);          \
  /* correction1 and correction2 are 1 - beta^t, or 1 for none. */                                 \
  void lectern_adam_##S(ptrdiff_t count, double rate, double decay, double beta1, double beta2,    \
                        double correction1, double correction2, double epsilon,                    \
                        const T *_Nonnull g, T *_Nonnull m, T *_Nonnull v, T *_Nonnull w);         \
                                                                                                   \
  /* y += factor * x. */                                                                           \
  void lectern_add_##S(ptrdiff_t count, double factor, const T *_Nonnull x, T *_Nonnull y);        \
  /* out = x * y, element by element. */                                                           \
  void lectern_multiply_elements_##S(ptrdiff_t count, const T *_Nonnull x, const T *_Nonnull y,    \
                                     T *_Nonnull out);                                             \
  /* sums[r] = the sum of row r. */                                                                \
  void lectern_row_sums_##S(ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull x,                \
                            T *_Nonnull sums);                                                     \
  /* Column j of out is column indices[j] of x. */                                                 \
  void lectern_gather_columns_##S(ptrdiff_t rows, ptrdiff_t count,                                 \
                                  const ptrdiff_t *_Nonnull indices, const T *_Nonnull x,          \
                                  T *_Nonnull out);                                                \
  /* mask = 1/keep where a draw is below keep, else 0; draws are row by row. */                    \
  void lectern_dropout_mask_##S(ptrdiff_t rows, ptrdiff_t columns, double keep,                    \
                                const double *_Nonnull draws, T *_Nonnull mask);                   \
  double lectern_squared_norm_##S(ptrdiff_t count, const T *_Nonnull x);                           \
  /* How many are infinite or not a number. */                                                     \
  ptrdiff_t lectern_count_nonfinite_##S(ptrdiff_t count, const T *_Nonnull x);                     \
  /* Columns where a and y agree: largest row, or, for one row, the side of one half. */           \
  ptrdiff_t lectern_count_matches_##S(ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull a,      \
                                      const T *_Nonnull y);                                        \
  void lectern_to_doubles_##S(ptrdiff_t count, const T *_Nonnull x, double *_Nonnull out);         \
  void lectern_from_doubles_##S(ptrdiff_t count, const double *_Nonnull x, T *_Nonnull out);

LECTERN_DECLARE(double, f64)
LECTERN_DECLARE(float, f32)

#endif
