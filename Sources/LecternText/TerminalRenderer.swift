/// Diagnostics for people at a terminal: the place, the message, the source line with a caret, the
/// other places and one line of help.
package struct TerminalRenderer: Sendable {
  private let useColor: Bool

  package init(useColor: Bool) {
    self.useColor = useColor
  }

  /// The diagnostics in the order given, with an empty line between them.
  package func render(_ diagnostics: [Diagnostic], in file: SourceFile) -> String {
    diagnostics.map { render($0, in: file) }.joined(separator: "\n")
  }

  private func render(_ diagnostic: Diagnostic, in file: SourceFile) -> String {
    var lines = [headline(of: diagnostic, in: file)]
    if let span = diagnostic.span {
      let excerpt = SourceExcerpt(of: span, in: file)
      for row in excerpt.rows {
        switch row {
        case .source(let number, let text):
          lines.append(
            style(.faint, "\(gutter(String(number))) |") + (text.isEmpty ? "" : " \(text)"))
        case .carets(let indentation, let count):
          let carets = style(.severity(diagnostic.severity), String(repeating: "^", count: count))
          lines.append(
            style(.faint, "\(gutter("")) |") + String(repeating: " ", count: indentation + 1)
              + carets)
        case .gap:
          lines.append(style(.faint, "\(gutter("…"))"))
        }
      }
    }
    lines += notes(of: diagnostic, in: file)
    if let help = diagnostic.help {
      let rows = help.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, row) in rows.enumerated() {
        let label = index == 0 ? style(.help, "help:") : "     "
        lines.append("   \(label) \(DisplayText.sanitized(String(row)))")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func headline(of diagnostic: Diagnostic, in file: SourceFile) -> String {
    var place = DisplayText.sanitized(file.name)
    if let span = diagnostic.span {
      let position = file.position(at: span.start)
      place += ":\(position.line):\(position.column)"
    }
    let severity = style(
      .severity(diagnostic.severity), "\(diagnostic.severity.rawValue)[\(diagnostic.id)]")
    return
      "\(style(.strong, place + ":")) \(severity): \(DisplayText.sanitized(diagnostic.message))"
  }

  /// `   W2 is 10 × 25     line 51: let W2 = …`, the places under one another.
  private func notes(of diagnostic: Diagnostic, in file: SourceFile) -> [String] {
    let messages = diagnostic.notes.map { DisplayText.sanitized($0.message) }
    let placed = zip(messages, diagnostic.notes).filter { $0.1.span != nil }
    let column = min(60, placed.map { DisplayText.width($0.0) }.max() ?? 0)
    return zip(messages, diagnostic.notes).map { message, note in
      guard let span = note.span else { return "   \(message)" }
      let padding = String(repeating: " ", count: max(0, column - DisplayText.width(message)))
      let line = file.lineIndex(at: min(max(0, span.start), file.utf8.count))
      let text = SourceExcerpt.trimmedLine(line, of: file)
      return "   \(message)\(padding)   " + style(.faint, "line \(line + 1):")
        + (text.isEmpty ? "" : " \(text)")
    }
  }

  /// A line number or nothing, in five columns.
  private func gutter(_ text: String) -> String {
    String(repeating: " ", count: max(0, 5 - text.count)) + text
  }

  private enum Style {
    case severity(Diagnostic.Severity)
    case strong
    case faint
    case help

    /// Select Graphic Rendition parameters of ECMA-48.
    var parameters: String {
      switch self {
      case .severity(.error): "1;31"
      case .severity(.warning): "1;33"
      case .severity(.note): "1;36"
      case .strong: "1"
      case .faint: "2"
      case .help: "1;32"
      }
    }
  }

  private func style(_ style: Style, _ text: String) -> String {
    useColor ? "\u{1b}[\(style.parameters)m\(text)\u{1b}[0m" : text
  }
}
