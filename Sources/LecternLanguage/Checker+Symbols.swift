import LecternText

/// Sizes of parameters, of which a function knows only which are equal.
extension ProgramChecker {
  /// What has been found out about a symbolic size.
  struct SymbolState {
    /// The size or the other symbol that it equals.
    var equal: Dimension?
  }

  /// A parameter that takes part in a product is a matrix, with sizes of its own.
  mutating func asMatrix(_ type: ValueType) -> ValueType {
    guard case .parameter(let name) = type, let variable = scopes.last?.variables[name],
      case .parameter = variable.type
    else {
      if case .parameter(let name) = type, let known = scopes.last?.variables[name]?.type {
        return known
      }
      return type
    }
    let origin = Dimension.Origin(name: name, creation: variable.name.span, literal: nil)
    let matrix = ValueType.matrix(
      MatrixType(
        rows: symbol("rows of \(name)", origin), columns: symbol("columns of \(name)", origin)))
    scopes[scopes.count - 1].variables[name]?.type = matrix
    return matrix
  }

  private mutating func symbol(_ text: String, _ origin: Dimension.Origin) -> Dimension {
    symbols.append(SymbolState())
    return Dimension(
      symbol: Dimension.Symbol(index: symbols.count - 1, text: text), origin: origin)
  }

  /// The size that a symbol has turned out to be.
  func resolved(_ dimension: Dimension) -> Dimension {
    var current = dimension
    while let symbol = current.symbol, let equal = symbols[symbol.index].equal { current = equal }
    return current
  }

  func resolved(_ matrix: MatrixType) -> MatrixType {
    MatrixType(
      rows: resolved(matrix.rows), columns: resolved(matrix.columns),
      isCondition: matrix.isCondition)
  }

  /// Notes that two sizes are equal; false when they are known to differ.
  mutating func unify(_ a: Dimension, _ b: Dimension) -> Bool {
    let (a, b) = (resolved(a), resolved(b))
    if a.conflicts(with: b) { return false }
    if let symbol = a.symbol {
      if symbol != b.symbol, b.size != nil || b.symbol != nil {
        symbols[symbol.index].equal = b
      }
    } else if let symbol = b.symbol, a.size != nil {
      symbols[symbol.index].equal = a
    }
    return true
  }
}
