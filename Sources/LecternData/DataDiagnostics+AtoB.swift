import LecternText

/// `array-class-names` to `bad-data-path`.
extension DataDiagnostics {
  static let pagesAtoB: [DiagnosticPage] = [
    DiagnosticPage(
      "array-class-names", "A label is none of the classes whose names the file gives.",
      example: """
        # names holds "cat" and "dog", y holds 0, 1 and 2
        data hdf5 "pets.h5" input=x label=y classes=names
        """,
      repair: """
        Labels count from 0: two names are for the labels 0 and 1. Leave classes= out, or name \
        all.
        """),
    DiagnosticPage(
      "array-counts", "There are not as many labels as examples.",
      example: """
        # numpy.savez("pets.npz", X=numpy.ones((5, 3)), y=[0, 1, 0, 1])
        data npz "pets.npz" input=X label=y
        """,
      repair: """
        Take the inputs and the labels of the same set; both have an entry for each example.
        """),
    DiagnosticPage(
      "array-damaged", "A file of arrays is not as its program wrote it.",
      example: """
        # x.npy was changed after numpy.save wrote it
        data npy "x.npy"
        """, repair: "Copy or download the file again."),
    DiagnosticPage(
      "array-empty", "A file of arrays holds no numbers.",
      example: """
        # numpy.save("x.npy", numpy.ones((0, 3)))
        data npy "x.npy"
        """,
      repair: """
        Look whether this is the file you meant and whether its program wrote it to the end.
        """),
    DiagnosticPage(
      "array-format", "The file is not of the format that the data statement names.",
      example: """
        # numpy.save("pets.npy", numpy.ones((5, 3)))
        data npz "pets.npy"
        """, repair: "Say what it is: data npy for a single array of NumPy, data npz for several."),
    DiagnosticPage(
      "array-image-size", "The examples have not as many numbers as image= says.",
      example: """
        # numpy.savez("digits.npz", X=numpy.ones((5, 400)), y=[0, 1, 2, 3, 4])
        data npz "digits.npz" image=28x28
        """,
      repair: "Multiply: 400 numbers are 20x20. Colour takes three for each pixel, 64x64x3."),
    DiagnosticPage(
      "array-label-not-finite", "A label is NaN or infinite.",
      example: """
        # numpy.savez("heights.npz", X=numpy.ones((3, 2)), y=[1.5, numpy.nan, 1.7])
        data npz "heights.npz"
        """, repair: "Give the example a label, or leave it out before you save the arrays."),
    DiagnosticPage(
      "array-label-shape", "Labels are one number for each example, and this array has more.",
      example: """
        # numpy.savez("pets.npz", X=numpy.ones((4, 2)), y=numpy.eye(4))
        data npz "pets.npz"
        """,
      repair: "Save the class of each example as a number, numpy.argmax(y, axis=1), or as a text."),
    DiagnosticPage(
      "array-missing", "The file has no array of this name.",
      example: """
        # numpy.savez("pets.npz", inputs=numpy.ones((4, 2)), labels=[0, 1, 0, 1])
        data npz "pets.npz" input=input label=labels
        """, repair: "Take one of the names that the message lists."),
    DiagnosticPage(
      "array-none", "The file holds no array of numbers.",
      example: """
        # numpy.savez("pets.npz", names=["cat", "dog"])
        data npz "pets.npz"
        """, repair: "Look whether this is the file you meant."),
    DiagnosticPage(
      "array-not-finite", "Inputs are NaN or infinite.",
      example: """
        # numpy.save("x.npy", [[1.5, numpy.nan], [1.7, 2]])
        data npy "x.npy"
        """, repair: "Mend these examples, or leave them out before you save the array."),
    DiagnosticPage(
      "array-one-class", "All labels are the same, so there is nothing to tell apart.",
      example: """
        # numpy.savez("pets.npz", X=numpy.ones((3, 2)), y=[1, 1, 1])
        data npz "pets.npz"
        """, repair: "Take a file with examples of two classes or more."),
    DiagnosticPage(
      "array-several", "The file has several arrays, and nothing says which holds the inputs.",
      example: """
        # numpy.savez("pets.npz", train=numpy.ones((4, 2)), test=numpy.ones((2, 2)))
        data npz "pets.npz"
        """, repair: "Name the array of the inputs with input=, that of the labels with label=."),
    DiagnosticPage(
      "array-shape", "The inputs are a single number, not an array of examples.",
      example: """
        # numpy.save("x.npy", 3.5)
        data npy "x.npy"
        """, repair: "Save an array with an example in each row."),
    DiagnosticPage(
      "array-too-large", "The file says that it holds more than can be read.",
      example: """
        # x.npy says that it has 10^12 numbers
        data npy "x.npy"
        """, repair: "If it says what is true, cut it into parts; else copy or download it again."),
    DiagnosticPage(
      "array-truncated", "The file ends before all of the numbers that it announces.",
      example: """
        # a copy of x.npy that broke off
        data npy "x.npy"
        """, repair: "Copy or download the file again."),
    DiagnosticPage(
      "array-type", "The array does not hold numbers that can be learnt from.",
      example: """
        # numpy.savez("pets.npz", X=numpy.ones((2, 3)) * 1j, y=[0, 1])
        data npz "pets.npz"
        """, repair: "Save it as whole or floating-point numbers: X.astype(float)."),
    DiagnosticPage(
      "array-unsupported", "The file uses a part of its format that is not read.",
      example: """
        # an HDF5 file that h5py wrote with libver="latest"
        data hdf5 "pets.h5" input=chunks
        """, repair: "Write it again in the usual way, with plain or gzip-compressed arrays."),
    DiagnosticPage(
      "augment-copies", "augment adds 1 to 100 copies of each example.",
      example: """
        data digits 200 seed=1
        let k = round(rand(1, 1)[0]) - 1
        augment flip copies=k
        """, repair: "Write copies=1, or leave copies= out."),
    DiagnosticPage(
      "augment-no-pictures",
      "flip, rotate= and shift= move pixels, and these examples are no pictures.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        augment flip
        """, repair: "Take noise=, which suits any numbers, or say image= in the data statement."),
    DiagnosticPage(
      "augment-noise", "The noise of augment is a finite number, 0 or more.",
      example: """
        data circles 300 seed=1
        let strength = rand(1, 1)[0] - 1
        augment noise=strength
        """, repair: "Write a number such as noise=0.05."),
    DiagnosticPage(
      "augment-nothing", "augment would only repeat the examples, since nothing is to change.",
      example: """
        data digits 200 seed=1
        augment noise=0
        """, repair: "Write what is to change: flip, rotate=10, shift=2 or noise=0.05."),
    DiagnosticPage(
      "augment-rotation", "Pictures can be turned by 0 to 180 degrees.",
      example: """
        data digits 200 seed=1
        augment rotate=360
        """, repair: "Write the largest angle; turns go both ways, so rotate=180 is any angle."),
    DiagnosticPage(
      "augment-shift", "So large a shift moves the whole picture out of sight.",
      example: """
        data digits 200 seed=1
        augment shift=20
        """,
      repair: """
        Write the largest shift in pixels, less than the height and the width of a picture.
        """),
    DiagnosticPage(
      "bad-data-path", "The name of a data file is empty.",
      example: """
        data csv "" label=sex
        """, repair: "Write the name of a file: data csv \"heights.csv\" label=sex."),
  ]
}
