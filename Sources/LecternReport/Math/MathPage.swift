/// The formulas of one page, made small: each class gets a short name and each different inline style
/// a class of its own.
///
/// That takes off a third, and the page needs no inline styles, so its policy can forbid them.
struct MathPage {
  private(set) var html: [TypesetMath.Formula: String] = [:]
  /// The short name of each class of KaTeX that occurs.
  private(set) var classes: [String: String] = [:]
  /// The inline styles in order; `j0` is the class of the first.
  private(set) var styles: [String] = []
  /// What a reader sees of all formulas.
  private(set) var characters: Set<Unicode.Scalar> = []
  /// How many characters each formula of its own line shows.
  private(set) var widths: [String: Int] = [:]
  /// Formulas within a line that have a part which cannot be broken and is wider than a phone.
  private(set) var wideInlines: Set<String> = []
  /// Formulas within a line that are short enough to stay whole.
  private(set) var shortInlines: Set<String> = []
  private var styleIndex: [String: Int] = [:]
  /// The classes that the style sheet knows; others change nothing and are left out.
  private let styledClasses: Set<String>

  init(styledClasses: Set<String>) {
    self.styledClasses = styledClasses
  }

  mutating func add(_ formula: TypesetMath.Formula, _ markup: String) {
    guard html[formula] == nil else { return }
    let bytes = Array(markup.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    var isVisible = false
    var width = 0
    // Lines break between the parts of a formula only.
    var partStart = 0
    var widestPart = 0
    var elements = OpenElements()
    while position < bytes.count {
      let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      if isVisible, start > position {
        let text = String(decoding: bytes[position..<start], as: UTF8.self)
        characters.formUnion(text.unicodeScalars)
        // The characters that HTML writes as entities are few.
        if text.contains("&") { characters.formUnion(["&", "<", ">", "\"", "'"]) }
        width += text.unicodeScalars.count
      }
      result += bytes[position..<start]
      guard start < bytes.count else { break }
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
      let tag = Tag(bytes[start...end])
      if tag.classes == "katex-html" { isVisible = true }
      if tag.classes == "base" { partStart = width }
      if let length = tag.length, length >= 8 { widestPart = .max }
      widestPart = max(widestPart, width - partStart)
      position = end + 1
      if tag.head == Self.annotationStart {
        // The source of the formula, which nobody is shown.
        position = Self.end(ofAnnotationIn: bytes, from: position)
      } else if tag.head != Self.semanticsStart, tag.head != Self.semanticsEnd {
        result += elements.written(tag, rewritten(tag), before: bytes[position...])
      }
    }
    html[formula] = String(decoding: result, as: UTF8.self)
    widestPart = max(widestPart, width - partStart)
    if formula.isDisplay {
      widths[formula.tex] = width
    } else if widestPart > 16 {
      wideInlines.insert(formula.tex)
    } else if width <= 16 {
      shortInlines.insert(formula.tex)
    }
  }

  private static let annotationStart = Array("<annotation".utf8)
  private static let annotationEnd = Array("</annotation>".utf8)
  private static let semanticsStart = Array("<semantics".utf8)
  private static let semanticsEnd = Array("</semantics".utf8)

  private static func end(ofAnnotationIn bytes: [UInt8], from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      if bytes[position...].starts(with: annotationEnd) { return position + annotationEnd.count }
      position += 1
    }
    return position
  }

  static func styleName(_ index: Int) -> String { "j" + String(index, radix: 36) }

  private mutating func rewritten(_ tag: Tag) -> [UInt8] {
    var names: [String] = []
    if let style = tag.style { names.append(name(ofStyle: style)) }
    if let classes = tag.classes {
      names += classes.split(separator: " ").map(String.init)
        .filter { styledClasses.contains($0) }.map { name(ofClass: $0) }
    }
    // HTML wants quotation marks around several classes only.
    switch names.count {
    case 0: return tag.head + tag.rest
    case 1 where tag.rest == [close]: return tag.head + Array(" class=\(names[0])".utf8) + tag.rest
    default:
      return tag.head + Array(" class=\"\(names.joined(separator: " "))\"".utf8) + tag.rest
    }
  }

  private mutating func name(ofClass name: String) -> String {
    if let short = classes[name] { return short }
    let short = "k" + String(classes.count, radix: 36)
    classes[name] = short
    return short
  }

  private mutating func name(ofStyle style: String) -> String {
    let index = styleIndex[style] ?? styles.count
    if index == styles.count {
      styles.append(style)
      styleIndex[style] = index
    }
    return Self.styleName(index)
  }
}

/// The elements that are open while a formula is written anew, as far as their ends depend on it.
private struct OpenElements {
  /// For each open identifier of MathML, whether it holds elements and so is none.
  ///
  /// KaTeX writes `\vdots` as an identifier that holds another one and a strut, which MathML does
  /// not allow; as a row it means the same.
  private var rows: [Bool] = []
  /// For each open span, whether it is left out: it has no class and holds text alone.
  private var bareSpans: [Bool] = []

  private static let identifierStart = Array("<mi".utf8)
  private static let identifierEnd = Array("</mi".utf8)
  private static let rowStart = Array("<mrow>".utf8)
  private static let rowEnd = Array("</mrow>".utf8)
  private static let spanStart = Array("<span".utf8)
  private static let spanEnd = Array("</span".utf8)
  private static let bareSpan = Array("<span>".utf8)

  /// What stands for a tag; `rest` is what follows it.
  mutating func written(
    _ tag: Tag, _ rewritten: [UInt8], before rest: ArraySlice<UInt8>
  ) -> [UInt8] {
    switch tag.head {
    case Self.identifierStart:
      rows.append(rest.first == UInt8(ascii: "<") && rest.dropFirst().first != slash)
      return rows.last == true ? Self.rowStart : rewritten
    case Self.identifierEnd: return rows.popLast() == true ? Self.rowEnd : rewritten
    case Self.spanStart:
      let next = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
      bareSpans.append(rewritten == Self.bareSpan && rest[next...].starts(with: Self.spanEnd))
      return bareSpans.last == true ? [] : rewritten
    case Self.spanEnd: return bareSpans.popLast() == true ? [] : rewritten
    default: return rewritten
    }
  }
}

/// A tag as KaTeX writes it, its classes and its inline style taken out.
private struct Tag {
  /// The length in em that its style asks for along the line, if any.
  var length: Double? {
    guard let style, let name = style.firstRange(of: "width:") else { return nil }
    return Double(style[name.upperBound...].prefix { $0.isNumber || $0 == "." })
  }

  /// `<span`.
  let head: [UInt8]
  /// The other attributes and the end.
  let rest: [UInt8]
  let classes: String?
  let style: String?

  init(_ bytes: ArraySlice<UInt8>) {
    let nameEnd = bytes.dropFirst(2).firstIndex { $0 == space || $0 == slash || $0 == close }
    head = Array(bytes[..<(nameEnd ?? bytes.endIndex)])
    var rest: [UInt8] = []
    var values: [String: String] = [:]
    var position = nameEnd ?? bytes.endIndex
    while position < bytes.endIndex {
      guard bytes[position] == space, let start = bytes[position...].firstIndex(of: quote),
        let end = bytes[(start + 1)...].firstIndex(of: quote)
      else {
        rest += bytes[position...]
        break
      }
      let name = String(decoding: bytes[(position + 1)..<start], as: UTF8.self)
      if name == "class=" || name == "style=" {
        values[name] = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
      } else if name != "xmlns=" {
        // HTML knows of itself what namespace MathML has.
        rest += bytes[position...end]
      }
      position = end + 1
    }
    self.rest = rest
    classes = values["class="]
    style = values["style="]
  }
}

private let space = UInt8(ascii: " ")
private let slash = UInt8(ascii: "/")
private let close = UInt8(ascii: ">")
private let quote = UInt8(ascii: "\"")
