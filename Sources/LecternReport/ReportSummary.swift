package import LecternNotebook

/// What became of a notebook, in numbers: for the head of its page, the index and the terminal.
package struct ReportSummary: Sendable, Equatable {
  package enum Status: Sendable, Equatable {
    case passed
    case failed
    /// Nothing ran and nothing was found wrong.
    case notRun
  }

  package let status: Status
  package let passed: Int
  package let failed: Int
  package let points: Double
  package let possible: Double
  package let failedCells: Int
  package let skippedCells: Int
  /// Cells that need files which are not there.
  package let omittedCells: Int
  /// Those files, in the order of the cells.
  package let missingFiles: [String]
  /// What the expectations of these cells would be worth.
  package let pointsLeftOut: Double
  /// Cells with blanks for a reader to fill in.
  package let openExercises: Int
  package let errors: Int
  package let warnings: Int

  package init(_ notebook: Notebook, _ result: NotebookResult) {
    let expectations = result.expectations
    passed = expectations.passed
    failed = expectations.failed
    points = expectations.points
    possible = expectations.possible
    let pieces = zip(notebook.pieces, result.pieces).map { CellState(of: $0, $1) }
    let cells = zip(notebook.pieces, pieces).filter { $0.0.kind != .inlineValue }.map(\.1)
    failedCells = cells.count { $0 == .failed }
    skippedCells = cells.count { $0 == .skipped }
    let omitted = zip(notebook.pieces, result.pieces).compactMap { piece, result in
      piece.kind == .inlineValue || result.omission?.isSubstitute ?? true ? nil : result.omission
    }
    omittedCells = omitted.count
    var files: [String] = []
    for file in omitted.flatMap(\.files) where !files.contains(file) { files.append(file) }
    missingFiles = files
    pointsLeftOut = result.pointsLeftOut
    openExercises = result.pieces.count { $0.open?.hasBlanks == true }
    let excused = Set(
      zip(notebook.pieces, result.pieces).enumerated()
        .filter { CellState(of: $0.element.0, $0.element.1) == .failedAsIntended }.map(\.offset))
    let excusedErrors = excused.reduce(0) { count, index in
      count + result.pieces[index].diagnostics.count { $0.severity == .error }
    }
    errors = max(0, result.diagnostics.count { $0.severity == .error } - excusedErrors)
    warnings = result.diagnostics.count { $0.severity == .warning }
    if failed > 0 || errors > 0 || pieces.contains(.failed) {
      status = .failed
    } else if !pieces.isEmpty,
      pieces.allSatisfy({ [.skipped, .notEvaluated, .omitted].contains($0) })
    {
      status = .notRun
    } else {
      status = .passed
    }
  }
}

/// What a reader is told about a cell.
enum CellState: Sendable, Equatable {
  case ok
  case failed
  /// `error: true` was promised and kept.
  case failedAsIntended
  case skipped
  /// `eval: false`: the author wants it shown only.
  case notEvaluated
  /// Its files are not as it wants them.
  case omitted

  init(of piece: Notebook.Piece, _ result: PieceResult?) {
    if case .cell(let options) = piece.kind {
      if !options.isEvaluated {
        self = .notEvaluated
        return
      }
      if options.mustFail, result?.status == .ok {
        self = .failedAsIntended
        return
      }
    }
    switch result?.status {
    case .ok: self = .ok
    case .failed: self = .failed
    case .skipped, nil: self = .skipped
    case .omitted: self = .omitted
    }
  }
}
