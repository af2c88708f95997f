internal import LecternMarkdown
internal import LecternText

/// The labels of a notebook and the references to them, as they are met.
struct LabelTable {
  /// What a label names; each kind has labels that begin in its own way.
  enum Kind: CaseIterable {
    case cell
    case heading
    case equation
    case table
    case image

    /// The beginnings that its labels may have.
    var prefixes: [String] {
      switch self {
      case .cell: ["fig-", "tbl-"]
      case .heading: ["sec-"]
      case .equation: ["eq-"]
      case .table: ["tbl-"]
      case .image: ["fig-"]
      }
    }

    /// Cells and headings may have labels that only links use.
    var mayHaveOtherLabels: Bool {
      switch self {
      case .cell, .heading: true
      case .equation, .table, .image: false
      }
    }

    /// How such a label is written, for `lectern help`.
    var form: String {
      switch self {
      case .cell: "#| label: fig-cost"
      case .heading: "## Words {#sec-cost}"
      case .equation: "$$x$$ {#eq-cost}"
      case .table: ": Words {#tbl-rules}"
      case .image: "![words](net.png){#fig-net}"
      }
    }

    /// What the label names and what else must be known of it, for `lectern help`.
    var labelMeaning: String {
      switch self {
      case .cell:
        "a cell: with fig- its first figure, with tbl- its first table"
      case .heading: "a heading"
      case .equation: "an equation; its number stands at its right"
      case .table: "a table of the text, in a line below it; the words are its caption"
      case .image: "a picture in a paragraph of its own; its words are the caption"
      }
    }

    var words: String {
      switch self {
      case .cell: "a cell"
      case .heading: "a heading"
      case .equation: "an equation"
      case .table: "a table"
      case .image: "an image"
      }
    }
  }

  static let prefixes = ["fig-", "tbl-", "eq-", "sec-"]

  private var places: [String: SourceSpan] = [:]
  /// The options of the cells that have labels.
  private var cells: [String: CellOptions] = [:]
  /// In the order of the source.
  private var names: [String] = []
  private var references: [Reference] = []
  private var found: [Diagnostic] = []

  /// Two cells of which only one runs may have the same label.
  mutating func define(_ label: Label, _ kind: Kind, of cell: CellOptions? = nil) {
    if let first = places[label.name] {
      if let cell, cells[label.name]?.isAlternative(to: cell) == true { return }
      found.append(
        Diagnostic(
          "label-duplicate", at: label.span, "the label \(label.name) is given already",
          notes: [Diagnostic.Note("first given here", at: first)],
          help: "give each thing a label of its own"))
      return
    }
    places[label.name] = label.span
    cells[label.name] = cell
    names.append(label.name)
    let prefix = Self.prefixes.first { label.name.hasPrefix($0) }
    guard !kind.prefixes.contains(prefix ?? "") else { return }
    if prefix != nil || !kind.mayHaveOtherLabels {
      let expected = kind.prefixes.joined(separator: " or ")
      let rest = label.name.dropFirst(prefix?.count ?? 0)
      found.append(
        Diagnostic(
          "label-kind", at: label.span,
          "the label of \(kind.words) begins with \(expected), not as in \(label.name)",
          help: kind == .cell ? "label: fig-\(rest)" : "{#\(kind.prefixes[0])\(rest)}"))
    }
  }

  mutating func refer(_ reference: Reference) { references.append(reference) }

  /// What is wrong, references that lead nowhere included.
  var diagnostics: [Diagnostic] {
    var first: [String: Int] = [:]
    var missing: [(reference: Reference, count: Int)] = []
    for reference in references where places[reference.label] == nil {
      if let index = first[reference.label] {
        missing[index].count += 1
      } else {
        first[reference.label] = missing.count
        missing.append((reference, 1))
      }
    }
    return found + missing.map { unknown($0.reference, count: $0.count) }
  }

  private func unknown(_ reference: Reference, count: Int) -> Diagnostic {
    let prefix = Self.prefixes.first { reference.label.hasPrefix($0) } ?? ""
    let bare = String(reference.label.dropFirst(prefix.count))
    let nearest =
      Suggestion.nearest(to: reference.label, among: names.filter { $0.hasPrefix(prefix) })
      ?? Suggestion.nearest(to: reference.label, among: names)
    var help = "no label begins with \(prefix)"
    var fix: Diagnostic.Fix?
    if let nearest {
      help = "did you mean @\(nearest)?"
      let written = reference.isNumberOnly ? "[-@\(nearest)]" : "@\(nearest)"
      if nearest.isCertain {
        fix = Diagnostic.Fix([.init(replace: reference.span, with: written)])
      }
    } else if places[bare] != nil {
      help = "the label there is \(bare): write \(reference.label) instead of it"
    } else {
      let known = names.filter { $0.hasPrefix(prefix) }.prefix(5)
      if !known.isEmpty { help = "known: \(known.map { "@\($0)" }.joined(separator: ", "))" }
    }
    return Diagnostic(
      "label-unknown", at: reference.span, "nothing has the label \(reference.label)",
      notes: count > 1 ? [Diagnostic.Note("it is referred to \(count) times")] : [], help: help,
      fix: count > 1 ? nil : fix)
  }
}
