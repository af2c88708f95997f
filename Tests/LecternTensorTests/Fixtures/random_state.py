"""Writes random-state.txt: NumPy's legacy streams, 10,000 values of each kind and seed.

A line is seed, kind, the FNV-1a hash over the 64-bit words of all values, and the first three in
clear. Run with NumPy 2: python3 random_state.py > random-state.txt
"""
import numpy as np

COUNT = 10_000


def fnv(words):
    state = 0xCBF29CE484222325
    for word in words:
        state = ((state ^ int(word)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"


def bounded(r):
    # Bounds that need every number of bits from 1 to 24.
    return np.array([r.randint(0, 2 + (i * i) // 6) for i in range(COUNT)])


def shuffled(r):
    values = np.arange(COUNT)
    for _ in range(3):
        r.shuffle(values)
    return values


def mixed(r):
    parts = []
    for _ in range(500):
        parts += [r.randn(3), r.rand(2), r.randint(0, 1000, 5), r.permutation(7), r.randn(3)]
    return np.concatenate([part.astype(float) for part in parts])


KINDS = {
    "rand": lambda r: r.rand(COUNT),
    "randn": lambda r: r.randn(COUNT),
    "rand-matrix": lambda r: r.rand(100, 100),
    "randn-matrix": lambda r: r.randn(100, 100),
    "randint": lambda r: r.randint(0, 10, COUNT),
    "randint-bounds": bounded,
    "permutation": lambda r: r.permutation(COUNT),
    "shuffle": shuffled,
    "mixed": mixed,
}

for seed in (0, 1, 2, 3, 5, 12345, 2**32 - 1):
    for kind, draw in KINDS.items():
        values = draw(np.random.RandomState(seed)).ravel()
        words = values.view(np.uint64) if values.dtype == float else values
        print(seed, kind, fnv(words), *(repr(v.item()) for v in values[:3]))
