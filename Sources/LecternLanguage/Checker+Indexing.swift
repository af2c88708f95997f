import LecternText

extension ProgramChecker {
  /// The type of `base[items]`.
  mutating func indexed(
    _ type: ValueType, _ items: [IndexItem], at span: SourceSpan, base: SourceSpan
  ) -> ValueType {
    switch type {
    case .unknown, .parameter:
      for item in items { _ = extent(of: item, along: Dimension(nil), "entries") }
      return .unknown
    case .runs(let runs):
      guard items.count == 1, case .expression(let item) = items[0] else {
        report(Message.indexCount(text(of: base), of: "several runs", at: span))
        return .unknown
      }
      _ = extent(of: .expression(item), along: Dimension(runs.count), "runs")
      return .run(runs)
    case .matrix(let matrix):
      return entry(of: matrix, items, at: span, base: base).asCondition(matrix.isCondition)
    default:
      report(Message.typeMismatch("[…]", wants: "a matrix or several runs", got: type, at: base))
      return .unknown
    }
  }

  private mutating func entry(
    of matrix: MatrixType, _ items: [IndexItem], at span: SourceSpan, base: SourceSpan
  ) -> ValueType {
    switch items.count {
    case 1 where matrix.isVector:
      let isRow = matrix.rows.size == 1 && matrix.columns.size != 1
      let length = isRow ? matrix.columns : matrix.rows
      switch extent(of: items[0], along: length, isRow ? "columns" : "rows") {
      case .one: return .number(nil)
      case .unknown: return .unknown
      case .several(let size):
        return .matrix(
          isRow
            ? MatrixType(rows: Dimension(1), columns: size)
            : MatrixType(rows: size, columns: Dimension(1)))
      }
    case 1 where !matrix.isSurelyTwoDimensional:
      _ = extent(of: items[0], along: Dimension(nil), "entries")
      return .unknown
    case 2:
      let rows = extent(of: items[0], along: matrix.rows, "rows")
      let columns = extent(of: items[1], along: matrix.columns, "columns")
      switch (rows, columns) {
      case (.unknown, _), (_, .unknown): return .unknown
      case (.one, .one): return .number(nil)
      default: return .matrix(MatrixType(rows: rows.size, columns: columns.size))
      }
    default:
      report(Message.indexCount(text(of: base), of: "a matrix \(matrix.text)", at: span))
      return .unknown
    }
  }

  private enum Extent {
    case one
    case several(Dimension)
    case unknown

    var size: Dimension {
      switch self {
      case .one: Dimension(1)
      case .several(let size): size
      case .unknown: Dimension(nil)
      }
    }
  }

  private mutating func extent(
    of item: IndexItem, along length: Dimension, _ noun: String
  ) -> Extent {
    guard case .expression(let expression) = item else { return .several(length) }
    if case .range(let first, let last) = expression.kind {
      let low = index(first, along: length)
      let high = index(last, along: length)
      guard let low, let high else { return .several(Dimension(nil)) }
      if low > high {
        report(Message.rangeEmpty(low, high, at: expression.span))
        return .unknown
      }
      return .several(Dimension(high - low + 1))
    }
    let before = errorCount
    if case .matrix(let places) = quietly({ $0.infer(expression) }) {
      // A row or a column of indices takes these entries in its order.
      _ = infer(expression)
      if places.isCondition {
        return requireCondition(places, for: length, noun, at: expression.span)
          ? .several(Dimension(nil)) : .unknown
      }
      return .several(
        places.rows.size == 1
          ? places.columns : places.columns.size == 1 ? places.rows : Dimension(nil))
    }
    let type = quietly { $0.infer(expression) }
    _ = index(expression, along: length)
    return errorCount == before && !type.isUnknown ? .one : .unknown
  }

  /// Checks that a condition has an entry for each of what it chooses among.
  private mutating func requireCondition(
    _ condition: MatrixType, for length: Dimension, _ noun: String, at span: SourceSpan
  ) -> Bool {
    let condition = resolved(condition)
    let count =
      condition.rows.size == 1
      ? condition.columns.size : condition.columns.size == 1 ? condition.rows.size : nil
    let fits =
      if let count, let length = resolved(length).size { count == length } else {
        !condition.isSurelyTwoDimensional
      }
    if !fits { report(Message.indexCondition(condition, length.size, noun, at: span)) }
    return fits
  }

  /// The constant index, checked against the length.
  private mutating func index(_ expression: Expression, along length: Dimension) -> Int? {
    let type = infer(expression)
    switch type {
    case .unknown, .parameter: return nil
    case .number(let value):
      guard let value else { return nil }
      guard let position = Int(exactly: value) else {
        report(Message.numberWhole("an index", is: value, at: expression.span))
        return nil
      }
      if position < 0 || position >= length.size ?? Int.max {
        report(Message.indexRange(position, length: length.size, at: expression.span))
        return nil
      }
      return position
    default:
      report(
        Message.typeMismatch("an index", wants: "a whole number", got: type, at: expression.span))
      return nil
    }
  }
}
