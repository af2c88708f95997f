package import LecternPlot
package import LecternText

/// What a statement produced, as data: the page, the terminal and JSON are made from the same value.
package enum CellOutput: Sendable, Equatable {
  case table(OutputTable)
  case figure(Figure)
  case value(OutputValue)
  case text(String)
  case expectation(Expectation)
}

/// A table of named columns.
package struct OutputTable: Sendable, Equatable {
  package enum Entry: Sendable, Equatable {
    case text(String)
    case number(Double)
    /// A share: 0.9075 is shown as 90.75 %.
    case share(Double)
    case missing

    /// As people read it.
    package func text(digits: Int) -> String {
      switch self {
      case .text(let text): text
      case .number(let number): NumberText.short(number, digits: digits)
      case .share(let share): NumberText.share(share)
      case .missing: "–"
      }
    }
  }

  /// `accuracy`, `comparison`, `model`, `data`, `training`, `table`: lets programs find it.
  package let kind: String
  package let title: String
  package let columns: [String]
  package let rows: [[Entry]]
  /// A sentence under the table: how many parameters, which split was used.
  package let note: String?
  /// Significant digits that people are shown; programs get all.
  package let digits: Int

  package init(
    kind: String, title: String, columns: [String], rows: [[Entry]], note: String? = nil,
    digits: Int = NumberText.standardDigits
  ) {
    self.digits = digits
    self.kind = kind
    self.title = title
    self.columns = columns
    self.rows = rows
    self.note = note
  }
}

/// A value that `show` or an inline expression asked for.
package struct OutputValue: Sendable, Equatable {
  package enum Content: Sendable, Equatable {
    case number(Double)
    case boolean(Bool)
    case string(String)
    /// Row by row.
    case matrix(rows: Int, columns: Int, values: [Double])
  }

  /// The expression as written.
  package let name: String
  package let content: Content
  /// Significant digits that people are shown; programs get all.
  package let digits: Int
  /// Whether its numbers are shares, which people are shown in percent.
  package let isShare: Bool

  package init(
    name: String, content: Content, digits: Int = NumberText.standardDigits, isShare: Bool = false
  ) {
    self.digits = digits
    self.name = name
    self.content = content
    self.isShare = isShare
  }

  /// One of its numbers as people read it.
  package func text(of number: Double) -> String {
    isShare ? NumberText.share(number) : NumberText.short(number, digits: digits)
  }
}

/// The verdict of one `expect` statement.
package struct Expectation: Sendable, Equatable {
  /// The condition as written.
  package let expression: String
  package let passed: Bool
  /// What the sides came to: "0.9075", "accuracy(test) is 0.862".
  package let actual: String
  /// The sides that are not written out, with all digits.
  package let values: [OutputValue]
  package let points: Double?
  /// The author's own words for it.
  package let message: String?
  /// One repair of a claim that fails, where there is a likely one.
  package let help: String?
  /// The statement in the notebook.
  package let span: SourceSpan?

  package init(
    expression: String, passed: Bool, actual: String, values: [OutputValue] = [],
    points: Double? = nil, message: String? = nil, help: String? = nil, span: SourceSpan? = nil
  ) {
    self.help = help
    self.values = values
    self.span = span
    self.expression = expression
    self.passed = passed
    self.actual = actual
    self.points = points
    self.message = message
  }
}

/// What became of one executable piece of a notebook: a cell or an inline value.
package struct PieceResult: Sendable, Equatable {
  package enum Status: String, Sendable {
    case ok
    /// A statement failed while running, an expectation did not hold, or a check found a mistake.
    case failed
    /// Not run: something it needs failed, or the notebook was not executed.
    case skipped
    /// Not run, and nothing is wrong: its option `needs` or `without` says so, or a reader is to
    /// fill in blanks first.
    case omitted
  }

  package let status: Status
  package let outputs: [CellOutput]
  /// Diagnostics that belong to this piece: of the check and of the run.
  package let diagnostics: [Diagnostic]
  /// Why it was not run, in words: "not run: the cell at line 12 failed".
  package let reason: String?
  /// The files that decided, of a piece that is omitted.
  package let omission: Omission?
  /// Of a piece that waits for its reader.
  package let open: OpenExercise?

  package init(
    status: Status, outputs: [CellOutput] = [], diagnostics: [Diagnostic] = [],
    reason: String? = nil
  ) {
    omission = nil
    open = nil
    self.status = status
    self.outputs = outputs
    self.diagnostics = diagnostics
    self.reason = reason
  }

  /// A piece that does not run where its files are as they are.
  package init(omitted omission: Omission, reason: String, diagnostics: [Diagnostic] = []) {
    status = .omitted
    outputs = []
    self.diagnostics = diagnostics
    self.reason = reason
    self.omission = omission
    open = nil
  }

  /// A piece that waits for its reader.
  package init(open: OpenExercise, reason: String, diagnostics: [Diagnostic] = []) {
    status = .omitted
    outputs = []
    self.diagnostics = diagnostics
    self.reason = reason
    omission = nil
    self.open = open
  }
}

/// A notebook's outcome: one result a piece, in the order of `Notebook.pieces`, and where it came
/// from.
package struct NotebookResult: Sendable, Equatable {
  package let pieces: [PieceResult]
  /// Every diagnostic of the notebook, in order of place, those of the pieces included.
  package let diagnostics: [Diagnostic]
  package let provenance: Provenance

  package init(pieces: [PieceResult], diagnostics: [Diagnostic], provenance: Provenance) {
    self.pieces = pieces
    self.diagnostics = diagnostics
    self.provenance = provenance
  }

  /// That of a notebook of which nothing is known yet.
  package static let empty = NotebookResult(
    pieces: [], diagnostics: [],
    provenance: Provenance(seed: 0, precision: "float64", versions: [], inputs: []))

  /// What `expect` statements came to.
  package var expectations: (passed: Int, failed: Int, points: Double, possible: Double) {
    var summary = (passed: 0, failed: 0, points: 0.0, possible: 0.0)
    for case .expectation(let expectation) in pieces.flatMap(\.outputs) {
      if expectation.passed { summary.passed += 1 } else { summary.failed += 1 }
      summary.possible += expectation.points ?? 0
      if expectation.passed { summary.points += expectation.points ?? 0 }
    }
    // An open exercise fails nothing, but its points are still to be earned.
    summary.possible += pieces.compactMap(\.open).map(\.points).reduce(0, +)
    return summary
  }

  /// What the expectations of cells would be worth that need files which are not there.
  package var pointsLeftOut: Double {
    pieces.compactMap(\.omission).filter { !$0.isSubstitute }.map(\.points).reduce(0, +)
  }
}

/// What a reader needs to get the same numbers again.
package struct Provenance: Sendable, Equatable {
  package struct Input: Sendable, Equatable {
    /// As the notebook names it.
    package let name: String
    /// SHA-256 of the bytes, lower-case hexadecimal.
    package let sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  package let seed: Int
  /// `float64` or `float32`.
  package let precision: String
  /// Name and version of what took part: `lectern`, `cmark`.
  package let versions: [(name: String, version: String)]
  package let inputs: [Input]

  package init(
    seed: Int, precision: String, versions: [(name: String, version: String)], inputs: [Input]
  ) {
    self.seed = seed
    self.precision = precision
    self.versions = versions
    self.inputs = inputs
  }

  package static func == (lhs: Provenance, rhs: Provenance) -> Bool {
    lhs.seed == rhs.seed && lhs.precision == rhs.precision && lhs.inputs == rhs.inputs
      && lhs.versions.map { [$0.name, $0.version] } == rhs.versions.map { [$0.name, $0.version] }
  }
}
