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
    self
  }
}
