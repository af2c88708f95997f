package import LecternText

/// A mistake that only the values show: an index out of range, a shape the headers did not tell.
package struct FormulaError: Error, Sendable, Equatable {
  package let span: SourceSpan
  package let message: String
  package let help: String?

  package init(_ message: String, at span: SourceSpan, help: String? = nil) {
    self.span = span
    self.message = message
    self.help = help
  }
}
