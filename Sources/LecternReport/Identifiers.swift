import LecternText

/// Hands out the ids of one page: each once, in an order that only the notebook decides.
///
/// No id holds two underscores in a row: drawings use those for the ids inside them.
struct IdentifierRegistry: Sendable {
  private var nextSuffix: [String: Int] = [:]

  /// Returns an id like the wanted text that nobody has yet: `results`, then `results-2`.
  mutating func claim(_ wanted: String, otherwise fallback: String) -> String {
    let slug = Self.slug(wanted)
    let stem = slug.isEmpty ? fallback : slug
    guard nextSuffix[stem] != nil else {
      nextSuffix[stem] = 2
      return stem
    }
    while let suffix = nextSuffix[stem] {
      nextSuffix[stem] = suffix + 1
      let candidate = "\(stem)-\(suffix)"
      if nextSuffix[candidate] == nil {
        nextSuffix[candidate] = 2
        return candidate
      }
    }
    return stem
  }

  /// Lower-case letters, digits and single dashes or underscores, as forges make anchors.
  ///
  /// It goes by scalars: a quotation mark may hide in the same character as a letter.
  static func slug(_ text: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
      {
        slug.append(scalar)
      } else if scalar == "-" || scalar == "_" || properties.isWhitespace {
        let separator: Unicode.Scalar = scalar == "_" ? "_" : "-"
        if let last = slug.last, last != "-", last != "_" { slug.append(separator) }
      }
      if slug.count >= 80 { break }
    }
    while let last = slug.last, last == "-" || last == "_" { slug.removeLast() }
    return String(slug)
  }
}
