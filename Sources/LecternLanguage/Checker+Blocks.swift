import LecternText

/// Loops and branches.
extension ProgramChecker {
  /// The most passes of a loop: more would not end within a cell's budget.
  private static let mostPasses = 1e9

  /// The most statements that loops in loops come to when they are unrolled.
  private static let unrolledLimit = 10_000

  /// The most passes of a loop with commands in it, each of which is checked.
  private static let passLimit = 1000

  // MARK: - Formulas

  /// The number of passes of `repeat`.
  mutating func checkPasses(_ count: Expression) {
    let type = infer(count)
    switch type {
    case .unknown, .parameter: break
    case .matrix(let matrix) where !matrix.isSurelyTwoDimensional: break
    case .number(let value):
      guard let value else { return }
      if !value.isFinite {
        report(Message.numberFinite("repeat", at: count.span))
      } else if value != value.rounded() {
        report(Message.numberWhole("repeat", is: value, at: count.span))
      } else if value < 0 || value > Self.mostPasses {
        report(
          Message.numberRange(
            "repeat", is: value, low: 0, high: value < 0 ? nil : Self.mostPasses, at: count.span))
      }
    default:
      report(
        Message.typeMismatch("repeat", wants: "a number of passes", got: type, at: count.span))
    }
  }

  /// The type of what a loop goes through, entry by entry.
  mutating func entryType(of domain: Expression) -> ValueType {
    if case .range(let first, let last) = domain.kind {
      let low = number(first, "a range").constant
      let high = number(last, "a range").constant
      // Inside of a function the ends may be those of one call among several.
      if let low, let high, low > high, scopes.isEmpty {
        report(
          Message.rangeEmpty(
            Int(clamping: low), Int(clamping: high), countsDown: true, at: domain.span))
      }
      return .number(nil)
    }
    let type = infer(domain)
    switch type {
    case .matrix, .unknown, .parameter: return .number(nil)
    case .runs(let runs): return .run(runs)
    default:
      report(Message.loopDomain(text(of: domain.span), type, at: domain.span))
      return .unknown
    }
  }

  /// Checks the body of a loop as any of its passes sees it.
  mutating func checkLoop(
    _ body: [Statement], variable: Name? = nil, type: ValueType = .unknown,
    at span: SourceSpan? = nil
  ) {
    forgetConstants(assignedIn: body)
    if let variable, let span {
      bind(variable, type, statement: span)
      readNames.insert(variable.text)
    }
    loopDepth += 1
    blockDepth += 1
    for statement in body { checkFormula(statement) }
    loopDepth -= 1
    blockDepth -= 1
  }

  /// A pass finds what the one before it left: constants differ, and sizes of names made anew.
  private mutating func forgetConstants(assignedIn body: [Statement]) {
    for statement in body {
      switch statement.kind {
      case .binding(let names, _):
        for name in names { forget(name.text, isNew: true) }
      case .update(let name, _, _): forget(name.text, isNew: false)
      case .repeat(_, let inner): forgetConstants(assignedIn: inner)
      case .for(let name, _, let inner):
        forget(name.text, isNew: false)
        forgetConstants(assignedIn: inner)
      case .if(_, let then, let otherwise):
        forgetConstants(assignedIn: then)
        forgetConstants(assignedIn: otherwise ?? [])
      default: break
      }
    }
  }

  private mutating func forget(_ name: String, isNew: Bool) {
    guard let type = variable(named: name)?.type else { return }
    var known = type.withoutConstants
    if isNew, case .matrix = type { known = .matrix(.unknown) }
    if scopes.last?.variables[name] != nil {
      scopes[scopes.count - 1].variables[name]?.type = known
    } else if scopes.isEmpty {
      state.variables[name]?.type = known
    }
  }

  @discardableResult
  mutating func checkCondition(_ condition: Expression, of word: String) -> Bool? {
    let type = infer(condition)
    switch type {
    case .unknown, .parameter: return nil
    case .boolean(let value): return value
    case .matrix(let matrix) where matrix.rows.size == 1 && matrix.columns.size == 1: return nil
    default:
      report(Message.conditionKind(word, text(of: condition.span), type, at: condition.span))
      return nil
    }
  }

  mutating func checkBranches(
    _ condition: Expression, _ then: [Statement], _ otherwise: [Statement]
  ) {
    let truth = checkCondition(condition, of: "if")
    blockDepth += 1
    defer { blockDepth -= 1 }
    let before = namesInScope
    for statement in then { checkFormula(statement) }
    let first = namesInScope
    namesInScope = before
    for statement in otherwise { checkFormula(statement) }
    switch truth {
    case true?: namesInScope = first
    case false?: break
    case nil: namesInScope = joined(first, namesInScope, branch: condition.span)
    }
  }

  /// The variables of the cell, or of the function at hand.
  private var namesInScope: [String: Variable] {
    get { scopes.last?.variables ?? state.variables }
    set {
      if scopes.isEmpty {
        state.variables = newValue
      } else {
        scopes[scopes.count - 1].variables = newValue
      }
    }
  }

  private func joined(
    _ first: [String: Variable], _ second: [String: Variable], branch: SourceSpan
  ) -> [String: Variable] {
    first.merging(second) { a, b in
      var result = b
      result.type = a.type.joined(with: b.type)
      result.branch = a.branch ?? b.branch
      return result
    }.mapValues { variable in
      let name = variable.name.text
      guard first[name] == nil || second[name] == nil else { return variable }
      var result = variable
      result.branch = branch
      return result
    }
  }

  // MARK: - record

  mutating func checkRecord(_ name: Name, _ value: Expression?) {
    let type: ValueType
    if let value {
      type = infer(value)
    } else {
      type = resolve(name.text, at: name.span)
    }
    switch type {
    case .number, .boolean, .unknown, .parameter: break
    case .matrix(let matrix)
    where (matrix.rows.size ?? 1) == 1 && (matrix.columns.size ?? 1) == 1:
      break
    default:
      report(Message.recordNumber(type, at: value?.span ?? name.span))
    }
    guard value != nil else {
      if scopes.last?.isDefinition != true { state.series.insert(name.text) }
      return
    }
    if let role = Vocabulary.role(of: name.text) {
      report(Message.letReserved(name.text, role: role, of: "record", at: name.span))
      return
    }
    // A function that is only defined records nothing yet.
    guard scopes.last?.isDefinition != true else { return }
    pendingRecords[name.text] = name
  }

  /// After a statement, the series that it recorded are rows.
  mutating func keepRecords(_ span: SourceSpan) {
    for name in pendingRecords.values.sorted(by: { $0.span.start < $1.span.start }) {
      if let old = state.variables[name.text], !old.type.hasKind(of: .matrix(.unknown)) {
        report(Message.letKind(name.text, is: .matrix(.unknown), was: old, at: name.span))
        continue
      }
      let origin = Dimension.Origin(name: name.text, creation: name.span, literal: nil)
      // The passes of a block go on with a series; another statement begins it anew.
      if blockDepth == 0 {
        if let earlier = state.unreadSeries[name.text] {
          report(
            Message.recordReplaced(name.text, line: line(of: earlier), first: earlier, at: span))
        }
        state.unreadSeries[name.text] = span
      }
      state.series.insert(name.text)
      state.silencedNames.remove(name.text)
      state.variables[name.text] = Variable(
        type: .matrix(MatrixType(rows: Dimension(1), columns: Dimension(nil, origin: origin))),
        name: name, statement: span, piece: current, isParameter: false)
      // A series is there to be plotted; nobody need read it.
      readNames.insert(name.text)
      define(.variable(name.text))
    }
    pendingRecords = [:]
  }

  // MARK: - Commands in blocks

  /// Checks a block with commands in it: a loop pass by pass, with its variable put in.
  mutating func checkBlock(_ statement: Statement) -> CheckedStatement.Kind? {
    let before = errorCount
    if blockDepth == 0 { unrolledCount = 0 }
    blockDepth += 1
    defer { blockDepth -= 1 }
    switch statement.kind {
    case .repeat(let count, let body):
      checkPasses(count)
      let passes = quietly { $0.infer(count) }.constant
      if errorCount == before {
        if let passes, passes <= Double(Self.passLimit) {
          return unrolled((0..<Int(passes)).map { _ in body })
        }
        if case .invalid = count.kind { return checkOnce(body) }
        if mayFollowBlank(count) { return checkOnce(body) }
        report(
          passes.map {
            Message.blockPasses(Int(clamping: $0), limit: Self.passLimit, at: count.span)
          } ?? Message.blockBound("repeat", at: count.span))
      }
      return checkOnce(body)
    case .for(let name, let domain, let body):
      guard let values = constants(of: domain), errorCount == before else {
        bind(name, .unknown, statement: name.span.union(domain.span))
        readNames.insert(name.text)
        return checkOnce(body)
      }
      return unrolled(
        values.map { value in
          let binding = Statement(
            .binding(names: [name], value: value), span: name.span.union(domain.span))
          return (value.isRunOfSweep ? [] : [binding])
            + body.map { $0.replacing(name.text, by: value) }
        }, variable: name.text)
    case .if(let condition, let then, let otherwise):
      let truth = checkCondition(condition, of: "if")
      if let truth { return .chosen(checkAll(truth ? then : otherwise ?? [])) }
      guard let command = (then + (otherwise ?? [])).firstMaker else {
        let first = checkAll(then)
        let second = checkAll(otherwise ?? [])
        return .branch(condition, then: first, otherwise: second)
      }
      report(Message.blockCondition(command.verb.text, condition.span, at: command.verb.span))
      return checkOnce(then + (otherwise ?? []))
    default: return nil
    }
  }

  /// Checks the statements of a block that is not run, for what they say and define.
  private mutating func checkOnce(_ body: [Statement]) -> CheckedStatement.Kind? {
    loopDepth += 1
    defer { loopDepth -= 1 }
    _ = checkAll(body)
    return nil
  }

  /// Whether nothing may be known of a bound because a reader is to say it.
  private mutating func mayFollowBlank(_ bound: Expression) -> Bool {
    guard hasBlanks else { return false }
    if case .range(let first, let last) = bound.kind {
      return mayFollowBlank(first) || mayFollowBlank(last)
    }
    return quietly { $0.infer(bound) }.isUnknown
  }

  /// Numbers that a loop with commands goes through, or the runs of a sweep.
  private mutating func constants(of domain: Expression) -> [Expression]? {
    if case .invalid = domain.kind { return nil }
    func number(_ value: Double) -> Expression {
      Expression(.number(value, spelling: NumberText.short(value)), span: domain.span)
    }
    switch domain.kind {
    case .range(let first, let last):
      let low = self.number(first, "a range")
      let high = self.number(last, "a range")
      guard let low = low.constant, let high = high.constant else { break }
      guard low <= high else {
        report(
          Message.rangeEmpty(
            Int(clamping: low), Int(clamping: high), countsDown: true, at: domain.span))
        return nil
      }
      let count = Int.count(from: low, to: high)
      guard count <= Self.passLimit else {
        report(Message.blockPasses(count, limit: Self.passLimit, at: domain.span))
        return nil
      }
      return (0..<count).map { number(low + Double($0)) }
    case .matrix(let rows):
      let count = rows.joined().count
      guard count <= Self.passLimit else {
        report(Message.blockPasses(count, limit: Self.passLimit, at: domain.span))
        return nil
      }
      var values: [Expression] = []
      for entry in rows.joined() {
        guard let value = self.number(entry, "for").constant else {
          report(Message.blockBound("for", at: entry.span))
          return nil
        }
        values.append(
          Expression(.number(value, spelling: NumberText.short(value)), span: entry.span))
      }
      return values
    default:
      if case .runs(let runs) = infer(domain), let count = runs.count {
        return (0..<count).map { index in
          Expression(.index(domain, [.expression(number(Double(index)))]), span: domain.span)
        }
      }
    }
    guard !mayFollowBlank(domain) else { return nil }
    report(Message.blockBound("for", at: domain.span))
    return nil
  }

  private mutating func unrolled(
    _ passes: [[Statement]], variable: String? = nil
  ) -> CheckedStatement.Kind? {
    loopDepth += 1
    defer { loopDepth -= 1 }
    var checked: [[CheckedStatement]] = []
    for pass in passes {
      let before = errorCount
      unrolledCount += pass.count
      guard unrolledCount <= Self.unrolledLimit else {
        if let first = pass.first {
          report(Message.blockSize(limit: Self.unrolledLimit, at: first.span))
        }
        return nil
      }
      checked.append(checkAll(pass))
      if let variable { readNames.insert(variable) }
      // Further passes would say the same.
      if errorCount > before { return nil }
    }
    return .passes(checked)
  }

  /// Checks the statements of a block; those with mistakes are left out.
  private mutating func checkAll(_ statements: [Statement]) -> [CheckedStatement] {
    var result: [CheckedStatement] = []
    let outer = statementDefines
    var all = outer
    for statement in statements {
      let before = errorCount
      statementDefines = []
      let kind: CheckedStatement.Kind?
      if case .stopIf(let condition) = statement.kind {
        checkFormula(statement)
        kind = .stopIf(condition)
      } else {
        kind = check(statement)
      }
      all.formUnion(statementDefines)
      if let kind, errorCount == before {
        result.append(
          CheckedStatement(kind: kind, span: statement.span, defines: statementDefines))
      }
    }
    statementDefines = all
    return result
  }
}

extension Statement {
  /// Whether a command stands in the statement or in a block of it.
  var hasCommand: Bool {
    switch kind {
    case .command: true
    case .repeat(_, let body), .for(_, _, let body): body.contains(where: \.hasCommand)
    case .if(_, let then, let otherwise):
      (then + (otherwise ?? [])).contains(where: \.hasCommand)
    default: false
    }
  }
}

extension [Statement] {
  /// The first command that changes what later statements find; those that only report do not.
  fileprivate var firstMaker: Command? {
    for statement in self {
      switch statement.kind {
      case .command(let command):
        switch Verb(rawValue: command.verb.text) {
        case .show, .expect, .plot, .table, .evaluate, .compare, .predict, .check: continue
        default: return command
        }
      case .repeat(_, let body), .for(_, _, let body):
        if let command = body.firstMaker { return command }
      case .if(_, let then, let otherwise):
        if let command = (then + (otherwise ?? [])).firstMaker { return command }
      default: continue
      }
    }
    return nil
  }
}

extension Expression {
  fileprivate var isRunOfSweep: Bool { if case .index = kind { true } else { false } }
}
