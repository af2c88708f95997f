import ArgumentParser
import Foundation
import LecternNotebook
import LecternText

/// `lectern convert`: a Jupyter notebook in, a notebook out.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Make a notebook of a Jupyter notebook.",
    discussion: """
      Prose stays as it is, with the pictures attached to it; code whose language is lectern or nn, \
      or that begins with %%nn, becomes cells; other code is shown. Outputs are left out, since \
      rendering makes them. What render --to ipynb wrote comes back as the same prose and cells.
      """)

  @Argument(help: ArgumentHelp("The Jupyter notebook, of format 4.", valueName: "file"))
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the notebook here; - is standard output. Without it, .md takes the place of .ipynb.",
      valueName: "file"))
  var output: String?

  @Flag(help: "Replace a notebook that is there already.")
  var force = false

  func run() throws {
    let messages = Messages(format: .plain)
    let target = output ?? (file as NSString).deletingPathExtension + ".md"
    if FileAccess.isSame(file, target) {
      throw ValidationError("the notebook would take the place of \(file) itself")
    }
    let isKept = target != "-" && !force && FileManager.default.fileExists(atPath: target)
    if isKept {
      throw FileError("make", target, cause: "it is there already; --force replaces it")
    }
    let source = try source()
    let (found, mistake) = IpynbFile.read(source)
    guard let found else {
      messages.report([mistake].compactMap(\.self), in: source)
      throw ExitStatus.usage
    }
    let notebook = ConvertedNotebook(found)
    messages.report(notebook.diagnostics, in: source)
    if target == "-" {
      try Terminal.standardOutput.deliver(notebook.text)
    } else {
      try FileAccess.replace(target, with: notebook.text)
    }
    var words = Outcome.count(notebook.cellCount, "cell")
    if notebook.shownCount > 0 { words += ", \(notebook.shownCount) more only shown" }
    if notebook.droppedOutputs > 0 {
      words += " (outputs of \(notebook.droppedOutputs) left out)"
    }
    messages.say("\(file): \(words) → \(target)")
  }

  /// - Throws: `FileError` for a file that cannot be read or is not UTF-8.
  private func source() throws(FileError) -> SourceFile {
    let bytes = try FileAccess.read(file)
    do throws(TextEncodingError) {
      return try SourceFile(name: file, bytes: bytes)
    } catch {
      throw FileError("read", file, cause: "line \(error.line) is not UTF-8")
    }
  }
}
