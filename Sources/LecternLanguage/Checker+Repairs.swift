import LecternText

/// Repairs that follow from what the table wants in a slot or an option.
extension ProgramChecker {
  /// How a value is written rightly, and what to do with a word that stands for no value; nil where
  /// it may well be a name of the author's.
  struct SlotRepair {
    let text: String
    let ofWord: String?
  }

  /// Gives what `body` reports of a value without a repair that of its slot.
  mutating func repairing<Result>(
    _ value: Expression, by repair: SlotRepair?, _ body: (inout ProgramChecker) -> Result
  ) -> Result {
    let known = reports[current].count
    let result = body(&self)
    guard let repair else { return result }
    for index in reports[current].indices.dropFirst(known) {
      let diagnostic = reports[current][index]
      guard diagnostic.help == nil, diagnostic.severity == .error,
        let id = MistakeID(rawValue: diagnostic.id), id.isOfSlot,
        // Within an expression it is a matter of its own.
        value.isOrHas(diagnostic.span) || id == .optimizerUnknown,
        id != .nameUnknown || diagnostic.span == value.span,
        let help = id == .nameUnknown ? repair.ofWord : repair.text
      else { continue }
      reports[current][index] = Diagnostic(
        diagnostic.id, diagnostic.severity, at: diagnostic.span, diagnostic.message,
        notes: diagnostic.notes, help: help, fix: diagnostic.fix)
    }
    return result
  }

  /// The statement as its example has it; where any value may stand, there is nothing to repair.
  func repair(for slot: ValueSlot, in command: MatchedCommand) -> SlotRepair? {
    if [.expression, .condition].contains(slot.type) { return nil }
    return command.form.exampleLine(of: command.verb).map {
      SlotRepair(text: $0, ofWord: slot.type.sample == nil ? nil : $0)
    }
  }

  /// The option with a value of its kind: `range=[0, 1]`.
  func repair(for option: OptionEntry, in command: MatchedCommand) -> SlotRepair? {
    let sample = command.verb.entry.sample(of: option.key, in: command.form)
    if sample.hasSuffix("…") { return nil }
    return SlotRepair(
      text: sample,
      ofWord: option.defaultText == nil ? sample : "\(sample), or leave \(option.key)= out")
  }

  /// A name that stands for nothing and is like no other, where a word or a text may be meant.
  mutating func bareWord(_ value: Expression) -> String? {
    guard case .name(let word) = value.kind, formulaNames[word] == nil,
      variable(named: word) == nil, state.runs[word] == nil, state.models[word] == nil,
      !state.silencedNames.contains(word), Vocabulary.role(of: word) == nil,
      line(naming: word, below: value.span) == nil
    else { return nil }
    return nearest(to: word, among: state.variables.keys) == nil ? word : nil
  }

  /// Names of runs, splits, functions or series, each once.
  mutating func requireDistinct(_ values: [Expression]) {
    var seen: Set<String> = []
    for value in values {
      guard case .name(let name) = value.kind, !seen.insert(name).inserted else { continue }
      report(Message.valueTwice(name, at: value.span))
    }
  }

  /// The figure that shows a function of a number or of two.
  func figure(of name: String) -> String? {
    guard case .function(let definition)? = variable(named: name)?.type else {
      return FunctionTable.entry(named: name).flatMap {
        FunctionTable.curves.contains($0.name) ? "function" : nil
      }
    }
    return switch definition.parameters.count {
    case 1: "function"
    case 2: "contour"
    default: nil
    }
  }
}

extension Expression {
  /// Whether a span is that of the expression, or of an entry of the list that it is.
  fileprivate func isOrHas(_ other: SourceSpan?) -> Bool {
    if span == other { return true }
    guard case .matrix(let rows) = kind else { return false }
    return rows.joined().contains { $0.span == other }
  }
}

extension MistakeID {
  /// Whether it says that a value is not what its slot wants.
  fileprivate var isOfSlot: Bool {
    switch self {
    case .typeMismatch, .wordUnknown, .nameUnknown, .optimizerUnknown, .numberWhole, .matrixEntry:
      true
    default: false
    }
  }
}

extension SlotType {
  /// A value of this kind; nil where there is none that would suit many statements.
  var sample: String? {
    switch self {
    case .number, .nonNegative, .positive, .rate: "0.1"
    case .share, .shareOrCount: "0.9"
    case .whole(let low, let high): "\(min(max(10, low), high))"
    case .countOr, .levels: "10"
    case .seed: "1"
    case .boolean: "yes"
    case .word(let words), .words(let words): words.first
    case .initializer: "he"
    case .units: "25"
    case .text: "\"…\""
    case .texts: "[\"a\", \"b\"]"
    case .imageSize: "20x20"
    case .interval: "[0, 1]"
    case .points: "[1, 2; 1, 2]"
    case .pair: "[1; 2]"
    case .optimizer: "gd(0.1)"
    case .columns: "[height, weight]"
    case .array: "X"
    case .arrays: "[W1, W2]"
    case .gradient: "[1, 2, 3]"
    case .column, .file, .example, .newName, .split, .run, .oneRun, .runOrModel, .functionCall,
      .expression, .condition, .separator, .series, .cost, .variable, .function, .surface:
      nil
    }
  }
}
