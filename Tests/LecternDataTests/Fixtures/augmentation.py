"""Makes augmentation.txt: pictures flipped, turned and shifted by scipy.ndimage.

Run with NumPy 2 and SciPy 1.17. For each case: its options; the pictures; the copies. Values of a
picture follow one another row by row with neighbouring channels, or, with "column", column by
column and one channel after the other.
"""

import pathlib

import numpy as np
from scipy import ndimage

here = pathlib.Path(__file__).parent


def background(channel):
    border = np.concatenate([channel[0], channel[-1], channel[1:-1, 0], channel[1:-1, -1]])
    return np.sort(border)[(border.size - 1) // 2]


def changed(channel, flips, degrees, right, down):
    """One resampling; for a turn or a shift alone it is what ndimage.rotate or shift does."""
    if flips:
        channel = channel[:, ::-1]
    fill = dict(order=1, mode="grid-constant", cval=background(channel))
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    centre = (np.array(channel.shape) - 1) / 2
    offset = centre - turn @ (centre + [down, right])
    result = ndimage.affine_transform(channel, turn, offset, **fill)
    if right == down == 0:
        assert np.allclose(result, ndimage.rotate(channel, degrees, reshape=False, **fill))
    if degrees == 0:
        assert np.allclose(result, ndimage.shift(channel, (down, right), **fill))
    return result


def copies(pictures, flip, rotate, shift, noise, count, seed, order):
    random = np.random.RandomState(seed)
    for _ in range(count):
        for picture in pictures:
            flips = bool(flip) and random.rand() < 0.5
            degrees = random.uniform(-rotate, rotate) if rotate else 0
            right = random.uniform(-shift, shift) if shift else 0
            down = random.uniform(-shift, shift) if shift else 0
            channels = [
                changed(picture[:, :, c], flips, degrees, right, down)
                for c in range(picture.shape[2])
            ]
            flat = unrolled(np.stack(channels, axis=2), order)
            yield flat + noise * random.randn(flat.size) if noise else flat


def unrolled(picture, order):
    return picture.ravel(order="F" if order == "column" else "C")


lines = []
for shape, flip, rotate, shift, noise, count, seed, order in [
    ((5, 4, 1), 1, 0, 0, 0, 3, 1, "row"),
    ((5, 4, 1), 0, 30, 0, 0, 2, 2, "row"),
    ((4, 5, 1), 0, 0, 1.5, 0, 2, 3, "row"),
    ((5, 4, 2), 1, 180, 3, 0.1, 2, 4, "row"),
    ((5, 4, 2), 1, 20, 1, 0, 2, 5, "column"),
]:
    pictures = np.random.RandomState(7).rand(3, *shape).round(3)
    lines.append(f"{' '.join(map(str, shape))} {flip} {rotate} {shift} {noise} {count} {seed} {order}")
    for rows in [
        [unrolled(p, order) for p in pictures],
        copies(pictures, flip, rotate, shift, noise, count, seed, order),
    ]:
        lines.append(" ".join(f"{v:.15g}" for row in rows for v in row))
(here / "augmentation.txt").write_text("\n".join(lines) + "\n")
