extension HelpText {
  /// A paragraph of lines that fit.
  package static func wrapped(_ text: String, indent: Int = 0) -> String {
    wrapped(text.split(separator: " ").map(String.init), indent: indent, hanging: indent)
  }

  /// Words set into lines; those after the first are indented by `hanging`.
  static func wrapped(_ words: [String], indent: Int, hanging: Int) -> String {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in words {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Terms and what they mean, in two columns.
  package static func list(_ rows: [(String, String)], indent: Int = 2) -> String {
    let column = indent + 2 + min(20, rows.map(\.0.count).max() ?? 0)
    var text = ""
    for (term, meaning) in rows {
      let start = String(repeating: " ", count: indent) + term
      let body = wrapped(meaning, indent: column)
      if start.count + 2 > column {
        text += start + "\n" + body
      } else {
        text += start + String(repeating: " ", count: column - start.count) + body.dropFirst(column)
      }
    }
    return text
  }
}

extension String {
  /// `reductions` as `Reductions`.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
