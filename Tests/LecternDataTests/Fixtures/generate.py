"""Makes planar.txt, numeric.txt, scaling.txt and the IDX files beside this script.

Run with NumPy 2 and scikit-learn 1.9; the values depend on NumPy's frozen legacy stream only.
"""

import gzip
import pathlib
import struct

import numpy as np
from sklearn.datasets import (
    make_blobs,
    make_circles,
    make_gaussian_quantiles,
    make_moons,
)

here = pathlib.Path(__file__).parent


def flower(count, noise, seed):
    np.random.seed(seed)
    x, y = [], []
    for j, size in enumerate([count - count // 2, count // 2]):
        t = np.linspace(j * 3.12, (j + 1) * 3.12, size) + np.random.randn(size) * noise
        r = 4 * np.sin(4 * t) + np.random.randn(size) * noise
        x.append(np.c_[r * np.sin(t), r * np.cos(t)])
        y += [j] * size
    return np.vstack(x), np.array(y)


def spiral(count, noise, seed, classes):
    np.random.seed(seed)
    x, y = [], []
    for j in range(classes):
        size = count // classes + (1 if j < count % classes else 0)
        r = np.linspace(0.0, 1, size)
        t = np.linspace(j * 4, (j + 1) * 4, size) + np.random.randn(size) * noise
        x.append(np.c_[r * np.sin(t), r * np.cos(t)])
        y += [j] * size
    return np.vstack(x), np.array(y)


def xor(count, noise, seed):
    random = np.random.RandomState(seed)
    x = random.uniform(-1, 1, size=(count, 2))
    y = (x[:, 0] > 0) ^ (x[:, 1] > 0)
    return x + noise * random.randn(count, 2), y.astype(int)


def planar(kind, count, noise, seed, classes, factor):
    if kind == "flower":
        return flower(count, noise, seed)
    if kind == "moons":
        return make_moons(count, noise=noise or None, random_state=seed)
    if kind == "circles":
        return make_circles(count, noise=noise or None, random_state=seed, factor=factor)
    if kind == "blobs":
        return make_blobs(count, centers=classes, cluster_std=noise, random_state=seed)
    if kind == "gaussians":
        return make_gaussian_quantiles(
            cov=noise**2, n_samples=count, n_classes=classes, random_state=seed
        )
    if kind == "spiral":
        return spiral(count, noise, seed, classes)
    return xor(count, noise, seed)


lines = []
for case in [
    ("flower", 400, 0.2, 1, 2, 0.8),
    ("flower", 31, 0.1, 8, 2, 0.8),
    ("moons", 300, 0.2, 3, 2, 0.8),
    ("moons", 31, 0.1, 5, 2, 0.8),
    ("moons", 12, 0, 9, 2, 0.8),
    ("circles", 300, 0.05, 1, 2, 0.8),
    ("circles", 31, 0.1, 2, 2, 0.5),
    ("circles", 12, 0, 4, 2, 0.3),
    ("blobs", 100, 1, 0, 3, 0.8),
    ("blobs", 31, 0.5, 4, 4, 0.8),
    ("gaussians", 200, 1, 0, 2, 0.8),
    ("gaussians", 31, 0.5**0.5, 4, 4, 0.8),
    ("spiral", 300, 0.2, 0, 3, 0.8),
    ("spiral", 31, 0.3, 6, 4, 0.8),
    ("xor", 200, 0.1, 1, 2, 0.8),
]:
    x, y = planar(*case)
    count = len(y)
    # One row in five, and the sums of all, weighted so that the order counts.
    weights = np.arange(1, count + 1)
    lines.append(" ".join(map(str, case)))
    lines.append(" ".join(repr(float(v)) for v in [*(weights @ x), float(weights @ y)]))
    rows = [f"{i} {float(x[i, 0])!r} {float(x[i, 1])!r} {y[i]}" for i in range(0, count, count // 5)]
    lines.append(";".join(rows))
(here / "planar.txt").write_text("\n".join(lines) + "\n")



def numeric(kind, count, noise, seed):
    np.random.seed(seed)
    if kind == "line":
        x = 2 * np.random.rand(count)
        return x, 4 + 3 * x + noise * np.random.randn(count)
    if kind == "sine":
        x = np.random.uniform(-np.pi, np.pi, count)
        return x, np.sin(x) + noise * np.random.randn(count)
    d = np.arange(1, count + 1)
    return d, 11.5 - 7 * np.cos(2 * np.pi * (d - 20) / 365) + noise * np.random.randn(count)


lines = []
for case in [
    ("line", 100, 0.3, 1),
    ("line", 100, 1, 42),
    ("sine", 200, 0.1, 2),
    ("temperature", 365, 3, 1),
    ("temperature", 800, 0, 1),
]:
    x, y = numeric(*case)
    weights = np.arange(1, len(y) + 1)
    lines.append(" ".join(map(str, case)))
    lines.append(f"{float(weights @ x)!r} {float(weights @ y)!r}")
    rows = range(0, len(y), len(y) // 5)
    lines.append(";".join(f"{i} {float(x[i])!r} {float(y[i])!r}" for i in rows))
(here / "numeric.txt").write_text("\n".join(lines) + "\n")

x = np.round(np.random.RandomState(1).randn(3, 7) * [[1], [20], [0.5]] + [[0], [100], [3]], 3)
x[2] = 3
mean, std = x.mean(1), x.std(1)
low, high = x.min(1), x.max(1)
rows = [x.T.ravel(), mean, std, low, high - low, ((x[:2].T - mean[:2]) / std[:2]).ravel()]
(here / "scaling.txt").write_text("\n".join(" ".join(repr(float(v)) for v in r) for r in rows) + "\n")

images = struct.pack(">BBBBIII", 0, 0, 8, 3, 4, 2, 3) + bytes(range(0, 240, 10))
labels = struct.pack(">BBBBI", 0, 0, 8, 1, 4) + bytes([3, 0, 1, 3])


def write(name, data):
    (here / name).write_bytes(data)


def packed(data):
    return gzip.compress(data, mtime=0)


write("tiny-images-idx3-ubyte", images)
write("tiny-images.gz", packed(images))
write("tiny-labels-idx1-ubyte.gz", packed(labels))
write("two-members.gz", packed(images[:20]) + packed(images[20:]))
write("cut.gz", packed(images)[:-12])
write("corrupt.gz", packed(images)[:14] + bytes([0xFF] * 8) + packed(images)[22:])
# A small header before a megabyte of zeros, and a claim of 4 GiB that no file this small can keep.
write("bomb.gz", packed(struct.pack(">BBBBIII", 0, 0, 8, 3, 4, 2, 3) + bytes(1 << 20)))
write("claim.gz", packed(struct.pack(">BBBBIII", 0, 0, 8, 3, 1000, 1000, 1000) + bytes(100)))
