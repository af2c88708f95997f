// The kernels for a number type T: KERNEL(result, name, (parameters), (arguments)); included once
// for each use of the list: declarations, tables, dispatch.
//
// Matrices are stored column by column and an example is a column. Every kernel gives the same bits
// on every processor: fused multiply-adds where they are written and nowhere else, sums in a fixed
// order, own exp, log and tanh.

// a = g(z + bias), in place; bias (rows values) may be NULL.
KERNEL(void, activate,
       (int function, double parameter, ptrdiff_t rows, ptrdiff_t columns, const T *_Nullable bias,
        T *_Nonnull z),
       (function, parameter, rows, columns, bias, z))

// delta *= g'(z), in place, with g' told from a = g(z).
KERNEL(void, backpropagate,
       (int function, double parameter, ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull a,
        T *_Nonnull delta),
       (function, parameter, rows, columns, a, delta))

// Losses return the sum over all examples; delta, which may be NULL, becomes scale times its
// derivative. The first two start from logits z, turn them into outputs a (which may be z) and
// differentiate by z; the others differentiate by a. 0 log 0 is 0.
KERNEL(double, softmax_cross_entropy,
       (ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull z, const T *_Nonnull y, double scale,
        T *_Nonnull a, T *_Nullable delta),
       (rows, columns, z, y, scale, a, delta))
KERNEL(double, sigmoid_cross_entropy,
       (ptrdiff_t count, const T *_Nonnull z, const T *_Nonnull y, double scale, T *_Nonnull a,
        T *_Nullable delta),
       (count, z, y, scale, a, delta))
KERNEL(double, cross_entropy,
       (ptrdiff_t count, const T *_Nonnull a, const T *_Nonnull y, double scale,
        T *_Nullable delta),
       (count, a, y, scale, delta))
KERNEL(double, binary_cross_entropy,
       (ptrdiff_t count, const T *_Nonnull a, const T *_Nonnull y, double scale,
        T *_Nullable delta),
       (count, a, y, scale, delta))
KERNEL(double, squared_error,
       (ptrdiff_t count, const T *_Nonnull a, const T *_Nonnull y, double scale,
        T *_Nullable delta),
       (count, a, y, scale, delta))
KERNEL(double, absolute_error,
       (ptrdiff_t count, const T *_Nonnull a, const T *_Nonnull y, double scale,
        T *_Nullable delta),
       (count, a, y, scale, delta))

// error^2 / 2 up to the limit, linear beyond.
KERNEL(double, huber_error,
       (ptrdiff_t count, double limit, const T *_Nonnull a, const T *_Nonnull y, double scale,
        T *_Nullable delta),
       (count, limit, a, y, scale, delta))

// Of one row max(0, 1 - side a); of several max(0, a_r - a_right + 1) over the wrong rows r.
KERNEL(double, hinge,
       (ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull a, const T *_Nonnull y, double scale,
        T *_Nullable delta),
       (rows, columns, a, y, scale, delta))

// Updates of w by the gradient g + decay * w, in one pass.
KERNEL(void, descend,
       (ptrdiff_t count, double rate, double decay, const T *_Nonnull g, T *_Nonnull w),
       (count, rate, decay, g, w))
KERNEL(void, averaged_momentum,
       (ptrdiff_t count, double rate, double decay, double beta, const T *_Nonnull g,
        T *_Nonnull v, T *_Nonnull w),
       (count, rate, decay, beta, g, v, w))
KERNEL(void, classical_momentum,
       (ptrdiff_t count, double rate, double decay, double mu, const T *_Nonnull g, T *_Nonnull h,
        T *_Nonnull w),
       (count, rate, decay, mu, g, h, w))

// correction1 and correction2 are 1 - beta^t, or 1 for none; is_inside puts epsilon under the root;
// w loses the share `shrinkage` of itself besides.
KERNEL(void, adam,
       (ptrdiff_t count, double rate, double decay, double shrinkage, double beta1, double beta2,
        double correction1, double correction2, double epsilon, int is_inside, const T *_Nonnull g,
        T *_Nonnull m, T *_Nonnull v, T *_Nonnull w),
       (count, rate, decay, shrinkage, beta1, beta2, correction1, correction2, epsilon, is_inside,
        g, m, v, w))

// v = kept v + fresh g^2, then w -= rate g / root of v.
KERNEL(void, scaled_descent,
       (ptrdiff_t count, double rate, double decay, double kept, double fresh, double epsilon,
        int is_inside, const T *_Nonnull g, T *_Nonnull v, T *_Nonnull w),
       (count, rate, decay, kept, fresh, epsilon, is_inside, g, v, w))
KERNEL(void, adadelta,
       (ptrdiff_t count, double rate, double decay, double rho, double epsilon,
        const T *_Nonnull g, T *_Nonnull squares, T *_Nonnull steps, T *_Nonnull w),
       (count, rate, decay, rho, epsilon, g, squares, steps, w))

// w = sign(w) max(|w| - threshold, 0).
KERNEL(void, soft_threshold, (ptrdiff_t count, double threshold, T *_Nonnull w),
       (count, threshold, w))

// g += factor * sign(w).
KERNEL(void, add_signs, (ptrdiff_t count, double factor, const T *_Nonnull w, T *_Nonnull g),
       (count, factor, w, g))

// Cuts values off at -limit and limit.
KERNEL(void, clamp, (ptrdiff_t count, double limit, T *_Nonnull x), (count, limit, x))
KERNEL(void, scale, (ptrdiff_t count, double factor, T *_Nonnull x), (count, factor, x))

// Scales rows with a norm above the limit down to it and returns how many there were; scales (rows
// values) is room to work in.
KERNEL(ptrdiff_t, limit_rows,
       (ptrdiff_t rows, ptrdiff_t columns, double limit, double *_Nonnull scales, T *_Nonnull w),
       (rows, columns, limit, scales, w))

// Rows normalized over the columns, out = gamma * normalized + beta; leaves the means, the
// variances (divided by columns) and 1/sqrt(variance + epsilon), rows values each.
KERNEL(void, batch_norm,
       (ptrdiff_t rows, ptrdiff_t columns, double epsilon, const T *_Nonnull x,
        const T *_Nonnull gamma, const T *_Nonnull beta, double *_Nonnull means,
        double *_Nonnull variances, double *_Nonnull scales, T *_Nonnull normalized,
        T *_Nonnull out),
       (rows, columns, epsilon, x, gamma, beta, means, variances, scales, normalized, out))

// The same with given means and variances; scales is room to work in.
KERNEL(void, fixed_norm,
       (ptrdiff_t rows, ptrdiff_t columns, double epsilon, const T *_Nonnull x,
        const T *_Nonnull gamma, const T *_Nonnull beta, const T *_Nonnull means,
        const T *_Nonnull variances, double *_Nonnull scales, T *_Nonnull out),
       (rows, columns, epsilon, x, gamma, beta, means, variances, scales, out))

// The slopes by gamma and beta; leaves the row sums of delta and of delta * normalized.
KERNEL(void, batch_norm_slopes,
       (ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull normalized, const T *_Nonnull delta,
        double *_Nonnull sums, double *_Nonnull products, T *_Nonnull gamma_slopes,
        T *_Nonnull beta_slopes),
       (rows, columns, normalized, delta, sums, products, gamma_slopes, beta_slopes))

// delta becomes the slope by the inputs of the norm, from these sums.
KERNEL(void, batch_norm_back,
       (ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull gamma, const double *_Nonnull scales,
        const double *_Nonnull sums, const double *_Nonnull products, const T *_Nonnull normalized,
        T *_Nonnull delta),
       (rows, columns, gamma, scales, sums, products, normalized, delta))

// running = momentum * running + (1 - momentum) * batch, the variance of a sample.
KERNEL(void, update_running,
       (ptrdiff_t rows, ptrdiff_t columns, double momentum, const double *_Nonnull means,
        const double *_Nonnull variances, T *_Nonnull running_means,
        T *_Nonnull running_variances),
       (rows, columns, momentum, means, variances, running_means, running_variances))

// y += factor * x.
KERNEL(void, add, (ptrdiff_t count, double factor, const T *_Nonnull x, T *_Nonnull y),
       (count, factor, x, y))

// out = x * y, element by element.
KERNEL(void, multiply_elements,
       (ptrdiff_t count, const T *_Nonnull x, const T *_Nonnull y, T *_Nonnull out),
       (count, x, y, out))

// sums[r] = the sum of row r.
KERNEL(void, row_sums, (ptrdiff_t rows, ptrdiff_t columns, const T *_Nonnull x, T *_Nonnull sums),
       (rows, columns, x, sums))

// Column j of out is column indices[j] of x.
KERNEL(void, gather_columns,
       (ptrdiff_t rows, ptrdiff_t count, const ptrdiff_t *_Nonnull indices, const T *_Nonnull x,
        T *_Nonnull out),
       (rows, count, indices, x, out))

// mask = 1/keep where a draw is below keep, else 0; draws are row by row.
KERNEL(void, dropout_mask,
       (ptrdiff_t rows, ptrdiff_t columns, double keep, const double *_Nonnull draws,
        T *_Nonnull mask),
       (rows, columns, keep, draws, mask))
KERNEL(double, squared_norm, (ptrdiff_t count, const T *_Nonnull x), (count, x))
KERNEL(double, absolute_sum, (ptrdiff_t count, const T *_Nonnull x), (count, x))
KERNEL(double, squared_distance, (ptrdiff_t count, const T *_Nonnull x, const T *_Nonnull y),
       (count, x, y))

// How many are infinite or not a number.
KERNEL(ptrdiff_t, count_nonfinite, (ptrdiff_t count, const T *_Nonnull x), (count, x))

// Columns where a and y agree: largest row, or, for one row, a above the threshold and y above one
// half.
KERNEL(ptrdiff_t, count_matches,
       (ptrdiff_t rows, ptrdiff_t columns, double threshold, const T *_Nonnull a,
        const T *_Nonnull y),
       (rows, columns, threshold, a, y))
KERNEL(void, to_doubles, (ptrdiff_t count, const T *_Nonnull x, double *_Nonnull out),
       (count, x, out))
KERNEL(void, from_doubles, (ptrdiff_t count, const double *_Nonnull x, T *_Nonnull out),
       (count, x, out))

// c = alpha op(a) op(b) + beta c, where op(a) is [rows, inner] and op(b) [inner, columns]; a matrix
// that is not transposed has `stride` entries from column to column. With beta 0, c is not read.
// The bias, rows values if there is one, is added to each column of the result.
KERNEL(void, product,
       (ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, double alpha, const T *_Nonnull a,
        ptrdiff_t a_stride, int a_transposed, const T *_Nonnull b, ptrdiff_t b_stride,
        int b_transposed, double beta, const T *_Nullable bias, T *_Nonnull c,
        ptrdiff_t c_stride),
       (rows, columns, inner, alpha, a, a_stride, a_transposed, b, b_stride, b_transposed, beta,
        bias, c, c_stride))
