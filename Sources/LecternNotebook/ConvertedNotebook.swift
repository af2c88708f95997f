internal import LecternMarkdown
package import LecternText

/// The text of a notebook made from a Jupyter notebook: prose as it is, code of ours as cells, other
/// code shown.
package struct ConvertedNotebook: Sendable {
  package private(set) var text = ""
  package private(set) var diagnostics: [Diagnostic] = []
  /// Cells that run.
  package private(set) var cellCount = 0
  /// Cells that are only shown.
  package private(set) var shownCount = 0
  /// Of those, how many lost what they had put out.
  package private(set) var droppedOutputs = 0

  private let language: String
  /// Link definitions of the pictures in the prose.
  private var pictures: [String] = []

  package init(_ file: IpynbFile) {
    let metadata = file.metadata
    language =
      metadata["language_info"]?["name"]?.text ?? metadata["kernelspec"]?["language"]?.text
      ?? metadata["kernelspec"]?["name"]?.text ?? ""
    var blocks: [String] = []
    for (index, cell) in file.cells.enumerated() {
      switch cell.kind {
      case .markdown: blocks.append(prose(cell, number: index + 1))
      case .code: blocks.append(code(cell))
      case .raw: blocks.append(shown(cell, Self.rawLanguage(cell.metadata)))
      }
    }
    if !pictures.isEmpty { blocks.append(pictures.joined(separator: "\n")) }
    let body = blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
    let header = Self.header(metadata)
    // A rule at the top would begin a front matter.
    text = header.isEmpty && body.hasPrefix("---") ? "\n" : header
    text += body + (body.isEmpty ? "" : "\n")
  }

  /// The front matter with the empty line after it; empty when there is nothing to say.
  private static func header(_ metadata: JSONValue) -> String {
    if let stored = metadata[IpynbMetadata.key]?["front_matter"]?.text {
      return "---\n\(stored)\n---\n\n"
    }
    func quoted(_ text: String) -> String { JSONValue.string(text).document }
    var lines = ""
    if let title = metadata["title"]?.text, !title.isEmpty { lines += "title: " + quoted(title) }
    let authors = (metadata["authors"]?.items ?? []).compactMap { $0["name"]?.text ?? $0.text }
    if !authors.isEmpty {
      lines += "author:\n" + authors.map { "- " + quoted($0) }.joined()
    }
    return lines.isEmpty ? "" : "---\n\(lines)---\n\n"
  }

  // MARK: - Prose

  private mutating func prose(_ cell: IpynbFile.Cell, number: Int) -> String {
    if let origin = IpynbMetadata.origin(of: cell.source, cell.metadata) {
      if origin.isCurrent { return origin.source }
      diagnostics.append(
        Diagnostic(
          "ipynb-edited", .note, at: nil,
          "cell \(number) was edited after it was made, so what was worked out in it stays as text",
          help: "write `{nn} expression` for values and @fig-name for references again"))
    }
    var text = cell.source
    for (name, kinds) in cell.attachments.sorted(by: { $0.key < $1.key }) {
      embed(name, kinds, in: &text, number: number)
    }
    return Self.closed(Self.withoutCells(text))
  }

  /// Prose is prose: a fence in it that would be a cell in a notebook is only shown.
  private static func withoutCells(_ text: String) -> String {
    let pattern = /(?m)^([ \t>]*(?:`{3,}|~{3,})[ \t]*)(?:nn|\{nn\})[ \t]*$/
    return text.replacing(pattern) { "\($0.output.1)text" }
  }

  /// Puts an attached picture into the text: its bytes go to the end of the notebook.
  private mutating func embed(
    _ name: String, _ kinds: JSONValue, in text: inout String, number: Int
  ) {
    func leftOut(_ why: String, _ help: String) {
      diagnostics.append(
        Diagnostic(
          "ipynb-attachment", .warning, at: nil,
          "the attachment \(name) of cell \(number) \(why), so it is left out", help: help))
    }
    let kind = ["png", "jpeg", "gif", "webp"].first { kinds["image/\($0)"] != nil }
    guard let kind, let bytes = IpynbFile.text(kinds["image/\(kind)"]) else {
      let found = kinds.entries?.keys.sorted().first ?? "nothing"
      return leftOut("is \(found), which reports do not show", "attach it as PNG or JPEG")
    }
    let address =
      "data:image/\(kind);base64," + String(bytes.unicodeScalars.filter { $0.value > 0x20 })
    let label = "attachment-\(pictures.count + 1)"
    let before = text
    for written in [name, name.replacing(" ", with: "%20")] {
      text = text.replacing("](attachment:\(written))", with: "][\(label)]")
    }
    if text != before { pictures.append("[\(label)]: \(address)") }
    let labelled = text
    // A picture with a title keeps both in its place.
    text = text.replacing("](attachment:\(name) \"", with: "](\(address) \"")
    if text == before, text == labelled {
      leftOut("is not shown by its text", "show it with ![what it shows](attachment:\(name))")
    }
  }

  /// The text with its last code block closed: a cell of Jupyter ends every block.
  private static func closed(_ text: String) -> String {
    let file = SourceFile(name: "", text: text)
    guard case .code(let code)? = MarkdownDocument.parse(file).blocks.last, code.isFenced,
      !code.isClosed, code.span.start < file.utf8.count
    else { return text }
    let mark = file.utf8[code.span.start]
    let fence = file.utf8[code.span.start...].prefix { $0 == mark }
    return text + "\n" + String(decoding: fence, as: UTF8.self)
  }

  // MARK: - Code

  private mutating func code(_ cell: IpynbFile.Cell) -> String {
    var lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
    var language =
      cell.metadata["language"]?.text ?? cell.metadata["vscode"]?["languageId"]?.text
      ?? self.language
    if let first = lines.first, first.hasPrefix("%%"),
      IpynbMetadata.languages.contains(String(first.dropFirst(2).filter { !$0.isWhitespace }))
    {
      lines.removeFirst()
      language = "nn"
    }
    guard IpynbMetadata.languages.contains(language.lowercased()) else {
      return shown(cell, language)
    }
    let source = lines.joined(separator: "\n")
    guard source.contains(where: { !$0.isWhitespace }) else { return "" }
    cellCount += 1
    return MarkdownText.fenced(Self.options(cell.metadata, source) + source, "nn")
  }

  /// Option lines for the tags of a cell that does not say the same itself.
  private static func options(_ metadata: JSONValue, _ source: String) -> String {
    let tags = (metadata["tags"]?.items ?? []).compactMap(\.text)
    let given = source.split(separator: "\n").filter { $0.hasPrefix("#|") }
    var lines = ""
    for entry in IpynbMetadata.tags where tags.contains(entry.tag) {
      let isGiven = (given + lines.split(separator: "\n")).contains { line in
        line.dropFirst(2).drop { $0 == " " }.hasPrefix("\(entry.key):")
      }
      if !isGiven { lines += "#| \(entry.key): \(entry.value)\n" }
    }
    return lines
  }

  /// Code that is not ours.
  private mutating func shown(_ cell: IpynbFile.Cell, _ language: String) -> String {
    guard !cell.source.isEmpty else { return "" }
    shownCount += 1
    if cell.hasOutputs { droppedOutputs += 1 }
    // A fence of these would run.
    let word = language.filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+#._-".contains($0))
    }
    return MarkdownText.fenced(cell.source, IpynbMetadata.languages.contains(word) ? "" : word)
  }

  /// `latex` of `text/latex`, `rst` of `text/x-rst`.
  private static func rawLanguage(_ metadata: JSONValue) -> String {
    let type = metadata["raw_mimetype"]?.text ?? metadata["format"]?.text ?? ""
    let name = String(type.split(separator: "/").last ?? "")
    return name == "restructuredtext"
      ? "rst" : name.hasPrefix("x-") ? String(name.dropFirst(2)) : name
  }
}
