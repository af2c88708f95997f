/// Straight quotes as a printer sets them, in the manner of a language.
struct Typography: Sendable {
  /// What opens and closes a quotation, and one inside of it.
  private let double: (open: String, close: String)
  private let single: (open: String, close: String)

  /// - Parameter lang: A tag such as `en` or `de-AT`; languages that are not known quote as English does.
  init(lang: String) {
    let tag = lang.lowercased()
    let base = tag.split(separator: "-").first.map(String.init) ?? tag
    switch base {
    case "de" where tag != "de-ch", "cs", "sk", "sl", "is":
      (double, single) = (("„", "“"), ("‚", "‘"))
    case "fr": (double, single) = (("«\u{202F}", "\u{202F}»"), ("“", "”"))
    case "de", "it", "es", "ru", "uk", "el", "no", "nb", "nn":
      (double, single) = (("«", "»"), ("“", "”"))
    case "pl", "ro", "hu": (double, single) = (("„", "”"), ("‚", "’"))
    case "sv", "fi": (double, single) = (("”", "”"), ("’", "’"))
    default: (double, single) = (("“", "”"), ("‘", "’"))
    }
  }

  /// The text with the quotes of the language.
  ///
  /// A quote opens where no word or mark of punctuation touches it from before; `previous` is what stands
  /// before the text. An apostrophe is one wherever a letter or a digit follows or goes before.
  func quoted(_ text: String, after previous: Character? = nil) -> String {
    guard text.contains(where: { $0 == "\"" || $0 == "'" }) else { return text }
    var result = ""
    var before = previous
    // How many single quotes are open: else what closes one is an apostrophe.
    var openCount = 0
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      defer { before = character }
      let opens =
        before.map { $0.isWhitespace || Self.openers.contains($0) } ?? true
      switch character {
      case "\"": result += opens ? double.open : double.close
      case "'":
        let next = index + 1 < characters.count ? characters[index + 1] : nil
        // A year without its century is shortened, not quoted.
        if opens, next?.isNumber != true {
          result += single.open
          openCount += 1
        } else if openCount > 0, next?.isLetter != true {
          result += single.close
          openCount -= 1
        } else {
          result += "’"
        }
      default: result.append(character)
      }
    }
    return result
  }

  private static let openers: Set<Character> = [
    "(", "[", "{", "-", "–", "—", "/", "“", "„", "«", "‘", "\"", "'",
  ]
}
