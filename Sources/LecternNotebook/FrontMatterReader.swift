internal import LecternText

/// Reads the YAML between the first `---` lines of a notebook.
struct FrontMatterReader {
  private(set) var frontMatter = FrontMatter()
  private(set) var diagnostics: [Diagnostic] = []
  /// Where the Markdown begins.
  private(set) var bodyStart = 0

  private var checker = SettingChecker(idPrefix: "front-matter")
  private let file: SourceFile

  init(_ file: SourceFile) {
    self.file = file
    guard Self.isRule(file, line: 0, endings: ["---"]) else { return }
    let opening = file.lineSpan(0)
    let close = (1..<file.lineStarts.count).first {
      Self.isRule(file, line: $0, endings: ["---", "..."])
    }
    guard let close else {
      bodyStart = file.lineStarts.count > 1 ? file.lineStarts[1] : file.utf8.count
      diagnostics = [
        Diagnostic(
          "front-matter-unclosed", at: opening, "the front matter that starts here has no end",
          help: "put a line --- after its last key; a line across the page is ***")
      ]
      return
    }
    let isLast = close + 1 == file.lineStarts.count
    bodyStart = isLast ? file.utf8.count : file.lineStarts[close + 1]
    frontMatter.span = SourceSpan(opening.start, file.lineSpan(close).end)
    let yaml = SourceSpan(file.lineStarts[1], file.lineStarts[close])
    var reader = SettingsReader(SourceFragment(of: file, span: yaml), subject: "the front matter")
    for entry in reader.entries() { read(entry) }
    diagnostics = (reader.diagnostics + checker.diagnostics).sortedByPlace()
  }

  private static func isRule(_ file: SourceFile, line: Int, endings: [String]) -> Bool {
    let span = file.lineSpan(line)
    guard span.end - span.start >= 3, span.end - span.start < 200 else { return false }
    var text = Substring(file.text(in: span))
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return endings.contains(String(text))
  }

  private mutating func read(_ entry: Setting.Entry) {
    switch entry.key {
    case "title": frontMatter.title = checker.text(entry)
    case "subtitle": frontMatter.subtitle = checker.text(entry)
    case "author": frontMatter.authors = checker.authors(entry)
    case "date": frontMatter.date = checker.text(entry)
    case "lang": if let lang = checker.language(entry) { frontMatter.lang = lang }
    case "abstract":
      frontMatter.abstract = checker.text(entry)
      frontMatter.abstractContent =
        frontMatter.abstract.map {
          CaptionText($0, from: entry.value.span, to: bodyStart, in: file).content
        } ?? []
    case "toc": if let shows = checker.boolean(entry) { frontMatter.showsContents = shows }
    case "number-sections":
      if let numbers = checker.boolean(entry) { frontMatter.numbersSections = numbers }
    case "params": frontMatter.parameters = parameters(entry)
    case "seed":
      frontMatter.seed = checker.number(
        entry, "a whole number from 0 to 4294967295", help: "seed: 1",
        where: { $0 >= 0 && $0 <= 4_294_967_295 && $0 == $0.rounded() }
      ).map { Int($0) }
    case "precision": frontMatter.precision = precision(entry)
    default: checker.unknownKey(entry, "front-matter key", known: SettingTable.frontMatter)
    }
  }

  private mutating func precision(_ entry: Setting.Entry) -> String? {
    if let text = entry.value.text, ["float64", "float32"].contains(text) { return text }
    return checker.wrongType(entry, "float64 or float32", help: "precision: float64")
  }

  private mutating func parameters(_ entry: Setting.Entry) -> [FrontMatter.Parameter] {
    guard case .mapping(let entries) = entry.value.content else {
      if entry.value.isAbsent { return [] }
      return checker.wrongType(
        entry, "names with their defaults",
        help: "params: on a line of its own, then an indented line   epochs: 10") ?? []
    }
    return entries.compactMap { parameter($0) }
  }

  private mutating func parameter(_ entry: Setting.Entry) -> FrontMatter.Parameter? {
    guard Self.isName(entry.key) else {
      checker.report(
        "parameter", at: entry.keySpan,
        "the parameter \(entry.key) is not a name: a letter, then letters, digits and _",
        help: "learning_rate: 0.1")
      return nil
    }
    let value: FrontMatter.Parameter.Value
    if let number = entry.value.number {
      value = .number(number)
    } else if let boolean = entry.value.boolean {
      value = .boolean(boolean)
    } else if let text = entry.value.text, !entry.value.isAbsent {
      value = .string(text)
    } else {
      return checker.wrongType(
        entry, "a number, true, false or a text", help: "\(entry.key): 0.1")
    }
    return FrontMatter.Parameter(name: entry.key, value: value, span: entry.keySpan)
  }

  /// A NAME of the notebook language.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }
}
