import LecternLanguage
import LecternNotebook
import LecternTensor
import LecternText

/// Runs the pieces of one notebook in order and keeps account of what failed.
struct PieceLoop<S: LecternScalar> {
  private let checked: CheckedNotebook
  private let context: RunContext
  private let session: Session<S>

  init(_ checked: CheckedNotebook, _ context: RunContext) {
    self.checked = checked
    self.context = context
    session = Session(
      context: context, seed: checked.program.seed, digits: checked.program.digits)
  }

  /// - Returns: Nil when the reader interrupted the run.
  func run() async -> NotebookResult? {
    var results: [PieceResult] = []
    // What later pieces cannot have, and the line of the piece that should have made it.
    var lost: [Resource: Int] = [:]
    // What they cannot have before a reader has filled in a cell, and its line.
    var open: [Resource: Int] = [:]
    let count = checked.program.pieces.count
    for (index, piece) in checked.program.pieces.enumerated() {
      let written = checked.notebook.pieces[index]
      let line = written.line
      context.observer.pieceDidStart(index, of: count, line: line)
      let result: PieceResult
      if case .cell(let options) = written.kind, !options.isEvaluated {
        result = PieceResult(
          status: .skipped, diagnostics: checked.pieceDiagnostics[index],
          reason: "not run: eval is false")
      } else if let omitted = checked.omitted[index] {
        result = omitted
      } else if let cause = piece.uses.compactMap({ lost[$0] }).min() {
        for resource in piece.defines where lost[resource] == nil { lost[resource] = cause }
        result = PieceResult(
          status: .skipped,
          outputs: untested(piece.statements[...]) + wholeCell(written, holds: false),
          diagnostics: checked.pieceDiagnostics[index],
          reason: "not run: it needs what the cell at line \(cause) was to make")
      } else if piece.isOpen || !piece.uses.isDisjoint(with: open.keys) {
        let cause = piece.isOpen ? nil : piece.uses.compactMap { open[$0] }.min()
        for resource in piece.defines where resource != .randomStream && open[resource] == nil {
          open[resource] = cause ?? line
        }
        result = self.open(piece, at: index, since: cause)
      } else {
        guard let finished = await execute(piece, at: index, line: line, lost: &lost) else {
          return nil
        }
        for resource in piece.defines { open[resource] = nil }
        result = finished
      }
      context.observer.pieceDidEnd(index, status: result.status.rawValue)
      results.append(result)
    }
    return NotebookResult(
      pieces: results,
      diagnostics: (checked.general + told(results)).sortedByPlace(),
      provenance: checked.provenance(inputs: session.inputs))
  }

  /// The findings of all pieces but those that failed as they must.
  private func told(_ results: [PieceResult]) -> [Diagnostic] {
    zip(results, checked.notebook.pieces)
      .filter { !($1.mustFail && $0.status == .ok) }.flatMap(\.0.diagnostics)
  }

  /// A cell that waits for its reader, or for a cell that does.
  private func open(_ piece: CheckedPiece, at index: Int, since cause: Int?) -> PieceResult {
    let written = checked.notebook.pieces[index]
    guard let options = written.options else {
      return PieceResult(open: OpenExercise(), reason: "", diagnostics: [])
    }
    let points = piece.statements.flatMap(\.commands).compactMap(\.points)
      .reduce(options.points ?? 0, +)
    let exercise = OpenExercise(hasBlanks: cause == nil, points: points)
    return PieceResult(
      open: exercise,
      reason: cause.map { "not run: it needs what the open exercise at line \($0) is to make" }
        ?? exercise.words, diagnostics: checked.pieceDiagnostics[index])
  }

  /// The claims that nothing came to: without them their points would vanish from the sum.
  private func untested(_ statements: ArraySlice<CheckedStatement>) -> [CellOutput] {
    statements.flatMap(\.commands).compactMap { Session<S>.untested($0, context) }
  }

  /// The verdict on a cell that carries points as a whole.
  private func wholeCell(_ written: Notebook.Piece, holds: Bool) -> [CellOutput] {
    guard case .cell(let options) = written.kind, let points = options.points else { return [] }
    return [
      .expectation(
        Expectation(
          expression: options.label ?? "the whole cell", passed: holds,
          actual: holds ? "everything in it holds" : "something in it failed or was not run",
          points: points, span: written.span))
    ]
  }

  private func execute(
    _ piece: CheckedPiece, at index: Int, line: Int, lost: inout [Resource: Int]
  ) async -> PieceResult? {
    let written = checked.notebook.pieces[index]
    session.outputs = []
    session.warnings = []
    session.forgetOutputs()
    session.limits = CellLimits(context.limits)
    if case .cell(let options) = written.kind {
      session.limits = CellLimits(
        context.limits, timeout: options.timeout, memory: options.memory)
    }
    // Thirty years are long enough for any cell, and no clock runs over.
    session.deadline = session.limits.timeout.map {
      ContinuousClock.now.advanced(by: .seconds(min($0, 1e9)))
    }
    var failure = piece.hasErrors ? piece.diagnostics.first { $0.severity == .error } : nil
    var diagnostics = checked.pieceDiagnostics[index]
    if failure == nil {
      var running = piece.statements.startIndex
      do throws(StatementFailure) {
        for (position, statement) in piece.statements.enumerated() {
          running = position
          try await session.execute(statement)
        }
        // What this piece makes again is there again.
        for resource in piece.defines { lost[resource] = nil }
      } catch {
        if error.isInterruption { return nil }
        failure = error.diagnostic
        diagnostics.append(error.diagnostic)
        session.outputs += untested(piece.statements[(running + 1)...])
        // What the statements before made is there; what this one and the later ones change is not.
        for (position, statement) in piece.statements.enumerated() {
          for resource in statement.defines { lost[resource] = position < running ? nil : line }
        }
      }
    } else if !written.mustFail {
      for resource in piece.defines { lost[resource] = line }
    }
    // A cell that is to fail and whose mistakes the check finds has not run: it changed nothing.
    let warnings = written.given(session.warnings)
    diagnostics += checked.isStrict ? warnings.promotingWarnings() : warnings
    let claims = session.outputs.compactMap { output -> Bool? in
      guard case .expectation(let expectation) = output else { return nil }
      return expectation.passed
    }
    var didFail = failure != nil || claims.contains(false) || diagnostics.hasErrors
    if written.mustFail {
      if didFail {
        // The mistake is the point of this cell: shown, not counted.
        diagnostics = diagnostics.map(\.asNote)
        didFail = false
      } else {
        didFail = true
        diagnostics.append(
          Diagnostic(
            "expected-failure", at: written.span,
            "this cell has the option `error: true`, but nothing failed in it",
            help: "take the option away"))
      }
    }
    // A cell that must fail may do so by a claim, which earns nothing all the same.
    session.outputs += wholeCell(written, holds: !didFail && !claims.contains(false))
    if !didFail, let options = written.options {
      let unused = written.given(
        UnusedCaptions.found(options, session.outputs, checkedBefore: piece, at: written.span))
      diagnostics += checked.isStrict ? unused.promotingWarnings() : unused
      didFail = diagnostics.hasErrors && !written.mustFail
    }
    return PieceResult(
      status: didFail ? .failed : .ok, outputs: session.outputs, diagnostics: diagnostics)
  }
}
