import LecternText

/// A command whose words, values and options have found their places in the table.
struct MatchedCommand {
  let verb: Verb
  let form: StatementForm
  /// The word that chose the form.
  let subject: Name?
  /// By slot name, in order.
  var values: [String: [Expression]] = [:]
  var options: [String: Command.Option] = [:]
  /// Options whose keys are not in the table: columns, names that vary.
  var freeOptions: [Command.Option] = []
  let result: Name?
  let span: SourceSpan
  /// What the slots held, by slot name or key.
  var types: [String: ValueType] = [:]

  func constant(_ key: String) -> Double? { types[key]?.constant }
  func value(_ slot: String) -> Expression? { values[slot]?.first }

  /// The expression of an option that has one value.
  func fixed(_ key: String) -> Expression? {
    guard case .fixed(let value)? = options[key]?.setting else { return nil }
    return value
  }

  /// The word in a slot or an option.
  func word(_ key: String) -> String? {
    guard let value = value(key) ?? fixed(key), case .name(let word) = value.kind else {
      return nil
    }
    return word
  }
}

extension ProgramChecker {
  mutating func check(_ command: Command, span: SourceSpan) -> CheckedCommand? {
    guard let verb = Verb(rawValue: command.verb.text) else {
      let nearest = reportUnknownVerb(command)
      for value in command.values { markNames(of: value) }
      if let meant = nearest.flatMap({ Verb(rawValue: $0.name) }) {
        assume(
          Command(
            verb: Name(meant.rawValue, span: command.verb.span), values: command.values,
            options: command.options, result: command.result), span: span)
      }
      return nil
    }
    let errorsBefore = errorCount
    guard var matched = match(command, verb, span: span) else {
      spoil(verb, command)
      return nil
    }
    let isPlaced =
      errorCount == errorsBefore
      && (verb == .table || matched.freeOptions.allSatisfy { state.variables[$0.key.text] != nil })
    fillSlots(&matched)
    checkOptionGroups(matched, isPlaced: isPlaced)
    // What the parser could not read is a mistake that it has told already.
    let hasHole = command.values.contains { $0.kind == .invalid }
    let isSound = errorCount == errorsBefore && !hasHole
    switch verb {
    case .seed: define(.randomStream)
    case .set: checkSet(matched)
    case .data: checkData(matched, isSound: isSound)
    case .split: checkSplit(matched, isSound: isSound)
    case .normalize: checkNormalize(matched)
    case .augment: checkAugment(matched)
    case .model: checkModel(matched)
    case .layer: checkLayer(matched, isSound: isSound)
    case .`init`, .loss, .regularize: checkModelSetting(matched)
    case .train: checkTrain(matched)
    case .search: checkSearch(matched)
    case .check: checkCheck(matched, isSound: isSound)
    case .evaluate, .compare, .plot, .show: checkReport(matched)
    case .predict: checkPredict(matched)
    case .table: checkTable(matched)
    case .expect: break
    case .save: checkSave(matched)
    case .load: checkLoad(matched)
    }
    guard errorCount == errorsBefore, !hasHole else { return nil }
    return CheckedCommand(
      verb: verb, subject: matched.form.subject,
      values: matched.subject == nil ? command.values : Array(command.values.dropFirst()),
      slots: matched.values,
      options: Dictionary(
        command.options.map { ($0.key.text, $0.setting) }, uniquingKeysWith: { first, _ in first }),
      optionOrder: command.options.map(\.key.text), result: command.result, span: span,
      text: source.text(in: span))
  }

  /// Keeps one mistake from making more: what the statement would have made is unknown.
  private mutating func spoil(_ verb: Verb, _ command: Command) {
    for value in command.values { markNames(of: value) }
    for option in command.options {
      switch option.setting {
      case .fixed(let value), .varied(let value): markNames(of: value)
      }
    }
    switch verb {
    case .data, .split, .augment: spoilData(at: command.verb.span)
    case .layer: spoilModel()
    case .model: spoilCurrentModel(command.verb.span)
    case .train, .search, .load:
      finishTraining(result: command.result, type: .unknown, at: command.verb.span)
    default: break
    }
  }

  /// Makes what the statement would make that the author most likely meant.
  private mutating func assume(_ command: Command, span: SourceSpan) {
    let (before, count) = (reports, errorCount)
    _ = check(command, span: span)
    (reports, errorCount) = (before, count)
  }

  // MARK: - Subject, values, options

  private mutating func match(_ command: Command, _ verb: Verb, span: SourceSpan)
    -> MatchedCommand?
  {
    let entry = verb.entry
    var values = command.values
    var form = entry.form(named: nil)
    var subject: Name?
    if let own = entry.ownSubject, let first = values.first, isOwnSeries(first, of: entry, values) {
      form = entry.form(named: own)
    } else if let first = values.first, case .name(let word) = first.kind,
      let named = entry.form(named: word, hasValues: values.count > 1),
      verb != .show || values.count == 1
        || (!named.values.isEmpty && variable(named: word) == nil)
    {
      // A word that could not be a name was meant as one.
      if verb == .show || verb == .plot, state.silencedNames.contains(word) { return nil }
      form = named
      subject = Name(word, span: first.span)
      values.removeFirst()
    }
    guard var form else {
      reportSubject(values.first, entry, command)
      return nil
    }
    if let source = form.optionSource {
      form = form.completed(by: command.word(source.key))
    }
    var matched = MatchedCommand(
      verb: verb, form: form, subject: subject, result: command.result, span: span)
    let errorsBefore = errorCount
    place(values, in: &matched, command)
    place(
      errorCount == errorsBefore
        ? command.options : command.options.filter { form.option(named: $0.key.text) != nil },
      in: &matched)
    if let result = command.result, entry.result == .none {
      report(Message.resultUnexpected(verb.rawValue, at: result.span))
    }
    return matched
  }

  private mutating func place(
    _ values: [Expression], in matched: inout MatchedCommand, _ command: Command
  ) {
    if matched.verb == .layer, matched.subject?.text == "dense",
      case .name(let word)? = values.first?.kind, state.variables[word] == nil,
      StatementTable.activations.contains(word), let place = values.first
    {
      let units = values.dropFirst().map { text(of: $0.span) }.first { Int($0) != nil } ?? "25"
      report(
        Message.unitsMissing(
          before: word,
          help: (["layer dense", units, word] + command.options.map { text(of: $0.span) })
            .joined(separator: " "), at: place.span))
      matched.values["UNITS"] = [Expression(.invalid, span: place.span)]
      return
    }
    let slots = matched.form.values
    var next = 0
    if matched.subject?.text == "dropout", let share = values.first {
      report(Message.dropoutShare(text(of: share.span), infer(share).constant, at: share.span))
      matched.values["dropout"] = [share]
      return
    }
    for value in values {
      if let separator = slots[next...].firstIndex(where: { $0.isSeparator(value) }) {
        next = separator
      }
      while next < slots.count, !accepts(value, in: slots[next], of: matched.form) { next += 1 }
      guard next < slots.count else {
        if case .invalid = value.kind { break }
        let isAfterMistake = values.contains { other in
          guard case .name(let word) = other.kind, other != value else { return false }
          return ForeignNames.meaning(of: word, among: Vocabulary.splits) != nil
        }
        if isAfterMistake { break }
        report(
          Message.valueExtra(
            text(of: value.span), verb: matched.verb, form: matched.form,
            help: namedValues(from: value, among: values, matched, command), at: value.span))
        break
      }
      matched.values[slots[next].name, default: []].append(value)
      if !slots[next].presence.takesSeveral { next += 1 }
    }
    let needed = slots.first {
      ($0.presence.isNeeded || matched.verb == .show && matched.subject == nil)
        && matched.values[$0.name] == nil
    }
    if let needed, !values.contains(where: { $0.kind == .invalid }),
      !reportUnknownOption(instead: needed, command, matched)
    {
      report(
        Message.valueMissing(
          needed, verb: matched.verb, form: matched.form,
          at: matched.subject?.span ?? command.verb.span))
    }
  }

  /// The line as it is meant, when values stand where options do: `lr 0.01`, `split 80% 20%`.
  private func namedValues(
    from value: Expression, among values: [Expression], _ matched: MatchedCommand,
    _ command: Command
  ) -> String? {
    guard let first = values.firstIndex(of: value) else { return nil }
    let rest = values[first...].map { text(of: $0.span) }
    let head = [matched.verb.rawValue, matched.subject?.text].compactMap(\.self)
    var pairs: [String] = []
    if matched.form.option(named: rest[0]) != nil {
      guard rest.count.isMultiple(of: 2) else { return nil }
      for index in stride(from: 0, to: rest.count, by: 2) {
        guard matched.form.option(named: rest[index]) != nil else { return nil }
        pairs.append("\(rest[index])=\(rest[index + 1])")
      }
      return "options are written with =: \((head + pairs).joined(separator: " "))"
    }
    guard matched.verb == .split, first == 0, (2...3).contains(rest.count) else { return nil }
    let names = rest.count == 2 ? ["train", "test"] : ["train", "dev", "test"]
    pairs = zip(names, rest).map { "\($0)=\($1)" }
    return "options have names: \((head + pairs).joined(separator: " "))"
  }

  private mutating func place(_ options: [Command.Option], in matched: inout MatchedCommand) {
    for option in options {
      let key = option.key.text
      if matched.options[key] != nil
        || matched.freeOptions.contains(where: { $0.key.text == key })
      {
        report(Message.optionTwice(key, at: option.key.span))
        continue
      }
      guard let entry = matched.form.option(named: key) else {
        if let meant = matched.form.ambiguous[key] {
          reportAmbiguous(option, meant, matched)
        } else if matched.verb.entry.takesAnyKey {
          matched.freeOptions.append(option)
        } else {
          reportUnknown(option, matched)
        }
        continue
      }
      matched.options[key] = option
      guard case .varied(let domain) = option.setting, !entry.takesSeveral else { continue }
      if !matched.verb.entry.varies {
        report(Message.optionVaried(key, verb: matched.verb, at: option.key.span))
      } else if !entry.mayVary {
        report(Message.optionFixed(key, at: option.key.span))
        markNames(of: domain)
      }
    }
  }

  /// What is missing is only told when every word of the statement has found its place.
  private mutating func checkOptionGroups(_ matched: MatchedCommand, isPlaced: Bool) {
    let place =
      matched.subject?.span
      ?? SourceSpan(
        matched.span.start, matched.span.start + matched.verb.rawValue.utf8.count)
    for option in matched.form.options where option.isRequired {
      if matched.options[option.key] == nil, isPlaced {
        report(Message.optionMissing([option.key], matched, at: place))
      }
    }
    for option in matched.form.options {
      guard let needed = option.needs, let given = matched.options[option.key],
        matched.options[needed] == nil, !hasStandard(for: needed, matched)
      else { continue }
      report(Message.optionNeeds(option.key, needed, matched, at: given.key.span))
    }
    for group in matched.form.atMostOneOf {
      let given = group.filter { matched.options[$0] != nil }
      if given.count > 1, let second = given.last.flatMap({ matched.options[$0] }) {
        report(Message.optionConflict(given, matched, at: second.key.span))
      }
    }
    for group in matched.form.exactlyOneOf {
      let given = group.filter { matched.options[$0] != nil }
      if given.count > 1, let second = given.last.flatMap({ matched.options[$0] }) {
        report(Message.optionConflict(given, matched, at: second.key.span))
      } else if given.isEmpty, matched.values["dropout"] == nil, isPlaced {
        report(Message.optionMissing(group, matched, at: place))
      }
    }
  }
}

extension ProgramChecker {
  /// A search validates on dev when nothing else is said.
  private func hasStandard(for key: String, _ matched: MatchedCommand) -> Bool {
    matched.verb == .search && key == "validate"
  }

  /// True when a value may belong in a slot, judged by its looks; a required slot takes what comes.
  private func accepts(_ value: Expression, in slot: ValueSlot, of form: StatementForm) -> Bool {
    if case .separator = slot.type { return slot.isSeparator(value) }
    if slot.presence.isNeeded { return true }
    var isSplit = false
    var isVariable = false
    if case .name(let name) = value.kind {
      isSplit = Vocabulary.splits.contains(name)
      isVariable = state.variables[name] != nil
    }
    switch (slot.type, value.kind) {
    case (.split, _): return isSplit
    case (.text, .string): return true
    case (.text, _): return false
    case (.whole, .number(let number, _)):
      // A fraction is no index, but may be the only feature of an example.
      return Int(exactly: number) != nil || !form.values.contains { $0.type == .example }
    case (.whole, .unary), (.whole, .binary): return true
    case (.whole, .name(let name)): return state.variables[name]?.type.isNumber ?? false
    case (.whole, _): return false
    case (.example, .index), (.example, .call): return !isOfRuns(value)
    case (.example, .name(let name)):
      switch state.variables[name]?.type {
      case .run, .runs: return false
      default: return isVariable
      }
    case (.run, .string), (.oneRun, .string), (.run, .matrix), (.oneRun, .matrix): return false
    case (.run, _), (.oneRun, _): return !isSplit
    default: return true
    }
  }

  /// Whether a first value is a series of the author rather than the word for a figure: an
  /// expression, or a name, which also comes before a figure's word when nothing follows.
  private func isOwnSeries(
    _ value: Expression, of entry: StatementEntry, _ values: [Expression]
  ) -> Bool {
    guard case .name(let name) = value.kind else {
      return !isOfRuns(value)
    }
    guard state.series.contains(name) || state.variables[name] != nil else { return false }
    if case .function = state.variables[name]?.type { return false }
    return values.count == 1 || !entry.subjects.contains(name)
  }

  /// Whether a value speaks of runs: `rates[0]`, `best(rates)`.
  private func isOfRuns(_ value: Expression) -> Bool {
    switch value.kind {
    case .index(let base, _): isOfRuns(base)
    case .name(let name): state.variables[name] == nil && state.runs[name] != nil
    case .call(let name, _): FunctionTable.entry(named: name.text)?.rule == .bestRun
    default: false
    }
  }
}

extension ValueSlot {
  fileprivate func isSeparator(_ value: Expression) -> Bool {
    guard case .separator(let word) = type, case .name(word) = value.kind else { return false }
    return true
  }
}

extension Command {
  /// The word of an option that has one value.
  fileprivate func word(_ key: String) -> String? {
    guard case .fixed(let value)? = options.first(where: { $0.key.text == key })?.setting,
      case .name(let word) = value.kind
    else { return nil }
    return word
  }
}

extension Command.Option.Setting {
  var expression: Expression {
    switch self {
    case .fixed(let value), .varied(let value): value
    }
  }
}
