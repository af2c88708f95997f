import LecternText

/// `network-damaged` to `unreadable-data-file`.
extension DataDiagnostics {
  static let pagesNtoZ: [DiagnosticPage] = [
    DiagnosticPage(
      "network-damaged", "A file of weights is not as it was saved.",
      example: """
        # a program put two arrays with the name W1 into net.npz
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        load "net.npz"
        """, repair: "Save the network again, or copy the file again."),
    DiagnosticPage(
      "network-format", "The ending of the name says no format that weights are saved in.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        save "net.mat"
        """,
      repair: """
        Write "net.npz" or "net.safetensors"; a .mat file can be loaded, but not saved.
        """),
    DiagnosticPage(
      "network-not-ours", "save would write over a file that another program wrote.",
      example: """
        # net.npz is there already, and numpy.savez wrote it
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        save "net.npz"
        """, repair: "Save under another name, or move that file away."),
    DiagnosticPage(
      "network-path", "save writes only beside the notebook, or below its folder.",
      example: """
        # backup is a link to a folder somewhere else
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        save "backup/net.npz"
        """, repair: "Save as \"net.npz\" and move the file."),
    DiagnosticPage(
      "network-rank", "Weights and biases are matrices, and the file has an array of more axes.",
      example: """
        # numpy.savez("net.npz", W1=numpy.ones((3, 3, 1, 8)))
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        load "net.npz"
        """, repair: "Save the arrays of dense layers alone, each with at most two axes."),
    DiagnosticPage(
      "network-too-large",
      "A network has so many layers that a .npz file has no room for their list.",
      example: """
        data circles 300 seed=1
        model net
        repeat 1000
          layer dense 1 sigmoid
          layer dense 1 sigmoid
          layer dense 1 sigmoid
          layer dense 1 sigmoid
          layer dense 1 sigmoid
        end
        train gd lr=0.1 epochs=1
        save "net.npz"
        """, repair: "Save it as \"net.safetensors\", or take fewer layers."),
    DiagnosticPage(
      "network-write", "The file of weights cannot be written.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        save "runs/net.npz"
        """,
      repair: "Make the folder runs, or save as \"net.npz\"; look whether the disk is full."),
    DiagnosticPage(
      "picture-damaged", "A picture cannot be read to its end.",
      example: """
        # pets/cat/tom.png broke off in a download
        data images "pets"
        """, repair: "Open it in an image program and save it again, or take it away."),
    DiagnosticPage(
      "picture-format", "A picture is neither PNG nor JPEG, whatever its name says.",
      example: """
        # pets/cat/tom.png is in truth a WebP file
        data images "pets"
        """, repair: "Convert it to PNG or JPEG; a new name is not enough."),
    DiagnosticPage(
      "picture-mixed", "A folder has pictures and, beside them, sub-folders of pictures.",
      example: """
        # pets holds tom.png and the folders cat and dog
        data images "pets"
        """, repair: "Put every picture into the folder of its class."),
    DiagnosticPage(
      "picture-none", "The folder holds no PNG or JPEG pictures.",
      example: """
        # pets holds notes.txt alone
        data images "pets"
        """, repair: "Put pictures into it, in a sub-folder for each class."),
    DiagnosticPage(
      "picture-one-class", "Only one sub-folder has pictures, so there is nothing to tell apart.",
      example: """
        # pets holds the folder cat and no other
        data images "pets"
        """, repair: "Make a sub-folder for each class."),
    DiagnosticPage(
      "picture-size-asked",
      "Pictures can be scaled to 1 to 4096 rows and columns, and 1 or 3 channels.",
      example: """
        data images "pets" image=64x64x2
        """, repair: "Write image=64x64 for grey pictures, image=64x64x3 for coloured ones."),
    DiagnosticPage(
      "picture-sizes", "The pictures have different sizes.",
      example: """
        # pets/cat/a.png is 64 × 64, pets/dog/b.png is 80 × 60
        data images "pets"
        """, repair: "Say one for all of them, to which they are scaled: image=64x64x3."),
    DiagnosticPage(
      "picture-too-large", "The pictures do not fit into memory.",
      example: """
        # a folder of 20000 pictures
        data images "pets" image=2000x2000x3
        """, repair: "Ask for smaller ones, image=64x64x3, or take fewer."),
    DiagnosticPage(
      "picture-too-many", "The folder has more files than are read.",
      example: """
        # a folder with 300000 files
        data images "pets"
        """, repair: "Take a folder with fewer pictures and nothing else."),
    DiagnosticPage(
      "split-empty-class", "The split leaves a class without an example to learn from.",
      example: """
        pets.csv:
        height,species
        25,cat
        23,cat
        60,dog

        data csv "pets.csv" label=species
        split train=1 test=2
        """, repair: "Give train a larger part, or add examples of that class."),
    DiagnosticPage(
      "split-empty-part", "So small a share of so few examples is none at all.",
      example: """
        data circles 20 seed=1
        split train=90% dev=1% test=9%
        """, repair: "Give the part a larger share, or leave it out."),
    DiagnosticPage(
      "split-nothing-left", "dev and test take all of the examples.",
      example: """
        data circles 300 seed=1
        split dev=150 test=150
        """, repair: "Make their parts smaller."),
    DiagnosticPage(
      "split-out-of-range", "A part of a split is a share up to 100 % or a number of examples.",
      example: """
        data circles 300 seed=1
        let part = rand(1, 1)[0] + 1
        split train=part
        """,
      repair: "Write train=80% or train=0.8 for a share, train=240 for a number of examples."),
    DiagnosticPage(
      "split-too-many", "The split asks for more examples than there are.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        split train=300 test=100
        """, repair: "Make the numbers smaller, or write shares: train=80% test=20%."),
    DiagnosticPage(
      "split-too-much", "The shares of a split are more than 100 % together.",
      example: """
        data circles 300 seed=1
        let part = 0.5 + rand(1, 1)[0] / 10
        split train=part test=0.6
        """, repair: "Make them smaller: train=80% test=20%."),
    DiagnosticPage(
      "unknown-class", "The test set has a class that the training set does not have.",
      example: """
        train.csv:
        height,species
        25,cat
        60,dog

        test.csv:
        height,species
        20,rabbit

        data csv "train.csv" label=species
        data csv "test.csv" label=species as test
        """, repair: "Correct the label, or add examples of the class to the training set."),
    DiagnosticPage(
      "unreadable-data-file", "The data file is there, but the system does not let it be read.",
      example: """
        # heights.csv belongs to somebody else
        data csv "heights.csv" label=sex
        """, repair: "Give yourself the right to read it and its folder: chmod u+r heights.csv."),
  ]
}
