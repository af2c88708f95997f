"""Writes training.txt: costs and final parameters of short runs, computed with NumPy in float64.

Run with NumPy 2: python3 training.py > training.txt

Each case prints `name costs …` and `name parameters …` (W row by row and b, layer by layer).
The formulas are written from the papers, not from the Swift code.
"""
import numpy as np

M = 23


def examples(kind):
    r = np.random.RandomState(100)
    x = r.randn(3, M)
    if kind == "softmax":
        y = np.zeros((3, M))
        y[np.argmax(x + 0.3 * r.randn(3, M), axis=0), np.arange(M)] = 1
    elif kind == "sigmoid":
        y = (x[:1] * x[1:2] > 0).astype(float)
    else:
        y = np.vstack([np.sin(x[0]) + x[1], x[2] ** 2])
    return x, y


def g(name, z):
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), (z > 0) * 1.0
    if name == "leaky":
        return np.where(z > 0, z, 0.1 * z), np.where(z > 0, 1, 0.1)
    if name == "elu":
        return np.where(z > 0, z, 0.5 * np.expm1(z)), np.where(z > 0, 1, 0.5 * np.exp(z))
    if name == "softplus":
        return np.log1p(np.exp(z)), 1 / (1 + np.exp(-z))
    if name == "sigmoid":
        s = 1 / (1 + np.exp(-z))
        return s, s * (1 - s)


def run(name, kind, units, hidden, optimizer, lr, iterations, batch=None, l2=0.0, scale=None,
        shuffle=None, keep=None, mask=None, seed=5):
    x, y = examples(kind)
    sizes = [3] + units + [y.shape[0]]
    r = np.random.RandomState(seed)
    w = [r.randn(sizes[i + 1], sizes[i]) * 0.5 for i in range(len(sizes) - 1)]
    b = [np.zeros((n, 1)) for n in sizes[1:]]
    first = [np.zeros_like(p) for p in w + b]
    second = [np.zeros_like(p) for p in w + b]
    costs, epoch_costs, t, epoch = [], [], 0, 0
    stream = np.random.RandomState(77)
    masks = np.random.RandomState(88)
    while t < iterations:
        epoch += 1
        order = np.arange(M)
        if batch:
            if shuffle == "reseeded":
                stream = np.random.RandomState(10 + epoch)
            order = stream.permutation(M)
        total, seen = 0.0, 0
        for start in range(0, M, batch or M):
            if t == iterations:
                break
            pick = order[start:start + (batch or M)]
            bx, by, m = x[:, pick], y[:, pick], len(pick)
            if mask == "constant":
                masks = np.random.RandomState(1)
            a, slopes, drops = [bx], [], []
            for layer in range(len(w)):
                z = w[layer] @ a[-1] + b[layer]
                if layer < len(w) - 1:
                    out, slope = g(hidden[layer], z)
                    drop = np.ones_like(out)
                    if keep and layer == 0:
                        drop = (masks.rand(*out.shape) < keep) / keep
                    a.append(out * drop)
                    slopes.append(slope)
                    drops.append(drop)
            if kind == "softmax":
                e = np.exp(z - z.max(axis=0))
                p = e / e.sum(axis=0)
                cost, d = -np.sum(by * np.log(p)) / m, (p - by) / m
            elif kind == "sigmoid":
                p = 1 / (1 + np.exp(-z))
                cost = -np.sum(by * np.log(p) + (1 - by) * np.log(1 - p)) / m
                d = (p - by) / m
            else:
                cost, d = np.mean((z - by) ** 2), 2 * (z - by) / z.size
            s = scale if scale is not None else 1 / (2 * m)
            cost += l2 * s * sum(np.sum(v ** 2) for v in w)
            gw, gb = [None] * len(w), [None] * len(w)
            for layer in reversed(range(len(w))):
                gw[layer] = d @ a[layer].T + 2 * l2 * s * w[layer]
                gb[layer] = d.sum(axis=1, keepdims=True)
                if layer:
                    d = (w[layer].T @ d) * drops[layer - 1] * slopes[layer - 1]
            alpha = lr(epoch, t)
            t += 1
            parameters = w + b
            for i, grad in enumerate(gw + gb):
                if optimizer[0] == "gd":
                    parameters[i] -= alpha * grad
                elif optimizer[0] == "averaged":
                    first[i] = optimizer[1] * first[i] + (1 - optimizer[1]) * grad
                    parameters[i] -= alpha * first[i]
                elif optimizer[0] == "classical":
                    first[i] = optimizer[1] * first[i] + alpha * grad
                    parameters[i] -= first[i]
                else:
                    _, b1, b2, eps, corrected = optimizer
                    first[i] = b1 * first[i] + (1 - b1) * grad
                    second[i] = b2 * second[i] + (1 - b2) * grad ** 2
                    c1, c2 = (1 - b1 ** t, 1 - b2 ** t) if corrected else (1, 1)
                    parameters[i] -= alpha * (first[i] / c1) / (np.sqrt(second[i] / c2) + eps)
            total += cost * m
            seen += m
        costs.append(total / seen)
    flat = np.concatenate([np.concatenate([u.ravel(), v.ravel()]) for u, v in zip(w, b)])
    print(name, "costs", *(repr(float(c)) for c in costs))
    print(name, "parameters", *(repr(float(v)) for v in flat))


constant = lambda rate: lambda epoch, iteration: rate
run("descent", "softmax", [4], ["tanh"], ("gd",), constant(0.5), 30, l2=0.7)
run("decay", "sigmoid", [5, 3], ["elu", "softplus"], ("gd",), lambda e, i: 0.9 / (1 + 0.1 * i), 30,
    l2=0.01, scale=0.5)
run("averaged", "softmax", [4], ["relu"], ("averaged", 0.9), constant(0.3), 14, batch=8, l2=0.1,
    shuffle="reseeded")
run("classical", "regression", [6], ["leaky"], ("classical", 0.8), lambda e, i: 0.05 / e, 14,
    batch=8, shuffle="stream")
run("adam", "sigmoid", [4, 4], ["tanh", "sigmoid"], ("adam", 0.9, 0.999, 1e-8, True),
    constant(0.02), 11, batch=6, l2=0.3, shuffle="stream")
run("uncorrected", "softmax", [4], ["tanh"], ("adam", 0.8, 0.95, 1e-3, False), constant(0.01), 12)
run("dropout", "softmax", [8], ["tanh"], ("gd",), constant(0.4), 12, batch=10, keep=0.6,
    shuffle="reseeded", mask="stream")
run("constant-mask", "sigmoid", [6], ["relu"], ("gd",), constant(0.4), 12, keep=0.7,
    mask="constant")
