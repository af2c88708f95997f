"""Writes values.txt: expressions of the notebook language and what NumPy makes of them.

Run with NumPy 2: python3 values.py > values.txt

Fields are separated by tabs: a kind (`let`, `is`, `seed`, `draw`), an expression or a name, the rows
and columns of the result (`number` or `truth` where it is no matrix), and the entries row by row.
"""
import warnings

import numpy as np

warnings.simplefilter("ignore")

A = np.array([[1.5, -2.25, 0.5], [3, -0.125, 2]])
B = np.array([[2, -1], [0.5, 4], [-3, 1]])
P = np.array([[0.5, 2, 8], [1, 0.25, 10]])
C = np.array([[10.0], [-2]])
R = np.array([[1, 0.5, -4]])
V = np.array([[3.0], [-1], [2]])
S = np.array([[2, -1, 0.5], [7, 3, 3], [-4, 9, 9]])
G = np.array([[1000, -1000, 0, 0.25]])
Y = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1.0]])
Q = np.array([[0, 0.25, 0.125], [1, 0.25, 0.375], [0, 0.5, 0.5]])
names = {"A": A, "B": B, "P": P, "C": C, "R": R, "V": V, "S": S, "G": G, "Y": Y, "Q": Q}


def emit(kind, text, value):
    if isinstance(value, (bool, np.bool_)):
        fields = ["truth", str(int(value))]
    elif np.ndim(value) == 0:
        fields = ["number", repr(float(value))]
    else:
        value = np.asarray(value)
        fields = [f"{value.shape[0]} {value.shape[1]}", " ".join(repr(float(v)) for v in value.ravel())]
    print("\t".join([kind, text, *fields]))


def sigmoid(z):
    z = np.asarray(z, dtype=np.longdouble)
    return np.asarray(1 / (1 + np.exp(-z)), dtype=np.float64)[()]


def softmax(z, axis):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def hardmax(z, axis):
    best = np.expand_dims(z.argmax(axis=axis), axis)
    result = np.zeros_like(z)
    np.put_along_axis(result, best, 1, axis)
    return result


for name, value in names.items():
    emit("let", name, value)

same = {
    "exp": np.exp, "abs": np.abs, "sign": np.sign, "round": np.round, "floor": np.floor, "sin": np.sin,
    "cos": np.cos, "tanh": np.tanh, "sigmoid": sigmoid, "relu": lambda z: np.maximum(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.01 * z), "elu": lambda z: np.where(z > 0, z, np.expm1(z)),
    "softplus": lambda z: np.logaddexp(0, z),
}
for name, f in same.items():
    emit("is", f"{name}(A)", f(A))
    emit("is", f"{name}(-0.75)", float(f(np.float64(-0.75))))
for name, f in {"log": np.log, "log10": np.log10, "log1p": np.log1p, "sqrt": np.sqrt}.items():
    emit("is", f"{name}(P)", f(P))
    emit("is", f"{name}(0)", float(f(np.float64(0))))
    emit("is", f"{name}(-2)", float(f(np.float64(-2))))

reductions = {
    "sum": np.sum, "mean": np.mean, "var": np.var, "std": np.std, "min": np.min, "max": np.max,
    "norm": np.linalg.norm,
}
for name, f in reductions.items():
    emit("is", f"{name}(A)", float(f(A)))
    for axis in (0, 1):
        emit("is", f"{name}(A, axis={axis})", f(A, axis=axis, keepdims=True))
        emit("is", f"{name}(V, axis={axis})", f(V, axis=axis, keepdims=True))
for axis in (0, 1):
    for name, f in {"argmax": np.argmax, "argmin": np.argmin}.items():
        emit("is", f"{name}(S, axis={axis})", f(S, axis=axis, keepdims=True))
        emit("is", f"{name}(R, axis={axis})", f(R, axis=axis, keepdims=True))
    emit("is", f"cumsum(A, axis={axis})", np.cumsum(A, axis=axis))
    emit("is", f"cumsum(R, axis={axis})", np.cumsum(R, axis=axis))
    for name, f in {"softmax": softmax, "hardmax": hardmax}.items():
        emit("is", f"{name}(A, axis={axis})", f(A, axis))
        emit("is", f"{name}(S, {axis})", f(S, axis))
        emit("is", f"{name}(V, axis={axis})", f(V, axis))

    emit("is", f"sort(S, axis={axis})", np.sort(S, axis=axis))
    emit("is", f"sort(A, axis={axis})", np.sort(A, axis=axis))

for name, other, f in [("max", "maximum", np.maximum), ("min", "minimum", np.minimum)]:
    for a, b, x, y in [("A", "0", A, 0), ("0.5", "A", 0.5, A), ("A", "C", A, C), ("R", "A", R, A)]:
        emit("is", f"{name}({a}, {b})", f(x, y))
        emit("is", f"{other}({a}, {b})", f(x, y))
    emit("is", f"{name}(2, -3)", float(f(2, -3)))
    emit("is", f"{name}(0/0, 1)", float(f(np.nan, 1)))
for axis in (0, 1):
    emit("is", f"reverse(S, axis={axis})", np.flip(S, axis=axis))
emit("is", "reverse(R)", R[:, ::-1])
emit("is", "reverse(V)", V[::-1])
# A yes counts as 1 in sums and products.
emit("is", "3 * (2 > 1) + (1 > 2) - (0 == 0) / 4", 3 * (2 > 1) + (1 > 2) - (0 == 0) / 4)
emit("is", "-(2 > 1) + A * (1 < 2)", -(2 > 1) + A * (1 < 2))

nan, inf = float("nan"), float("inf")


def ewa(x, beta, correct=False):
    """v = beta v + (1 - beta) x from v = 0, term by term of the sum (1 - beta) sum_k beta^k x_(t-k)."""
    flat = np.ravel(x)
    result = []
    for t in range(1, flat.size + 1):
        weights = (1 - beta) * beta ** np.arange(t)[::-1]
        value = np.sum(weights * flat[:t])
        result.append(value / np.sum(weights) if correct else value)
    return np.reshape(result, np.shape(x))


def cosine(a0, total, t):
    return a0 / 2 * (1 + np.cos(np.pi * np.minimum(t, total) / total))


cases = [
    # Large and small numbers.
    ("sigmoid(G)", np.array([[1, 0, 0.5, float(sigmoid(0.25))]])), ("sigmoid(1000)", 1.0), ("sigmoid(-1000)", 0.0),
    ("sigmoid(-700)", float(np.exp(-700))), ("softplus(G)", np.logaddexp(0, G)),
    ("softmax(G)", softmax(G, 1)), ("softmax(G.T)", softmax(G.T, 0)), ("tanh(G)", np.tanh(G)),
    ("elu(-1000)", -1.0), ("elu(-1e-17)", -1e-17), ("log1p(1e-17)", 1e-17), ("exp(1000)", inf), ("exp(-1000)", 0.0),
    ("norm([3e200; 4e200])", 5e200), ("norm([3e-200, 4e-200])", 5e-200), ("norm([3e200; 4e200], axis=0)", np.array([[5e200]])),
    ("norm([0/0, 1])", nan), ("norm([1, 0/0])", nan), ("norm([1/0, 1])", inf), ("norm([1/0, 0/0])", nan), ("norm([0, 0])", 0.0),
    ("max([1, 0/0, 3])", nan), ("min([1, 0/0, 3])", nan), ("argmax([1, 0/0, 3])", 1.0), ("sum([1, 0/0])", nan),
    ("relu(0/0)", nan), ("sign(0/0)", nan), ("sign(0)", 0.0), ("softplus(0/0)", nan), ("clip(0/0, 0, 1)", nan),
    ("sigmoid(0/0)", nan), ("softmax([1, 0/0])", np.array([[nan, nan]])), ("leaky_relu(0/0)", nan),
    ("round([0.5, 1.5, 2.5, -0.5, -1.5, 2.6])", np.round([[0.5, 1.5, 2.5, -0.5, -1.5, 2.6]])),
    ("var([1e9 + 1, 1e9 + 2, 1e9 + 3])", 2 / 3),
    # Arguments by name, vectors without an axis, ties.
    ("leaky_relu(A, 0.2)", np.where(A > 0, A, 0.2 * A)), ("leaky_relu(A, slope=0.2)", np.where(A > 0, A, 0.2 * A)),
    ("elu(A, alpha=2)", np.where(A > 0, A, 2 * np.expm1(A))),
    ("argmax(R)", float(R.argmax())), ("argmin(V)", float(V.argmin())), ("argmax([2, 7, 7])", 1.0),
    ("argmin([2, 1, 1])", 1.0), ("hardmax([2; 7; 7])", np.array([[0.0], [1], [0]])),
    ("cumsum(V)", np.cumsum(V, axis=0)), ("cumsum(R)", np.cumsum(R, axis=1)), ("softmax(V)", softmax(V, 0)),
    ("softmax([5; 2; -1; 3])", softmax(np.array([[5.0], [2], [-1], [3]]), 0)),
    ("clip(A, -1, 1)", np.clip(A, -1, 1)), ("clip(A, C - 20, 1)", np.clip(A, C - 20, 1)), ("clip(7, 0, 5)", 5.0),
    ("clip(A, low=0, high=R + 3)", np.clip(A, 0, R + 3)), ("where(A > 0, A, -A)", np.abs(A)),
    ("where(A > R, 1, 0)", (A > R).astype(float)), ("where(R > 0, A, C)", np.where(R > 0, A, C)), ("where(1 < 2, 3, 4)", 3.0),
    ("where(A < 0, 0/0, A)", np.where(A < 0, nan, A)), ("where(A > 0, A, log(A))", np.where(A > 0, A, nan)),
    ("where([1, 0] > 0, 1/0, 2)", np.array([[inf, 2]])),
    # Operators and broadcasting.
    ("A + B.T", A + B.T), ("A - R", A - R), ("R - A", R - A), ("A * C", A * C), ("C * A", C * A), ("A / P", A / P),
    ("A / R", A / R), ("C / A", C / A), ("A + 1", A + 1), ("1 - A", 1 - A), ("10 / P", 10 / P), ("-A", -A), ("A * R + C", A * R + C),
    ("R * R", R * R), ("C - mean(A, axis=1)", C - A.mean(axis=1, keepdims=True)), ("R + 2", R + 2),
    ("[4] + R", 4 + R), ("[4] * C", 4 * C),
    ("A ^ 2", A**2), ("A ^ 3", A**3), ("P ^ 0.5", P**0.5), ("P ^ A", P**A), ("2 ^ A", 2**A), ("P ^ -1", P**-1.0), ("P ^ R", P**R),
    ("(-8) ^ (1/3)", nan), ("(-2) ^ 3", -8.0), ("(-2) ^ -2", 0.25), ("-2 ^ 2", -4.0), ("2 ^ 3 ^ 2", 512.0), ("0 ^ 0", 1.0),
    ("0 ^ -1", inf), ("2 ^ 0.5", 2**0.5), ("1 / 0", inf), ("-1 / 0", -inf), ("0 / 0", nan), ("7 - 2 - 1", 4.0), ("8 / 4 / 2", 1.0),
    ("2 + 3 * 4", 14.0), ("80%", 0.8), ("5_000_000", 5e6), ("1e-7", 1e-7), ("1 - 5%", 0.95),
    ("A @ B", A @ B), ("B @ A", B @ A), ("R @ V", R @ V), ("V @ R", V @ R), ("A.T", A.T), ("A.T @ A", A.T @ A), ("A.T.T", A),
    ("2 * A @ B", 2 * A @ B), ("R.T", R.T), ("A @ B / 2", A @ B / 2), ("S @ S @ S", S @ S @ S),
    ("A == A", (A == A).astype(float)), ("A != B.T", (A != B.T).astype(float)), ("A < 1", (A < 1).astype(float)),
    ("A <= R", (A <= R).astype(float)), ("A > C", (A > C).astype(float)), ("A >= 0.5", (A >= 0.5).astype(float)),
    ("not (A > 0)", (~(A > 0)).astype(float)), ("A ~= 0.5", (A == 0.5).astype(float)),
    ("1 < 2", True), ("2 <= 1", False), ("1 == 1", True), ("1 != 1", False), ("3 > 2 and 2 > 3", False),
    ("3 > 2 or 2 > 3", True), ("not 3 > 2", False), ("1 > 2 and 1 > 2 or 1 == 1", True), ("0/0 == 0/0", False),
    ('"a" == "a"', True), ('"a" != "a"', False),
    # Parts and shapes.
    ("A[0, 1]", float(A[0, 1])), ("A[1, :]", A[1:2, :]), ("A[:, 2]", A[:, 2:3]), ("A[0..1, 1..2]", A[:, 1:3]),
    ("A[:, 0..1]", A[:, 0:2]), ("R[1]", float(R[0, 1])), ("R[0..1]", R[:, 0:2]), ("V[1..2]", V[1:3]), ("V[2]", 2.0),
    ("R[:]", R), ("V[:]", V), ("A[1, 0..2]", A[1:2]), ("A.T[2, 0]", 0.5), ("(A @ B)[1, 1]", float((A @ B)[1, 1])), ("A[:, :]", A),
    ("A[1..1, 0..0]", A[1:2, 0:1]), ("[5; 6; 7][1 + 1]", 7.0),
    ("zeros(2, 3)", np.zeros((2, 3))), ("ones(3, 1)", np.ones((3, 1))), ("eye(3)", np.eye(3)), ("zeros(0, 3)", np.zeros((0, 3))),
    ("zeros(0, 3) + ones(1, 3)", np.zeros((0, 3))), ("zeros(2, 0) * ones(2, 1)", np.zeros((2, 0))),
    ("sum(zeros(0, 3))", 0.0), ("zeros(2, 0) @ zeros(0, 3)", np.zeros((2, 3))),
    ("linspace(0, 1, 5)", np.linspace(0, 1, 5)[None]), ("linspace(3, -2, 7)", np.linspace(3, -2, 7)[None]),
    ("linspace(2, 5, 1)", np.array([[2.0]])), ("linspace(0.1, 0.7, 11)", np.linspace(0.1, 0.7, 11)[None]),
    ("logspace(-3, 0, 4)", np.logspace(-3, 0, 4)[None]), ("logspace(0, 2, 3)", np.logspace(0, 2, 3)[None]),
    ("[1..5]", np.arange(1, 6)[None]), ("[0.5..3]", np.array([[0.5, 1.5, 2.5]])), ("[1, 2..4, 9]", np.array([[1, 2, 3, 4, 9]])),
    ("[A; R]", np.vstack([A, R])), ("[C, A]", np.hstack([C, A])), ("[1, 2; 3, 4]", np.array([[1, 2], [3, 4]])),
    ("reshape(A, 3, 2)", A.reshape(3, 2)), ("reshape(A, 6, 1)", A.reshape(6, 1)), ("reshape(A.T, 2, 3)", A.T.reshape(2, 3)),
    ("reshape([1..6], 2, 3)", np.arange(1, 7).reshape(2, 3)), ("reshape(5, 1, 1)", np.array([[5.0]])),
    ("rows(S, 1, 2)", S[1:3]), ("columns(A, 0, 1)", A[:, 0:2]), ("shape(A)", np.array([[2, 3]])), ("shape(A.T)", np.array([[3, 2]])),
    ("concat(A, C)", np.hstack([A, C])), ("concat(A, C, B.T)", np.hstack([A, C, B.T])), ("stack(A, R)", np.vstack([A, R])),
    ("stack(R, R, A)", np.vstack([R, R, A])), ("concat(1, 2)", np.array([[1.0, 2]])), ("stack(1, 2)", np.array([[1.0], [2]])),
    ("outer(C, R)", np.outer(C, R)), ("outer(A, V)", np.outer(A, V)), ("diag(S)", np.diag(S)[:, None]),
    ("diag([1, 2])", np.diag([1, 2])), ("diag(V)", np.diag(V[:, 0])), ("diag(A)", np.diag(A)[:, None]),
    ("onehot([0, 2, 1], 3)", np.eye(3)[:, [0, 2, 1]]), ("onehot([0; 2], 3)", np.eye(3)[:, [0, 2]]), ("onehot(1, 3)", np.eye(3)[:, [1]]),
    ("cross_entropy(Y, Q)", float(-(np.log(0.25) + np.log(1.0) + np.log(0.5)) / 3)), ("cross_entropy([0; 1], [1; 0])", inf),
    ("cross_entropy([0; 1; 0; 0], [0.3; 0.2; 0.1; 0.4])", float(-np.log(0.2))), ("cross_entropy(1, 1)", 0.0),
    ("mse(A, B.T)", float(np.mean((A - B.T) ** 2))), ("mse(3, 5)", 4.0),
    ("mean((A - mean(A, axis=1)) / std(A, axis=1), axis=1)", np.mean((A - A.mean(1, keepdims=True)) / A.std(1, keepdims=True), 1, keepdims=True)),
    ("sum(5, axis=0)", 5.0), ("max(3)", 3.0), ("cumsum(4)", 4.0), ("softmax(5)", 1.0), ("hardmax(5)", 1.0), ("argmax(5)", 0.0),
    # Schedules, series, distances.
    ("inverse_time(0.2, 1, 3)", 0.2 / 4), ("inverse_time(0.2, 1, [1..4])", 0.2 / (1 + np.arange(1, 5))[None]),
    ("exponential(0.2, 0.95, 7)", 0.2 * 0.95**7), ("exponential(0.2, 0.95, V)", 0.2 * 0.95**V),
    ("step(0.1, 0.5, 10, 25)", 0.1 * 0.5**2), ("step(0.1, 0.5, 10, [9, 10, 19.9, 20])", 0.1 * 0.5 ** np.array([[0.0, 1, 1, 2]])),
    ("cosine(0.1, 100, 30)", float(cosine(0.1, 100, 30))), ("cosine(0.1, 100, [0, 50, 100, 250])", cosine(0.1, 100, np.array([[0, 50, 100, 250]]))),
    ("warmup(0.1, 500, 100)", 0.02), ("warmup(0.1, [10, 100], [5, 500])", np.array([[0.05, 0.1]])),
    ("ewa(R, 0.9)", ewa(R, 0.9)), ("ewa(V, 0.98)", ewa(V, 0.98)), ("ewa(V, 0.5, correct=yes)", ewa(V, 0.5, True)),
    ("ewa([3, 5, 4, 8], 0.9, correct=yes)", ewa(np.array([[3.0, 5, 4, 8]]), 0.9, True)), ("ewa(R, 0)", R), ("ewa(2, 0.75)", 0.5),
    ("ewa(R, 0.9, correct=no)", ewa(R, 0.9)),
    ("relative_difference(A, B.T)", float(np.linalg.norm(A - B.T) / (np.linalg.norm(A) + np.linalg.norm(B)))),
    ("relative_difference([1; 2], [1; 2])", 0.0), ("relative_difference(0, 0)", 0.0), ("relative_difference(3, -3)", 1.0),
    ("relative_difference([3e200, 4e200], [0, 0])", 1.0),
    ("sort([3, 1, 2])", np.array([[1.0, 2, 3]])), ("sort(V)", np.sort(V, axis=0)), ("sort([2, 0/0, -1])", np.sort([[2, nan, -1]])),
    ("sort(4)", 4.0),
    ("π", np.pi), ("e", np.e), ("10 * (1 < 2)", 10.0),
]
for text, value in cases:
    emit("is", text, value)

# The stream of the notebook: one generator, drawn from in the order of the calls.
for seed in (0, 7):
    random = np.random.RandomState(seed)
    print(f"seed\t{seed}")
    emit("draw", "rand(2, 3)", random.rand(2, 3))
    emit("draw", "randn(3, 2)", random.randn(3, 2))
    emit("draw", "permutation(9)", random.permutation(9)[None])
    emit("draw", "integers(0, 10, 2, 3)", random.randint(0, 10, (2, 3)))
    emit("draw", "randn(1, 1)", random.randn(1, 1))
    emit("draw", "uniform(-1, 2, 2, 2)", random.uniform(-1, 2, (2, 2)))
    emit("draw", "integers(3, 4, 1, 2)", random.randint(3, 4, (1, 2)))
    emit("draw", "rand(1, 2) - randn(1, 2)", random.rand(1, 2) - random.randn(1, 2))
    emit("draw", "integers(-5, 100000, 1, 4)", random.randint(-5, 100000, (1, 4)))
    emit("draw", "[rand(1, 1), randn(1, 2); rand(1, 3)]",
         np.vstack([np.hstack([random.rand(1, 1), random.randn(1, 2)]), random.rand(1, 3)]))
    emit("draw", "0.01 * randn(2, 2)", 0.01 * random.randn(2, 2))
