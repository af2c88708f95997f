package import LecternMarkdown
package import LecternText

/// A notebook as written: prose, executable pieces and settings, each with its place in the file.
package struct Notebook: Sendable, Equatable {
  package let source: SourceFile
  package let frontMatter: FrontMatter
  package let blocks: [Block]
  /// Cells and inline values in the order in which they run.
  package let pieces: [Piece]
  /// Mistakes in the Markdown, the front matter and the cell options.
  package let diagnostics: [Diagnostic]

  /// Something that runs: a cell, or an inline value in prose.
  package struct Piece: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      case cell(CellOptions)
      case inlineValue
    }

    package let kind: Kind
    /// A cell's whole text, option lines included (they are comments to the language), or the
    /// expression of an inline value.
    package let content: SourceFragment
    /// The code block or code span in the file; its start identifies the piece.
    package let span: SourceSpan
    /// Line of the file on which the piece starts, from 1.
    package let line: Int

    package init(kind: Kind, content: SourceFragment, span: SourceSpan, line: Int = 1) {
      self.kind = kind
      self.content = content
      self.span = span
      self.line = line
    }

    /// The options of a cell; nil for an inline value.
    package var options: CellOptions? {
      if case .cell(let options) = kind { options } else { nil }
    }

    package var label: String? { options?.label }
  }

  /// Positions in `pieces` by where the piece starts.
  private let indexByStart: [Int: Int]

  package init(
    source: SourceFile, frontMatter: FrontMatter, blocks: [Block], pieces: [Piece],
    diagnostics: [Diagnostic]
  ) {
    self.source = source
    self.frontMatter = frontMatter
    self.blocks = blocks
    self.pieces = pieces
    self.diagnostics = diagnostics
    indexByStart = Dictionary(
      pieces.enumerated().map { ($0.element.span.start, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The same notebook with more that is wrong with it.
  package func adding(_ more: [Diagnostic]) -> Notebook {
    guard !more.isEmpty else { return self }
    return Notebook(
      source: source, frontMatter: frontMatter, blocks: blocks, pieces: pieces,
      diagnostics: (diagnostics + more).sortedByPlace())
  }

  /// The piece whose code block or code span starts at an offset of the file.
  ///
  /// - Complexity: O(1).
  package func pieceIndex(startingAt offset: Int) -> Int? {
    indexByStart[offset]
  }
}

/// The settings of a notebook, from the YAML between its first `---` lines.
package struct FrontMatter: Sendable, Equatable {
  package var title: String?
  package var subtitle: String?
  package var authors: [String] = []
  package var date: String?
  /// BCP 47 language tag of the prose.
  package var lang = "en"
  package var abstract: String?
  /// The abstract as running text; empty when there is none.
  package var abstractContent: [Inline] = []
  package var showsContents = true
  package var numbersSections = false
  package var parameters: [Parameter] = []
  package var seed: Int?
  /// `float64` or `float32`, when the front matter says so.
  package var precision: String?
  /// The whole front matter, `---` lines included; nil when there is none.
  package var span: SourceSpan?

  package init() {}

  /// A value that `-P name=value` may replace by one of the same type.
  package struct Parameter: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
      case number(Double)
      case boolean(Bool)
      case string(String)
    }

    package let name: String
    package var value: Value
    package let span: SourceSpan

    package init(name: String, value: Value, span: SourceSpan) {
      self.name = name
      self.value = value
      self.span = span
    }
  }
}

/// The name of a data file in the options of a cell.
package struct FileName: Sendable, Equatable {
  package let text: String
  package let span: SourceSpan

  package init(_ text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// What an author says of a figure or a table.
package struct Caption: Sendable, Equatable {
  package let text: String
  /// The same as running text with its inline values.
  package let content: [Inline]

  package init(_ text: String, content: [Inline] = []) {
    self.text = text
    self.content = content
  }
}

/// The options of a cell, from its leading `#| key: value` lines.
package struct CellOptions: Sendable, Equatable {
  package enum Echo: Sendable, Equatable {
    case shown
    case hidden
    /// Shown folded: the reader opens it.
    case folded
  }

  package var label: String?
  package var echo = Echo.shown
  package var isEvaluated = true
  /// The data files that must all be found for the cell to run.
  package var needs: [FileName] = []
  /// The data files that must not all be found for the cell to run.
  package var without: [FileName] = []
  package var showsOutput = true
  /// False leaves code and output out of the report.
  package var isIncluded = true
  /// The cell must fail; the report shows how.
  package var mustFail = false
  /// False where the author knows of its warnings.
  package var givesWarnings = true
  /// Of the figures of the cell, in their order; those without one say themselves what they are.
  package var figureCaptions: [Caption] = []
  /// Of the tables of the cell, in their order.
  package var tableCaptions: [Caption] = []
  package var figureAlternative: String?
  /// The alternative as running text with its inline values; empty when there is none.
  package var figureAlternativeContent: [Inline] = []
  /// CSS pixels.
  package var figureWidth: Double?
  /// CSS pixels.
  package var figureHeight: Double?
  /// The columns in which the figures of the cell are panels of one; nil where each is one of its own.
  package var panelColumns: Int?
  package var points: Double?
  /// Seconds.
  package var timeout: Double?
  /// What the cell may use at one time.
  package var memory: ByteCount?

  package init() {}

  /// Whether files decide if the cell runs.
  package var isConditional: Bool { !needs.isEmpty || !without.isEmpty }

  /// Whether one of two cells stands in for the other: it runs without a file that the other needs.
  package func isAlternative(to other: CellOptions) -> Bool {
    func meet(_ files: [FileName], _ others: [FileName]) -> Bool {
      files.contains { file in others.contains { $0.text == file.text } }
    }
    return meet(needs, other.without) || meet(without, other.needs)
  }
}
