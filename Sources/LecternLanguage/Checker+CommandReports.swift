import LecternText

/// What is wrong with the verb, the subject or an option of a command, and what was meant.
extension ProgramChecker {
  mutating func reportUnknownVerb(_ command: Command) -> Suggestion? {
    let word = command.verb.text
    var nearest = self.nearest(to: word, among: Verb.allCases.map(\.rawValue))
    // `dense 5 relu` lacks its verb; `fit` is another tool's word for train.
    let isForeign = ForeignNames.meaning(of: word, among: Verb.allCases.map(\.rawValue)) != nil
    for verb in [Verb.layer, .train, .data, .plot]
    where !isForeign && verb.entry.subjects.contains(word) {
      nearest = Suggestion("\(verb.rawValue) \(word)", isCertain: true)
      break
    }
    if nearest == nil, let variable = state.variables[word] {
      readNames.insert(word)
      nearest = Suggestion("show \(variable.name.text)")
    }
    report(Message.verbUnknown(word, nearest: nearest, at: command.verb.span))
    return nearest
  }

  mutating func reportSubject(
    _ value: Expression?, _ entry: StatementEntry, _ command: Command
  ) {
    let options = command.options.filter { $0.key.text != entry.subjectNoun }
      .map { text(of: $0.span) }
    guard let value else {
      let named = command.options.first { $0.key.text == entry.subjectNoun }
        .map { text(of: $0.setting.expression.span).filter { $0 != "\"" } }
      let subject =
        named.flatMap { entry.subjects.contains($0) ? $0 : nil } ?? entry.subjects.first ?? ""
      report(
        Message.subjectMissing(
          entry,
          help: options.isEmpty
            ? nil
            : ([entry.verb.rawValue, subject] + options).joined(separator: " "),
          at: command.verb.span))
      return
    }
    var word = text(of: value.span)
    var span = value.span
    if case .invalid = value.kind { return }
    if entry.verb == .layer, reportLayer(value, word, command) { return }
    if entry.verb == .train, state.models[word] != nil {
      let line = ([entry.verb.rawValue, "gd"] + options).joined(separator: " ")
      report(Message.optimizerIsModel(word, help: line, at: span))
      return
    }
    if entry.verb == .normalize, case .number = value.kind {
      report(Message.subjectUnknown(word, entry, help: "normalize divide \(word)", at: span))
      return
    }
    if case .call(let name, _) = value.kind {
      word = name.text
      span = name.span
    }
    if entry.verb == .plot, let figure = figure(of: word) {
      readNames.insert(word)
      let rest = command.values.map { text(of: $0.span) }
      report(
        Message.subjectUnknown(
          word, entry, help: (["plot", figure] + rest + options).joined(separator: " "), at: span))
      return
    }
    if let call = command.values.first, case .binary = call.kind {
      word = text(of: call.span).filter { !$0.isWhitespace }
    }
    report(
      Message.subjectUnknown(
        word, entry, nearest: nearest(to: word, among: entry.subjects), at: span))
  }

  /// Explains a layer that is written as in other tools: `Dense(4)`, `relu 4`, `4 relu`.
  mutating func reportLayer(
    _ value: Expression, _ word: String, _ command: Command
  ) -> Bool {
    let others = command.values.dropFirst().map { text(of: $0.span) }
    let options = command.options.map { text(of: $0.span) }
    func line(_ words: [String]) -> String {
      (["layer"] + words + options).joined(separator: " ")
    }
    let activations = StatementTable.activations
    switch value.kind {
    case .call(let name, let arguments):
      let kind = name.text.lowercased()
      guard Verb.layer.entry.subjects.contains(kind) else { return false }
      let inside = arguments.map { text(of: $0.value.span).filter { $0 != "\"" } }
      if kind == "dropout", let share = arguments.first?.value {
        report(
          Message.dropoutShare(text(of: share.span), infer(share).constant, at: value.span))
      } else {
        report(Message.layerCall(help: line([kind] + inside + others), at: value.span))
      }
      return true
    case .name where activations.contains(word):
      let units = others.first { Int($0) != nil } ?? "25"
      report(Message.layerIsActivation(word, help: line(["dense", units, word]), at: value.span))
      return true
    case .number where others.allSatisfy(activations.contains):
      report(
        Message.subjectUnknown(
          word, Verb.layer.entry, help: line(["dense", word] + others), at: value.span))
      return true
    default: return false
    }
  }

  /// Reports an option that gives, under a name, the value that is missing: `circles n=20`.
  mutating func reportUnknownOption(
    instead slot: ValueSlot, _ command: Command, _ matched: MatchedCommand
  ) -> Bool {
    let unknown = command.options.filter { matched.form.option(named: $0.key.text) == nil }
    guard let first = unknown.first, !matched.verb.entry.takesAnyKey else { return false }
    let values = unknown.map { text(of: $0.setting.expression.span) }
    let known = command.options.filter { matched.form.option(named: $0.key.text) != nil }
    let words =
      [matched.verb.rawValue, matched.subject?.text].compactMap(\.self) + values
      + known.map { text(of: $0.span) }
    for option in unknown { markNames(of: option.setting.expression) }
    report(
      Message.optionUnknown(
        first.key.text, verb: matched.verb, form: matched.form,
        help: words.joined(separator: " "), at: first.key.span))
    return true
  }

  mutating func reportAmbiguous(
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
    if let help = meaning(of: option, matched) {
      report(
        Message.optionUnknown(key, verb: matched.verb, form: form, help: help, at: option.key.span))
      return
    }
    report(
      Message.optionUnknown(
        key, verb: matched.verb, form: form, owners: owners.compactMap(\.subject),
        nearest: nearest(to: key, among: candidates), at: option.key.span))
  }

  /// What an option is here that other tools have: a statement, an optimizer, a layer's word.
  func meaning(of option: Command.Option, _ matched: MatchedCommand) -> String? {
    let key = option.key.text
    let value = text(of: option.setting.expression.span).filter { $0 != "\"" }
    switch (matched.verb, key) {
    case (.train, "momentum"):
      let rest = matched.options.values.filter { $0.key.text != "momentum" }
        .sorted { $0.span.start < $1.span.start }.map { text(of: $0.span) }
      return "momentum is an optimizer: "
        + (["train momentum mu=\(value)"] + rest).joined(separator: " ")
    case (.train, "decay"): return "a rate that falls is a formula: lr=0.01/(1 + 0.1*epoch)"
    case (.layer, "activation"):
      let units = matched.value("UNITS").map { text(of: $0.span) } ?? "25"
      return "layer dense \(units) \(value)"
    case (.train, _):
      guard let verb = Verb(rawValue: key), verb != .train else { return nil }
      return "a line of its own before train: \(key) \(value)"
    default: return nil
    }
  }
}
