import LecternData
import LecternLanguage
import LecternNotebook
import LecternText

/// The check of a notebook whose cells may run only where files are found, or are not.
///
/// Such a notebook is several notebooks. It is checked as it runs here, as it runs where all files are
/// found and as it runs where none is, so that cells that do not run here are checked too, and a
/// mistake that only another reader would meet is found by the author.
struct ConditionalCheck {
  /// The program as it runs here; a piece that does not run has the statements that it would have.
  private(set) var program: CheckedProgram
  /// Why a piece does not run because of its files; nil for those that run.
  private(set) var omissions: [Omission?]
  /// What is wrong with the names of files in options.
  private(set) var diagnostics: [Diagnostic] = []

  private let notebook: Notebook
  /// The options of the cell that a piece is or stands in, where files decide.
  private let conditions: [CellOptions?]
  private var found: Set<String> = []

  /// One of the notebooks that a notebook is.
  private struct Case {
    let runs: [Bool]
    let pieces: [CheckedPiece]
    /// The piece that last made what a piece uses.
    let sources: [[Resource: Int]]

    init(_ runs: [Bool], _ program: CheckedProgram) {
      var makers: [Resource: Int] = [:]
      sources = program.pieces.enumerated().map { index, piece in
        let known = piece.uses.compactMap { use in makers[use].map { (use, $0) } }
        for resource in piece.defines { makers[resource] = index }
        return Dictionary(uniqueKeysWithValues: known)
      }
      self.runs = runs
      pieces = program.pieces
    }
  }

  init(_ notebook: Notebook, in context: CheckContext, _ locator: DataLocator) {
    self.notebook = notebook
    conditions = Self.conditions(of: notebook)
    omissions = notebook.pieces.map { _ in nil }
    guard conditions.contains(where: { $0 != nil }) else {
      program = Self.check(notebook, in: context, runs: notebook.pieces.map { _ in true })
      return
    }
    var asked: Set<String> = []
    for file in conditions.compactMap(\.self).flatMap({ $0.needs + $0.without })
    where asked.insert(file.text).inserted {
      do throws(DataFailure) {
        if try locator.contains(file.text) { found.insert(file.text) }
      } catch {
        diagnostics.append(
          Diagnostic(
            error.id, at: file.span, error.message.uncapitalized, help: error.help.uncapitalized))
      }
    }
    let isFound: (FileName) -> Bool = { [found] in found.contains($0.text) }
    let runs = conditions.map { $0?.runs(where: isFound) ?? true }
    program = Self.check(notebook, in: context, runs: runs)
    let here = Case(runs, program)
    func otherCase(_ runs: [Bool]) -> Case {
      runs == here.runs ? here : Case(runs, Self.check(notebook, in: context, runs: runs))
    }
    let withAll = otherCase(conditions.map { $0.map { !$0.needs.isEmpty } ?? true })
    let withNone = otherCase(conditions.map { $0?.needs.isEmpty ?? true })
    for case let options? in conditions where options.isImpossible {
      let mistake = Diagnostic.needsImpossible(options)
      if !diagnostics.contains(mistake) { diagnostics.append(mistake) }
    }
    program = program.replacing(
      pieces: notebook.pieces.indices.map { piece($0, here, withAll, withNone) })
  }

  /// Every piece of a cell, its captions' values too, has the cell's options.
  private static func conditions(of notebook: Notebook) -> [CellOptions?] {
    var cell: Notebook.Piece?
    return notebook.pieces.map { piece in
      if piece.options != nil { cell = piece }
      guard let cell, cell.span.start <= piece.span.start, piece.span.end <= cell.span.end,
        let options = cell.options, options.isConditional, options.isEvaluated
      else { return nil }
      return options
    }
  }

  private static func check(
    _ notebook: Notebook, in context: CheckContext, runs: [Bool]
  ) -> CheckedProgram {
    let pieces = zip(notebook.pieces, runs).map { piece, runs in
      ProgramPiece(
        fragment: piece.content, isInline: piece.options == nil,
        isEvaluated: runs && piece.options?.isEvaluated ?? true,
        mustFail: piece.options?.mustFail ?? false)
    }
    return Checker.check(pieces, in: context, source: notebook.source)
  }

  // MARK: - Pieces

  private mutating func piece(
    _ index: Int, _ here: Case, _ withAll: Case, _ withNone: Case
  ) -> CheckedPiece {
    let isSubstitute = conditions[index]?.needs.isEmpty ?? false
    let usual = isSubstitute ? withNone : withAll
    let cases = [here, withAll, withNone].filter { $0.runs[index] }
    let first = need(index, in: withAll, else: withNone)
    let needs = first ?? need(index, in: withNone, else: withAll)
    let piece = (here.runs[index] ? here : usual).pieces[index]
    var diagnostics = piece.diagnostics.filter { diagnostic in
      // What nothing uses here may be used elsewhere.
      !Self.idsOfUnused.contains(diagnostic.id)
        || cases.allSatisfy { $0.pieces[index].diagnostics.contains { $0.isSame(as: diagnostic) } }
    }
    if !here.runs[index] {
      omissions[index] = omission(index, piece)
      if let needs { diagnostics.append(missing(needs, index, piece, .warning)) }
      return CheckedPiece(
        statements: piece.statements, uses: [], defines: [], diagnostics: diagnostics,
        isOpen: piece.isOpen)
    }
    guard let needs, !here.runs[needs.piece] else {
      if let needs, notebook.pieces[index].options != nil {
        diagnostics.append(missing(needs, index, piece, .warning))
      }
      return CheckedPiece(
        statements: piece.statements, uses: piece.uses, defines: piece.defines,
        diagnostics: diagnostics, isOpen: piece.isOpen)
    }
    // The errors that the missing cell is to blame for say less than this one.
    let whole = (first == nil ? withNone : withAll).pieces[index]
    let blamed = diagnostics.filter { diagnostic in
      diagnostic.severity == .error
        && !whole.diagnostics.contains { $0.isSame(as: diagnostic) }
    }
    diagnostics.removeAll { blamed.contains($0) }
    guard notebook.pieces[index].options != nil else {
      omissions[index] = omission(needs.piece, nil)
      return CheckedPiece(statements: [], uses: [], defines: [], diagnostics: diagnostics)
    }
    diagnostics.append(missing(needs, index, whole, .error, at: blamed.first?.span))
    return CheckedPiece(
      statements: piece.statements, uses: piece.uses, defines: piece.defines,
      diagnostics: diagnostics.sortedByPlace(), isOpen: piece.isOpen)
  }

  private func omission(_ index: Int, _ piece: CheckedPiece?) -> Omission? {
    guard let options = conditions[index] else { return nil }
    let missing = options.needs.map(\.text).filter { !found.contains($0) }
    let claims = piece?.statements.flatMap(\.commands).filter { $0.verb == .expect } ?? []
    let whole = notebook.pieces[index].options?.points ?? 0
    return Omission(
      isSubstitute: missing.isEmpty,
      files: missing.isEmpty ? options.without.map(\.text) : missing,
      points: piece == nil ? 0 : claims.compactMap(\.points).reduce(whole, +))
  }

  /// Unused here may be used elsewhere.
  private static let idsOfUnused: Set<String> = ["let-unused", "model-untrained", "order-late"]

  // MARK: - What a piece has from cells that do not run everywhere where it runs

  private struct Need {
    let resource: Resource
    /// The piece that makes it.
    let piece: Int
  }

  /// The first of what a piece uses in one case that it cannot have everywhere.
  private func need(_ index: Int, in first: Case, else other: Case) -> Need? {
    guard first.runs[index] else { return nil }
    let needs = first.sources[index].compactMap { resource, source -> Need? in
      guard resource != .randomStream, let maker = conditions[source],
        !(conditions[index]?.implies(maker) ?? false),
        !hasAlternative(to: source, for: resource, index, other)
      else { return nil }
      return Need(resource: resource, piece: source)
    }
    return needs.min {
      ($0.piece, $0.resource.rank, $0.resource.words)
        < ($1.piece, $1.resource.rank, $1.resource.words)
    }
  }

  /// Whether another cell makes the same where the first one does not run.
  private func hasAlternative(
    to source: Int, for resource: Resource, _ index: Int, _ other: Case
  ) -> Bool {
    func isAlternative(_ piece: Int) -> Bool {
      guard let options = conditions[piece], let replaced = conditions[source] else { return false }
      return options.isAlternative(to: replaced)
    }
    if other.runs[index] { return other.sources[index][resource].map(isAlternative) ?? false }
    return (0..<index).contains {
      other.pieces[$0].defines.contains(resource) && isAlternative($0)
    }
  }

  private func missing(
    _ need: Need, _ index: Int, _ piece: CheckedPiece, _ severity: Diagnostic.Severity,
    at span: SourceSpan? = nil
  ) -> Diagnostic {
    .needsMissing(
      need.resource, madeBy: conditions[need.piece] ?? CellOptions(),
      line: notebook.pieces[need.piece].line, for: conditions[index] ?? CellOptions(), severity,
      at: span ?? piece.statements.first?.span ?? notebook.pieces[index].span)
  }
}

extension CellOptions {
  /// Whether a cell with these options runs.
  fileprivate func runs(where isFound: (FileName) -> Bool) -> Bool {
    needs.allSatisfy(isFound) && (without.isEmpty || !without.allSatisfy(isFound))
  }

  /// Whether the other cell runs wherever this one does.
  fileprivate func implies(_ other: CellOptions) -> Bool {
    let names = Set(needs.map(\.text))
    guard other.needs.allSatisfy({ names.contains($0.text) }) else { return false }
    let stops = Set(other.without.map(\.text))
    return stops.isEmpty || !without.isEmpty && without.allSatisfy { stops.contains($0.text) }
  }

  /// Whether the cell runs nowhere.
  fileprivate var isImpossible: Bool {
    !without.isEmpty && without.allSatisfy { file in needs.contains { $0.text == file.text } }
  }
}

extension Diagnostic {
  fileprivate func isSame(as other: Diagnostic) -> Bool { id == other.id && span == other.span }
}
