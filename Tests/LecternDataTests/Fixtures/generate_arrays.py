"""Makes the files of arrays and pictures beside this script, and scaled.txt.

Run with NumPy 1.24, SciPy 1.10, h5py 3.7 and Pillow 9.4. Every array holds 1/8 of the numbers
0, 1, 2 … (whole types the numbers themselves), so that the tests know what to find.
"""

import pathlib
import zipfile

import h5py
import numpy as np
import scipy.io
from PIL import Image

here = pathlib.Path(__file__).parent / "arrays"
here.mkdir(exist_ok=True)


def ramp(shape, kind):
    values = np.arange(np.prod(shape)).reshape(shape)
    return (values / 8 if np.dtype(kind).kind == "f" else values).astype(kind)


# NumPy: every type, both byte orders, both orders of elements, all versions of the header.
for kind in ["?", "i1", "u1", "<i2", ">u2", "<i4", ">i4", "<u8", ">i8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    np.save(here / f"c{kind}.npy".translate(str.maketrans("<>?", "lbo")), ramp((4, 6), kind))
np.save(here / "fortran.npy", np.asfortranarray(ramp((4, 6), "<f8")))
for version in [(2, 0), (3, 0)]:
    with open(here / f"version{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, ramp((4, 6), "<f8"), version=version)
np.save(here / "pictures.npy", ramp((4, 2, 3, 3), "u1"))
np.save(here / "labels.npy", np.array([10, 1, 2, 10]))
np.save(here / "texts.npy", np.array(["dog", "cat", "cät", "dog"]))
np.save(here / "complex.npy", np.array([[1j, 2], [3, 4]]))
np.save(here / "objects.npy", np.array([{}, []], dtype=object), allow_pickle=True)
np.save(here / "records.npy", np.zeros(3, dtype=[("a", "f8"), ("b", "i4")]))
np.save(here / "nan.npy", np.array([[1, 2, 3], [4, np.nan, 6], [-np.inf, 8, np.nan]]))

X, y = ramp((4, 6), "f8"), np.array([0, 1, 1, 0])
np.savez(here / "stored.npz", X=X, y=y, other=X[:2])
np.savez_compressed(here / "packed.npz", X=X, y=y, names=np.array(["no", "yes"]))
np.savez_compressed(here / "wide.npz", inputs=X.T, y=y)
np.savez(here / "empty.npz", X=np.zeros((0, 5)), y=np.zeros(0))
np.savez(here / "one.npz", X=X, y=np.ones(4, int))
np.savez(here / "several.npz", a=X, b=X)
np.savez(here / "counts.npz", X=X, y=np.arange(5))
np.savez(here / "table.npz", X=X, y=np.zeros((4, 3)))
np.savez(here / "unnamed.npz", X=X, y=np.array([0, 1, 2, 0]), names=np.array(["no", "yes"]))
np.savez(here / "holes.npz", X=X, y=np.array([0, 1, np.nan, 1]))
np.savez(here / "fractions.npz", X=X, y=np.array([0.5, 1, 2.25, 1]))
# A megabyte of zeros behind a header that claims four numbers, and a claim of 10^12 numbers.
with zipfile.ZipFile(here / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as archive:
    header = b"\x93NUMPY\x01\x00\x76\x00{'descr': '<f8', 'fortran_order': False, 'shape': (%s, 2), }"
    archive.writestr("X.npy", (header % b"2").ljust(127) + b"\n" + bytes(1 << 20))
    archive.writestr("claim.npy", (header % b"1000000000000").ljust(127) + b"\n" + bytes(32))

# SciPy: MATLAB's version 5, plain and packed.
mat = dict(X=X, y=np.array([[1], [2], [10], [1]], "u1"), single=X.astype("f4"), int16=ramp((4, 6), "i2"),
           int8=ramp((4, 6), "i1"), uint32=ramp((4, 6), "u4"), int64=ramp((4, 6), "i8"), logical=X > 1,
           complex=X * 1j, text="word", cell=np.array([1, "a"], object), sparse=scipy.sparse.eye(3),
           empty=np.zeros((0, 3)), cube=ramp((2, 3, 4), "f8"))
scipy.io.savemat(here / "plain.mat", mat)
scipy.io.savemat(here / "packed.mat", mat, do_compression=True)

# h5py: contiguous, in chunks, packed, shuffled, checked; other byte orders; groups; texts.
with h5py.File(here / "plain.h5", "w") as file:
    file["x"] = ramp((4, 2, 3, 3), "u1")
    file["y"] = np.array([0, 1, 1, 0])
    file["names"] = np.array([b"non-cat", b"cat"])
    file["flags"] = np.array([True, False, True, True])
    file["deep/er/x"] = ramp((4, 6), ">f4")
    file["complex"] = X * 1j
    file["varied"] = np.array(["a", "bc"], dtype=h5py.string_dtype())
    file["scalar"] = 3.0
    file.create_dataset("never", (4, 6), "f8")
with h5py.File(here / "chunks.h5", "w") as file:
    for name, options in [("plain", {}), ("packed", dict(compression="gzip")), ("shuffled", dict(
            compression="gzip", shuffle=True)), ("checked", dict(fletcher32=True, compression="gzip", shuffle=True))]:
        file.create_dataset(name, data=ramp((20, 6), "f8"), chunks=(7, 4), **options)
    file.create_dataset("cube", data=ramp((3, 4, 5), "i2"), chunks=(2, 3, 2), compression="gzip")
    file.create_dataset("lzf", data=X, compression="lzf")
    file.create_dataset("holes", (20, 6), "f8", chunks=(7, 4))[0:3] = 1
with h5py.File(here / "latest.h5", "w", libver="latest") as file:
    file["x"] = ramp((4, 6), "f4")
    file["y"] = np.array([0, 1, 1, 0])
    file.create_dataset("chunks", data=X, chunks=(2, 2), compression="gzip")
# MATLAB 7.3 is HDF5 behind a block of its own, with shapes from back to front.
with h5py.File(here / "v73.mat", "w", userblock_size=512) as file:
    file.create_dataset("X", data=X.T, chunks=(3, 4), compression="gzip")
    file["y"] = np.array([[1, 2, 10, 1]], "u1")
    file["#refs#/a"] = X
with open(here / "v73.mat", "r+b") as file:
    file.write(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM")

# Pictures: a folder with a sub-folder for each class.
random = np.random.RandomState(1)
smooth = np.add.outer(np.arange(9), np.arange(12))[..., None] * np.array([10, 5, 12]) % 256
for name, options in [("cat/b.png", {}), ("cat/a.jpg", dict(quality=95)), ("dog/c.JPEG", dict(quality=90))]:
    (here / "pets" / name).parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(smooth.astype("u1")).save(here / "pets" / name, **options)
(here / "pets" / "notes.txt").write_text("no picture\n")
grey = Image.fromarray(random.randint(0, 256, (6, 8)).astype("u1"))
grey.save(here / "grey.png")
Image.fromarray(smooth.astype("u1")).save(here / "colour.png")
clear = np.zeros((2, 2, 4), "u1")
clear[0, 0] = [10, 20, 30, 255]
Image.fromarray(clear).save(here / "clear.png")
Image.fromarray(smooth.astype("u1")).convert("CMYK").save(here / "cmyk.jpg")
deep = np.arange(6, dtype="u2").reshape(2, 3) * 257 * 40
Image.fromarray(deep).save(here / "deep.png")
lines = []
for size in [(8, 6), (4, 3), (3, 5), (16, 12), (11, 4)]:
    # Through floats, so that the steps between are not rounded.
    scaled = np.array(grey.convert("F").resize(size, Image.BICUBIC))
    lines.append(f"{size[1]} {size[0]} " + " ".join(repr(float(v)) for v in scaled.ravel()))
(here / "scaled.txt").write_text("\n".join(lines) + "\n")
with Image.open(here / "pets" / "cat" / "a.jpg") as picture:
    (here / "jpeg.txt").write_text(" ".join(map(str, np.array(picture).ravel())) + "\n")

# Parameters as other programs store them.
np.savez(here / "weights.npz", W1=ramp((2, 3), "f4"), b1=ramp((2,), "f8"), words=np.array(["a"]))
