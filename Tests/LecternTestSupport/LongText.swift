import Testing

/// A text of any length as a test argument; logs name it by its beginning instead of printing it.
package struct LongText: CustomTestStringConvertible, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package var testDescription: String {
    text.count <= 40 ? text : "\(text.prefix(24))… (\(text.count) characters)"
  }
}
