package import LecternData
import LecternFormula
package import LecternLanguage
package import LecternNotebook
import LecternTensor
package import LecternText

/// A notebook with its check: what can be run, and all that is wrong with it.
package struct CheckedNotebook: Sendable {
  package let notebook: Notebook
  package let program: CheckedProgram
  /// Of the Markdown, the front matter, the options and the cells, in order of place; without what is
  /// wanted of cells that must fail.
  package let diagnostics: [Diagnostic]
  private let locator: DataLocator
  /// What is wrong outside the pieces.
  let general: [Diagnostic]

  /// The findings of each piece, as they count: errors of a cell that must fail are notes.
  let pieceDiagnostics: [[Diagnostic]]
  /// What became of the pieces that do not run because of their files; nil for others.
  let omitted: [PieceResult?]
  let isStrict: Bool

  /// Checks every cell of a notebook; nothing runs.
  ///
  /// With `isStrict`, warnings of the check and of the run count as errors.
  package init(_ notebook: Notebook, locator: DataLocator, isStrict: Bool = false) {
    self.notebook = notebook
    self.locator = locator
    self.isStrict = isStrict
    let context = CheckContext(
      parameters: notebook.frontMatter.parameters.map { parameter in
        (parameter.name, Self.value(of: parameter), parameter.span)
      },
      seed: notebook.frontMatter.seed,
      precision: notebook.frontMatter.precision.flatMap(Precision.init(rawValue:)),
      catalog: HeaderCatalog(locator: locator))
    let check = ConditionalCheck(notebook, in: context, locator)
    program = check.program
    let written = notebook.adding(check.diagnostics)
    var counted: [[Diagnostic]] = []
    for (piece, written) in zip(program.pieces, notebook.pieces) {
      let given = written.given(piece.diagnostics + written.unusedCaptions(piece))
      let promoted = isStrict ? given.promotingWarnings() : given
      counted.append(written.mustFail ? promoted.map(\.asNote) : promoted)
    }
    pieceDiagnostics = counted
    omitted = Self.omitted(check.omissions, notebook.pieces, counted)
    general = isStrict ? written.diagnostics.promotingWarnings() : written.diagnostics
    let told = zip(counted, notebook.pieces).filter { !$1.mustFail }.flatMap(\.0)
    diagnostics = (general + told).sortedByPlace()
  }

  private static func omitted(
    _ omissions: [Omission?], _ pieces: [Notebook.Piece], _ diagnostics: [[Diagnostic]]
  ) -> [PieceResult?] {
    var told: Set<[String]> = []
    return omissions.enumerated().map { index, omission in
      guard let omission else { return nil }
      var reason = "not run: \(omission.words)"
      // The first cell that misses its files says where they go.
      if !omission.isSubstitute, pieces[index].options != nil,
        told.insert(omission.files).inserted
      {
        let them = omission.files.count == 1 ? "it" : "them"
        reason += ". Put \(them) beside the notebook or in a folder of LECTERN_DATA"
      }
      return PieceResult(omitted: omission, reason: reason, diagnostics: diagnostics[index])
    }
  }

  /// Whether something must be mended before the notebook can run.
  package var hasErrors: Bool { diagnostics.hasErrors }

  /// What a page shows of a notebook that is not run: its mistakes at their cells.
  package func unexecuted(reason: String) -> NotebookResult {
    let pieces = pieceDiagnostics.enumerated().map { index, found in
      if !found.hasErrors, let omitted = omitted[index] { return omitted }
      return PieceResult(
        status: found.hasErrors ? .failed : .skipped, diagnostics: found,
        reason: found.hasErrors ? nil : reason)
    }
    return NotebookResult(
      pieces: pieces, diagnostics: diagnostics, provenance: provenance(inputs: []))
  }

  /// Runs the cells from top to bottom; `save` puts files into `saveFolder`, and `workers` runs
  /// train at a time, on which results do not depend.
  ///
  /// - Returns: Nil when the reader interrupted the run.
  package func execute(
    observer: any RunObserver = SilentObserver(), saveFolder: String = ".",
    workers: Int = RunContext.coreCount, limits: RunLimits = RunLimits(),
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) async -> NotebookResult? {
    let context = RunContext(
      source: notebook.source,
      parameters: notebook.frontMatter.parameters.map { ($0.name, Self.value(of: $0)) },
      layout: program.layout, locator: locator, saveFolder: saveFolder, workers: max(workers, 1),
      limits: limits,
      observer: observer,
      isInterrupted: isInterrupted)
    switch program.precision {
    case .float64: return await PieceLoop<Double>(self, context).run()
    case .float32: return await PieceLoop<Float>(self, context).run()
    }
  }

  func provenance(inputs: [Provenance.Input]) -> Provenance {
    var known: [Provenance.Input] = []
    for input in inputs where !known.contains(input) { known.append(input) }
    return Provenance(
      seed: program.seed, precision: program.precision.rawValue, versions: Versions.engine,
      inputs: [
        Provenance.Input(
          name: sourceName,
          sha256: InputRecord(name: sourceName, contents: notebook.source.utf8).sha256)
      ] + known)
  }

  /// The notebook's own name without folders, which differ from machine to machine.
  private var sourceName: String {
    notebook.source.name.split(separator: "/").last.map(String.init) ?? notebook.source.name
  }

  private static func value(of parameter: FrontMatter.Parameter) -> ParameterValue {
    switch parameter.value {
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .string(let text): .string(text)
    }
  }
}

extension Notebook.Piece {
  /// Diagnostics without the warnings that the author knows of.
  func given(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    options?.givesWarnings == false ? diagnostics.filter { $0.severity != .warning } : diagnostics
  }

  /// Whether its mistakes are wanted: `error: true`.
  var mustFail: Bool {
    if case .cell(let options) = kind { return options.mustFail }
    return false
  }
}

extension Diagnostic {
  /// The same finding as a note: shown, not counted.
  var asNote: Diagnostic {
    var note = self
    note.severity = .note
    return note
  }
}
