/// The versions that a report's footer names.
package enum Versions {
  package static let lectern = "0.1.0"

  /// What computed the numbers.
  static var engine: [(name: String, version: String)] {
    [("Lectern", lectern)]
  }
}
