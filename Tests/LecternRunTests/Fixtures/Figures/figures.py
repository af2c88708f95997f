"""Writes bins.txt and constrained.txt: what NumPy and SciPy say of histograms and lowest points.

Run with NumPy 2.4 and SciPy 1.17: python3 figures.py

The values of bins.txt are drawn by NumPy's legacy generator, which the Swift test draws from, too.
"""
import numpy as np
from scipy import optimize


def values(case):
    r = np.random.RandomState(case)
    return {
        1: lambda: r.randn(500),
        2: lambda: r.randn(37),
        3: lambda: np.exp(2 * r.randn(1000)),
        4: lambda: r.rand(64) * 10 - 3,
        5: lambda: np.concatenate([np.full(80, 0.5), r.randn(20)]),
        6: lambda: r.rand(2),
    }[case]()


with open("bins.txt", "w") as file:
    for case in range(1, 7):
        x = values(case)
        counts, edges = np.histogram(x, bins="auto")
        if len(counts) > 200:
            counts, edges = np.histogram(x, bins=200)
        print(case, len(counts), *map(repr, map(float, edges)), *counts, file=file)

COSTS = {
    "corner": lambda w: (w[0] - 2) ** 2 + 2 * (w[1] - 0.3) ** 2 + (w[0] - 2) * (w[1] - 0.3),
    "edge": lambda w: (w[0] - 2) ** 2 + 2 * (w[1] - 1) ** 2 + (w[0] - 2) * (w[1] - 1),
    "below": lambda w: 3 * (w[0] + 0.2) ** 2 + (w[1] + 4) ** 2,
    "inside": lambda w: (w[0] - 0.2) ** 2 + 4 * (w[1] + 0.1) ** 2,
    "curved": lambda w: (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2,
}


def lowest(cost, norm, radius):
    """The best of many starts of SLSQP; the bound of l1 as four planes."""
    if norm == "l2":
        bounds = [{"type": "ineq", "fun": lambda w: radius ** 2 - w[0] ** 2 - w[1] ** 2}]
    else:
        bounds = [
            {"type": "ineq", "fun": lambda w, a=a, b=b: radius - a * w[0] - b * w[1]}
            for a in (-1, 1) for b in (-1, 1)
        ]
    best = None
    for x in np.linspace(-0.6, 0.6, 7):
        for y in np.linspace(-0.6, 0.6, 7):
            found = optimize.minimize(
                cost, np.array([x, y]) * radius, method="SLSQP", constraints=bounds,
                options={"ftol": 1e-16, "maxiter": 1000})
            if all(b["fun"](found.x) > -1e-9 for b in bounds):
                if best is None or found.fun < best.fun:
                    best = found
    return best


with open("constrained.txt", "w") as file:
    for name, cost in COSTS.items():
        for norm in ["l1", "l2"]:
            for radius in [1.0, 0.7]:
                best = lowest(cost, norm, radius)
                print(name, norm, radius, *(repr(float(v)) for v in [*best.x, best.fun]), file=file)
