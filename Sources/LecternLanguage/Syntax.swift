package import LecternText

/// A parsed cell or inline value: statements with their places, as written, nothing resolved.
package struct SyntaxCell: Sendable, Equatable {
  package var statements: [Statement]
  /// The places of `___`, which a reader is to fill in.
  package var blanks: [SourceSpan]

  package init(statements: [Statement], blanks: [SourceSpan] = []) {
    self.statements = statements
    self.blanks = blanks
  }
}

/// One statement of the grammar in `language.md` section 3.
package struct Statement: Sendable, Equatable {
  package indirect enum Kind: Sendable, Equatable {
    case command(Command)
    /// `let a, b = expr`
    case binding(names: [Name], value: Expression)
    /// `W = …` or `W[i, j] = …`
    case update(name: Name, index: [IndexItem]?, value: Expression)
    case definition(name: Name, parameters: [Name], body: DefinitionBody)
    case `repeat`(count: Expression, body: [Statement])
    case `for`(name: Name, domain: Expression, body: [Statement])
    case `if`(condition: Expression, then: [Statement], else: [Statement]?)
    case `return`([Expression])
    case stopIf(Expression)
    case record(name: Name, value: Expression?)
    /// A line the parser could not read; the mistake is reported already.
    case invalid
  }

  package enum DefinitionBody: Sendable, Equatable {
    case expression(Expression)
    case block([Statement])
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// An identifier and its place.
package struct Name: Sendable, Hashable {
  package let text: String
  package let span: SourceSpan

  package init(_ text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

extension Name {
  /// What stands for a result without a name: `let a, _ = f(x)`.
  package static let unwanted = "_"
}

/// `verb [subject] values… key=value… [as NAME]`; which word is the subject is the table's affair,
/// so here it is the first value.
package struct Command: Sendable, Equatable {
  package let verb: Name
  package let values: [Expression]
  package let options: [Option]
  package let result: Name?

  package struct Option: Sendable, Equatable {
    package enum Setting: Sendable, Equatable {
      /// `key=expr`
      case fixed(Expression)
      /// `key in domain`
      case varied(Expression)
    }

    package let key: Name
    package let setting: Setting
    package let span: SourceSpan

    package init(key: Name, setting: Setting, span: SourceSpan) {
      self.key = key
      self.setting = setting
      self.span = span
    }
  }

  package init(verb: Name, values: [Expression], options: [Option], result: Name?) {
    self.verb = verb
    self.values = values
    self.options = options
    self.result = result
  }
}

/// An expression with its place in the file.
package struct Expression: Sendable, Equatable {
  package indirect enum Kind: Sendable, Equatable {
    /// A number with its spelling, which `~=` needs: `0.6721`, `80%` (value 0.8), `5_000_000`.
    case number(Double, spelling: String)
    /// `20x20`, `64x64x3`
    case size([Int])
    case string(String)
    case name(String)
    /// `[a, b; c, d]`: rows of expressions. A list is a matrix of one row.
    case matrix([[Expression]])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `f(a, axis=0)`
    case call(Name, [Argument])
    case index(Expression, [IndexItem])
    case transpose(Expression)
    /// `train.X`, `run.cost`
    case member(Expression, Name)
    /// `a..b`, both ends included
    case range(Expression, Expression)
    /// A hole left by a reported mistake; silent everywhere.
    case invalid
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

package struct Argument: Sendable, Equatable {
  package let label: Name?
  package let value: Expression

  package init(label: Name?, value: Expression) {
    self.label = label
    self.value = value
  }
}

package enum IndexItem: Sendable, Equatable {
  case expression(Expression)
  /// `:`
  case all(SourceSpan)
}

package enum UnaryOperator: String, Sendable {
  case minus = "-"
  case not
}

package enum BinaryOperator: String, Sendable, CaseIterable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case rounds = "~="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case matrixProduct = "@"
  case power = "^"
}
