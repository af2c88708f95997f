internal import LecternText

extension Setting {
  /// The text of a scalar of any style; nil for lists and mappings.
  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// True for `key:` with nothing behind it, and for YAML's `null` and `~`.
  var isAbsent: Bool {
    if case .scalar(let text, isPlain: true) = content {
      ["", "~", "null"].contains(text)
    } else {
      false
    }
  }

  var boolean: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  /// A finite number as the notebook language writes it: `0.1`, `1e-7`, `5_000`, `80%`.
  var number: Double? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return Self.number(from: text)
  }

  static func number(from text: String) -> Double? {
    var digits = text.filter { $0 != "_" }
    let isShare = digits.last == "%"
    if isShare { digits.removeLast() }
    // Only decimal notation: `Double` would take `nan`, `inf` and `0x1p3` too.
    let allowed: (Character) -> Bool = { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    guard digits.contains(where: \.isNumber), digits.allSatisfy(allowed), text.first != "_",
      let value = Double(digits), value.isFinite
    else { return nil }
    return isShare ? value / 100 : value
  }

  /// The words of a plain scalar between its commas, each with its place.
  func parts(of text: String) -> [Setting] {
    // Where lines were folded, the text is not what stands in the file.
    let isVerbatim = text.utf8.count == span.end - span.start
    var start = 0
    return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = part.drop { $0.isWhitespace }
      let begin = span.start + start + part.utf8.count - word.utf8.count
      let trimmed = String(word.reversed().drop { $0.isWhitespace }.reversed())
      start += part.utf8.count + 1
      return Setting(
        content: .scalar(trimmed, isPlain: true),
        span: isVerbatim ? SourceSpan(begin, begin + trimmed.utf8.count) : span)
    }
  }

  /// What the author wrote, for "toc must be true or false, not …".
  var described: String {
    switch content {
    case .list: return "a list"
    case .mapping: return "a group of keys"
    case .scalar(let text, let isPlain):
      if isAbsent { return "empty" }
      if !isPlain { return "the text \"\(Self.shortened(text))\"" }
      return Self.shortened(text)
    }
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    return line.count > 40 || line.count < text.count ? "\(line.prefix(40))…" : String(line)
  }
}

/// Takes settings one by one out of a mapping and collects what is wrong with them.
struct SettingChecker {
  private(set) var diagnostics: [Diagnostic] = []

  /// `front-matter` or `option`: the first part of every id.
  let idPrefix: String

  init(idPrefix: String) {
    self.idPrefix = idPrefix
  }

  mutating func text(_ entry: Setting.Entry) -> String? {
    if let text = entry.value.text { return entry.value.isAbsent ? nil : text }
    return wrongType(entry, "a text", help: "\(entry.key): some words")
  }

  mutating func boolean(_ entry: Setting.Entry) -> Bool? {
    entry.value.boolean ?? wrongType(entry, "true or false", help: "\(entry.key): true")
  }

  /// A number in a range; `expected` names it: "a positive number".
  mutating func number(
    _ entry: Setting.Entry, _ expected: String, help: String, where isValid: (Double) -> Bool
  ) -> Double? {
    if let number = entry.value.number, isValid(number) { return number }
    return wrongType(entry, expected, help: help)
  }

  mutating func authors(_ entry: Setting.Entry) -> [String] {
    if case .list(let items) = entry.value.content {
      let names = items.compactMap { $0.isAbsent ? nil : $0.text }
      if names.count == items.count { return names }
    } else if entry.value.text != nil {
      return text(entry).map { [$0] } ?? []
    }
    return wrongType(
      entry, "a name or a list of names", help: "author: [Ada Lovelace, Alan Turing]") ?? []
  }

  /// Names of files: a list, or words between commas; a name in quotes may hold a comma.
  mutating func files(_ entry: Setting.Entry) -> [FileName] {
    let items: [Setting] =
      switch entry.value.content {
      case .list(let items): items
      case .scalar(let text, isPlain: true): entry.value.parts(of: text)
      default: [entry.value]
      }
    var names: [FileName] = []
    for item in items {
      guard let text = item.text, !text.isEmpty, !item.isAbsent, item.boolean == nil else {
        return wrongType(
          entry, "the name of a file, or several between commas",
          help: "\(entry.key): train.h5, test.h5") ?? []
      }
      if names.contains(where: { $0.text == text }) {
        report(
          "value", at: item.span, "\(entry.key) names \(text) twice", help: "delete one of them")
      } else {
        names.append(FileName(text, span: item.span))
      }
    }
    return names
  }

  mutating func language(_ entry: Setting.Entry) -> String? {
    if let tag = entry.value.text, Self.isLanguageTag(tag) { return tag }
    return wrongType(entry, "a language tag", help: "lang: en   or   lang: de-AT")
  }

  /// - Source: RFC 5646, section 2.1, the shape of its subtags only.
  private static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.count),
      first.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }

  mutating func wrongType<Value>(
    _ entry: Setting.Entry, _ expected: String, help: String?
  ) -> Value? {
    report(
      "value", at: entry.value.span.isEmpty ? entry.keySpan : entry.value.span,
      "\(entry.key) must be \(expected), not \(entry.value.described)", help: help)
    return nil
  }

  mutating func unknownKey(_ entry: Setting.Entry, _ subject: String, known: [SettingEntry]) {
    let known = known.map(\.key)
    let nearest = Suggestion.nearest(to: entry.key, among: known)
    var fix: Diagnostic.Fix?
    if let nearest, nearest.isCertain {
      fix = Diagnostic.Fix([.init(replace: entry.keySpan, with: nearest.name)])
    }
    report(
      "unknown", at: entry.keySpan, "there is no \(subject) \(entry.key)",
      help: nearest.map { "did you mean \($0)?" } ?? "known: \(known.joined(separator: ", "))",
      fix: fix)
  }

  mutating func report(
    _ idSuffix: String, at span: SourceSpan, _ message: String, help: String?,
    fix: Diagnostic.Fix? = nil
  ) {
    diagnostics.append(
      Diagnostic("\(idPrefix)-\(idSuffix)", at: span, message, help: help, fix: fix))
  }
}
