package import LecternText

/// One executable piece handed to the checker: a cell or an inline value.
package struct ProgramPiece: Sendable, Equatable {
  package let fragment: SourceFragment
  package let isInline: Bool
  /// False for cells with `eval: false`: they are parsed, but do not count.
  package let isEvaluated: Bool
  /// True for cells with `error: true`: their mistakes are wanted.
  package let mustFail: Bool

  package init(
    fragment: SourceFragment, isInline: Bool = false, isEvaluated: Bool = true,
    mustFail: Bool = false
  ) {
    self.fragment = fragment
    self.isInline = isInline
    self.isEvaluated = isEvaluated
    self.mustFail = mustFail
  }
}

/// The value of a notebook parameter.
package enum ParameterValue: Sendable, Hashable {
  case number(Double)
  case boolean(Bool)
  case string(String)
}

/// The floating-point type of all matrices of a notebook.
package enum Precision: String, Sendable, CaseIterable {
  case float64
  case float32
}

/// How examples lie in the matrices that a notebook sees.
package enum Layout: String, Sendable, CaseIterable {
  /// X is [features, m], W is [units, inputs].
  case columns
  /// X is [m, features], W is [inputs, units].
  case rows
}

/// What a notebook brings besides its cells.
package struct CheckContext: Sendable {
  /// Names that are available in cells, with their place in the front matter.
  package let parameters: [(name: String, value: ParameterValue, span: SourceSpan)]
  package let seed: Int?
  package let precision: Precision?
  package let catalog: any DataCatalog

  package init(
    parameters: [(name: String, value: ParameterValue, span: SourceSpan)] = [], seed: Int? = nil,
    precision: Precision? = nil, catalog: any DataCatalog
  ) {
    self.parameters = parameters
    self.seed = seed
    self.precision = precision
    self.catalog = catalog
  }
}
