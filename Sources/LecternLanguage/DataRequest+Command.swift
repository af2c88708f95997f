extension DataRequest {
  /// Reads a `data` statement, the same way for the check and for the run.
  ///
  /// `number` gives the value of an expression, or nil when it is not known yet; such options are
  /// left out.
  package init(of command: CheckedCommand, number: (Expression) -> Double?) {
    self.init(
      source: command.subject ?? "", values: command.values,
      options: command.options.compactMapValues {
        guard case .fixed(let value) = $0 else { return nil }
        return value
      }, number: number)
  }

  init(
    source: String, values: [Expression], options: [String: Expression],
    number: (Expression) -> Double?
  ) {
    var files: [String] = []
    var count: Int?
    for value in values {
      if case .string(let file) = value.kind {
        files.append(file)
      } else {
        count = number(value).flatMap(Int.init(exactly:))
      }
    }
    let form = Verb.data.entry.form(named: source)
    if values.isEmpty { count = form?.values.first?.standard }
    var constants: [String: OptionValue] = [:]
    for (key, value) in options {
      guard let type = form?.option(named: key)?.type else { continue }
      constants[key] = OptionValue(value, as: type, number: number)
    }
    self.init(source: source, files: files, count: count, options: constants)
  }
}

extension OptionValue {
  fileprivate init?(_ value: Expression, as type: SlotType, number: (Expression) -> Double?) {
    switch value.kind {
    case .string(let text): self = .string(text)
    case .size(let sizes): self = .size(sizes)
    case .name(let word) where type == .column || type == .array || type.isWord:
      self = .string(word)
    case .name(let word) where type == .boolean && ["yes", "no", "true", "false"].contains(word):
      self = .boolean(word == "yes" || word == "true")
    case .range(let first, let last):
      guard let low = number(first).flatMap(Int.init(exactly:)),
        let high = number(last).flatMap(Int.init(exactly:))
      else { return nil }
      self = .range(low, high)
    case .matrix(let rows):
      self = .list(
        rows.joined().compactMap { OptionValue($0, as: .column, number: number) })
    default:
      guard let constant = number(value) else { return nil }
      if type == .columns, let place = Int(exactly: constant) {
        self = .range(place, place)
        return
      }
      self = .number(constant)
    }
  }
}

extension SlotType {
  fileprivate var isWord: Bool { if case .word = self { true } else { false } }
}
