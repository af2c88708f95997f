import LecternText

extension ProgramChecker {
  mutating func checkSet(_ command: MatchedCommand) {
    guard let subject = command.subject else { return }
    if subject.text == "precision", let word = command.word("TYPE"),
      let precision = Precision(rawValue: word)
    {
      if let old = state.precision, old.value != precision {
        report(Message.setTwice("precision", first: old.span, at: command.span))
        return
      }
      state.precision = (precision, command.span)
    }
    if subject.text == "layout", let word = command.word("LAYOUT") {
      if let old = state.layout, old.value.rawValue != word {
        report(Message.setTwice("layout", first: old.span, at: command.span))
      } else if let layout = Layout(rawValue: word) {
        state.layout = (layout, command.span)
      }
    }
    if subject.text == "digits", let digits = command.constant("N").flatMap(Int.init(exactly:)) {
      state.digits = digits
    }
  }

  // MARK: - data

  mutating func checkData(_ command: MatchedCommand, isSound: Bool) {
    let role = command.result?.text ?? "train"
    guard Vocabulary.splits.contains(role) else {
      if let result = command.result {
        report(
          Message.wordUnknown(
            result.text, "as", Vocabulary.splits,
            nearest: nearest(to: result.text, among: Vocabulary.splits), at: result.span))
      }
      spoilData(at: command.span)
      return
    }
    if role != "train" {
      use(.data)
      if state.data == nil {
        report(Message.dataOrder(role, at: command.result?.span ?? command.span))
      }
    }
    define(.data)
    guard isSound, let description = describe(command) else {
      if role == "train" { state.data = nil }
      spoilData(at: command.span)
      state.data?.splits[role] = DataState.Split(examples: nil, statement: command.span)
      return
    }
    let split = DataState.Split(examples: description.known?.examples, statement: command.span)
    if role == "train" || state.data == nil {
      state.data = DataState(
        description: description.known, statement: command.span, splits: [role: split])
      return
    }
    if let first = state.data, let old = first.description, let new = description.known {
      if old.features != new.features {
        report(
          Message.shapeFeatures(
            role, new.features, train: old.features, first: first.statement, at: command.span))
      }
    }
    state.data?.splits[role] = split
  }

  /// What a statement's data look like: nil after a mistake, `known` nil for a file that is missing.
  private mutating func describe(_ command: MatchedCommand) -> (known: DataDescription?, Void)? {
    if command.subject?.text == "values" { return describeValues(command) }
    var constants: [SourceSpan: Double] = [:]
    var expressions: [Expression] = command.form.values.flatMap { command.values[$0.name] ?? [] }
    var options: [String: Expression] = [:]
    for (key, option) in command.options {
      guard case .fixed(let value) = option.setting else { continue }
      options[key] = value
      if case .range(let first, let last) = value.kind { expressions += [first, last] }
      if let constant = command.constant(key) { constants[value.span] = constant }
    }
    for value in expressions {
      if let slot = command.form.values.first(where: { command.value($0.name)?.span == value.span }
      ),
        let constant = command.constant(slot.name)
      {
        constants[value.span] = constant
      } else if case .number(let number, _) = value.kind {
        constants[value.span] = number
      }
    }
    let request = DataRequest(
      source: command.subject?.text ?? "",
      values: command.form.values.flatMap { command.values[$0.name] ?? [] }, options: options
    ) { value in
      if let constant = constants[value.span] { return constant }
      // Columns named by their place.
      if case .number(let number, _) = value.kind { return number }
      return nil
    }
    if command.form.value(named: "N") != nil, request.count == nil { return (nil, ()) }
    let answer: Result<DataDescription, DataIssue>
    if let known = descriptions[request] {
      answer = known
    } else {
      answer = context.catalog.describe(request)
      descriptions[request] = answer
    }
    switch answer {
    case .success(let description): return (description, ())
    case .failure(let issue):
      if issue.isMissingFile { return (nil, ()) }
      let place = command.form.values.first.flatMap { command.value($0.name)?.span }
      report(
        Diagnostic(issue.id, at: place ?? command.span, issue.message, help: issue.help))
      return nil
    }
  }

  /// After a mistake in a data statement nothing about data is known.
  mutating func spoilData(at span: SourceSpan) {
    define(.data)
    if state.data == nil {
      state.data = DataState(description: nil, statement: span, splits: [:])
    }
    state.data?.description = nil
    state.data?.isUncertain = true
  }

  // MARK: - split, normalize

  mutating func checkSplit(_ command: MatchedCommand, isSound: Bool) {
    guard let data = state.data else {
      report(Message.dataMissing("split divides data", at: command.span))
      spoilData(at: command.span)
      return
    }
    use(.data)
    define(.data)
    let parts = Vocabulary.splits.filter { command.options[$0] != nil }
    if parts.isEmpty, isSound {
      report(Message.splitParts(at: command.span))
    }
    if let learner = data.learner {
      let parts = ["dev", "test"].filter { command.options[$0] != nil }
      report(
        Message.orderLate(
          "\(learner) has learned from the examples that come into "
            + (parts.isEmpty ? "test" : parts.joined(separator: " and ")),
          help: "put split before train", at: command.span))
    }
    let total = data.splits["train"]?.examples
    var shares = 0.0
    var count = 0.0
    if let augmentation = data.augmentation {
      report(Message.splitAugmented(first: augmentation, at: command.span))
    }
    for part in parts {
      guard let amount = command.constant(part), amount.isFinite else { continue }
      if amount <= 1 { shares += amount } else { count += amount }
    }
    if shares > 1 + 1e-9, let last = parts.last.flatMap({ command.options[$0] }) {
      report(Message.splitSum("the shares add up to \(NumberText.share(shares))", at: last.span))
    } else if let total, let last = parts.last.flatMap({ command.options[$0] }) {
      checkCounts(parts, count, of: total, command, at: last.span)
    }
    for part in parts where part != "train" {
      if let filled = data.splits[part] {
        report(
          Message.splitFilled(
            part, first: filled.statement, at: command.options[part]?.span ?? command.span))
      }
    }
    var filled = Set(parts).union(["train"])
    if parts == ["train"] { filled.insert("test") }
    for part in filled {
      let amount = command.constant(part)
      let examples = amount.flatMap { $0 > 1 ? Int(exactly: $0) : nil }
      state.data?.splits[part] = DataState.Split(examples: examples, statement: command.span)
    }
  }

  /// Counts must be there; those that add up to a hundred may be meant as percentages.
  private mutating func checkCounts(
    _ parts: [String], _ count: Double, of total: Int, _ command: MatchedCommand,
    at span: SourceSpan
  ) {
    let amounts = parts.map { (name: $0, value: command.constant($0) ?? 0) }
    let arePercent = count == 100 && parts.count > 1 && amounts.allSatisfy { $0.value > 1 }
    let names = amounts.map { "\($0.name)=\(NumberText.short($0.value))" }
    let shares = amounts.map { NumberText.short($0.value) + "%" }
    let question = arePercent ? "; did you mean \(shares.joined(separator: " and "))?" : ""
    let line = "split " + names.map { $0 + "%" }.joined(separator: " ")
    if count > Double(total) {
      report(
        Message.splitSum(
          "\(NumberText.short(count)) examples are asked for, but there are \(total)\(question)",
          help: arePercent ? line : nil, at: span))
    } else if arePercent, total > 100 {
      report(
        Message.splitLeaves(
          "\(names.joined(separator: " and ")) leave \(total - 100) of \(total) examples out"
            + question, help: line, at: span))
    }
  }

  mutating func checkNormalize(_ command: MatchedCommand) {
    guard let data = state.data else {
      report(Message.dataMissing("normalize scales data", at: command.span))
      spoilData(at: command.span)
      return
    }
    use(.data)
    define(.data)
    if let first = data.normalization {
      report(Message.normalizeTwice(first: first, at: command.span))
    }
    state.data?.normalization = command.span
  }

  // MARK: - augment

  mutating func checkAugment(_ command: MatchedCommand) {
    guard let data = state.data else {
      report(Message.dataMissing("augment adds examples", at: command.span))
      spoilData(at: command.span)
      return
    }
    guard requireSplit("train", at: command.span) else { return }
    define(.data)
    let changes = ["rotate", "shift", "noise"].compactMap { command.options[$0] }
    if changes.isEmpty, command.value("FLIP") == nil {
      report(Message.augmentEmpty(at: command.span))
    }
    if let description = data.description, description.imageSize == nil,
      let place = command.value("FLIP")?.span
        ?? (command.options["rotate"] ?? command.options["shift"])?.span
    {
      report(Message.imagesMissing(data: data.statement, at: place))
    }
    state.data?.augmentation = command.span
    guard let train = data.splits["train"] else { return }
    let copies = command.options["copies"] == nil ? 1 : command.constant("copies")
    var examples: Int?
    if let copies = copies.flatMap({ Int(exactly: $0) }), let before = train.examples {
      let (total, overflow) = before.multipliedReportingOverflow(by: copies + 1)
      examples = overflow ? nil : total
    }
    state.data?.splits["train"] = DataState.Split(examples: examples, statement: command.span)
  }
}

extension StatementForm {
  func value(named name: String) -> ValueSlot? { values.first { $0.name == name } }
}
