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
      reportUnknownVerb(command)
      for value in command.values { markNames(of: value) }
      return nil
    }
    let errorsBefore = errorCount
    guard var matched = match(command, verb, span: span) else {
      spoil(verb, command)
      return nil
    }
    fillSlots(&matched)
    checkOptionGroups(matched)
    let isSound = errorCount == errorsBefore
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
    guard errorCount == errorsBefore else { return nil }
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

  private mutating func reportUnknownVerb(_ command: Command) {
    let word = command.verb.text
    var nearest = self.nearest(to: word, among: Verb.allCases.map(\.rawValue))
    // `dense 5 relu` lacks its verb.
    for verb in [Verb.layer, .train, .data, .plot] where verb.entry.subjects.contains(word) {
      nearest = Suggestion("\(verb.rawValue) \(word)", isCertain: true)
      break
    }
    if nearest == nil, let variable = state.variables[word] {
      readNames.insert(word)
      nearest = Suggestion("show \(variable.name.text)")
    }
    report(Message.verbUnknown(word, nearest: nearest, at: command.verb.span))
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
    {
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
    place(values, in: &matched, command)
    place(command.options, in: &matched)
    if let result = command.result, entry.result == .none {
      report(Message.resultUnexpected(verb.rawValue, at: result.span))
    }
    return matched
  }

  private mutating func reportSubject(
    _ value: Expression?, _ entry: StatementEntry, _ command: Command
  ) {
    guard let value else {
      report(Message.subjectMissing(entry, at: command.verb.span))
      return
    }
    var word = text(of: value.span)
    var span = value.span
    if case .call(let name, _) = value.kind {
      word = name.text
      span = name.span
    }
    if case .invalid = value.kind { return }
    report(
      Message.subjectUnknown(
        word, entry, nearest: nearest(to: word, among: entry.subjects), at: span))
  }

  private mutating func place(
    _ values: [Expression], in matched: inout MatchedCommand, _ command: Command
  ) {
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
        report(
          Message.valueExtra(
            text(of: value.span), verb: matched.verb, form: matched.form, at: value.span))
        break
      }
      matched.values[slots[next].name, default: []].append(value)
      if !slots[next].presence.takesSeveral { next += 1 }
    }
    let needed = slots.first {
      ($0.presence.isNeeded || matched.verb == .show) && matched.values[$0.name] == nil
    }
    if let needed {
      report(
        Message.valueMissing(
          needed, verb: matched.verb, form: matched.form,
          at: matched.subject?.span ?? command.verb.span))
    }
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
      guard case .varied(let domain) = option.setting else { continue }
      if !matched.verb.entry.varies {
        report(Message.optionVaried(key, verb: matched.verb, at: option.key.span))
      } else if !entry.mayVary {
        report(Message.optionFixed(key, at: option.key.span))
        markNames(of: domain)
      }
    }
  }

  private mutating func reportAmbiguous(
    _ option: Command.Option, _ keys: [String], _ matched: MatchedCommand
  ) {
    switch option.setting {
    case .fixed(let value), .varied(let value): markNames(of: value)
    }
    report(
      Message.optionAmbiguous(
        option.key.text, keys, matched, value: text(of: option.setting.expression.span),
        at: option.key.span))
  }

  mutating func reportUnknown(_ option: Command.Option, _ matched: MatchedCommand) {
    let key = option.key.text
    let form = matched.form
    let owners = matched.verb.entry.forms.filter { $0.option(named: key) != nil }
    var candidates = form.options.map(\.key)
    if matched.verb.entry.varies { candidates += state.variables.keys }
    markNames(of: option.setting.expression)
    report(
      Message.optionUnknown(
        key, verb: matched.verb, form: form, owners: owners.compactMap(\.subject),
        nearest: nearest(to: key, among: candidates), at: option.key.span))
  }

  private mutating func checkOptionGroups(_ matched: MatchedCommand) {
    let place =
      matched.subject?.span
      ?? SourceSpan(
        matched.span.start, matched.span.start + matched.verb.rawValue.utf8.count)
    for option in matched.form.options where option.isRequired {
      if matched.options[option.key] == nil {
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
      } else if given.isEmpty, matched.values["dropout"] == nil {
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
    case (.example, .name): return isVariable
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
