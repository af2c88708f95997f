"""Writes random-state.txt: NumPy's legacy streams as FNV-1a hashes of 10,000 values' bits each.

Run with NumPy 2: python3 random_state.py > random-state.txt
"""
import numpy as np


def fnv(words):
    state = 0xCBF29CE484222325
    for word in words:
        state = ((state ^ int(word)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"


COUNT = 10_000
for seed in (0, 1, 3, 42, 12345, 2**32 - 1):
    def fresh():
        return np.random.RandomState(seed)
    print(seed, "rand", fnv(fresh().rand(COUNT).view(np.uint64)))
    print(seed, "randn", fnv(fresh().randn(COUNT).view(np.uint64)))
    print(seed, "permutation", fnv(fresh().permutation(COUNT)))
    # Masked integers: what shuffle draws for each bound (randint's buffered stream is another one).
    r, draws = fresh(), []
    for bound in range(1, COUNT + 1):
        mask = (1 << bound.bit_length()) - 1
        while True:
            value = int(r.randint(0, 2**32, dtype=np.uint32)) & mask
            if value <= bound:
                break
        draws.append(value)
    print(seed, "integer", fnv(draws))
    r = fresh()
    mixed = np.concatenate([r.randn(3), r.rand(2), r.permutation(7).astype(float), r.randn(5)])
    print(seed, "mixed", fnv(mixed.view(np.uint64)))
