import LecternText

@testable import LecternLanguage

/// Writes trees back as text, fully parenthesised, so that two trees can be compared by reading.
enum SyntaxUnparser {
  static func text(_ cell: SyntaxCell) -> String {
    cell.statements.map(text).joined(separator: "\n")
  }

  static func text(_ statement: Statement) -> String {
    func block(_ statements: [Statement]) -> String {
      statements.map { text($0) + "\n" }.joined()
    }
    switch statement.kind {
    case .command(let command): return text(command)
    case .binding(let names, let value):
      return "let \(names.map(\.text).joined(separator: ", ")) = \(text(value))"
    case .update(let name, let index, let value):
      return "\(name.text)\(index.map(items) ?? "") = \(text(value))"
    case .definition(let name, let parameters, let body):
      let head = "def \(name.text)(\(parameters.map(\.text).joined(separator: ", ")))"
      switch body {
      case .expression(let value): return "\(head) = \(text(value))"
      case .block(let statements): return "\(head)\n\(block(statements))end"
      }
    case .repeat(let count, let body): return "repeat \(text(count))\n\(block(body))end"
    case .for(let name, let domain, let body):
      return "for \(name.text) in \(text(domain))\n\(block(body))end"
    case .if(let condition, let then, let alternative):
      return
        "if \(text(condition))\n\(block(then))\(alternative.map { "else\n\(block($0))" } ?? "")end"
    case .return(let values): return "return \(values.map(text).joined(separator: ", "))"
    case .stopIf(let condition): return "stop if \(text(condition))"
    case .record(let name, let value):
      return "record \(name.text)\(value.map { " = \(text($0))" } ?? "")"
    case .invalid: return "<invalid>"
    }
  }

  private static func text(_ command: Command) -> String {
    let isList = VerbShape.of(command.verb.text) == .expressionList
    var parts = [command.verb.text]
    if isList {
      parts += [command.values.map(text).joined(separator: ", ")]
    } else {
      parts += command.values.map(text)
    }
    for option in command.options {
      switch option.setting {
      case .fixed(let value): parts.append("\(option.key.text)=\(text(value))")
      case .varied(let value): parts.append("\(option.key.text) in \(text(value))")
      }
    }
    if let result = command.result { parts.append("as \(result.text)") }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func text(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(_, let spelling): spelling
    case .size(let sides): sides.map(String.init).joined(separator: "x")
    case .string(let value):
      "\""
        + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
          "\n", with: "\\n") + "\""
    case .name(let name): name
    case .matrix(let rows):
      "[" + rows.map { $0.map(text).joined(separator: ", ") }.joined(separator: "; ") + "]"
    case .unary(.minus, let operand): "(-\(text(operand)))"
    case .unary(.not, let operand): "(not \(text(operand)))"
    case .binary(let operation, let left, let right):
      "(\(text(left)) \(operation.rawValue) \(text(right)))"
    case .call(let name, let arguments):
      name.text + "("
        + arguments.map { ($0.label.map { "\($0.text)=" } ?? "") + text($0.value) }.joined(
          separator: ", ") + ")"
    case .index(let base, let entries): text(base) + items(entries)
    case .transpose(let base): text(base) + ".T"
    case .member(let base, let name): text(base) + "." + name.text
    case .range(let lower, let upper): "(\(text(lower))..\(text(upper)))"
    case .invalid: "<hole>"
    }
  }

  private static func items(_ items: [IndexItem]) -> String {
    "["
      + items.map {
        switch $0 {
        case .expression(let value): text(value)
        case .all: ":"
        }
      }.joined(separator: ", ") + "]"
  }
}

/// A cell as its own file, parsed.
struct ParsedCell {
  let file: SourceFile
  let cell: SyntaxCell
  let diagnostics: [Diagnostic]

  init(_ text: String) {
    file = SourceFile(name: "cell.md", text: text)
    let fragment = SourceFragment(of: file, span: SourceSpan(0, file.utf8.count))
    (cell, diagnostics) = SyntaxParser.parseCell(fragment)
  }

  var text: String { SyntaxUnparser.text(cell) }

  /// `line:column id | help` of each mistake.
  var summary: [String] {
    diagnostics.map {
      let place = file.position(at: $0.span?.start ?? 0)
      return "\(place.line):\(place.column) \($0.id) | \($0.help ?? "")"
    }
  }
}
