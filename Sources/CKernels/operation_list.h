// What formulas compute of one element: OPERATION(name, formula of a, b and c). Truth is 1 or 0.
// Those with branches inside are BRANCHING, and not vectorised. Comparisons are written so that a NaN among the operands stays one where NumPy keeps it.
#ifndef BRANCHING
#define BRANCHING OPERATION
#endif

OPERATION(NEGATE, -a)
OPERATION(NOT, a == 0.0 ? 1.0 : 0.0)
OPERATION(EXP, exponential(a))
OPERATION(LOG, natural_log(a))
BRANCHING(LOG10, log_base_10(a))
OPERATION(LOG1P, log_of_one_plus(a))
OPERATION(SQRT, __builtin_elementwise_sqrt(a))
OPERATION(ABS, __builtin_fabs(a))
OPERATION(SIGN, a > 0.0 ? 1.0 : a < 0.0 ? -1.0 : a)
OPERATION(ROUND, __builtin_rint(a))
OPERATION(FLOOR, __builtin_floor(a))
OPERATION(SIN, turned_sine(a, 0.0))
OPERATION(COS, turned_sine(a, 1.0))
OPERATION(TANH, hyperbolic_tangent(a))
OPERATION(SIGMOID, logistic(a))
OPERATION(RELU, a < 0.0 ? 0.0 : a)
OPERATION(SOFTPLUS, soft_plus(a))
OPERATION(LEAKY_RELU, a < 0.0 ? b * a : a)
OPERATION(ELU, a < 0.0 ? b * bounded_expm1(a < -50.0 ? -50.0 : a) : a)
OPERATION(ADD, a + b)
OPERATION(SUBTRACT, a - b)
OPERATION(MULTIPLY, a * b)
OPERATION(DIVIDE, a / b)
BRANCHING(POWER, power(a, b))
OPERATION(EQUAL, a == b ? 1.0 : 0.0)
OPERATION(NOT_EQUAL, a != b ? 1.0 : 0.0)
OPERATION(LESS, a < b ? 1.0 : 0.0)
OPERATION(LESS_OR_EQUAL, a <= b ? 1.0 : 0.0)
OPERATION(AND, a != 0.0 && b != 0.0 ? 1.0 : 0.0)
OPERATION(OR, a != 0.0 || b != 0.0 ? 1.0 : 0.0)
OPERATION(NEAR, __builtin_fabs(a - b) <= c ? 1.0 : 0.0)
OPERATION(SMALLER, a < b || a != a ? a : b)
OPERATION(LARGER, a > b || a != a ? a : b)
OPERATION(WHERE, a != 0.0 ? b : c)
// Two roundings, as the two operations have.
OPERATION(ADD_PRODUCT, a + b * c)
OPERATION(SUBTRACT_PRODUCT, a - b * c)
#undef OPERATION
#undef BRANCHING
