package import LecternText

/// A Jupyter notebook of format 4, as far as a conversion needs it.
///
/// - Source: the nbformat 4 schema, https://nbformat.readthedocs.io/en/latest/format_description.html
package struct IpynbFile: Sendable {
  struct Cell {
    enum Kind: String {
      case markdown
      case code
      case raw
    }

    let kind: Kind
    /// With `\n` between lines and none at the end.
    let source: String
    let metadata: JSONValue
    /// By name, then by media type.
    let attachments: [String: JSONValue]
    let hasOutputs: Bool
  }

  let cells: [Cell]
  let metadata: JSONValue

  /// The prose as Jupyter shows it, cell by cell.
  package var shownProse: [String] { cells.filter { $0.kind == .markdown }.map(\.source) }

  /// Reads a notebook; without one the diagnostic says why.
  package static func read(_ file: SourceFile) -> (notebook: IpynbFile?, mistake: Diagnostic?) {
    let value: JSONValue
    do throws(JSONMistake) {
      value = try JSONReader.value(of: file.utf8)
    } catch {
      let start = min(error.offset, max(0, file.utf8.count - 1))
      return (
        nil,
        Diagnostic(
          "ipynb-json", at: SourceSpan(start, min(start + 1, file.utf8.count)),
          "this is not JSON, which Jupyter notebooks are: \(error.message)",
          help: "take the last copy that Jupyter opens; .ipynb_checkpoints has one")
      )
    }
    if let mistake = formatMistake(value, file) { return (nil, mistake) }
    var cells: [Cell] = []
    for (index, item) in (value["cells"]?.items ?? []).enumerated() {
      guard let kind = item["cell_type"]?.text.flatMap(Cell.Kind.init),
        let source = text(item["source"])
      else {
        return (nil, damaged("cell \(index + 1) lacks its type or its source"))
      }
      cells.append(
        Cell(
          kind: kind, source: trimmed(source), metadata: item["metadata"] ?? .object([:]),
          attachments: item["attachments"]?.entries ?? [:],
          hasOutputs: item["outputs"]?.items?.isEmpty == false))
    }
    return (IpynbFile(cells: cells, metadata: value["metadata"] ?? .object([:])), nil)
  }

  private static func formatMistake(_ value: JSONValue, _ file: SourceFile) -> Diagnostic? {
    switch value["nbformat"]?.integer {
    case 4:
      return value["cells"]?.items == nil ? damaged("it has no list of cells") : nil
    case let version? where version < 4:
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      return Diagnostic(
        "ipynb-format", at: nil, "this is a notebook of format \(version); format 4 is read",
        help: "jupyter nbconvert --to notebook --nbformat 4 \(name)")
    case let version?:
      return Diagnostic(
        "ipynb-format", at: nil, "this is a notebook of format \(version); format 4 is read",
        help: "save it as format 4")
    case nil:
      return damaged("it does not say its format")
    }
  }

  private static func damaged(_ words: String) -> Diagnostic {
    Diagnostic(
      "ipynb-format", at: nil, "this is not a Jupyter notebook: \(words)",
      help: "open it in Jupyter and save it again")
  }

  /// A text that may be cut into lines.
  static func text(_ value: JSONValue?) -> String? {
    if let text = value?.text { return text }
    guard let parts = value?.items?.map(\.text), !parts.contains(nil) else { return nil }
    return parts.compactMap(\.self).joined()
  }

  private static func trimmed(_ source: String) -> String {
    var lines = source.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first, line.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let line = lines.last, line.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
