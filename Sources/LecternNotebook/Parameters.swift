internal import LecternText

/// Why `-P name=value` could not be used.
package struct ParameterError: Error, Equatable, CustomStringConvertible {
  package let description: String
}

extension Notebook {
  /// The notebook with other values for some of its parameters.
  ///
  /// - Throws: `ParameterError` for a name that the front matter does not declare, or a text that does
  ///   not have the type of the default.
  package func applying(
    parameters: [(name: String, text: String)]
  ) throws(ParameterError) -> Notebook {
    var changed = frontMatter
    for (name, text) in parameters {
      guard let index = changed.parameters.firstIndex(where: { $0.name == name }) else {
        throw unknownParameter(name)
      }
      changed.parameters[index].value = try Self.value(
        of: text, for: changed.parameters[index])
    }
    return Notebook(
      source: source, frontMatter: changed, blocks: blocks, pieces: pieces,
      diagnostics: diagnostics)
  }

  private func unknownParameter(_ name: String) -> ParameterError {
    let names = frontMatter.parameters.map(\.name)
    var description = "\(source.name) has no parameter \(name); "
    if let nearest = Suggestion.nearest(to: name, among: names) {
      description += "did you mean \(nearest)?"
    } else if names.isEmpty {
      description += "its front matter declares none under params:"
    } else {
      description += "it has \(names.joined(separator: ", "))"
    }
    return ParameterError(description: description)
  }

  private static func value(
    of text: String, for parameter: FrontMatter.Parameter
  ) throws(ParameterError) -> FrontMatter.Parameter.Value {
    switch parameter.value {
    case .string: return .string(text)
    case .number(let standard):
      if let number = Setting.number(from: text) { return .number(number) }
      throw ParameterError(
        description: "the parameter \(parameter.name) is a number "
          + "(\(NumberText.short(standard)) unless set); \"\(text)\" is not")
    case .boolean(let standard):
      if let flag = ["true": true, "false": false][text.lowercased()] { return .boolean(flag) }
      throw ParameterError(
        description: "the parameter \(parameter.name) is true or false "
          + "(\(standard) unless set); \"\(text)\" is neither")
    }
  }
}
