internal import LecternText

/// Gives the labels of running text to what they name.
enum Labels {
  /// A label behind a formula of its own line makes an equation of it; one at the end stays, for a
  /// heading, an image or a caption; any other is text.
  ///
  /// `isInside` says that the text is part of other text, where nothing can be labelled but formulas.
  static func settled(_ content: [Inline], isInside: Bool = false) -> [Inline] {
    var result: [Inline] = []
    for (index, inline) in content.enumerated() {
      guard case .anchor(let label) = inline else {
        result.append(inline)
        continue
      }
      if case .math(let tex, isDisplay: true, let span)? = result.last(where: { !$0.isBlank }) {
        result = result.trimmingEnd()
        result[result.count - 1] = .equation(tex: tex, label: label, span: span)
      } else if !isInside, index == content.count - 1 || Footnotes.isDefinition(label) {
        result = result.trimmingEnd() + [inline]
      } else {
        result.append(.text(label.name.hasPrefix("[^") ? label.name : "{#\(label.name)}"))
      }
    }
    return result
  }
}

extension Inline {
  /// A line end or nothing but spaces.
  fileprivate var isBlank: Bool {
    switch self {
    case .softBreak: true
    case .text(let text): text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    default: false
    }
  }
}

/// Takes the footnotes out of the lists that they are for cmark.
enum Footnotes {
  /// `FootnoteLines` leaves the whole `[^name]:` as the name of a label.
  static func isDefinition(_ label: Label) -> Bool { label.name.hasPrefix("[^") }

  static func taken(from items: [[Block]]) -> (items: [[Block]], footnotes: [FootnoteBlock]) {
    var kept: [[Block]] = []
    var footnotes: [FootnoteBlock] = []
    for item in items {
      guard case .paragraph(var content, let span)? = item.first,
        case .anchor(let label)? = content.first, isDefinition(label)
      else {
        kept.append(item)
        continue
      }
      content.removeFirst()
      if case .text(let text)? = content.first {
        content[0] = .text(String(text.drop { $0 == " " || $0 == "\t" }))
      } else if content.first == .softBreak {
        content.removeFirst()
      }
      let first: [Block] = content.isEmpty ? [] : [.paragraph(content, span: span)]
      footnotes.append(
        FootnoteBlock(
          name: String(label.name.dropFirst(2).dropLast(2)), nameSpan: label.span,
          blocks: first + item.dropFirst()))
    }
    return (kept, footnotes)
  }
}

/// Tells alerts from other quotes by their first line, `[!NOTE]`.
enum Alerts {
  enum Reading {
    case alert(AlertKind, [Block])
    /// It looks like an alert of a kind that there is not.
    case unknown(String)
  }

  static func read(_ blocks: [Block]) -> Reading? {
    guard case .paragraph(let content, let span)? = blocks.first,
      case .text(let text)? = content.first
    else { return nil }
    let line = text.last == " " ? String(text.dropLast()) : text
    guard line.hasPrefix("[!"), line.hasSuffix("]"),
      content.count == 1 || content[1] == .softBreak || content[1] == .lineBreak
    else { return nil }
    let name = String(line.dropFirst(2).dropLast())
    guard let kind = AlertKind(rawValue: name.lowercased()) else {
      return name.isEmpty || !name.allSatisfy({ $0.isASCII && $0.isLetter }) ? nil : .unknown(name)
    }
    let rest = Array(content.dropFirst(2))
    let first: [Block] = rest.isEmpty ? [] : [.paragraph(rest, span: span)]
    return .alert(kind, first + blocks.dropFirst())
  }

  static func unknown(_ name: String, at span: SourceSpan, in file: SourceFile) -> Diagnostic {
    let mark = Array("[!\(name)]".utf8)
    var place = span
    var start = span.start
    while start + mark.count <= min(span.end, file.utf8.count) {
      if file.utf8[start...].starts(with: mark) {
        place = SourceSpan(start + 2, start + mark.count - 1)
        break
      }
      start += 1
    }
    let known = AlertKind.allCases.map { $0.rawValue.uppercased() }
    let nearest = Suggestion.nearest(to: name, among: known)
    return Diagnostic(
      "alert-unknown", .warning, at: place, "there is no alert \(name), so this is a quote",
      help: nearest.map { "did you mean [!\($0)]?" } ?? "known: \(known.joined(separator: ", "))",
      fix: nearest.flatMap {
        $0.isCertain ? Diagnostic.Fix([.init(replace: place, with: $0.name)]) : nil
      })
  }
}
