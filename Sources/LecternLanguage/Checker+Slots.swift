import LecternText

extension ProgramChecker {
  /// Checks what stands in each slot and option against its type.
  mutating func fillSlots(_ matched: inout MatchedCommand) {
    for slot in matched.form.values {
      let values = matched.values[slot.name] ?? []
      for value in values {
        let label =
          slot.type == .units ? "units" : matched.form.subject ?? matched.verb.rawValue
        matched.types[slot.name] = repairing(value, by: repair(for: slot, in: matched)) {
          $0.check(value, as: slot.type, label: label)
        }
      }
      if slot.presence.takesSeveral, slot.type != .expression { requireDistinct(values) }
    }
    defer { variesOptions = false }
    for option in matched.form.options {
      guard let given = matched.options[option.key] else { continue }
      variesOptions = matched.verb.entry.varies && option.mayVary
      let isFormula =
        option.type == .rate || option.key == "shuffle_seed" || option.key == "mask_seed"
      if isFormula, matched.verb.entry.varies {
        formulaNames = ["epoch": .number(nil), "iteration": .number(nil)]
        if option.key == "shuffle_seed" { formulaNames["iteration"] = nil }
      }
      switch given.setting {
      case .fixed(let value):
        matched.types[option.key] = repairing(value, by: repair(for: option, in: matched)) {
          $0.check(value, as: option.type, label: option.key)
        }
      case .varied(let domain) where option.takesSeveral:
        repairing(domain, by: repair(for: option, in: matched)) {
          $0.checkList(domain, as: option.type, label: option.key)
        }
      case .varied(let domain) where option.mayVary && matched.verb.entry.varies:
        matched.types[option.key] = checkDomain(
          domain, as: option.type, label: option.key, isSearched: matched.verb == .search)
      case .varied: break
      }
      if isFormula { formulaNames = [:] }
      if !option.appliesTo.isEmpty { requireWord(for: option, given, matched) }
    }
  }

  private mutating func requireWord(
    for option: OptionEntry, _ given: Command.Option, _ matched: MatchedCommand
  ) {
    for slot in matched.form.values {
      guard case .word = slot.type, let word = matched.word(slot.name) ?? Optional("linear"),
        !option.appliesTo.contains(word)
      else { continue }
      report(
        Message.optionUseless(
          option.key, word: word, belongsTo: option.appliesTo, at: given.key.span))
    }
  }

  /// The type of a value that stands where the table wants `slot`.
  mutating func check(_ value: Expression, as slot: SlotType, label: String) -> ValueType {
    switch slot {
    case .number: return number(value, label)
    case .nonNegative: return number(value, label, low: 0)
    case .positive: return number(value, label, low: 0, isOpen: true)
    case .rate: return number(value, label, low: 0, isOpen: true)
    case .share: return share(value, label)
    case .shareOrCount:
      let type = number(value, label, low: 0)
      if let amount = type.constant, amount > 1, text(of: value.span).hasSuffix("%") {
        report(Message.numberShare(label, is: amount, text(of: value.span), at: value.span))
        return .unknown
      }
      if let amount = type.constant, amount > 1, Int(exactly: amount) == nil {
        report(Message.numberWhole(label, is: amount, at: value.span))
      }
      return type
    case .whole(let low, let high): return whole(value, label, low, high)
    case .countOr(let word):
      if case .name(word) = value.kind { return .unknown }
      return whole(value, label, 1, Int(Int32.max))
    case .seed: return whole(value, label, 0, Int(UInt32.max))
    case .boolean: return boolean(value, label)
    case .word(let words): return word(value, words, label)
    case .initializer: return initializer(value, label)
    case .units: return whole(value, label, 1, 1_000_000)
    case .text: return string(value, label)
    case .column:
      switch value.kind {
      // The columns of a file without a header go by their places.
      case .name, .number: return .unknown
      default: break
      }
      return string(value, label, wants: "a column name")
    case .columns: return columns(value, label)
    case .array:
      if case .name = value.kind { return .unknown }
      return string(value, label, wants: "the name of an array in the file")
    case .arrays: return arrays(value, label)
    case .words(let known): return words(value, known, label)
    case .file(let endings): return file(value, endings)
    case .example: return example(value, label)
    case .imageSize: return size(value, label)
    case .newName: return newName(value, label)
    case .split:
      guard case .name(let name) = value.kind else { return .unknown }
      return requireSplit(name, at: value.span) ? .split(name) : .unknown
    case .run: return checkRun(value, allowsSeveral: true)
    case .oneRun: return checkRun(value, allowsSeveral: false)
    case .runOrModel: return checkRunOrModel(value)
    case .functionCall: return checkGraph(value)
    case .interval: return interval(value, label)
    case .expression: return requireShowable(value)
    case .condition: return condition(value)
    case .separator: return .unknown
    case .series: return series(value, label)
    case .gradient, .variable: return numbers(value, label)
    // What it depends on is told by the slot behind it.
    case .cost: return .unknown
    case .function: return curve(value, label)
    case .surface: return surface(value, label)
    case .texts: return texts(value, label)
    case .levels: return levels(value, label)
    case .points: return points(value, label)
    case .pair: return pair(value, label)
    case .optimizer: return optimizer(value, label)
    }
  }

  // MARK: - Numbers

  /// A number, above `low` when `isOpen`, else from it on.
  mutating func number(
    _ value: Expression, _ label: String, low: Double? = nil, isOpen: Bool = false
  ) -> ValueType {
    let type = infer(value)
    switch type {
    case .unknown, .parameter: return .unknown
    case .number(let constant):
      guard let constant else { return type }
      if !constant.isFinite {
        report(Message.numberFinite(label, at: value.span))
        return .unknown
      }
      if let low, isOpen ? constant <= low : constant < low {
        report(
          Message.numberRange(
            label, is: constant, low: low, high: nil, isOpen: isOpen, at: value.span))
        return .unknown
      }
      return type
    default:
      var help: String?
      if case .matrix = value.kind, variesOptions { help = "\(label) in \(text(of: value.span))" }
      report(Message.typeMismatch(label, wants: "a number", got: type, help: help, at: value.span))
      return .unknown
    }
  }

  mutating func whole(_ value: Expression, _ label: String, _ low: Int, _ high: Int)
    -> ValueType
  {
    let type = number(value, label)
    guard let constant = type.constant else { return type }
    guard let whole = Int(exactly: constant) else {
      report(Message.numberWhole(label, is: constant, at: value.span))
      return .unknown
    }
    guard (low...high).contains(whole) else {
      report(
        Message.numberRange(
          label, is: constant, low: Double(low),
          high: high >= Int(Int32.max) && whole < low ? nil : Double(high), at: value.span))
      return .unknown
    }
    return type
  }

  private mutating func share(_ value: Expression, _ label: String) -> ValueType {
    let type = number(value, label)
    guard let constant = type.constant else { return type }
    if constant < 0 || constant > 1 {
      report(Message.numberShare(label, is: constant, text(of: value.span), at: value.span))
      return .unknown
    }
    return type
  }

  private mutating func boolean(_ value: Expression, _ label: String) -> ValueType {
    if let word = bareWord(value) {
      let words = ["yes", "no"]
      let nearest =
        ForeignNames.meaning(of: word, among: words).map { Suggestion($0) }
        ?? self.nearest(to: word, among: words + ["true", "false"])
      report(Message.wordUnknown(word, label, words, nearest: nearest, at: value.span))
      return .boolean(nil)
    }
    let type = infer(value)
    switch type {
    case .boolean, .unknown: break
    default: report(Message.typeMismatch(label, wants: "yes or no", got: type, at: value.span))
    }
    return .boolean(nil)
  }

  // MARK: - Expressions

  /// Numbers that a figure shows one after the other.
  private mutating func series(_ value: Expression, _ label: String) -> ValueType {
    if case .name(let name) = value.kind, state.series.contains(name) {
      readNames.insert(name)
      state.unreadSeries[name] = nil
      if state.variables[name] != nil { use(.variable(name)) }
      return .unknown
    }
    return numbers(value, label, wants: "a row, a column or a recorded series", takesNumbers: false)
  }

  mutating func numbers(
    _ value: Expression, _ label: String, wants wanted: String = "a number or a matrix",
    takesNumbers: Bool = true
  ) -> ValueType {
    let type = infer(value)
    switch type {
    case .matrix, .unknown, .parameter: return type
    case .number where takesNumbers: return type
    default:
      report(Message.typeMismatch(label, wants: wanted, got: type, at: value.span))
      return .unknown
    }
  }

  mutating func requireShowable(_ value: Expression) -> ValueType {
    let type = infer(value)
    switch type {
    case .run, .runs, .split, .model:
      report(Message.showOf(text(of: value.span), type, at: value.span))
    default: break
    }
    return type
  }

  private mutating func condition(_ value: Expression) -> ValueType {
    switch value.kind {
    case .binary(.and, let left, let right), .binary(.or, let left, let right):
      _ = condition(left)
      return condition(right)
    case .unary(.not, let operand):
      if case .number = quietly({ $0.infer(operand) }) {
        report(
          Message.typeMismatch(
            "not", wants: "a yes or no", got: .number(nil),
            help: "compare it: not \(text(of: operand.span)) > 0", at: operand.span))
        return .boolean(nil)
      }
      return condition(operand)
    default: break
    }
    if case .binary(let operation, let left, let right) = value.kind, operation.isComparison {
      checkShare(left, right)
      checkShare(right, left)
    }
    let type = infer(value)
    switch type {
    case .boolean, .unknown: break
    // A comparison of matrices holds when it does for every entry.
    case .matrix where value.isComparison: break
    default: report(Message.expectBoolean(text(of: value.span), type, at: value.span))
    }
    return .boolean(nil)
  }

  /// Finds `accuracy(test) > 90`, whose percent sign is missing.
  private mutating func checkShare(_ measure: Expression, _ bound: Expression) {
    guard case .call(let name, _) = measure.kind,
      ["accuracy", "precision", "recall", "f1", "auc"].contains(name.text),
      FunctionTable.entry(named: name.text) != nil, case .number(let number, let text) = bound.kind,
      number > 1, number <= 100, !text.hasSuffix("%")
    else { return }
    report(Message.claimShare(name.text, text, at: bound.span))
  }

  /// The values that an option takes in turn: `[0.1, 0.01]`, `1..10`, a row or column.
  mutating func checkDomain(
    _ domain: Expression, as slot: SlotType, label: String, isSearched: Bool = false
  ) -> ValueType {
    if isSearched, checkDraw(domain, as: slot, label: label) { return .unknown }
    switch domain.kind {
    case .matrix(let rows):
      for row in rows {
        for entry in row { _ = check(entry, as: slot, label: label) }
      }
      return .unknown
    case .range(let first, let last):
      let low = check(first, as: slot, label: label).constant
      let high = check(last, as: slot, label: label).constant
      if let low, let high, low > high {
        report(Message.rangeEmpty(Int(clamping: low), Int(clamping: high), at: domain.span))
      } else if let low, let high, !isSearched, high - low != (high - low).rounded() {
        report(Message.sweepRange(label, from: low, to: high, at: domain.span))
      }
      return .unknown
    case .invalid: return .unknown
    default:
      let type = infer(domain)
      switch type {
      case .unknown, .parameter: break
      case .matrix(let matrix) where !matrix.isSurelyTwoDimensional: break
      default:
        report(Message.domainExpected(label, got: type, text(of: domain.span), at: domain.span))
      }
      return .unknown
    }
  }

  /// How many values a domain has, when that is known.
  func domainCount(_ domain: Expression) -> Int? {
    switch domain.kind {
    case .matrix(let rows): return rows.reduce(0) { $0 + $1.count }
    case .range(let first, let last):
      guard case .number(let low, _) = first.kind, case .number(let high, _) = last.kind else {
        return nil
      }
      return Int.count(from: low, to: high)
    default: return nil
    }
  }
}

extension Int {
  /// How many whole steps a range has, at most 10⁹.
  fileprivate static func clampedSteps(_ length: Double) -> Int {
    length.isNaN || length < 0 ? -1 : Int(Swift.min(length.rounded(.down), 1e9))
  }

  /// The length of the range `low..high`; beyond 10⁹ exactness does not matter.
  static func count(from low: Double, to high: Double) -> Int { clampedSteps(high - low) + 1 }

  /// The whole number nearest to a number, within what an `Int` holds.
  init(clamping value: Double) {
    self = value.isNaN ? 0 : Int(exactly: Swift.min(Swift.max(value.rounded(), -9e15), 9e15)) ?? 0
  }
}
