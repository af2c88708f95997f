import LecternPlot

/// KaTeX's style sheet, cut down to the formulas of one page, with the letters they use.
struct MathStyle {
  let css: String

  private struct Face: Hashable {
    let family: String
    let isBold: Bool
    let isItalic: Bool
  }

  init(_ page: MathPage, _ katex: KaTeX) {
    var rules = ""
    var files: [Face: String] = [:]
    var faces: Set<Face> = []
    var hasBold = false
    var hasItalic = false
    for rule in katex.css.split(separator: "}") {
      guard let brace = rule.firstIndex(of: "{") else { continue }
      let body = rule[rule.index(after: brace)...]
      let declarations = Self.declarations(body)
      if rule.hasPrefix("@font-face") {
        if let file = Self.file(declarations["src"]) { files[Self.face(declarations)] = file }
        continue
      }
      let selectors = rule[..<brace].split(separator: ",").compactMap {
        Self.renamed($0, page.classes)
      }
      guard !selectors.isEmpty else { continue }
      // Letters of KaTeX's size stand out among those of a page.
      rules += "\(selectors.joined(separator: ",")){\(body.replacing("1.21em", with: "1.12em"))}\n"
      let face = Self.face(declarations)
      if !face.family.isEmpty {
        faces.insert(face)
      } else {
        if face.isBold { hasBold = true }
        if face.isItalic { hasItalic = true }
      }
    }
    // `\textbf` and `\textit` turn the upright letters around them, and each other.
    if hasBold { faces.insert(Face(family: "KaTeX_Main", isBold: true, isItalic: false)) }
    if hasItalic { faces.insert(Face(family: "KaTeX_Main", isBold: false, isItalic: true)) }
    if hasBold, hasItalic {
      faces.insert(Face(family: "KaTeX_Main", isBold: true, isItalic: true))
    }
    for (index, style) in page.styles.enumerated() {
      // As an inline style, it wins over every rule.
      let strong = style.split(separator: ";").map { $0 + "!important" }.joined(separator: ";")
      rules += ".\(MathPage.styleName(index)){\(strong)}\n"
    }
    var fonts = ""
    for face in faces.sorted(by: { Self.order($0) < Self.order($1) }) {
      guard let file = files[face], let font = katex.font(file),
        let subset = FontSubset(font, keeping: page.characters)
      else { continue }
      let data = Base64.encoded(subset.webFont)
      fonts += "@font-face{font-family:\(face.family)"
      if face.isBold { fonts += ";font-weight:700" }
      if face.isItalic { fonts += ";font-style:italic" }
      fonts += ";src:url(data:font/woff;base64,\(data)) format(\"woff\")}\n"
    }
    css = fonts + rules
  }

  private static func order(_ face: Face) -> String {
    "\(face.family) \(face.isBold) \(face.isItalic)"
  }

  private static func declarations(_ body: Substring) -> [String: String] {
    var result: [String: String] = [:]
    for declaration in body.split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
    }
    return result
  }

  private static func face(_ declarations: [String: String]) -> Face {
    let named = (declarations["font-family"] ?? declarations["font"] ?? "")
      .split { " ,".contains($0) }.first { $0.hasPrefix("KaTeX_") }
    return Face(
      family: named.map(String.init) ?? "",
      isBold: ["700", "bold"].contains(declarations["font-weight"] ?? ""),
      isItalic: declarations["font-style"] == "italic")
  }

  /// `KaTeX_Main-Bold` out of `url(fonts/KaTeX_Main-Bold.woff2) format(…)`.
  private static func file(_ source: String?) -> String? {
    guard let source, let start = source.firstRange(of: "KaTeX_"),
      let end = source[start.lowerBound...].firstIndex(of: ".")
    else { return nil }
    return String(source[start.lowerBound..<end])
  }

  /// The selector with the short names, or nil when it cannot match anything on the page.
  private static func renamed(_ selector: Substring, _ classes: [String: String]) -> String? {
    var result = ""
    // What is not on the page is certainly not the class of an element.
    let shortened = selector.replacing(/:not\(\.([A-Za-z0-9_-]+)\)/) { match in
      classes[String(match.output.1)] == nil ? "" : String(match.output.0)
    }
    var rest = shortened[...]
    var hasClass = false
    while let dot = rest.firstIndex(of: ".") {
      result += rest[..<dot]
      rest = rest[rest.index(after: dot)...]
      let end = rest.firstIndex { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
      let name = rest[..<(end ?? rest.endIndex)]
      guard let short = classes[String(name)] else { return nil }
      result += "." + short
      rest = rest[(end ?? rest.endIndex)...]
      hasClass = true
    }
    return hasClass ? result + rest : nil
  }
}
