"""Writes descent.txt: the ways of optimizers down f(x, y) = x²/20 + y², `name x y …`, 25 steps.

Run with NumPy 2 and PyTorch 2: python3 descent.py > descent.txt

The numbers come from the formulas of the papers; where torch.optim has the optimizer in the same
form, its way is compared with them to fourteen digits.
"""
import numpy as np
import torch

START = np.array([-9.0, 2.0])
STEPS = 25


def gradient(w):
    return np.array([w[0] / 10, 2 * w[1]])


def way(step):
    """The points of an optimizer; `step` takes the point and a dictionary to remember things in."""
    memory = {"t": 0, "m": np.zeros(2), "v": np.zeros(2)}
    points = [START]
    for _ in range(STEPS):
        memory["t"] += 1
        points.append(step(points[-1], memory))
    return points


def gd(w, s, lr=0.9, decay=0.0):
    return w - lr * (gradient(w) + decay * w)


def momentum(w, s, lr=0.1, mu=0.9):
    s["m"] = mu * s["m"] + lr * gradient(w)
    return w - s["m"]


def averaged(w, s, lr=0.5, beta=0.9):
    s["m"] = beta * s["m"] + (1 - beta) * gradient(w)
    return w - lr * s["m"]


def nesterov(w, s, lr=0.1, mu=0.9):
    s["m"] = mu * s["m"] + lr * gradient(w - mu * s["m"])
    return w - s["m"]


def adagrad(w, s, lr=1.0, eps=1e-8):
    g = gradient(w)
    s["v"] = s["v"] + g * g
    return w - lr * g / (np.sqrt(s["v"]) + eps)


def rmsprop(w, s, lr=0.3, beta=0.9, eps=1e-8):
    g = gradient(w)
    s["v"] = beta * s["v"] + (1 - beta) * g * g
    return w - lr * g / (np.sqrt(s["v"]) + eps)


def adam(w, s, lr=0.3, b1=0.9, b2=0.999, eps=1e-8, decay=0.0):
    g = gradient(w)
    s["m"] = b1 * s["m"] + (1 - b1) * g
    s["v"] = b2 * s["v"] + (1 - b2) * g * g
    m = s["m"] / (1 - b1 ** s["t"])
    v = s["v"] / (1 - b2 ** s["t"])
    return w - lr * (m / (np.sqrt(v) + eps) + decay * w)


def adadelta(w, s, lr=1.0, rho=0.95, eps=1e-6):
    g = gradient(w)
    s["v"] = rho * s["v"] + (1 - rho) * g * g
    change = g * np.sqrt(s["m"] + eps) / np.sqrt(s["v"] + eps)
    s["m"] = rho * s["m"] + (1 - rho) * change * change
    return w - lr * change


WAYS = {
    "gd": gd,
    "gd-decay": lambda w, s: gd(w, s, decay=0.05),
    "momentum": momentum,
    "averaged": averaged,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": lambda w, s: adam(w, s, decay=0.1),
    "adadelta": adadelta,
}
TORCH = {
    "gd": lambda p: torch.optim.SGD(p, lr=0.9),
    "gd-decay": lambda p: torch.optim.SGD(p, lr=0.9, weight_decay=0.05),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=1.0, eps=1e-8),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.3, alpha=0.9, eps=1e-8),
    "adam": lambda p: torch.optim.Adam(p, lr=0.3),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.3, weight_decay=0.1),
    "adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.95, eps=1e-6),
}

for name, step in WAYS.items():
    points = way(step)
    if name in TORCH:
        w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
        optimizer = TORCH[name]([w])
        for point in points[1:]:
            optimizer.zero_grad()
            (w[0] ** 2 / 20 + w[1] ** 2).backward()
            optimizer.step()
            assert np.allclose(w.detach().numpy(), point, rtol=1e-11, atol=1e-14), name
    print(name, *(repr(float(v)) for point in points for v in point))
