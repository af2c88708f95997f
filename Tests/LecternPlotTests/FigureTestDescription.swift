import LecternPlot
import Testing

// Test logs name a figure by its title instead of printing all its numbers.
extension Figure: CustomTestStringConvertible {
  /// The kind and the title.
  public var testDescription: String { "\(kind) “\(title)”" }
}
