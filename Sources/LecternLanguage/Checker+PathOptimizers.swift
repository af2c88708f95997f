import LecternText

/// Optimizers in the options of `plot path`.
extension ProgramChecker {
  /// `gd(0.9)`, `momentum(0.1, mu=0.9)`: an optimizer of `train` with its learning rate.
  mutating func optimizer(_ value: Expression, _ label: String) -> ValueType {
    guard let (name, arguments) = optimizerCall(value, label) else { return .unknown }
    guard let form = StatementTable.pathOptimizer(named: name.text) else {
      let known = StatementTable.pathOptimizers
      report(
        Message.pathOptimizer(
          name.text, known: known, nearest: nearest(to: name.text, among: known), at: name.span))
      for argument in arguments { markNames(of: argument.value) }
      return .unknown
    }
    let options = StatementTable.pathOptions(of: form)
    var given: Set<String> = []
    for (index, argument) in arguments.enumerated() {
      guard let key = argument.label?.text ?? (index == 0 ? "lr" : nil) else {
        report(
          Message.optimizerCall(
            "\(name.text) takes its learning rate first and options by name", form,
            at: argument.value.span))
        return .unknown
      }
      guard let option = options.first(where: { $0.key == key }) else {
        report(
          Message.optimizerCall(
            "\(name.text) has no option `\(key)` here", form,
            nearest: nearest(to: key, among: options.map(\.key)),
            at: argument.label?.span ?? argument.value.span))
        markNames(of: argument.value)
        continue
      }
      guard given.insert(key).inserted else {
        report(Message.optionTwice(key, at: argument.label?.span ?? argument.value.span))
        continue
      }
      let type = key == "lr" ? SlotType.positive : option.type
      _ = check(argument.value, as: type, label: key)
    }
    if !given.contains("lr"), options.contains(where: { $0.key == "lr" && $0.isRequired }) {
      report(
        Message.optimizerCall("\(name.text) needs its learning rate", form, at: value.span))
    }
    for option in options where option.isRequired && option.key != "lr" {
      if !given.contains(option.key) {
        report(
          Message.optimizerCall("\(name.text) needs \(option.key)=", form, at: value.span))
      }
    }
    for group in form.exactlyOneOf
    where group.allSatisfy({ key in options.contains { $0.key == key } }) {
      let count = group.count { given.contains($0) }
      if count == 0 {
        report(
          Message.optimizerCall(
            "\(name.text) needs \(group.map { "\($0)=" }.joined(separator: " or "))", form,
            at: value.span))
      } else if count > 1 {
        report(
          Message.optimizerCall(
            "\(group.map { "\($0)=" }.joined(separator: " and ")) exclude each other", form,
            at: value.span))
      }
    }
    return .unknown
  }

  private mutating func optimizerCall(
    _ value: Expression, _ label: String
  ) -> (Name, [Argument])? {
    switch value.kind {
    case .invalid: return nil
    case .call(let name, let arguments): return (name, arguments)
    case .name(let word): return (Name(word, span: value.span), [])
    case .matrix:
      markNames(of: value)
      report(
        Message.optimizerCall(
          "several optimizers stand behind in", help: "\(label) in \(text(of: value.span))",
          at: value.span))
    default:
      markNames(of: value)
      report(
        Message.optimizerCall(
          "an optimizer goes here, with its learning rate", help: "\(label)=gd(0.1)",
          at: value.span))
    }
    return nil
  }
}

extension StatementTable {
  /// The optimizers that `plot path` knows: those of train but sgd, for there are no examples.
  package static var pathOptimizers: [String] {
    Verb.train.entry.subjects.filter { $0 != "sgd" }
  }

  static func pathOptimizer(named name: String) -> StatementForm? {
    pathOptimizers.contains(name) ? Verb.train.entry.form(named: name) : nil
  }

  /// The options of an optimizer that are its own, and its learning rate first.
  static func pathOptions(of form: StatementForm) -> [OptionEntry] {
    let others = Verb.train.entry.forms
    return form.options.filter { option in
      option.key == "lr" || !others.allSatisfy { $0.option(named: option.key) != nil }
    }
  }

  /// How an optimizer of a path is written: `momentum(0.1, mu=0.9)`.
  static func pathCall(of form: StatementForm) -> String {
    let options = pathOptions(of: form)
    let isGrouped = form.exactlyOneOf.joined()
    let needed = options.filter { $0.isRequired && $0.key != "lr" }.map(\.key)
    let choice = options.map(\.key).filter { isGrouped.contains($0) }.suffix(1)
    let rest = (needed + choice).map { "\($0)=0.9" }
    return "\(form.subject ?? "")(\((["0.1"] + rest).joined(separator: ", ")))"
  }
}
