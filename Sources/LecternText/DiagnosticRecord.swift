/// A diagnostic with lines and columns instead of offsets, as programs read it.
///
/// Lines and columns count from 1, columns in characters; an end is the position after the last
/// character. Absent values are encoded as null, so that every record has every key.
package struct DiagnosticRecord: Sendable, Equatable, Encodable {
  package struct Note: Sendable, Equatable, Encodable {
    package let message: String
    package let line: Int?
    package let column: Int?

    private enum CodingKeys: String, CodingKey {
      case message, line, column
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(message, forKey: .message)
      try container.encode(line, forKey: .line)
      try container.encode(column, forKey: .column)
    }
  }

  package struct Edit: Sendable, Equatable, Encodable {
    package let line: Int
    package let column: Int
    package let endLine: Int
    package let endColumn: Int
    package let replacement: String
  }

  package let id: String
  package let severity: String
  package let file: String
  package let line: Int?
  package let column: Int?
  package let endLine: Int?
  package let endColumn: Int?
  package let message: String
  package let notes: [Note]
  package let help: String?
  package let fix: [Edit]?

  package init(_ diagnostic: Diagnostic, in source: SourceFile) {
    id = diagnostic.id
    severity = diagnostic.severity.rawValue
    file = source.name
    let start = diagnostic.span.map { source.position(at: $0.start) }
    let end = diagnostic.span.map { source.position(at: max($0.start, $0.end)) }
    line = start?.line
    column = start?.column
    endLine = end?.line
    endColumn = end?.column
    message = diagnostic.message
    notes = diagnostic.notes.map { note in
      let place = note.span.map { source.position(at: $0.start) }
      return Note(message: note.message, line: place?.line, column: place?.column)
    }
    help = diagnostic.help
    fix = diagnostic.fix.map { fix in
      fix.edits.map { edit in
        let start = source.position(at: edit.span.start)
        let end = source.position(at: edit.span.end)
        return Edit(
          line: start.line, column: start.column, endLine: end.line, endColumn: end.column,
          replacement: edit.replacement)
      }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case id, severity, file, line, column, endLine, endColumn, message, notes, help, fix
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(severity, forKey: .severity)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
    try container.encode(column, forKey: .column)
    try container.encode(endLine, forKey: .endLine)
    try container.encode(endColumn, forKey: .endColumn)
    try container.encode(message, forKey: .message)
    try container.encode(notes, forKey: .notes)
    try container.encode(help, forKey: .help)
    try container.encode(fix, forKey: .fix)
  }
}
