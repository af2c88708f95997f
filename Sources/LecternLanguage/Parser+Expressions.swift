import LecternText

/// An expression on its way up, with its range in the fragment and the height of its tree.
struct Node {
  var expression: Expression
  var range: Range<Int>
  var height: Int
}

/// How tightly operators bind, loosest first.
enum Binding: Int, Comparable {
  case or, and, not, comparison, range, sum, product, minus, power

  static func < (lhs: Binding, rhs: Binding) -> Bool { lhs.rawValue < rhs.rawValue }

  var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .power }

  init(_ operation: BinaryOperator) {
    switch operation {
    case .or: self = .or
    case .and: self = .and
    case .equal, .notEqual, .rounds, .less, .lessOrEqual, .greater, .greaterOrEqual:
      self = .comparison
    case .add, .subtract: self = .sum
    case .multiply, .divide, .matrixProduct: self = .product
    case .power: self = .power
    }
  }
}

extension Parser {
  /// Makes a node over parts, refusing trees too high to walk.
  mutating func node(
    _ kind: Expression.Kind, _ range: Range<Int>, over height: Int
  ) throws(SyntaxFailure) -> Node {
    guard height < Self.depthLimit else {
      throw failure(.nestingTooDeep(Self.depthLimit), at: range.lowerBound..<range.lowerBound + 1)
    }
    return Node(
      expression: Expression(kind, span: span(range)), range: range, height: height + 1)
  }

  /// Parses an expression whose operators bind at least as tightly as `minimum`.
  mutating func parseExpression(_ minimum: Binding = .or) throws(SyntaxFailure) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw failure(.nestingTooDeep(Self.depthLimit), at: currentRange)
    }
    var left = try parsePrefix(minimum)
    while true {
      if current.is(.range) {
        guard minimum <= .range else { return left }
        left = try parseRange(left)
        continue
      }
      if current.is(.assign), tokens[0].is("let"), depth == 1 {
        let value = text((peek().range.lowerBound)..<restRange.upperBound)
        throw failure(.equalsTwice("let \(text(tokens[1].range)) = \(value)"), at: currentRange)
      }
      if current.is(.assign), minimum <= .comparison {
        note(.equalsCompares, at: currentRange, replacement: "==")
      } else if current.operation == nil {
        return left
      }
      let operation = current.operation ?? .equal
      let binding = Binding(operation)
      guard binding >= minimum else { return left }
      advance()
      // `^` groups to the right, and its exponent may have a sign.
      let right = try parseExpression(binding == .power ? .minus : binding.tighter)
      left = try binary(operation, left, right)
      if binding == .comparison { left = try parseChain(left, middle: right) }
    }
  }

  private mutating func binary(
    _ operation: BinaryOperator, _ left: Node, _ right: Node
  ) throws(SyntaxFailure) -> Node {
    try node(
      .binary(operation, left.expression, right.expression),
      left.range.lowerBound..<right.range.upperBound, over: max(left.height, right.height))
  }

  /// Explains `a < b < c` and reads it as its author means it.
  private mutating func parseChain(
    _ comparison: Node, middle: Node
  ) throws(SyntaxFailure) -> Node {
    var result = comparison
    var middle = middle
    while let operation = current.operation, Binding(operation) == .comparison {
      let sign = advance()
      let right = try parseExpression(.range)
      let first = text(result.range)
      if operation.isEquality, result.expression.isOrdering {
        // Whether a condition holds is compared: a > 0.5 == y.
        note(
          .comparedCondition("(\(first)) \(operation.rawValue) \(text(right.range))"),
          at: sign.range)
        result = try binary(operation, result, right)
        middle = right
        continue
      }
      let second = "\(text(middle.range)) \(operation.rawValue) \(text(right.range))"
      note(.chainedComparison("\(first) and \(second)"), at: sign.range)
      let next = try binary(operation, middle, right)
      result = try node(
        .binary(.and, result.expression, next.expression),
        result.range.lowerBound..<right.range.upperBound, over: max(result.height, next.height))
      middle = right
    }
    return result
  }

  private mutating func parseRange(_ left: Node) throws(SyntaxFailure) -> Node {
    advance()
    let right = try parseExpression(.sum)
    if current.is(.range) { throw failure(.chainedRange, at: currentRange) }
    return try node(
      .range(left.expression, right.expression),
      left.range.lowerBound..<right.range.upperBound, over: max(left.height, right.height))
  }

  private mutating func parsePrefix(_ minimum: Binding) throws(SyntaxFailure) -> Node {
    let start = currentRange.lowerBound
    if current.is(.subtract) {
      advance()
      let operand = try parseExpression(.minus)
      return try node(
        .unary(.minus, operand.expression), start..<operand.range.upperBound,
        over: operand.height)
    }
    if current.is(.add), !previousIsOperand {
      note(.unaryPlus, at: currentRange, replacement: "")
      advance()
      return try parseExpression(.minus)
    }
    if current.is("not") {
      if minimum > .not {
        throw failure(.notNeedsParentheses, at: currentRange)
      }
      advance()
      let operand = try parseExpression(.not)
      return try node(
        .unary(.not, operand.expression), start..<operand.range.upperBound, over: operand.height)
    }
    return try parsePostfix(isAtom: false)
  }

  private var previousIsOperand: Bool {
    guard position > 0 else { return false }
    return previous.is(.closeParenthesis) || previous.is(.closeBracket)
  }

  // MARK: Primaries

  mutating func parsePrimary() throws(SyntaxFailure) -> Node {
    let token = current
    let range = token.range
    switch token.kind {
    case .number(let value, let spelling):
      advance()
      return try node(.number(value, spelling: spelling), range, over: 0)
    case .size(let sides):
      advance()
      return try node(.size(sides), range, over: 0)
    case .string(let value):
      advance()
      return try node(.string(value), range, over: 0)
    case .name("lambda"):
      if peek().name != nil || peek().is(.colon) { throw failure(.lambda, at: range) }
      advance()
      return try node(.name("lambda"), range, over: 0)
    case .name(Name.unwanted):
      throw failure(.nameLowLine(Name.unwanted), at: range)
    case .name(let word):
      guard !SyntaxWords.isReserved(word) else { throw expectedExpression() }
      if ["f", "r", "b", "u"].contains(word), peek().isString, !peek().isSpaced {
        throw failure(.stringPrefix("show \"x =\", x"), at: range)
      }
      advance()
      return try node(.name(word), range, over: 0)
    case .symbol(.openBracket):
      return try parseMatrix()
    case .symbol(.openParenthesis):
      advance()
      let inner = try parseExpression()
      guard current.is(.closeParenthesis) else {
        throw failure(
          .expectedClosing(")", isAtEnd ? nil : text(currentRange)), at: currentRange)
      }
      let close = advance().range.upperBound
      return Node(
        expression: Expression(inner.expression.kind, span: span(range.lowerBound..<close)),
        range: range.lowerBound..<close, height: inner.height)
    default:
      throw expectedExpression()
    }
  }

  mutating func expectedExpression() -> SyntaxFailure {
    let found: String? = isAtEnd ? nil : text(currentRange)
    if current.is("if") {
      return failure(.conditionalExpression(nil), at: currentRange)
    }
    if current.is(.closeBracket), position > 0, previous.is(.openBracket) {
      let name =
        tokens[0].is("let") ? tokens[1].name : tokens[1].is(.assign) ? tokens[0].name : nil
      return failure(.emptyList(peek(-2).is(.assign) ? name : nil), at: currentRange)
    }
    let after: String? = position > 0 ? text(previous.range) : nil
    return failure(.expectedExpression(after, found), at: currentRange)
  }

  /// Parses `[a, b; c, d]`.
  private mutating func parseMatrix() throws(SyntaxFailure) -> Node {
    let start = advance().range.lowerBound
    var rows: [[Expression]] = [[]]
    var height = 0
    var elements: [Node] = []
    var missing: [Int] = []
    while true {
      if current.is(.closeBracket), let last = rows.last, last.isEmpty, previous.is(.semicolon) {
        note(.trailingComma(";"), at: previous.range, replacement: "")
        rows.removeLast()
        break
      }
      let element = try parseExpression()
      elements.append(element)
      height = max(height, element.height)
      rows[rows.count - 1].append(element.expression)
      if skip(.semicolon) {
        rows.append([])
      } else if skip(.comma) {
        if current.is(.closeBracket) {
          note(.trailingComma(","), at: previous.range, replacement: "")
          break
        }
      } else if current.is(.closeBracket) {
        break
      } else if current.startsOperand, !isAtEnd, !current.is("for") {
        missing.append(element.range.upperBound)
      } else {
        if current.is("for") { throw failure(.comprehension, at: currentRange) }
        throw failure(
          .expectedClosing("]", isAtEnd ? nil : text(currentRange)), at: currentRange)
      }
    }
    let range = start..<advance().range.upperBound
    if let first = missing.first {
      var written = ""
      var end = start
      for place in missing {
        written += text(end..<place) + ","
        end = place
      }
      written += text(end..<range.upperBound)
      note(
        .listComma(written), at: first..<first + 1,
        edits: missing.map { ($0..<$0, ",") })
    }
    if let nested = nestedRows(rows) {
      let written = elements.map { text($0.range).dropFirst().dropLast() }.joined(separator: "; ")
      note(.nestedList("[\(written)]"), at: range, replacement: "[\(written)]")
      return try node(.matrix(nested), range, over: height)
    }
    return try node(.matrix(rows), range, over: height)
  }

  /// The rows of `[[1, 2], [3, 4]]`.
  private func nestedRows(_ rows: [[Expression]]) -> [[Expression]]? {
    guard rows.count == 1, let row = rows.first, row.count > 1 else { return nil }
    var result: [[Expression]] = []
    for element in row {
      guard case .matrix(let inner) = element.kind, inner.count == 1 else { return nil }
      result.append(contentsOf: inner)
    }
    return result
  }
}

extension Expression {
  /// Whether it is one comparison by size.
  fileprivate var isOrdering: Bool {
    guard case .binary(let operation, _, _) = kind else { return false }
    return operation.isComparison && !operation.isEquality && operation != .rounds
  }
}

extension BinaryOperator {
  fileprivate var isEquality: Bool { self == .equal || self == .notEqual }
}
