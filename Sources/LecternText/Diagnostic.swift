/// Something the author should know about a notebook: a mistake, a risk or a fact.
///
/// One value, several voices: the terminal, JSON, CI annotations and the report all render this.
package struct Diagnostic: Sendable, Equatable, Codable {
  package enum Severity: String, Sendable, Comparable, Codable {
    case note
    case warning
    case error

    package static func < (lhs: Severity, rhs: Severity) -> Bool {
      lhs.rank < rhs.rank
    }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A further place or fact that explains the primary one ("W2 is 10 × 25", at its `let`).
  package struct Note: Sendable, Equatable, Codable {
    package let span: SourceSpan?
    package let message: String

    package init(_ message: String, at span: SourceSpan? = nil) {
      self.message = message
      self.span = span
    }
  }

  /// A certain repair: replacements of spans of the file.
  package struct Fix: Sendable, Equatable, Codable {
    package struct Edit: Sendable, Equatable, Codable {
      package let span: SourceSpan
      package let replacement: String

      package init(replace span: SourceSpan, with replacement: String) {
        self.span = span
        self.replacement = replacement
      }
    }

    package let edits: [Edit]

    package init(_ edits: [Edit]) {
      self.edits = edits
    }
  }

  /// Stable, lower case, with dashes: `shape-classes`.
  package let id: String
  package var severity: Severity
  /// Where the caret stands; nil when the whole file is meant.
  package let span: SourceSpan?
  /// One line, without a full stop, in the author's terms.
  package let message: String
  package let notes: [Note]
  /// One repair, as the author would write it.
  package let help: String?
  package let fix: Fix?

  package init(
    _ id: String, _ severity: Severity = .error, at span: SourceSpan?, _ message: String,
    notes: [Note] = [], help: String? = nil, fix: Fix? = nil
  ) {
    self.id = id
    self.severity = severity
    self.span = span
    self.message = message
    self.notes = notes
    self.help = help
    self.fix = fix
  }
}

extension SourceFile {
  /// The text with the edits of fixes, and the edits; of fixes that overlap, the first.
  package func applying(_ fixes: [Diagnostic.Fix]) -> (text: String, edits: [Diagnostic.Fix.Edit]) {
    var chosen: [Diagnostic.Fix.Edit] = []
    for fix in fixes {
      let isFree = fix.edits.allSatisfy { edit in
        0 <= edit.span.start && edit.span.start <= edit.span.end && edit.span.end <= utf8.count
          && chosen.allSatisfy { $0.span.end < edit.span.start || edit.span.end < $0.span.start }
      }
      if isFree { chosen += fix.edits }
    }
    chosen.sort { $0.span.start < $1.span.start }
    var bytes: [UInt8] = []
    var position = 0
    for edit in chosen {
      bytes += utf8[position..<edit.span.start]
      bytes += edit.replacement.utf8
      position = edit.span.end
    }
    bytes += utf8[position...]
    return (String(decoding: bytes, as: UTF8.self), chosen)
  }
}
