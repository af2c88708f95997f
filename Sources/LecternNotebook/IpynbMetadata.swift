/// What Jupyter notebooks say about cells beyond their text: words that writer and reader share.
package enum IpynbMetadata {
  /// The key of our own entries in the metadata of notebooks and cells.
  package static let key = "lectern"

  /// The names under which notebooks are in our language.
  package static let languages: Set<String> = ["lectern", "nn"]

  /// Tags that Jupyter Book and nbconvert know, and the cell options that say the same.
  package static let tags = [
    (tag: "hide-input", key: "echo", value: "fold"),
    (tag: "remove-input", key: "echo", value: "false"),
    (tag: "remove-output", key: "output", value: "false"),
    (tag: "remove-cell", key: "include", value: "false"),
    (tag: "raises-exception", key: "error", value: "true"),
  ]

  /// Remembers the Markdown that a cell's text was made from, until somebody edits the text.
  package static func origin(_ source: String, shownAs text: String) -> JSONValue {
    .object(["source": .string(source), "shown": .string(mark(of: text))])
  }

  /// The Markdown that a cell's text was made from, and whether the text is still the one made.
  static func origin(of text: String, _ metadata: JSONValue) -> (source: String, isCurrent: Bool)? {
    guard let entry = metadata[key], let source = entry["source"]?.text else { return nil }
    return (source, entry["shown"]?.text == mark(of: text))
  }

  /// A short mark that changes with the text.
  ///
  /// - Source: G. Fowler, L. C. Noll, K.-P. Vo, the FNV-1a hash of 64 bits.
  private static func mark(of text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
