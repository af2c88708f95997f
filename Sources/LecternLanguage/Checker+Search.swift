import LecternText

extension ProgramChecker {
  mutating func checkSearch(_ command: MatchedCommand) {
    let training = checkTraining(command, of: "search learns from data")
    let domains = command.domains
    if domains.isEmpty {
      report(Message.searchEmpty(isGrid: command.subject?.text == "grid", at: command.span))
    }
    checkBasis(of: command)
    guard let training else { return }
    checkSize(of: command, training)
    var type = runType(
      of: training.model, count: runCount(of: command, training), name: command.result,
      varies: !training.varying.isEmpty)
    type.searched = (Array(command.options.values) + command.freeOptions)
      .sorted { $0.span.start < $1.span.start }.filter(\.isVaried).map(\.key.text)
    type.varied = type.searched ?? []
    // The name stands for all trials; what follows without a name speaks of the best of them.
    finishTraining(result: command.result, type: .runs(type), last: .run(type), at: command.span)
  }

  /// The best run is chosen on dev or on the split of `validate=`.
  private mutating func checkBasis(of command: MatchedCommand) {
    guard command.options["validate"] == nil, let data = state.data, !data.isUncertain,
      data.splits["dev"] == nil
    else { return }
    report(Message.searchDev(data: data.statement, at: command.span))
  }

  private mutating func checkSize(of command: MatchedCommand, _ training: Training) {
    guard command.subject?.text == "grid" else {
      let trials = command.options["trials"] == nil ? 25 : command.constant("trials")
      let rounds = command.options["refine"] == nil ? 0 : command.constant("refine")
      if let trials, let rounds, trials * (rounds + 1) > 1000 {
        report(Message.sweepSize(Int(clamping: trials * (rounds + 1)), at: command.span))
      }
      return
    }
    let draws = command.domains.compactMap { key, domain -> (String, SearchDomain.Draw)? in
      guard case .drawn(let draw) = SearchDomain(domain) else { return nil }
      return (key, draw)
    }
    if let points = command.options["points"] {
      if draws.isEmpty { report(Message.searchPoints(at: points.key.span)) }
    } else {
      for (key, draw) in draws {
        report(
          Message.domainGrid(
            key, draw, low: draw.low.literal, high: draw.high.literal,
            at: draw.formula.span))
      }
    }
    if let count = runCount(of: command, training), count > 1000 {
      report(Message.sweepSize(count, at: command.span))
    }
  }

  /// How many networks the first round trains.
  private func runCount(of command: MatchedCommand, _ training: Training) -> Int? {
    guard command.subject?.text == "grid" else { return nil }
    let points = command.constant("points").flatMap { Int(exactly: $0) }
    var total = 1
    for (_, domain) in command.domains {
      var count = domainCount(domain)
      if case .drawn = SearchDomain(domain) { count = points }
      guard let count else { return nil }
      let (product, overflow) = total.multipliedReportingOverflow(by: count)
      total = overflow ? Int.max : product
    }
    return total
  }

  // MARK: - Domains

  /// Checks a domain that draws; false for one that lists its values.
  mutating func checkDraw(_ domain: Expression, as slot: SlotType, label: String) -> Bool {
    guard domain.mentionsDraw else { return false }
    domainDraws = []
    let type = infer(domain)
    let draws = domainDraws ?? []
    domainDraws = nil
    if draws.count > 1 {
      report(Message.domainDraws(text(of: draws[0]), at: draws[1]))
      return true
    }
    switch type {
    case .number, .unknown: break
    default:
      report(Message.typeMismatch(label, wants: "a number", got: type, at: domain.span))
      return true
    }
    if slot.isCounted, case .call(let name, let arguments) = domain.kind, name.text != "integers" {
      report(
        Message.domainWhole(
          label, name.text, arguments.map { text(of: $0.value.span) }, at: name.span))
    }
    return true
  }

  /// A call such as `loguniform(0.0001, 1)`: a number, and bounds that must make sense.
  mutating func draw(
    _ function: FunctionEntry, _ name: Name, _ arguments: [Argument], at span: SourceSpan
  ) -> ValueType {
    // Nothing inside the bounds draws.
    let draws = domainDraws
    domainDraws = nil
    defer { domainDraws = (draws ?? []) + [span] }
    guard let bound = bind(arguments, to: function, name: name, at: span) else { return .unknown }
    guard let low = bound.type("low").constant, let high = bound.type("high").constant else {
      return .number(nil)
    }
    guard low.isFinite, high.isFinite else {
      report(Message.numberFinite("a bound of \(name.text)", at: span))
      return .unknown
    }
    if name.text == "loguniform", low <= 0 {
      report(
        Message.domainBounds(
          "loguniform draws above 0, but starts at \(NumberText.short(low))",
          high > 1e-4 ? "loguniform(0.0001, \(NumberText.short(high)))" : "loguniform(0.0001, 1)",
          at: bound.expression("low")?.span ?? span))
      return .unknown
    }
    if !(low < high) {
      report(
        Message.domainBounds(
          "\(name.text) goes from its lower to its upper bound",
          "\(name.text)(\(NumberText.short(high)), \(NumberText.short(low)))", at: span))
      return .unknown
    }
    if name.text == "integers" {
      for bound in [low, high] where Int(exactly: bound) == nil {
        report(Message.numberWhole("a bound of integers", is: bound, at: span))
      }
    }
    return .number(nil)
  }
}

extension MatchedCommand {
  /// The options and names that vary, with what they vary in, as the table orders them.
  var domains: [(key: String, domain: Expression)] {
    (form.options.compactMap { options[$0.key] } + freeOptions).compactMap {
      guard case .varied(let domain) = $0.setting else { return nil }
      return ($0.key.text, domain)
    }
  }
}

extension SlotType {
  /// Whether only whole numbers fit.
  fileprivate var isCounted: Bool {
    switch self {
    case .whole, .countOr, .seed, .units: true
    default: false
    }
  }
}

extension Expression {
  /// The number that is written here.
  fileprivate var literal: Double? {
    if case .number(let number, _) = kind { number } else { nil }
  }

  /// Whether a domain function is called somewhere.
  fileprivate var mentionsDraw: Bool {
    // In a list or a range, `uniform(0, 1, 1, 5)` is a row of numbers.
    if case .matrix = kind { return false }
    if case .range = kind { return false }
    var pending = [self]
    while let next = pending.popLast() {
      if case .call(let name, let arguments) = next.kind,
        FunctionTable.domain(named: name.text) != nil,
        FunctionTable.entry(named: name.text) == nil || arguments.count <= 2
      {
        return true
      }
      pending += next.parts
    }
    return false
  }
}

extension Command.Option {
  fileprivate var isVaried: Bool { if case .varied = setting { true } else { false } }
}
