package import LecternText

/// Checks a whole notebook before anything runs.
package enum Checker {
  /// Returns what runs and every mistake of every piece.
  ///
  /// - Complexity: Linear in the text, apart from the search for suggestions.
  package static func check(
    _ pieces: [ProgramPiece], in context: CheckContext, source: SourceFile
  ) -> CheckedProgram {
    var checker = ProgramChecker(pieces: pieces, context: context, source: source)
    return checker.check()
  }
}

/// Follows a notebook from top to bottom and keeps what is known at each statement.
struct ProgramChecker {
  let pieces: [ProgramPiece]
  let context: CheckContext
  let source: SourceFile

  var state = State()
  /// Whether any cell has a blank, `___`.
  var hasBlanks = false
  /// Names that something reads.
  var readNames: Set<String> = []
  /// How many candidates may still be compared for suggestions.
  var suggestionBudget = 100_000
  var descriptions: [DataRequest: Result<DataDescription, DataIssue>] = [:]

  // Of the piece that is being checked.
  var current = 0
  var reports: [[Diagnostic]]
  var errorCount = 0
  var uses: Set<Resource> = []
  var defines: Set<Resource> = []
  /// What the statement at hand makes or changes.
  var statementDefines: Set<Resource> = []
  /// Names of formulas of the statement at hand: `epoch`, columns of a table.
  var formulaNames: [String: ValueType] = [:]
  /// Whether the option at hand may follow `in`.
  var variesOptions = false
  /// What the domain of a search at hand draws; nil outside of one.
  var domainDraws: [SourceSpan]?

  // Of functions, loops and branches.
  /// The functions whose bodies are being checked, the innermost last.
  var scopes: [LocalScope] = []
  /// The calls that led to the body at hand.
  var calls: [(name: String, span: SourceSpan)] = []
  /// Results of calls within the statement at hand.
  var knownResults: [String: ValueType] = [:]
  /// How many derivatives by formulas are around the expression at hand.
  var tracedDepth = 0
  /// Bodies of functions that were checked for it.
  var checkedBodies = 0
  var symbols: [SymbolState] = []
  var loopDepth = 0
  var blockDepth = 0
  /// Statements that the loops at hand have come to.
  var unrolledCount = 0
  /// Series that the statement at hand records, which are rows after it.
  var pendingRecords: [String: Name] = [:]
  /// Names that some statement of the notebook defines.
  var laterNames: Set<String> = []
  /// The lines that name a value or a function at the top of a cell, the first of each.
  private var laterLines: [String: (text: String, start: Int)] = [:]

  /// The line below a place that first names a value or a function.
  func line(naming name: String, below span: SourceSpan) -> String? {
    laterLines[name].flatMap { $0.start > span.start ? $0.text : nil }
  }
  /// What has been reported in bodies of functions, which are checked again for each call.
  private var reportedInBodies: Set<String> = []
  var letNames: [Variable] = []

  /// That of the whole notebook, also before the statement that sets it.
  private(set) var layout = Layout.columns

  /// What statements change; restored after a cell that must fail.
  struct State {
    var variables: [String: Variable] = [:]
    /// Names from statements that cannot run: silent.
    var silencedNames: Set<String> = []
    var data: DataState?
    var models: [String: ModelState] = [:]
    var currentModel: String?
    var runs: [String: ValueType] = [:]
    var lastRun: ValueType?
    /// Names of recorded series.
    var series: Set<String> = []
    /// Those that nothing has read since the statement that recorded them.
    var unreadSeries: [String: SourceSpan] = [:]
    var precision: (value: Precision, span: SourceSpan)?
    var layout: (value: Layout, span: SourceSpan)?
    var digits: Int?
  }

  init(pieces: [ProgramPiece], context: CheckContext, source: SourceFile) {
    self.pieces = pieces
    self.context = context
    self.source = source
    reports = Array(repeating: [], count: pieces.count)
    for parameter in context.parameters {
      let type: ValueType =
        switch parameter.value {
        case .number(let value): .number(value)
        case .boolean(let value): .boolean(value)
        case .string(let text): .string(text)
        }
      state.variables[parameter.name] = Variable(
        type: type, name: Name(parameter.name, span: parameter.span), statement: parameter.span,
        piece: 0, isParameter: true)
    }
  }

  mutating func check() -> CheckedProgram {
    var checked: [(statements: [CheckedStatement], uses: Set<Resource>, defines: Set<Resource>)] =
      []
    checked.reserveCapacity(pieces.count)
    var isOpen = [Bool](repeating: false, count: pieces.count)
    let parsed = pieces.map { piece in
      piece.isInline ? nil : SyntaxParser.parseCell(piece.fragment)
    }
    for (piece, cell) in zip(pieces, parsed) where piece.isEvaluated {
      if cell?.cell.blanks.isEmpty == false { hasBlanks = true }
      for statement in cell?.cell.statements ?? [] {
        statement.collectNames(&laterNames)
        noteLine(of: statement)
        if let layout = statement.layout { self.layout = layout }
      }
    }
    let hasSyntaxErrors = parsed.contains { cell in
      cell?.diagnostics.contains { $0.severity == .error } ?? false
    }
    for index in pieces.indices {
      current = index
      uses = []
      defines = []
      let before = pieces[index].mustFail ? state : nil
      let errorsBefore = errorCount
      let statements = pieces[index].isEvaluated ? checkPiece(parsed[index]) : []
      isOpen[index] = pieces[index].isEvaluated && parsed[index]?.cell.blanks.isEmpty == false
      if let before, errorCount > errorsBefore { state = before }
      checked.append((statements, uses, defines))
    }
    // What nothing uses may be there for a blank, or for the line with the mistake.
    if !hasBlanks {
      checkUntrainedModels()
      if !hasSyntaxErrors, errorCount == 0 { warnOfUnusedNames() }
    }
    return assemble(checked, isOpen)
  }

  private mutating func noteLine(of statement: Statement) {
    switch statement.kind {
    case .binding(let names, _):
      let line = source.text(in: statement.span).prefix { !$0.isNewline }
      for name in names where laterLines[name.text] == nil {
        laterLines[name.text] = (String(line), statement.span.start)
      }
    case .definition(let name, let parameters, _):
      let list = parameters.map(\.text).joined(separator: ", ")
      if laterLines[name.text] == nil {
        laterLines[name.text] = ("def \(name.text)(\(list))", statement.span.start)
      }
    default: break
    }
  }

  private mutating func checkPiece(
    _ parsed: (cell: SyntaxCell, diagnostics: [Diagnostic])?
  ) -> [CheckedStatement] {
    let piece = pieces[current]
    statementDefines = []
    knownResults = [:]
    checkedBodies = 0
    guard let (cell, diagnostics) = parsed else {
      let (expression, diagnostics) = SyntaxParser.parseInlineValue(piece.fragment)
      report(diagnostics)
      let before = errorCount
      _ = requireShowable(expression)
      guard errorCount == before, diagnostics.isEmpty else { return [] }
      return [
        CheckedStatement(
          kind: .inlineValue(expression), span: expression.span, defines: statementDefines)
      ]
    }
    // What a blank makes wrong is nobody's mistake.
    let openLines = Set(cell.blanks.map { line(of: $0) })
    let openStatements = cell.statements.map(\.span).filter { $0.holds(anyOf: cell.blanks) }
    report(
      diagnostics.filter { diagnostic in
        guard let span = diagnostic.span else { return true }
        return !openLines.contains(line(of: span)) && !openStatements.contains { $0.holds(span) }
      })
    var statements: [CheckedStatement] = []
    statements.reserveCapacity(cell.statements.count)
    for statement in cell.statements {
      let (reportsBefore, countBefore) = (reports, errorCount)
      defer {
        if openStatements.contains(statement.span) {
          (reports, errorCount) = (reportsBefore, countBefore)
        }
      }
      let before = errorCount
      statementDefines = []
      knownResults = [:]
      checkedBodies = 0
      let kind = check(statement)
      if let kind, errorCount == before {
        statements.append(
          CheckedStatement(kind: kind, span: statement.span, defines: statementDefines))
      }
    }
    return statements
  }

  private func assemble(
    _ checked: [(statements: [CheckedStatement], uses: Set<Resource>, defines: Set<Resource>)],
    _ isOpen: [Bool]
  ) -> CheckedProgram {
    var result: [CheckedPiece] = []
    var all: [Diagnostic] = []
    for (index, piece) in checked.enumerated() {
      let diagnostics = reports[index].sortedByPlace()
      result.append(
        CheckedPiece(
          statements: piece.statements, uses: piece.uses, defines: piece.defines,
          diagnostics: diagnostics, isOpen: isOpen[index]))
      if !pieces[index].mustFail { all += diagnostics }
    }
    all = all.sortedByPlace()
    return CheckedProgram(
      pieces: result, diagnostics: all,
      precision: state.precision?.value ?? context.precision ?? .float64,
      layout: layout, seed: context.seed ?? 0, digits: state.digits ?? 6,
      hasErrors: all.contains { $0.severity == .error })
  }

  private mutating func warnOfUnusedNames() {
    var seen: Set<String> = []
    for variable in letNames where seen.insert(variable.name.text).inserted {
      let name = variable.name.text
      guard !readNames.contains(name), !name.hasPrefix("_"), !pieces[variable.piece].mustFail
      else { continue }
      current = variable.piece
      let isFunction = if case .function = variable.type { true } else { false }
      report(
        Message.letUnused(
          name, isFunction: isFunction, line: source.text(in: variable.statement),
          at: variable.name.span))
    }
  }
}

extension SourceSpan {
  func holds(_ other: SourceSpan) -> Bool { start <= other.start && other.end <= end }

  fileprivate func holds(anyOf others: [SourceSpan]) -> Bool { others.contains { holds($0) } }
}

extension Statement {
  /// What `set layout` says.
  fileprivate var layout: Layout? {
    guard case .command(let command) = kind, command.verb.text == Verb.set.rawValue,
      command.values.count == 2, case .name("layout") = command.values[0].kind,
      case .name(let word) = command.values[1].kind
    else { return nil }
    return Layout(rawValue: word)
  }
}

// MARK: - Reports and resources

extension ProgramChecker {
  /// The innermost calls that a mistake in a function is told with.
  private static let shownCalls = 4

  mutating func report(_ diagnostic: Diagnostic, in piece: Int? = nil) {
    var diagnostic = diagnostic
    if !scopes.isEmpty {
      // The body of a function is checked for each call, and says the same of each.
      let key = "\(diagnostic.id) \(diagnostic.span?.start ?? 0) \(diagnostic.severity)"
      guard reportedInBodies.insert(key).inserted || pieces[current].mustFail else {
        if diagnostic.severity == .error { errorCount += 1 }
        return
      }
      diagnostic = diagnostic.adding(
        calls.suffix(Self.shownCalls).reversed().map {
          Diagnostic.Note("in this call of \($0.name)", at: $0.span)
        })
    }
    if diagnostic.severity == .error { errorCount += 1 }
    let owner = pieces[current].mustFail ? current : piece ?? current
    reports[owner].append(diagnostic)
  }

  mutating func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { report(diagnostic) }
  }

  /// Notes that the piece needs something, unless it has made it itself.
  mutating func use(_ resource: Resource) {
    if !defines.contains(resource) { uses.insert(resource) }
  }

  mutating func define(_ resource: Resource) {
    defines.insert(resource)
    statementDefines.insert(resource)
  }

  func line(of span: SourceSpan) -> Int { source.lineIndex(at: span.start) + 1 }

  /// The text of a span on one line, shortened in the middle of long ones.
  func text(of span: SourceSpan) -> String {
    let words = source.text(in: span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.count > 60 else { return words }
    return words.prefix(40) + " … " + words.suffix(16)
  }
}

extension Diagnostic {
  fileprivate func adding(_ more: [Note]) -> Diagnostic {
    more.isEmpty
      ? self
      : Diagnostic(
        id, severity, at: span, message, notes: notes + more, help: help, fix: fix)
  }
}

extension Statement {
  /// Adds the names that the statement or one in it defines.
  fileprivate func collectNames(_ names: inout Set<String>) {
    switch kind {
    case .binding(let bound, _): for name in bound { names.insert(name.text) }
    case .definition(let name, _, _), .for(let name, _, _), .record(let name, _):
      names.insert(name.text)
    case .command(let command): if let result = command.result { names.insert(result.text) }
    default: break
    }
    if case .definition = kind { return }
    for statement in blocks { statement.collectNames(&names) }
  }
}
