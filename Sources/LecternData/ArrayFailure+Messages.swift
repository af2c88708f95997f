import LecternText

extension ArrayFailure {
  var words: Words {
    let file = quoted(name)
    let place = array.map { "\(file): \(quoted($0))" } ?? file
    switch cause {
    case .classNames(let number, let label):
      return Words(
        "array-class-names",
        "\(place) names \(count(number, "class", "classes")), but a label is \(label)",
        help:
          "Labels count from 0 into the names; leave classes= out to take the labels as they are")
    case .counts(let examples, let labels, let labelName):
      let found = examples.map { "\($0)" }.joined(separator: " or ")
      return Words(
        "array-counts",
        "\(place) holds \(found) \(examples == [1] ? "example" : "examples"), but "
          + "\(quoted(labelName)) holds \(count(labels, "label"))",
        help: "Take the inputs and the labels of the same set")
    case .damaged(let what):
      return Words(
        "array-damaged", "\(place) is damaged: \(what)", help: "Copy or download the file again")
    case .empty:
      return Words(
        "array-empty", "\(place) holds no numbers", help: "Check that this is the file you meant")
    case .exampleAxis(let shape):
      return Words(
        "array-shape", "\(place) is \(shapeText(shape)), not an array of examples",
        help: "Inputs have one example after the other along the first or the last axis")
    case .imageSize(let size, let features):
      let product = size.count.map { "\($0)" } ?? "too many"
      return Words(
        "array-image-size",
        "\(place) has \(count(features, "number")) an example, but image=\(size.text) needs \(product)",
        help: "Correct the image size, or say examples=rows or examples=columns")
    case .labelNotFinite(let index):
      return Words(
        "array-label-not-finite", "\(place): label \(index) is not a finite number",
        help: "Every example needs a label")
    case .labelRank(let shape):
      return Words(
        "array-label-shape",
        "\(place) is \(shapeText(shape)), but labels are one number an example",
        help: "Store the class of each example as a number or a text")
    case .missing(let existing):
      let near = array.flatMap { Suggestion.nearest(to: $0, among: existing) }
      return Words(
        "array-missing",
        "\(file) has no array \(quoted(array ?? "")); it has \(list(existing))",
        help: near.map { "Did you mean \(quoted($0.name))?" } ?? "Name one of them")
    case .noArrays:
      return Words(
        "array-none", "\(file) holds no arrays of numbers",
        help: "Check that this is the file you meant")
    case .notFinite(let number, let first, let place):
      let indices = place.map { "\($0)" }.joined(separator: ", ")
      return Words(
        "array-not-finite",
        "\(self.place) holds \(count(number, "number")) that \(number == 1 ? "is" : "are") not finite; "
          + "the first is \(first) at [\(indices)]",
        help: "Training needs finite numbers; mend or leave out these examples")
    case .notFormat(let format, let help):
      return Words("array-format", "\(file) is not \(format)", help: help)
    case .oneClass(let label):
      return Words(
        "array-one-class",
        "\(place): every label is \(quoted(label)), so there is nothing to tell apart",
        help: "A classifier needs examples of at least two classes")
    case .severalArrays(let names):
      return Words(
        "array-several", "\(file) holds several arrays: \(list(names))",
        help: "Say which holds the inputs with input=, and which the labels with label=")
    case .tooLarge(let limit, let claim):
      let claimed = claim.map { size($0) } ?? "more bytes than can be counted"
      return Words(
        "array-too-large", "\(place) claims \(claimed); at most \(size(limit)) are read",
        help: "Check that the file is not damaged, or cut it into parts")
    case .truncated:
      return Words(
        "array-truncated", "\(place) is cut short: it announces more bytes than there are",
        help: "Copy or download the file again")
    case .type(let type):
      return Words(
        "array-type", "\(place) holds \(type), but numbers are needed",
        help: "Store it as an array of whole or floating-point numbers")
    case .unsupported(let what):
      return Words(
        "array-unsupported", "\(place) uses \(what), which is not read",
        help: "Write the file again with plain or gzip-compressed arrays")
    }
  }

  private var place: String { array.map { "\(quoted(name)): \(quoted($0))" } ?? quoted(name) }
}

/// A shape as NumPy writes it: `209 × 64 × 64 × 3`.
private func shapeText(_ shape: [Int]) -> String {
  shape.isEmpty ? "a single number" : shape.map { "\($0)" }.joined(separator: " × ")
}

extension PictureFailure {
  var words: Words {
    let file = quoted(name)
    switch cause {
    case .damaged(let reason):
      return Words(
        "picture-damaged", "The picture \(file) cannot be read: \(reason)",
        help: "Open it in an image program and save it again")
    case .empty:
      return Words(
        "picture-none", "The folder \(file) holds no pictures",
        help: "Put PNG or JPEG files into it, in a sub-folder for each class")
    case .mixed(let picture):
      return Words(
        "picture-mixed",
        "The folder \(file) has pictures beside its sub-folders, such as \(quoted(picture))",
        help: "Put every picture into the sub-folder of its class")
    case .notPicture:
      return Words(
        "picture-format", "\(file) is neither a PNG nor a JPEG picture",
        help: "Convert it to PNG or JPEG")
    case .oneClass(let name):
      return Words(
        "picture-one-class",
        "The folder \(file) has pictures in the one sub-folder \(quoted(name)) only, so there is nothing to tell apart",
        help: "Make a sub-folder for each class")
    case .sizes(let own, let other, let otherSize):
      return Words(
        "picture-sizes",
        "The picture \(file) is \(own.text), but \(quoted(other)) is \(otherSize.text)",
        help: "Say image=64x64x3, or another size, to scale all pictures to it")
    case .sizeAsked(let size):
      return Words(
        "picture-size-asked", "Pictures cannot be scaled to \(size.text)",
        help: "Ask for 1 to 4096 rows and columns, and for 1 channel or 3")
    case .tooLarge(let limit):
      return Words(
        "picture-too-large", "The pictures of \(file) need more than \(size(limit))",
        help: "Ask for smaller pictures with image=, or take fewer")
    case .tooMany(let limit):
      return Words(
        "picture-too-many", "The folder \(file) has more than \(limit) entries",
        help: "Take a folder with the pictures alone")
    }
  }
}

extension NetworkFileFailure {
  var words: Words {
    let file = quoted(name)
    switch cause {
    case .cannotWrite(let reason):
      return Words(
        "network-write", "The file \(file) cannot be written: \(reason)",
        help: "Check the folder of the notebook and its permissions")
    case .damaged(let what):
      return Words(
        "network-damaged", "\(file) is not a whole file of parameters: \(what)",
        help: "Save the network again, or copy the file again")
    case .leaves:
      return Words(
        "network-path", "The path \(file) leaves the folder of the notebook",
        help: "Save beside the notebook, for example as \"net.npz\"")
    case .notOurs:
      return Words(
        "network-not-ours", "\(file) is there already, and Lectern did not write it",
        help: "Choose another name, or move that file away")
    case .rank(let entry, let shape):
      return Words(
        "network-rank",
        "\(file): \(quoted(entry)) is \(shapeText(shape)), but parameters are matrices",
        help: "Store weights and biases with at most two axes")
    case .readOnlyFormat:
      return Words(
        "network-format", "\(file) names a format that is read but not written",
        help: "Save as .npz or .safetensors")
    case .tooLarge(let limit):
      return Words(
        "network-too-large", "\(file) needs more than \(size(limit))",
        help: "Check that this is the file you meant")
    case .unknownFormat:
      return Words(
        "network-format", "The ending of \(file) names no format of parameters",
        help: "Use .npz or .safetensors; .mat can be loaded too")
    }
  }
}
