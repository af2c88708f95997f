import ArgumentParser
import Foundation

/// `lectern new`: a small working notebook to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a small working notebook to start from.")

  @Argument(help: ArgumentHelp("The notebook to make; .md is added if missing.", valueName: "file"))
  var file: String

  func run() throws {
    let path = file.hasSuffix(".md") ? file : file + ".md"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw FileError("make", path, cause: "it is there already")
    }
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    try FileAccess.replace(path, with: Self.text(title: Self.title(name)))
    Terminal.standardError.write("\(path): now try  lectern render \(Self.quoted(path))\n")
  }

  /// The path as one word of a shell.
  private static func quoted(_ path: String) -> String {
    let plain = path.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+@%".contains($0))
    }
    return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }

  /// "my-first_notes" as "My first notes", safe inside YAML quotes.
  private static func title(_ name: String) -> String {
    let words = name.replacing("-", with: " ").replacing("_", with: " ")
      .filter { character in
        character != "\"" && character != "\\"
          && !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
      }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func text(title: String) -> String {
    #"""
    ---
    title: "\#(title)"
    abstract: One hidden layer tells two moons apart.
    seed: 1
    ---

    Two half circles lie inside each other; no straight line separates
    them.

    ```nn
    data moons 400 noise=0.2
    split train=80% test=20%
    plot data train
    ```

    A hidden layer of eight units bends the line. Its weights are learnt
    by gradient descent, with three learning rates to compare.

    ```nn
    model net
    layer dense 8 tanh
    layer dense 1 sigmoid
    show model

    train gd lr in [0.01, 0.1, 1] iterations=2000 as rates
    plot cost rates
    ```

    The largest of the three learns fastest. Its decision boundary follows
    the moons; of the points it has never seen it gets
    `{nn} accuracy(test, rates[2])` right.

    ```nn
    evaluate train test rates
    plot boundary rates[2]
    expect accuracy(test, rates[2]) >= 90% points=10
    ```

    """#
  }
}
