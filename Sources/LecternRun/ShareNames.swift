import LecternLanguage

/// Which values people read as shares of a whole, in percent: it follows from how they are written,
/// as no number knows what it counts.
struct ShareNames {
  /// Names of values that are shares.
  private var names: Set<String> = []
  /// The author's own functions, and whether they give shares.
  private var functions: [String: Bool] = [:]

  /// Follows what a formula names.
  mutating func follow(_ statement: Statement) {
    switch statement.kind {
    case .binding(let bound, let value):
      for name in bound { set(name.text, bound.count == 1 && isShare(value)) }
    case .update(let name, let index, let value):
      // An entry that is no share makes the whole one of other numbers.
      set(name.text, isShare(value) && (index == nil || names.contains(name.text)))
    case .definition(let name, let parameters, let body):
      guard case .expression(let value) = body else {
        functions[name.text] = false
        return
      }
      let inside = adding([], hiding: Set(parameters.map(\.text)))
      functions[name.text] = inside.isShare(value)
    case .repeat(_, let body): for statement in body { follow(statement) }
    case .for(let name, _, let body):
      set(name.text, false)
      for statement in body { follow(statement) }
    case .if(_, let then, let otherwise):
      for statement in then + (otherwise ?? []) { follow(statement) }
    case .command, .return, .stopIf, .record, .invalid: break
    }
  }

  /// These names and those of columns that are shares.
  func adding(_ columns: Set<String>, hiding others: Set<String>) -> ShareNames {
    var all = self
    all.names = names.subtracting(others).union(columns)
    return all
  }

  /// `88%`, `accuracy(test)`, the mean of comparisons, and what is made of such without leaving
  /// percent.
  func isShare(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number(_, let spelling): spelling.hasSuffix("%")
    case .name(let name): names.contains(name)
    case .matrix(let rows):
      !rows.joined().isEmpty && rows.joined().allSatisfy(isShare)
    case .transpose(let inner), .unary(.minus, let inner): isShare(inner)
    case .index(let inner, _): isShare(inner)
    // What was recorded of a run is called by its measure.
    case .member(_, let name): name.text.hasSuffix("accuracy")
    case .binary(.add, let left, let right): isShare(left) && isShare(right)
    case .binary(.subtract, let left, let right):
      isShare(right) && (isShare(left) || left.isOne)
    case .call(let name, let arguments): isShare(name.text, arguments)
    default: false
    }
  }

  private func isShare(_ function: String, _ arguments: [Argument]) -> Bool {
    if let own = functions[function] { return own }
    if Measure(word: function)?.isShare == true { return true }
    let values = arguments.filter { $0.label == nil }.map(\.value)
    switch function {
    case "mean":
      return values.count == 1 && (values[0].isComparison || values.allSatisfy(isShare))
    case "max", "min", "maximum", "minimum", "reverse":
      return !values.isEmpty && values.allSatisfy(isShare)
    default: return false
    }
  }

  private mutating func set(_ name: String, _ isShare: Bool) {
    if isShare { names.insert(name) } else { names.remove(name) }
  }
}

extension Expression {
  fileprivate var isOne: Bool {
    if case .number(1, _) = kind { true } else { false }
  }

  fileprivate var isComparison: Bool {
    switch kind {
    case .binary(.equal, _, _), .binary(.notEqual, _, _), .binary(.less, _, _),
      .binary(.lessOrEqual, _, _), .binary(.greater, _, _), .binary(.greaterOrEqual, _, _):
      true
    default: false
    }
  }
}
