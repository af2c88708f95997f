internal import LecternMarkdown
internal import LecternText

/// Reads the leading `#| key: value` lines of a cell.
struct CellOptionsReader {
  private(set) var options = CellOptions()
  /// Where the label stands, for messages about the same label elsewhere.
  private(set) var labelSpan: SourceSpan?
  private(set) var diagnostics: [Diagnostic] = []

  private let file: SourceFile
  /// Where the cell ends in the file.
  private let end: Int
  private var checker = SettingChecker(idPrefix: "option")
  private var isFolded: Bool?
  /// The caption of figures where it is a list.
  private var figureCaptionList: Setting.Entry?

  init(_ content: SourceFragment, in file: SourceFile) {
    self.file = file
    end = content.sourceSpan(0..<content.utf8.count).end
    var lines: [(text: String, sourceStart: Int)] = []
    var start = 0
    var isBeforeStatement = true
    for line in content.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      defer { start += line.count + 1 }
      guard let first = line.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      let text = line[first...]
      let place = start + (first - line.startIndex)
      guard text.starts(with: "#|".utf8) else {
        if text.first != UInt8(ascii: "#") { isBeforeStatement = false }
        continue
      }
      guard isBeforeStatement else {
        let span = content.sourceSpan(place..<(place + text.count))
        diagnostics.append(
          Diagnostic(
            "option-late", .warning, at: span, "options after the first statement have no effect",
            help: "move this line to the top of the cell"))
        continue
      }
      let value = text.dropFirst(text.dropFirst(2).first == 0x20 ? 3 : 2)
      lines.append(
        (
          String(decoding: value, as: UTF8.self),
          content.sourceOffset(place + text.count - value.count)
        ))
    }
    guard !lines.isEmpty else { return }
    var reader = SettingsReader(SourceFragment(lines: lines), subject: "the cell options")
    for entry in reader.entries() { read(entry) }
    if isFolded == true, options.echo == .shown { options.echo = .folded }
    if options.panelColumns != nil, let entry = figureCaptionList {
      let _: String? = checker.wrongType(
        entry, "one text, as layout-ncol makes one figure of all",
        help: "fig-cap: (a) before, (b) after")
      options.figureCaptions = []
    }
    diagnostics = (diagnostics + reader.diagnostics + checker.diagnostics).sortedByPlace()
  }

  private mutating func read(_ entry: Setting.Entry) {
    switch entry.key {
    case "label": readLabel(entry)
    case "echo": readEcho(entry)
    case "eval": if let flag = checker.boolean(entry) { options.isEvaluated = flag }
    case "needs": options.needs = checker.files(entry)
    case "without": options.without = checker.files(entry)
    case "output": if let flag = checker.boolean(entry) { options.showsOutput = flag }
    case "include": if let flag = checker.boolean(entry) { options.isIncluded = flag }
    case "warning": if let flag = checker.boolean(entry) { options.givesWarnings = flag }
    case "error": if let flag = checker.boolean(entry) { options.mustFail = flag }
    case "code-fold": isFolded = checker.boolean(entry)
    case "fig-cap":
      options.figureCaptions = captions(entry)
      if options.figureCaptions.count > 1 { figureCaptionList = entry }
    case "fig-alt":
      options.figureAlternative = checker.text(entry)
      options.figureAlternativeContent =
        options.figureAlternative.map { caption($0, at: entry.value.span).content } ?? []
    case "tbl-cap": options.tableCaptions = captions(entry)
    case "fig-width": options.figureWidth = length(entry)
    case "fig-height": options.figureHeight = length(entry)
    case "layout-ncol":
      options.panelColumns = checker.number(
        entry, "2, 3 or 4 columns", help: "layout-ncol: 2", where: { [2, 3, 4].contains($0) }
      ).map { Int($0) }
    case "points":
      options.points = checker.number(
        entry, "a number of points, 0 or more", help: "points: 20", where: { $0 >= 0 })
    case "timeout":
      options.timeout = checker.number(
        entry, "a positive number of seconds", help: "timeout: 60", where: { $0 > 0 })
    case "memory":
      options.memory =
        entry.value.text.flatMap(ByteCount.init)
        ?? checker.wrongType(
          entry, "an amount with its unit, such as 500 MB or 2 GiB", help: "memory: 2 GiB")
    default: checker.unknownKey(entry, "cell option", known: SettingTable.cellOptions)
    }
  }

  /// A caption, or a list of them.
  private mutating func captions(_ entry: Setting.Entry) -> [Caption] {
    guard case .list(let items) = entry.value.content else {
      return checker.text(entry).map { [caption($0, at: entry.value.span)] } ?? []
    }
    let captions = items.compactMap { item in
      item.isAbsent ? nil : item.text.map { caption($0, at: item.span) }
    }
    guard !captions.isEmpty, captions.count == items.count else {
      return checker.wrongType(
        entry, "a text or a list of texts", help: "\(entry.key): [\"Before\", \"After\"]") ?? []
    }
    return captions
  }

  private func caption(_ text: String, at span: SourceSpan) -> Caption {
    Caption(text, content: CaptionText(text, from: span, to: end, in: file).content)
  }

  private mutating func length(_ entry: Setting.Entry) -> Double? {
    checker.number(
      entry, "a width or height in pixels, above 0 and at most 10000", help: "\(entry.key): 640",
      where: { $0 > 0 && $0 <= 10_000 })
  }

  private mutating func readEcho(_ entry: Setting.Entry) {
    if let flag = entry.value.boolean {
      options.echo = flag ? .shown : .hidden
    } else if entry.value.text == "fold" {
      options.echo = .folded
    } else {
      let _: Bool? = checker.wrongType(entry, "true, false or fold", help: "echo: fold")
    }
  }

  private mutating func readLabel(_ entry: Setting.Entry) {
    let marks: (Character) -> Bool = { "-_.:".contains($0) }
    guard let label = entry.value.text, let first = label.first, first.isLetter,
      label.count <= 100, label.allSatisfy({ $0.isLetter || $0.isNumber || marks($0) })
    else {
      let expected = "a word of letters, digits, - and _ that begins with a letter"
      let _: Bool? = checker.wrongType(entry, expected, help: "label: fig-cost")
      return
    }
    options.label = label
    labelSpan = entry.value.span
  }
}
