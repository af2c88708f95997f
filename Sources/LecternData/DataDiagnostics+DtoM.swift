import LecternText

/// `data-file-too-large` to `missing-data-file`.
extension DataDiagnostics {
  static let pagesDtoM: [DiagnosticPage] = [
    DiagnosticPage(
      "data-file-too-large", "A data file is larger than what is read.",
      example: """
        # everything.npz has 3 GB
        data npz "everything.npz"
        """, repair: "Cut it into parts, or keep fewer rows."),
    DiagnosticPage(
      "data-memory",
      "The data set needs more memory than there is, or than memory: gives to the cell.",
      example: """
        #| memory: 1 MB
        data digits 5000 seed=1
        """, repair: "Take fewer examples, or set precision float32, which halves them."),
    DiagnosticPage(
      "data-path-leaves", "A data file lies outside of the folders that the notebook may read.",
      example: """
        data csv "../other/heights.csv" label=sex
        """,
      repair: "Put it beside the notebook, or name its folder: lectern run --data-dir FOLDER."),
    DiagnosticPage(
      "data-path-not-a-file", "The name is that of a folder, and a file is wanted.",
      example: """
        # pets is a folder
        data csv "pets" label=species
        """,
      repair: "Name a file inside it, \"pets/pets.csv\"; data images reads a folder of pictures."),
    DiagnosticPage(
      "data-path-not-a-folder", "data images reads a folder, and the name is that of a file.",
      example: """
        # pets.zip is a file
        data images "pets.zip"
        """, repair: "Unpack it, and name the folder with the sub-folders of the classes."),
    DiagnosticPage(
      "generator-classes", "A data set that is made has 2 to 100 classes.",
      example: """
        let k = round(rand(1, 1)[0]) + 200
        data blobs 300 classes=k
        """, repair: "Write a whole number from 2 to 100."),
    DiagnosticPage(
      "generator-count", "A data set that is made cannot have so few or so many examples.",
      example: """
        data digits 200000
        """,
      repair: "At most 1000000 examples are made, of digits 100000; at least one for each class."),
    DiagnosticPage(
      "generator-digits", "The classes of digits are different digits, two or more.",
      example: """
        data digits 100 classes=[4, 12]
        """, repair: "Write digits from 0 to 9, each once: classes=[4, 9]."),
    DiagnosticPage(
      "generator-factor", "The inner of two circles is smaller than the outer: factor is below 1.",
      example: """
        data circles 300 factor=1
        """, repair: "Write a number from 0 to below 1, such as factor=0.5."),
    DiagnosticPage(
      "generator-noise", "Noise is a finite number, 0 or more.",
      example: """
        let strength = rand(1, 1)[0] - 1
        data moons 300 noise=strength
        """, repair: "Write a number such as noise=0.2."),
    DiagnosticPage(
      "idx-corrupt-gzip", "The compressed file is damaged.",
      example: """
        # a download that went wrong
        data idx "train-images-idx3-ubyte.gz" "train-labels-idx1-ubyte.gz"
        """, repair: "Copy or download the file again."),
    DiagnosticPage(
      "idx-counts", "There are not as many labels as images.",
      example: """
        data idx "train-images-idx3-ubyte" "t10k-labels-idx1-ubyte"
        """, repair: "Take both files of the same set: train- with train-, t10k- with t10k-."),
    DiagnosticPage(
      "idx-empty", "The file of images or labels holds no examples.",
      example: """
        # images-idx3-ubyte has 0 bytes
        data idx "images-idx3-ubyte" "labels-idx1-ubyte"
        """, repair: "Look whether this is the file you meant; copy or download it again."),
    DiagnosticPage(
      "idx-image-size", "The examples of the file have not as many numbers as image= says.",
      example: """
        data idx "train-images-idx3-ubyte" "train-labels-idx1-ubyte" image=20x20
        """, repair: "Leave image= out: a file of images says their size, 28x28 for these."),
    DiagnosticPage(
      "idx-label", "The file of labels holds numbers that are no classes.",
      example: """
        # labels-idx1-int holds 20150, 20151, …
        data idx "images-idx3-ubyte" "labels-idx1-int"
        """,
      repair: "Classes are whole numbers from 0 to 9999; look whether this is the file of labels."),
    DiagnosticPage(
      "idx-label-rank", "The second file is no list of labels.",
      example: """
        data idx "train-images-idx3-ubyte" "t10k-images-idx3-ubyte"
        """, repair: "Name the file of images first and its file of labels second."),
    DiagnosticPage(
      "idx-magic", "The file is not in the IDX format, the one of MNIST.",
      example: """
        # numpy.save("images.npy", numpy.ones((5, 400)))
        data idx "images.npy" "labels-idx1-ubyte"
        """, repair: "Take the statement for its format: data npy, data csv, data images …"),
    DiagnosticPage(
      "idx-not-finite", "The file holds NaN or infinite numbers.",
      example: """
        # images-idx2-float holds NaN
        data idx "images-idx2-float" "labels-idx1-ubyte"
        """, repair: "Write the file again without these examples."),
    DiagnosticPage(
      "idx-swapped", "The file of labels is named first.",
      example: """
        data idx "train-labels-idx1-ubyte" "train-images-idx3-ubyte"
        """, repair: "Name the file of images first and the file of labels second."),
    DiagnosticPage(
      "idx-too-large", "The file says that it holds more than can be read.",
      example: """
        # images-idx3-ubyte says that it has 2^31 images
        data idx "images-idx3-ubyte" "labels-idx1-ubyte"
        """, repair: "If it says what is true, cut it into parts; else copy or download it again."),
    DiagnosticPage(
      "idx-trailing", "More bytes follow than the head of the file announces.",
      example: """
        # two files of images, copied into one
        data idx "images-idx3-ubyte" "labels-idx1-ubyte"
        """, repair: "Copy or download the file again."),
    DiagnosticPage(
      "idx-truncated", "The file ends before all of the examples that it announces.",
      example: """
        # a copy that broke off
        data idx "images-idx3-ubyte" "labels-idx1-ubyte"
        """, repair: "Copy or download the file again."),
    DiagnosticPage(
      "idx-type", "The head of the file names a type of numbers that does not exist.",
      example: """
        # the third byte of images-idx3-ubyte is 10
        data idx "images-idx3-ubyte" "labels-idx1-ubyte"
        """,
      repair: """
        Types are 8, 9, 11, 12, 13 and 14: look whether this is an IDX file, or write it again.
        """),
    DiagnosticPage(
      "missing-data-file",
      "There is no such file beside the notebook or in a folder named for data.",
      example: """
        data csv "heigths.csv" label=sex
        """,
      repair: """
        Correct the name, put the file beside the notebook, or name its folder with --data-dir.
        """),
  ]
}
