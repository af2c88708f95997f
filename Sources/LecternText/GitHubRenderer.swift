/// Diagnostics as workflow commands, which GitHub shows as annotations of the file.
///
/// - Source: GitHub Docs, "Workflow commands for GitHub Actions", section "Setting an error message".
package struct GitHubRenderer: Sendable {
  package init() {}

  /// One line a diagnostic.
  package func render(_ diagnostics: [Diagnostic], in file: SourceFile) -> String {
    diagnostics.map { render($0, in: file) + "\n" }.joined()
  }

  private func render(_ diagnostic: Diagnostic, in file: SourceFile) -> String {
    let command =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties = ["file=\(escapedProperty(file.name))"]
    let record = DiagnosticRecord(diagnostic, in: file)
    for (key, value) in [
      ("line", record.line), ("col", record.column), ("endLine", record.endLine),
      ("endColumn", record.endColumn),
    ] {
      if let value { properties.append("\(key)=\(value)") }
    }
    properties.append("title=\(escapedProperty(diagnostic.id))")
    var lines = [diagnostic.message]
    for note in record.notes {
      lines.append(note.line.map { "\(note.message) (line \($0))" } ?? note.message)
    }
    if let help = diagnostic.help { lines.append("help: \(help)") }
    let message = escapedMessage(lines.joined(separator: "\n"))
    return "::\(command) \(properties.joined(separator: ","))::\(message)"
  }

  private func escapedMessage(_ text: String) -> String {
    escaped(text) { character in
      switch character {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  private func escapedProperty(_ text: String) -> String {
    escaped(text) { character in
      switch character {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }

  /// Works on scalars, because CR and LF together are one character.
  private func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = escape(scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(DisplayText.visible(scalar))
      }
    }
    return result
  }
}
