"""The loops of `lectern-bench formulas` in NumPy, as its users write them.

Reads the name of a loop a line, runs it, and answers with milliseconds and the last cost.
The first answer is the version of NumPy. Needs NumPy alone: pip install numpy
"""

import sys
import time

import numpy as np


def flower_data():
    """The flower of deeplearning.ai, course 1, week 3."""
    np.random.seed(1)
    m, n, a = 400, 200, 4
    X = np.zeros((m, 2))
    Y = np.zeros((m, 1))
    for j in range(2):
        ix = range(n * j, n * (j + 1))
        t = np.linspace(j * 3.12, (j + 1) * 3.12, n) + np.random.randn(n) * 0.2
        r = a * np.sin(4 * t) + np.random.randn(n) * 0.2
        X[ix] = np.c_[r * np.sin(t), r * np.cos(t)]
        Y[ix] = j
    return X.T.copy(), Y.T.copy()


def digits_data():
    """As large as the digits of CMPE 258, assignment 3: 400 features, 4000 examples, 10 classes."""
    np.random.seed(1)
    X = np.random.rand(400, 4000)
    labels = np.floor(10 * np.random.rand(1, 4000)).astype(int)[0]
    return X, np.eye(10)[labels].T.copy()


def flower(X, Y, iterations):
    np.random.seed(2)
    W1 = np.random.randn(4, 2) * 0.01
    b1 = np.zeros((4, 1))
    W2 = np.random.randn(1, 4) * 0.01
    b2 = np.zeros((1, 1))
    m = X.shape[1]
    costs = []
    start = time.perf_counter()
    for _ in range(iterations):
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
        dZ2 = A2 - Y
        dW2 = dZ2 @ A1.T / m
        db2 = np.sum(dZ2, axis=1, keepdims=True) / m
        dZ1 = (W2.T @ dZ2) * (1 - A1**2)
        dW1 = dZ1 @ X.T / m
        db1 = np.sum(dZ1, axis=1, keepdims=True) / m
        W1 = W1 - 1.2 * dW1
        b1 = b1 - 1.2 * db1
        W2 = W2 - 1.2 * dW2
        b2 = b2 - 1.2 * db2
        costs.append(cost)
    return time.perf_counter() - start, costs[-1]


def digits(X, Y, iterations):
    np.random.seed(1)
    W1 = 0.01 * np.random.randn(25, 400)
    b1 = np.zeros((25, 1))
    W2 = 0.01 * np.random.randn(10, 25)
    b2 = np.zeros((10, 1))
    m = X.shape[1]
    costs = []
    start = time.perf_counter()
    for _ in range(iterations):
        A1 = 1 / (1 + np.exp(-(W1 @ X + b1)))
        Z2 = W2 @ A1 + b2
        t = np.exp(Z2 - np.max(Z2, axis=0, keepdims=True))
        A2 = t / np.sum(t, axis=0, keepdims=True)
        cost = -np.sum(Y * np.log(A2)) / m
        dZ2 = A2 - Y
        dW2 = dZ2 @ A1.T / m
        db2 = np.sum(dZ2, axis=1, keepdims=True) / m
        dZ1 = (W2.T @ dZ2) * A1 * (1 - A1)
        dW1 = dZ1 @ X.T / m
        db1 = np.sum(dZ1, axis=1, keepdims=True) / m
        W1 = W1 - 0.5 * dW1
        b1 = b1 - 0.5 * db1
        W2 = W2 - 0.5 * dW2
        b2 = b2 - 0.5 * db2
        costs.append(cost)
    return time.perf_counter() - start, costs[-1]


def scalars(_X, _Y, iterations):
    w = 1.0
    start = time.perf_counter()
    for _ in range(iterations):
        w = w - 0.001 * (w - 0.5)
    return time.perf_counter() - start, w


LOOPS = {"flower": (flower, flower_data), "digits": (digits, digits_data), "scalars": (scalars, None)}


def main():
    print("NumPy", np.__version__, flush=True)
    data = {}
    for line in sys.stdin:
        name, iterations = line.split()
        loop, make = LOOPS[name]
        if name not in data:
            data[name] = make() if make else (None, None)
        seconds, last = loop(*data[name], int(iterations))
        print(1000 * seconds, repr(float(last)), flush=True)


main()
