/// A word of a cell: what it is, where it stands in the fragment, and whether a space precedes it.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// The value and the author's spelling.
    case number(Double, spelling: String)
    case size([Int])
    case string(String)
    case name(String)
    case symbol(Symbol)
    /// `+=` and its kin, which other languages have.
    case compound(Symbol)
    case newline
    /// Closes every logical line; stands where the line ends.
    case end
    /// Characters that mean nothing; the mistake is reported already.
    case invalid
    /// A string without its closing quote; the mistake is reported already.
    case unterminated
  }

  let kind: Kind
  /// UTF-8 offsets in the fragment.
  let range: Range<Int>
  /// A space, or the start of a line, stands before it.
  let isSpaced: Bool

  /// Compares with a symbol.
  func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  /// Compares with a word.
  func `is`(_ word: String) -> Bool { kind == .name(word) }

  var name: String? {
    if case .name(let text) = kind { text } else { nil }
  }

  var symbol: Symbol? {
    if case .symbol(let symbol) = kind { symbol } else { nil }
  }

  var isNumber: Bool {
    if case .number = kind { true } else { false }
  }

  var isString: Bool {
    if case .string = kind { true } else { false }
  }

  /// Whether the token belongs to nothing that could be parsed.
  var isBroken: Bool { kind == .invalid || kind == .unterminated }

  /// Whether a value may begin with it.
  var startsOperand: Bool {
    switch kind {
    case .number, .size, .string: true
    case .name(let word): !SyntaxWords.operators.contains(word)
    case .symbol(let symbol): symbol == .openParenthesis || symbol == .openBracket
    default: false
    }
  }

  /// Whether a line that ends with it goes on in the next one.
  var joinsLines: Bool {
    switch kind {
    case .symbol(let symbol):
      symbol == .comma || symbol == .assign || symbol == .range || symbol.operation != nil
    case .compound: true
    case .name(let word): word == "and" || word == "or" || word == "not"
    default: false
    }
  }

  /// The binary operator it stands for, if any.
  var operation: BinaryOperator? {
    switch kind {
    case .symbol(let symbol): symbol.operation
    case .name("and"): .and
    case .name("or"): .or
    default: nil
    }
  }
}

extension [Token] {
  /// The places of the tokens outside of brackets; a closing bracket is outside.
  var outerIndices: [Int] {
    var level = 0
    return indices.filter { index in
      if self[index].is(.openParenthesis) || self[index].is(.openBracket) { level += 1 }
      if self[index].is(.closeParenthesis) || self[index].is(.closeBracket) { level -= 1 }
      return level == 0
    }
  }
}

/// The signs of the language.
enum Symbol: String, Sendable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case dot = "."
  case range = ".."
  case assign = "="
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

  var operation: BinaryOperator? { BinaryOperator(rawValue: rawValue) }

  /// The bracket that closes this one.
  var closing: Symbol? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    default: nil
    }
  }
}

extension Token {
  /// Whether it is `___`, which a reader is to fill in.
  var isBlank: Bool {
    if case .name(let name) = kind { Self.isBlank(name) } else { false }
  }

  static func isBlank(_ name: String) -> Bool {
    name.count >= 3 && name.allSatisfy { $0 == "_" }
  }
}
