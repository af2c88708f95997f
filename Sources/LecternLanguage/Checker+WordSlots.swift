import LecternText

/// Slots that hold words, texts, names, sizes and limits.
extension ProgramChecker {
  mutating func word(_ value: Expression, _ words: [String], _ label: String) -> ValueType {
    if case .invalid = value.kind { return .unknown }
    if case .name(let word) = value.kind, words.contains(word) { return .unknown }
    let given = text(of: value.span)
    let nearest = self.nearest(to: given, among: words)
    if words == StatementTable.activations {
      report(Message.activationUnknown(given, nearest: nearest, at: value.span))
    } else {
      report(Message.wordUnknown(given, label, words, nearest: nearest, at: value.span))
    }
    return .unknown
  }

  mutating func initializer(_ value: Expression, _ label: String) -> ValueType {
    let entry = Verb.`init`.entry
    var name: Name
    var arguments: [Argument] = []
    switch value.kind {
    case .invalid: return .unknown
    case .name(let word): name = Name(word, span: value.span)
    case .call(let word, let given):
      name = word
      arguments = given
    default: name = Name(text(of: value.span), span: value.span)
    }
    guard let form = entry.form(named: name.text) else {
      report(
        Message.subjectUnknown(
          name.text, entry, nearest: nearest(to: name.text, among: entry.subjects),
          at: name.span))
      return .unknown
    }
    guard arguments.count == form.values.count, arguments.allSatisfy({ $0.label == nil }) else {
      report(Message.initializerArguments(form, at: value.span))
      return .unknown
    }
    for (slot, argument) in zip(form.values, arguments) {
      _ = check(argument.value, as: slot.type, label: "\(slot.name) of \(name.text)")
    }
    return .unknown
  }

  mutating func string(
    _ value: Expression, _ label: String, wants wanted: String = "a text in quotes"
  ) -> ValueType {
    let isMember = if case .member = value.kind { true } else { false }
    if isMember || bareWord(value) != nil {
      let written = "\"\(text(of: value.span))\""
      report(Message.textUnquoted(label, written, at: value.span))
      return .unknown
    }
    let type = infer(value)
    switch type {
    case .string, .unknown: break
    default:
      report(Message.typeMismatch(label, wants: wanted, got: type, at: value.span))
    }
    return type
  }

  mutating func columns(_ value: Expression, _ label: String) -> ValueType {
    switch value.kind {
    case .range(let first, let last):
      let low = whole(first, label, 0, Int(Int32.max)).constant
      let high = whole(last, label, 0, Int(Int32.max)).constant
      if let low, let high, low > high {
        report(Message.rangeEmpty(Int(low), Int(high), at: value.span))
      }
    case .matrix(let rows) where rows.count == 1:
      for entry in rows[0] {
        switch entry.kind {
        case .name, .string, .invalid: break
        case .number: _ = whole(entry, label, 0, Int(Int32.max))
        default:
          report(
            Message.typeMismatch(
              label, wants: "column names", got: infer(entry), at: entry.span))
        }
      }
    case .invalid: break
    case .number: _ = whole(value, label, 0, Int(Int32.max))
    case .name(let name) where variable(named: name) == nil:
      report(Message.columnsList(label, name, at: value.span))
    default:
      report(
        Message.typeMismatch(
          label, wants: "columns as 0..399 or [height, weight]", got: infer(value), at: value.span))
    }
    return .unknown
  }

  /// `[Theta1, "group/Theta2"]`, or one name.
  mutating func arrays(_ value: Expression, _ label: String) -> ValueType {
    switch value.kind {
    case .name, .string, .invalid: break
    case .matrix(let rows) where rows.count == 1:
      for entry in rows[0] {
        switch entry.kind {
        case .name, .string, .invalid: break
        default:
          report(
            Message.typeMismatch(label, wants: "array names", got: infer(entry), at: entry.span))
        }
      }
    default:
      report(
        Message.typeMismatch(
          label, wants: "names of arrays as [W1, W2]", got: infer(value), at: value.span))
    }
    return .unknown
  }

  /// One of the words, or a list of them.
  mutating func words(_ value: Expression, _ known: [String], _ label: String)
    -> ValueType
  {
    guard case .matrix(let rows) = value.kind else { return word(value, known, label) }
    var seen: Set<String> = []
    for entry in rows.joined() {
      _ = word(entry, known, label)
      if case .name(let name) = entry.kind, !seen.insert(name).inserted {
        report(Message.optionTwice(name, at: entry.span))
      }
    }
    return .unknown
  }

  /// A column of features, or a picture in a file.
  mutating func example(_ value: Expression, _ label: String) -> ValueType {
    let type = infer(value)
    switch type {
    case .unknown, .parameter, .string, .matrix, .number: break
    default:
      report(
        Message.typeMismatch(
          label, wants: "a column of features or a file in quotes", got: type, at: value.span))
    }
    return type
  }

  mutating func size(_ value: Expression, _ label: String) -> ValueType {
    switch value.kind {
    case .size(let sizes) where sizes.count == 2 || sizes.count == 3:
      if !sizes.allSatisfy({ (1...65_536).contains($0) }) {
        report(
          Message.numberRange(
            label, is: Double(sizes.min() ?? 0), low: 1, high: 65_536, at: value.span))
      }
    case .invalid: break
    default:
      report(
        Message.typeMismatch(label, wants: "a size as 20x20", got: infer(value), at: value.span))
    }
    return .unknown
  }

  mutating func newName(_ value: Expression, _ label: String) -> ValueType {
    switch value.kind {
    case .name(let name):
      if let role = Vocabulary.roleForRuns(of: name) {
        report(Message.nameReserved(name, role: role, at: value.span))
      }
    case .invalid: break
    default: report(Message.typeMismatch(label, wants: "a name", got: infer(value), at: value.span))
    }
    return .unknown
  }

  mutating func interval(_ value: Expression, _ label: String) -> ValueType {
    guard case .matrix(let rows) = value.kind, rows.count == 1, rows[0].count == 2 else {
      let type = infer(value)
      if !type.isUnknown {
        report(
          Message.typeMismatch(label, wants: "two limits as [0, 1]", got: type, at: value.span))
      }
      return .unknown
    }
    let low = number(rows[0][0], label).constant
    let high = number(rows[0][1], label).constant
    if let low, let high, low >= high {
      report(Message.intervalEmpty(label, low, high, at: value.span))
    }
    return .unknown
  }
}
