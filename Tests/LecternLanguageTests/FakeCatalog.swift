import LecternLanguage
import LecternText
import Synchronization

/// A catalog with a few data sets and a count of questions.
final class FakeCatalog: DataCatalog {
  private let asked = Mutex<[DataRequest]>([])

  var requests: [DataRequest] { asked.withLock { $0 } }

  func describe(_ request: DataRequest) -> Result<DataDescription, DataIssue> {
    asked.withLock { $0.append(request) }
    if let file = request.files.first { return describe(file: file) }
    let examples = request.count ?? 0
    switch request.source {
    case "digits":
      return .success(
        DataDescription(
          features: 400, examples: examples, classNames: (0..<10).map(String.init),
          imageSize: [20, 20]))
    case "line", "sine", "temperature":
      return .success(DataDescription(features: 1, examples: examples))
    case "blobs", "spiral", "gaussians":
      var classes = request.source == "gaussians" ? 2 : 3
      if case .number(let count)? = request.options["classes"] { classes = Int(count) }
      return .success(
        DataDescription(
          features: 2, examples: examples, classNames: (0..<classes).map(String.init)))
    default:
      return .success(
        DataDescription(features: 2, examples: examples, classNames: ["red", "blue"]))
    }
  }

  private func describe(file: String) -> Result<DataDescription, DataIssue> {
    switch file {
    case "cats.csv":
      .success(DataDescription(features: 3, examples: 20, classNames: ["cat"]))
    case "pets.csv":
      .success(
        DataDescription(
          features: 3, examples: 40, classNames: ["cat", "chick", "dog", "other"],
          featureNames: ["height", "weight", "age"]))
    case "houses.csv": .success(DataDescription(features: 5, examples: 100))
    case "pets":
      .success(
        DataDescription(
          features: 12_288, examples: 60, classNames: ["cat", "dog"], imageSize: [64, 64, 3]))
    case "broken.csv":
      .failure(DataIssue(id: "csv-ragged", message: "row 3 has 2 fields", help: "add one"))
    default:
      .failure(
        DataIssue(id: "file-missing", message: "no such file", help: nil, isMissingFile: true))
    }
  }
}

/// Checks cells given as text.
struct CheckedText {
  let source: SourceFile
  let program: CheckedProgram

  /// Cells are joined by a line of dashes in the file.
  init(
    _ cells: String..., parameters: [(String, ParameterValue)] = [], mustFail: Set<Int> = [],
    notEvaluated: Set<Int> = [], inline: Set<Int> = [], catalog: FakeCatalog = FakeCatalog()
  ) {
    let file = SourceFile(name: "notes.md", text: cells.joined(separator: "\n---\n"))
    var offset = 0
    var pieces: [ProgramPiece] = []
    for (index, cell) in cells.enumerated() {
      let span = SourceSpan(offset, offset + cell.utf8.count)
      pieces.append(
        ProgramPiece(
          fragment: SourceFragment(of: file, span: span), isInline: inline.contains(index),
          isEvaluated: !notEvaluated.contains(index), mustFail: mustFail.contains(index)))
      offset = span.end + 5
    }
    source = file
    program = Checker.check(
      pieces,
      in: CheckContext(
        parameters: parameters.map { ($0.0, $0.1, SourceSpan(0, 0)) }, catalog: catalog),
      source: file)
  }

  /// `line:col id message / help`, one a diagnostic.
  var lines: [String] {
    program.diagnostics.map { diagnostic in
      let place = diagnostic.span.map { source.position(at: $0.start) }
      let position = place.map { "\($0.line):\($0.column)" } ?? "-"
      let mark = diagnostic.severity == .error ? "" : "(\(diagnostic.severity.rawValue)) "
      return "\(position) \(mark)\(diagnostic.id) \(diagnostic.message)"
        + (diagnostic.help.map { " / \($0)" } ?? "")
    }
  }

  var ids: [String] { program.diagnostics.map(\.id) }
  var errors: [String] { program.diagnostics.filter { $0.severity == .error }.map(\.id) }
}
