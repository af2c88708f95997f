// The kernels of formulas, for doubles; see kernel_list.h.

// The operation on single numbers, with the bits that the kernels give.
KERNEL(double, apply, (int operation, double a, double b, double c), (operation, a, b, c))

// Runs the steps over each entry of a matrix; the last one's result goes to out, which may be the
// values of a full operand. Without out, returns the sum of the results.
KERNEL(double, evaluate,
       (const struct lectern_step *_Nonnull steps, ptrdiff_t step_count,
        const struct lectern_operand *_Nonnull operands, ptrdiff_t operand_count, ptrdiff_t rows,
        ptrdiff_t columns, double *_Nullable out),
       (steps, step_count, operands, operand_count, rows, columns, out))

// The sum, largest or smallest of all entries; NaN wins over any number, and nothing gives 0 or NaN.
KERNEL(double, reduce, (int kind, ptrdiff_t count, const double *_Nonnull x), (kind, count, x))
// The same of each column.
KERNEL(void, reduce_columns,
       (int kind, ptrdiff_t rows, ptrdiff_t columns, const double *_Nonnull x,
        double *_Nonnull out),
       (kind, rows, columns, x, out))
// The same of each row.
KERNEL(void, reduce_rows,
       (int kind, ptrdiff_t rows, ptrdiff_t columns, const double *_Nonnull x,
        double *_Nonnull out),
       (kind, rows, columns, x, out))

// out[columns, rows] = x'.
KERNEL(void, transpose,
       (ptrdiff_t rows, ptrdiff_t columns, const double *_Nonnull x, double *_Nonnull out),
       (rows, columns, x, out))
// Each column e^x divided by the sum of it, from x less its largest.
KERNEL(void, softmax_columns, (ptrdiff_t rows, ptrdiff_t columns, double *_Nonnull x),
       (rows, columns, x))
