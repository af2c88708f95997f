import LecternNotebook
import LecternText

extension PageWriter {
  /// The diagnostics of a cell that its readers are shown: of one that hides its code, errors alone.
  func shownDiagnostics(of index: Int, _ options: CellOptions) -> [Diagnostic] {
    let isHidden = !options.isIncluded || options.echo == .hidden
    return pieceDiagnostics[index].filter { !isHidden || $0.severity == .error }
  }

  /// A diagnostic in the form that the terminal shows, with its severity in words.
  func diagnostic(_ diagnostic: Diagnostic) -> String {
    // Without folders, which differ from machine to machine.
    let name = notebook.source.name.split(separator: "/").last.map(String.init)
    var place = DisplayText.sanitized(name ?? notebook.source.name)
    if let span = diagnostic.span {
      let position = notebook.source.position(at: span.start)
      place += ":\(position.line):\(position.column)"
    }
    return Templates.diagnostic.render(
      DiagnosticView(
        severity: diagnostic.severity.rawValue, place: place, id: diagnostic.id,
        message: Self.markup(DisplayText.sanitized(diagnostic.message)),
        excerpt: belowHeadline(
          Diagnostic(diagnostic.id, diagnostic.severity, at: diagnostic.span, "")),
        notes: belowHeadline(
          Diagnostic(diagnostic.id, diagnostic.severity, at: nil, "", notes: diagnostic.notes)),
        help: diagnostic.help.map { Self.markup(Self.lines($0)) }))
  }

  /// A text as HTML, what stands between backticks as code.
  private static func markup(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 0 ? escaped(String(part)) : "<code>\(escaped(String(part)))</code>"
    }.joined()
  }

  private static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { DisplayText.sanitized(String($0)) }.joined(separator: "\n")
  }

  /// What the terminal shows of a diagnostic after its first line.
  private func belowHeadline(_ diagnostic: Diagnostic) -> String? {
    let text = TerminalRenderer(useColor: false).render([diagnostic], in: notebook.source)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    let body = rows.joined(separator: "\n")
    return body.trimmed.isEmpty ? nil : body.hasSuffix("\n") ? String(body.dropLast()) : body
  }
}
