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
  double lectern_absolute_error_##S(ptrdiff_t count, const T *_Nonnull a, const T *_Nonnull y,     \
                                    double scale, T *_Nullable delta);                             \
  /* error^2 / 2 up to the limit, linear beyond. */                                                \
  double lectern_huber_error_##S(ptrdiff_t count, double limit, const T *_Nonnull a,               \
                                 const T *_Nonnull y, double scale, T *_Nullable delta);           \
  /* Of one row max(0, 1 - side a); of several max(0, a_r - a_right + 1) over the wrong rows r. */ \
  double lectern_hinge_##S(ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull a,                 \
                           const T *_Nonnull y, double scale, T *_Nullable delta);                 \
                                                                                                   \
  /* Updates of w by the gradient g + decay * w, in one pass. */                                   \
  void lectern_descend_##S(ptrdiff_t count, double rate, double decay, const T *_Nonnull g,        \
                           T *_Nonnull w);                                                         \
  void lectern_averaged_momentum_##S(ptrdiff_t count, double rate, double decay, double beta,      \
                                     const T *_Nonnull g, T *_Nonnull v, T *_Nonnull w);           \
  void lectern_classical_momentum_##S(ptrdiff_t count, double rate, double decay, double mu,       \
                                      const T *_Nonnull g, T *_Nonnull h, T *_Nonnull w);          \
  /* correction1 and correction2 are 1 - beta^t, or 1 for none; is_inside puts epsilon under the   \
     root; w loses the share `shrinkage` of itself besides. */                                     \
  void lectern_adam_##S(ptrdiff_t count, double rate, double decay, double shrinkage, double beta1,\
                        double beta2, double correction1, double correction2, double epsilon,      \
                        int is_inside, const T *_Nonnull g, T *_Nonnull m, T *_Nonnull v,          \
                        T *_Nonnull w);                                                            \
  /* v = kept v + fresh g^2, then w -= rate g / root of v. */                                      \
  void lectern_scaled_descent_##S(ptrdiff_t count, double rate, double decay, double kept,         \
                                  double fresh, double epsilon, int is_inside,                     \
                                  const T *_Nonnull g, T *_Nonnull v, T *_Nonnull w);              \
  void lectern_adadelta_##S(ptrdiff_t count, double rate, double decay, double rho,                \
                            double epsilon, const T *_Nonnull g, T *_Nonnull squares,              \
                            T *_Nonnull steps, T *_Nonnull w);                                     \
  /* w = sign(w) max(|w| - threshold, 0). */                                                       \
  void lectern_soft_threshold_##S(ptrdiff_t count, double threshold, T *_Nonnull w);               \
  /* g += factor * sign(w). */                                                                     \
  void lectern_add_signs_##S(ptrdiff_t count, double factor, const T *_Nonnull w, T *_Nonnull g);  \
  /* Cuts values off at -limit and limit. */                                                       \
  void lectern_clamp_##S(ptrdiff_t count, double limit, T *_Nonnull x);                            \
  void lectern_scale_##S(ptrdiff_t count, double factor, T *_Nonnull x);                           \
  /* Scales rows with a norm above the limit down to it and returns how many there were; scales    \
     (rows values) is room to work in. */                                                          \
  ptrdiff_t lectern_limit_rows_##S(ptrdiff_t rows, ptrdiff_t columns, double limit,                \
                                   double *_Nonnull scales, T *_Nonnull w);                        \
                                                                                                   \
  /* Rows normalized over the columns, out = gamma * normalized + beta; leaves the means, the      \
     variances (divided by columns) and 1/sqrt(variance + epsilon), rows values each. */           \
  void lectern_batch_norm_##S(ptrdiff_t rows, ptrdiff_t columns, double epsilon,                   \
                              const T *_Nonnull x, const T *_Nonnull gamma,                        \
                              const T *_Nonnull beta, double *_Nonnull means,                      \
                              double *_Nonnull variances, double *_Nonnull scales,                 \
                              T *_Nonnull normalized, T *_Nonnull out);                            \
  /* The same with given means and variances; scales is room to work in. */                        \
  void lectern_fixed_norm_##S(ptrdiff_t rows, ptrdiff_t columns, double epsilon,                   \
                              const T *_Nonnull x, const T *_Nonnull gamma,                        \
                              const T *_Nonnull beta, const T *_Nonnull means,                     \
                              const T *_Nonnull variances, double *_Nonnull scales,                \
                              T *_Nonnull out);                                                    \
  /* The slopes by gamma and beta; leaves the row sums of delta and of delta * normalized. */      \
  void lectern_batch_norm_slopes_##S(ptrdiff_t rows, ptrdiff_t columns,                            \
                                     const T *_Nonnull normalized, const T *_Nonnull delta,        \
                                     double *_Nonnull sums, double *_Nonnull products,             \
                                     T *_Nonnull gamma_slopes, T *_Nonnull beta_slopes);           \
  /* delta becomes the slope by the inputs of the norm, from these sums. */                        \
  void lectern_batch_norm_back_##S(ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull gamma,     \
                                   const double *_Nonnull scales, const double *_Nonnull sums,     \
                                   const double *_Nonnull products,                                \
                                   const T *_Nonnull normalized, T *_Nonnull delta);               \
  /* running = momentum * running + (1 - momentum) * batch, the variance of a sample. */           \
  void lectern_update_running_##S(ptrdiff_t rows, ptrdiff_t columns, double momentum,              \
                                  const double *_Nonnull means, const double *_Nonnull variances,  \
                                  T *_Nonnull running_means, T *_Nonnull running_variances);       \
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
  double lectern_absolute_sum_##S(ptrdiff_t count, const T *_Nonnull x);                           \
  double lectern_squared_distance_##S(ptrdiff_t count, const T *_Nonnull x, const T *_Nonnull y);  \
  /* How many are infinite or not a number. */                                                     \
  ptrdiff_t lectern_count_nonfinite_##S(ptrdiff_t count, const T *_Nonnull x);                     \
  /* Columns where a and y agree: largest row, or, for one row, a above the threshold and y above  \
     one half. */                                                                                  \
  ptrdiff_t lectern_count_matches_##S(ptrdiff_t rows, ptrdiff_t columns, double threshold,         \
                                      const T *_Nonnull a, const T *_Nonnull y);                   \
  void lectern_to_doubles_##S(ptrdiff_t count, const T *_Nonnull x, double *_Nonnull out);         \
  void lectern_from_doubles_##S(ptrdiff_t count, const double *_Nonnull x, T *_Nonnull out);

LECTERN_DECLARE(double, f64)
LECTERN_DECLARE(float, f32)

#endif
