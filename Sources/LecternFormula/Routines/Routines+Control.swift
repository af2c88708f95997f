import LecternText

/// What loops and conditions ask of their values before they go on.
extension Routines {
  /// The passes of `repeat`.
  static let passes = RoutineFunction("repeat") { call throws(FormulaError) in
    let value = try call.matrix(0)
    guard value.count == 1 else {
      throw FormulaError(
        "repeat wants a number of passes, not a \(value.shape.text) matrix", at: call.span)
    }
    let number = value.values[0]
    guard let passes = Int(exactly: number), passes >= 0 else {
      throw FormulaError(
        "repeat wants a whole number of passes, 0 or more, "
          + (number.isNaN ? "and this is not a number" : "not \(NumberText.short(number))"),
        at: call.span)
    }
    try call.give(number)
  }

  /// The step and the number of passes of `for` over a range, up or down by 1.
  static let rangeOfLoop = RoutineFunction("for") { call throws(FormulaError) in
    let (first, last) = (try call.number(0), try call.number(1))
    guard let distance = Int(exactly: (last - first).rounded(.down)), distance < 1 << 53 else {
      throw FormulaError("a range goes from a number to a number", at: call.span)
    }
    // A range goes up: one that ends before it begins has no entries.
    try call.give(1, 0)
    try call.give(Double(max(0, distance + 1)), 1)
  }

  static let entryCount = RoutineFunction("for") { call throws(FormulaError) in
    try call.give(Double(try call.matrix(0).count))
  }

  /// The truth of a matrix, which must be a single number.
  static let truth = RoutineFunction("if") { call throws(FormulaError) in
    let matrix = try call.matrix(0)
    guard matrix.count == 1 else {
      var word = "if"
      if case .string(let text)? = call.value(1) { word = text }
      throw FormulaError(
        "\(word) wants a yes/no value, not a \(matrix.shape.text) matrix", at: call.span,
        help: "compare numbers: norm(…) < 1e-6, min(A) > 0")
    }
    try call.give(matrix.values[0])
  }
}

extension Routines {
  /// The check that numbers are above 0.
  static let positive = RoutineFunction("check") { call throws(FormulaError) in
    let matrix = try call.matrix(0)
    for index in 0..<matrix.count where !(matrix.values[index] > 0) {
      guard case .string(let what)? = call.value(1) else { return }
      throw FormulaError("\(what) must be above 0", at: call.span)
    }
  }
}
