import LecternText

/// A block whose `end` has not come yet.
struct BlockFrame {
  enum Header {
    case `repeat`(Expression)
    case `for`(Name, Expression)
    case `if`(Expression)
    case definition(Name, [Name])
    /// The opening line could not be read; the name, if it is known, stays known.
    case broken(Name?)
  }

  let header: Header
  /// How far the opening line is indented, and the first line of the body.
  let indentation: Int
  var bodyIndentation: Int?
  let keyword: String
  let opening: Range<Int>
  /// `else if` shares the `end` of the `if` before it.
  let sharesEnd: Bool
  var statements: [Statement] = []
  var alternative: [Statement]?
}

extension Parser {
  /// Parses the lines of a cell into statements, blocks nested.
  mutating func parseStatements(_ lines: [LogicalLine]) -> [Statement] {
    let count = report.diagnostics.count
    let statements = parseStatements(lines, byIndentation: false)
    guard report.diagnostics[count...].contains(where: { $0.id == "syntax-end-missing" }),
      lines.contains(where: { indentation(of: $0) > 0 })
    else { return statements }
    // What the author has indented tells where the block was to end.
    report.rewind(to: count)
    return parseStatements(lines, byIndentation: true)
  }

  private func indentation(of line: LogicalLine) -> Int {
    guard let first = line.tokens.first?.range.lowerBound else { return 0 }
    let start = report.source.utf8[..<first].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return first - start
  }

  /// Ends the blocks that a line is not inside of by its indentation.
  private mutating func closeBlocks(before line: LogicalLine, _ root: inout [Statement]) {
    let indentation = indentation(of: line)
    guard let first = line.tokens.first else { return }
    while let frame = frames.last, let body = frame.bodyIndentation, body > frame.indentation,
      indentation <= frame.indentation,
      !(indentation == frame.indentation && ["end", "else", "elif"].contains(first.name ?? ""))
    {
      if !frame.sharesEnd {
        report.add(
          .endMissing(
            frame.keyword,
            before: text(
              first.range
                .lowerBound..<(line.tokens.last?.range.lowerBound ?? first.range.upperBound))),
          at: first.range,
          notes: [Diagnostic.Note("\(frame.keyword) opens here", at: span(frame.opening))])
      }
      close(at: first.range.lowerBound, &root)
    }
    if let last = frames.indices.last, frames[last].bodyIndentation == nil {
      frames[last].bodyIndentation = indentation
    }
  }

  private mutating func parseStatements(
    _ lines: [LogicalLine], byIndentation: Bool
  ) -> [Statement] {
    var root: [Statement] = []
    for line in lines {
      if byIndentation { closeBlocks(before: line, &root) }
      tokens = line.tokens
      position = 0
      depth = 0
      isSilent = line.isBroken
      parseLine(into: &root)
    }
    let last = lines.last?.tokens.dropLast().last?.range ?? 0..<0
    isSilent = false
    while let frame = frames.last {
      if !frame.sharesEnd {
        report.add(
          .endMissing(frame.keyword, before: nil), at: last,
          notes: [Diagnostic.Note("\(frame.keyword) opens here", at: span(frame.opening))])
      }
      close(at: last.upperBound, &root)
    }
    return root
  }

  private mutating func append(_ statement: Statement, _ root: inout [Statement]) {
    guard let last = frames.indices.last else {
      root.append(statement)
      return
    }
    if frames[last].alternative != nil {
      frames[last].alternative?.append(statement)
    } else {
      frames[last].statements.append(statement)
    }
  }

  private mutating func parseLine(into root: inout [Statement]) {
    let start = currentRange.lowerBound
    let next = peek()
    if let word = current.name, !next.is(.assign) {
      switch word {
      case "end": return parseEnd(&root)
      case "endfor", "endif", "endwhile", "endfunction", "endrepeat", "enddef":
        note(.operatorHabit(word, "end"), at: currentRange, replacement: "end")
        return parseEnd(&root)
      case "else", "elif", "elseif": return parseElse(&root)
      default:
        if let header = parseHeader() { return open(header, from: start) }
      }
    }
    let kind = parseStatement()
    append(Statement(kind, span: span(lineRange(from: start))), &root)
  }

  func lineRange(from start: Int) -> Range<Int> {
    start..<max(start, tokens.last?.range.upperBound ?? start)
  }

  // MARK: Opening

  private mutating func open(
    _ header: BlockFrame.Header, from start: Int, sharesEnd: Bool = false
  ) {
    if frames.count == Self.depthLimit {
      note(.nestingTooDeep(Self.depthLimit), at: lineRange(from: start))
    }
    frames.append(
      BlockFrame(
        header: header, indentation: indentation(of: LogicalLine(tokens: tokens, isBroken: false)),
        keyword: tokens.first?.name ?? "", opening: lineRange(from: start),
        sharesEnd: sharesEnd))
  }

  /// Parses the first line of a block; nil when the line is another statement.
  private mutating func parseHeader() -> BlockFrame.Header? {
    switch current.name {
    case "repeat":
      advance()
      return .repeat(headerExpression())
    case "for":
      return parseFor()
    case "if":
      advance()
      return .if(headerExpression())
    case "def":
      return parseDefinitionHeader()
    default:
      return nil
    }
  }

  /// Parses the expression that ends the first line of a block; a hole when it cannot be read.
  private mutating func headerExpression() -> Expression {
    do throws(SyntaxFailure) {
      let node = try parseExpression()
      try endHeader()
      return node.expression
    } catch {
      return Expression(.invalid, span: span(restRange))
    }
  }

  private mutating func endHeader() throws(SyntaxFailure) {
    if current.is(.colon), tokens[0].is("for"), previous.isNumber, peek().startsOperand {
      throw unexpected()
    }
    if current.is(.colon) {
      let colon = advance()
      note(.blockColon, at: colon.range, replacement: isAtEnd ? "" : nil)
      position = tokens.count - 1
      return
    }
    if current.is("then") || current.is("do") {
      let word = advance()
      note(.blockWord(text(word.range)), at: word.range, replacement: isAtEnd ? "" : nil)
      position = tokens.count - 1
      return
    }
    try expectLineEnd()
  }

  private mutating func parseFor() -> BlockFrame.Header {
    advance()
    var name: Name?
    do throws(SyntaxFailure) {
      let variable = try newName("`for`")
      name = variable
      guard current.is("in") else {
        throw failure(.forIn(variable.text, loopRange), at: currentRange)
      }
      advance()
      var domain = try parseExpression()
      repairRange(&domain)
      try endHeader()
      return .for(variable, domain.expression)
    } catch {
      guard let name else { return .broken(nil) }
      return .for(name, Expression(.invalid, span: span(restRange)))
    }
  }

  /// The range of `for i = 1:3`, of which `=` is the current token.
  private var loopRange: String {
    guard current.is(.assign), peek().isNumber, peek(2).is(.colon), peek(3).startsOperand else {
      return "1..10"
    }
    return "\(text(peek().range))..\(text(peek(3).range))"
  }

  /// Explains Python's `range(n)`, whose end is left out, and reads it as the range it means.
  private mutating func repairRange(_ domain: inout Node) {
    guard case .call(let name, let arguments) = domain.expression.kind, name.text == "range",
      (1...2).contains(arguments.count), let upper = arguments.last?.value
    else { return }
    let zero = Expression(.number(0, spelling: "0"), span: upper.span)
    let lower = arguments.count == 2 ? arguments[0].value : zero
    let written = arguments.count == 2 ? sourceText(lower) : "0"
    let last: String
    let end: Expression
    if case .number(let value, _) = upper.kind, let count = Int(exactly: value), count > 0 {
      last = "\(count - 1)"
      end = Expression(.number(Double(count - 1), spelling: last), span: upper.span)
    } else {
      last = "\(sourceText(upper)) - 1"
      let one = Expression(.number(1, spelling: "1"), span: upper.span)
      end = Expression(.binary(.subtract, upper, one), span: upper.span)
    }
    note(
      .pythonRange("for \(text(tokens[1].range)) in \(written)..\(last)"), at: domain.range,
      replacement: "\(written)..\(last)")
    domain.expression = Expression(.range(lower, end), span: domain.expression.span)
  }

  /// The spelling of an expression of the current line.
  private func sourceText(_ expression: Expression) -> String {
    let covered = tokens.filter {
      let place = span($0.range)
      return place.start >= expression.span.start && place.end <= expression.span.end
        && !$0.range.isEmpty
    }
    guard let first = covered.first, let last = covered.last else { return "" }
    return text(first.range.lowerBound..<last.range.upperBound)
  }

  /// Parses `def f(x)` when its body follows in lines of their own; nil for `def f(x) = …`.
  private mutating func parseDefinitionHeader() -> BlockFrame.Header? {
    // A `=` outside brackets makes it a statement of one line.
    if tokens.outerIndices.contains(where: { tokens[$0].is(.assign) }) { return nil }
    advance()
    var name: Name?
    do throws(SyntaxFailure) {
      let function = try newName("`def`")
      name = function
      let parameters = try parseParameters(of: function.text)
      try endHeader()
      return .definition(function, parameters)
    } catch {
      return .broken(name)
    }
  }

  /// Parses `(x, y)` behind the name of a function.
  mutating func parseParameters(of function: String) throws(SyntaxFailure) -> [Name] {
    guard current.is(.openParenthesis) else {
      throw failure(.definitionParentheses(function), at: currentRange)
    }
    if current.isSpaced {
      let space = previous.range.upperBound..<currentRange.lowerBound
      note(.callSpace(function), at: currentRange, edits: [(space, "")])
    }
    advance()
    var parameters: [Name] = []
    while !current.is(.closeParenthesis) {
      parameters.append(try newName("`(`"))
      if current.is(.assign) {
        throw failure(.parameterDefault, at: currentRange)
      }
      if skip(.comma) { continue }
      guard current.is(.closeParenthesis) else {
        throw failure(
          .expectedClosing(")", isAtEnd ? nil : text(currentRange)), at: currentRange)
      }
    }
    advance()
    return parameters
  }

  // MARK: Else and end

  private mutating func parseElse(_ root: inout [Statement]) {
    let token = advance()
    let isElse = token.is("else")
    guard let last = frames.indices.last, case .if = frames[last].header else {
      note(.elseStray, at: token.range)
      return
    }
    if frames[last].alternative != nil {
      note(
        .elseTwice, at: token.range,
        notes: [Diagnostic.Note("if opens here", at: span(frames[last].opening))])
      return
    }
    frames[last].alternative = []
    if !isElse || current.is("if") {
      note(.elseIf, at: isElse ? token.range.lowerBound..<currentRange.upperBound : token.range)
      if isElse { advance() }
      open(.if(headerExpression()), from: token.range.lowerBound, sharesEnd: true)
      return
    }
    do throws(SyntaxFailure) { try endHeader() } catch {}
  }

  private mutating func parseEnd(_ root: inout [Statement]) {
    let token = advance()
    do throws(SyntaxFailure) { try expectLineEnd() } catch {}
    guard !frames.isEmpty else {
      note(.endStray, at: token.range)
      return
    }
    while let frame = frames.last {
      close(at: token.range.upperBound, &root)
      if !frame.sharesEnd { break }
    }
  }

  private mutating func close(at end: Int, _ root: inout [Statement]) {
    let isTooDeep = frames.count > Self.depthLimit
    guard let frame = frames.popLast() else { return }
    let range = frame.opening.lowerBound..<max(end, frame.opening.lowerBound)
    let kind: Statement.Kind
    switch frame.header {
    case .repeat(let count): kind = .repeat(count: count, body: frame.statements)
    case .for(let name, let domain):
      kind = .for(name: name, domain: domain, body: frame.statements)
    case .if(let condition):
      kind = .if(condition: condition, then: frame.statements, else: frame.alternative)
    case .definition(let name, let parameters):
      kind = .definition(name: name, parameters: parameters, body: .block(frame.statements))
    case .broken(let name?):
      kind = .binding(names: [name], value: Expression(.invalid, span: span(frame.opening)))
    case .broken(nil): kind = .invalid
    }
    append(Statement(isTooDeep ? .invalid : kind, span: span(range)), &root)
  }
}
