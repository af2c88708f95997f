import LecternText

/// Collects the mistakes of one cell, with their places in the file.
struct SyntaxReport {
  let source: SourceFragment
  private(set) var diagnostics: [Diagnostic] = []

  init(source: SourceFragment) {
    self.source = source
  }

  /// A cell with more mistakes than this is not a cell; the rest is summed up in one line.
  private static let limit = 100

  /// Reports a mistake at a range of the fragment; the replacement is given when it is certain.
  mutating func add(
    _ mistake: SyntaxMistake, at range: Range<Int>, replacement: String? = nil,
    edits: [(range: Range<Int>, text: String)] = [], notes: [Diagnostic.Note] = []
  ) {
    guard diagnostics.count < 4 * Self.limit else { return }
    var all = edits.map {
      Diagnostic.Fix.Edit(replace: source.sourceSpan($0.range), with: $0.text)
    }
    if let replacement {
      all.append(Diagnostic.Fix.Edit(replace: source.sourceSpan(range), with: replacement))
    }
    let wording = mistake.wording
    diagnostics.append(
      Diagnostic(
        wording.id, at: source.sourceSpan(range), wording.message, notes: notes,
        help: wording.help, fix: all.isEmpty ? nil : Diagnostic.Fix(all)))
  }

  /// Forgets what was reported after a point of the past.
  mutating func rewind(to count: Int) {
    diagnostics.removeLast(diagnostics.count - count)
  }

  mutating func append(_ other: SyntaxReport) {
    diagnostics.append(contentsOf: other.diagnostics)
  }

  /// The mistakes in the order of their places.
  func ordered() -> [Diagnostic] {
    let sorted = diagnostics.enumerated().sorted {
      ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
    }.map(\.element)
    guard sorted.count > Self.limit else { return sorted }
    let wording = SyntaxMistake.tooMany(Self.limit).wording
    return sorted.prefix(Self.limit) + [
      Diagnostic(
        wording.id, .note, at: sorted[Self.limit].span, wording.message, help: wording.help)
    ]
  }
}
