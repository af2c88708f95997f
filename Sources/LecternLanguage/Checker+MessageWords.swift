import LecternText

extension FunctionEntry {
  /// How a call is written: `sum(x, [axis=])`.
  package var form: String {
    let parameters = parameters.map { parameter in
      parameter.isRepeated
        ? "\(parameter.name), …"
        : parameter.defaultText == nil ? parameter.name : "[\(parameter.name)=]"
    }
    return "\(name)(\(parameters.joined(separator: ", ")))"
  }
}

extension MatchedCommand {
  /// What each key means, as notes.
  func meanings(of keys: [String]) -> [Diagnostic.Note] {
    keys.compactMap { key in
      form.option(named: key).map { Diagnostic.Note("\(key)= \($0.meaning)") }
    }
  }
}

extension ValueType {
  var isSeveral: Bool { if case .runs = self { true } else { false } }
}
