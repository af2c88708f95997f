import ArgumentParser
import LecternNotebook
import LecternRun
import LecternText

/// `lectern format`: cells in their canonical spelling.
struct Format: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Write the cells of notebooks in their canonical spelling.",
    discussion: """
      Without paths, the notebooks in notebooks/ are formatted; - reads standard input and writes \
      standard output. Prose stays as it is, and so does a cell with mistakes in its grammar, of \
      which lectern check tells.
      """)

  @Argument(help: ArgumentHelp("Notebooks or folders of them.", valueName: "path"))
  var paths: [String] = []

  @Flag(help: "Change nothing; say which notebooks are not formatted, and exit with 1 if any.")
  var check = false

  func run() throws {
    let messages = Messages(format: .plain)
    if paths == ["-"] {
      let notebook = try parsed("-", messages)
      let formatted = FormattedNotebook(notebook)
      if check, formatted.text != notebook.source.text { throw ExitStatus.failed }
      if !check { try Terminal.standardOutput.deliver(formatted.text) }
      return
    }
    var changed = 0
    var status = ExitStatus.fine
    let files = try NotebookFiles(paths.isEmpty ? ["notebooks"] : paths)
    for entry in files.entries {
      do {
        let notebook = try parsed(entry.path, messages)
        let formatted = FormattedNotebook(notebook)
        for line in formatted.mistakenLines {
          messages.say("\(entry.path):\(line): left as it is, for it has mistakes")
        }
        guard formatted.text != notebook.source.text else { continue }
        changed += 1
        if !check { try FileAccess.replace(entry.path, with: formatted.text) }
        messages.say("\(entry.path): \(check ? "not formatted" : "formatted")")
      } catch let failure as FileError {
        messages.fail(failure.description)
        status = .usage
      }
    }
    messages.say(
      Outcome.count(files.entries.count, "notebook")
        + (changed == 0 ? ": nothing to change" : ", \(changed) \(check ? "to change" : "changed")")
    )
    if check, changed > 0, status == .fine { status = .failed }
    if status != .fine { throw status }
  }

  private func parsed(_ path: String, _ messages: Messages) throws -> Notebook {
    let bytes = try FileAccess.read(path == "-" ? "/dev/stdin" : path)
    do throws(TextEncodingError) {
      return Notebook.parse(try SourceFile(name: path, bytes: bytes))
    } catch {
      throw FileError("format", path, cause: error.description)
    }
  }
}
