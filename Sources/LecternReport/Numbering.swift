import LecternMarkdown
import LecternNotebook

/// The numbers of figures, tables and equations, and where the labels of a page lead.
///
/// They are known before the page is written, because a reference may stand before its target.
struct Numbering {
  /// Something that has a number.
  enum Place: Hashable {
    case output(piece: Int, index: Int)
    /// A block or formula, by where it starts in the file.
    case source(Int)
  }

  struct Item: Sendable {
    let number: Int
    let id: String
    /// The letter of a figure that is one of several panels.
    var panel: String?

    /// "Figure 3", "Figure 3 (b)".
    var words: String { "Figure \(number)" + (panel.map { " (\($0))" } ?? "") }
  }

  /// What a reference stands for.
  enum Target: Sendable {
    case numbered(word: String, number: Int, id: String)
    /// A cell that was to draw a figure or a table and did not.
    case missing(word: String, id: String)
    /// That of a cell which does not run because of its files; without an id it is not shown.
    case omitted(word: String, Omission, id: String?)
    case section(Outline.Heading)
  }

  private(set) var items: [Place: Item] = [:]
  private(set) var targets: [String: Target] = [:]

  private var counts: [String: Int] = [:]
  private let notebook: Notebook
  private let result: NotebookResult
  private let cellIDs: [String?]

  init(
    _ notebook: Notebook, _ result: NotebookResult, _ outline: Outline, cellIDs: [String?],
    ids: inout LabelIDs
  ) {
    self.notebook = notebook
    self.result = result
    self.cellIDs = cellIDs
    for heading in outline.headings + [outline.titleHeading].compactMap(\.self) {
      if case .anchor(let label)? = heading.content.last, targets[label.name] == nil {
        targets[label.name] = .section(heading)
      }
    }
    visit(outline.body.filter { !$0.isFootnote }, &ids)
    visit(outline.body.filter(\.isFootnote), &ids)
  }

  private mutating func visit(_ blocks: [Block], _ ids: inout LabelIDs) {
    for block in blocks {
      switch block {
      case .heading(_, let content, _): visit(content, &ids)
      case .paragraph(let content, let span):
        if let (_, label) = content.labelledImage {
          add(.source(span.start), "Figure", "fig", label, &ids)
        } else {
          visit(content, &ids)
        }
      case .code(let code):
        if let index = notebook.pieceIndex(startingAt: code.span.start) { visit(cell: index, &ids) }
      case .quote(let blocks, _), .alert(_, let blocks, _): visit(blocks, &ids)
      case .footnote(let footnote): visit(footnote.blocks, &ids)
      case .list(let list): for item in list.items { visit(item, &ids) }
      case .table(let table):
        if !table.caption.isEmpty || table.label != nil {
          add(.source(table.span.start), "Table", "tbl", table.label?.name, &ids)
        }
        for cell in table.header + table.rows.flatMap({ $0 }) { visit(cell, &ids) }
      case .thematicBreak, .html: break
      }
    }
  }

  private mutating func visit(_ content: [Inline], _ ids: inout LabelIDs) {
    content.forEachInline { inline in
      guard case .equation(_, let label, let span) = inline else { return }
      add(.source(span.start), "Equation", "eq", label.name, &ids)
    }
  }

  private mutating func visit(cell index: Int, _ ids: inout LabelIDs) {
    guard case .cell(let options) = notebook.pieces[index].kind else { return }
    var figureLabel = options.label.flatMap { $0.hasPrefix("fig-") ? $0 : nil }
    var tableLabel = options.label.flatMap { $0.hasPrefix("tbl-") ? $0 : nil }
    let outputs = VisibleOutputs.of(index, notebook, result)
    let figures = outputs.filter { if case .figure = $0.output { true } else { false } }.map(
      \.place)
    let hasPanels = options.panelColumns != nil && figures.count > 1
    for (place, output) in outputs {
      switch output {
      case .figure:
        if hasPanels, let panel = figures.firstIndex(of: place), panel > 0,
          let first = items[.output(piece: index, index: figures[0])]
        {
          items[.output(piece: index, index: place)] = Item(
            number: first.number,
            id: ids.claim("\(first.id)-\(Self.letter(panel))", otherwise: "fig"),
            panel: Self.letter(panel))
          continue
        }
        add(.output(piece: index, index: place), "Figure", "fig", figureLabel, &ids)
        if hasPanels { items[.output(piece: index, index: place)]?.panel = Self.letter(0) }
        figureLabel = nil
      case .table:
        add(.output(piece: index, index: place), "Table", "tbl", tableLabel, &ids)
        tableLabel = nil
      case .value, .text, .expectation: break
      }
    }
    guard let label = figureLabel ?? tableLabel, isFree(label), let id = cellIDs[index]
    else { return }
    let word = figureLabel == nil ? "Table" : "Figure"
    guard let omission = result.pieces.indices.contains(index) ? result.pieces[index].omission : nil
    else {
      targets[label] = .missing(word: word, id: id)
      return
    }
    let isShown = options.isIncluded && !omission.isSubstitute
    targets[label] = .omitted(word: word, omission, id: isShown ? id : nil)
  }

  /// The letters of panels: a, b, … z, aa, ab.
  private static func letter(_ panel: Int) -> String {
    let last = String(UnicodeScalar(UInt8(97 + panel % 26)))
    return panel < 26 ? last : letter(panel / 26 - 1) + last
  }

  /// Of two cells with one label the one that runs has it.
  private func isFree(_ label: String) -> Bool {
    switch targets[label] {
    case nil, .omitted: true
    case .numbered, .missing, .section: false
    }
  }

  private mutating func add(
    _ place: Place, _ word: String, _ prefix: String, _ label: String?, _ ids: inout LabelIDs
  ) {
    counts[word, default: 0] += 1
    let number = counts[word, default: 0]
    let id = label.map { ids.take($0) } ?? ids.claim("\(prefix)-\(number)", otherwise: prefix)
    items[place] = Item(number: number, id: id)
    guard let label, isFree(label) else { return }
    targets[label] = .numbered(word: word, number: number, id: id)
  }
}

/// The ids of a page; each label keeps its own for the thing that it names.
struct LabelIDs: Sendable {
  private var registry: IdentifierRegistry
  private var reserved: [String: String] = [:]

  init(_ registry: IdentifierRegistry, labels: [String]) {
    self.registry = registry
    for label in labels where reserved[label] == nil {
      reserved[label] = self.registry.claim(label, otherwise: "label")
    }
  }

  /// The id of a label, given away once.
  mutating func take(_ label: String) -> String {
    reserved.removeValue(forKey: label) ?? registry.claim(label, otherwise: "label")
  }

  mutating func claim(_ wanted: String, otherwise fallback: String) -> String {
    registry.claim(wanted, otherwise: fallback)
  }
}

/// Which outputs of a cell the reader gets to see.
enum VisibleOutputs {
  /// With their places among all outputs of the cell.
  static func of(
    _ index: Int, _ notebook: Notebook, _ result: NotebookResult
  ) -> [(place: Int, output: CellOutput)] {
    guard result.pieces.indices.contains(index),
      case .cell(let options) = notebook.pieces[index].kind
    else { return [] }
    let all = result.pieces[index].outputs.enumerated().map {
      (place: $0.offset, output: $0.element)
    }
    guard !options.isIncluded || !options.showsOutput else { return all }
    return all.filter { output in
      // A claim that fails is never hidden.
      if case .expectation(let expectation) = output.output { !expectation.passed } else { false }
    }
  }
}

extension Block {
  var isFootnote: Bool { if case .footnote = self { true } else { false } }
}

extension [Inline] {
  /// The image and label of a paragraph that is `![…](…){#fig-x}` and nothing else.
  var labelledImage: (image: Inline, label: String)? {
    guard count == 2, case .image = self[0], case .anchor(let label) = self[1] else { return nil }
    return (self[0], label.name)
  }

  /// Without the label at the end of a heading.
  var withoutLabel: [Inline] {
    if case .anchor? = last { Array(dropLast()) } else { self }
  }
}
