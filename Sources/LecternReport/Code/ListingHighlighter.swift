import LecternMarkdown
package import LecternNotebook

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Colours code of other languages with highlight.js, as it is installed on this machine.
///
/// It is loaded at the first listing whose fence names a language. Without it listings stay plain,
/// which is no loss worth a word.
package final class ListingHighlighter {
  private enum State {
    case untried
    case unavailable
    case loaded(JavaScriptEngine)
  }

  private var state = State.untried
  private let files: [String]

  /// Where Debian's `libjs-highlight.js` and a global installation by npm keep it.
  private static let files = [
    "/usr/share/javascript/highlight.js/highlight.min.js",
    "/usr/local/lib/node_modules/@highlightjs/cdn-assets/highlight.min.js",
    "/opt/homebrew/lib/node_modules/@highlightjs/cdn-assets/highlight.min.js",
  ]
  /// Seconds for one listing.
  private static let timeLimit = 5.0
  /// Longer listings are data rather than code, in bytes.
  private static let byteLimit = 100_000

  package convenience init() { self.init(files: Self.files) }

  /// - Parameter files: Where highlight.js is looked for, in this order.
  init(files: [String]) {
    self.files = files
  }

  /// The coloured listings of a notebook.
  package func highlight(_ notebook: Notebook) -> HighlightedListings {
    var listings = HighlightedListings()
    visit(notebook.blocks, &listings)
    return listings
  }

  private func visit(_ blocks: [Block], _ listings: inout HighlightedListings) {
    for block in blocks {
      switch block {
      case .code(let code): add(code, to: &listings)
      case .quote(let blocks, _), .alert(_, let blocks, _): visit(blocks, &listings)
      case .list(let list): for item in list.items { visit(item, &listings) }
      case .footnote(let footnote): visit(footnote.blocks, &listings)
      case .heading, .paragraph, .table, .thematicBreak, .html: break
      }
    }
  }

  private func add(_ code: CodeBlock, to listings: inout HighlightedListings) {
    guard let language = HighlightedListings.language(of: code.info),
      code.content.utf8.count <= Self.byteLimit, !code.content.utf8.contains(0),
      let engine = engine()
    else { return }
    let call =
      "lecternHighlight(\(JavaScriptEngine.literal(language)), "
      + "\(JavaScriptEngine.literal(code.content.text)))"
    guard let html = try? engine.run(call), !html.isEmpty,
      let markup = ListingMarkup.rewritten(html)
    else { return }
    listings.html[.init(language: language, code: code.content.text)] = markup
  }

  private func engine() -> JavaScriptEngine? {
    switch state {
    case .loaded(let engine): return engine
    case .unavailable: return nil
    case .untried:
      state = .unavailable
      guard let script = files.lazy.compactMap({ JavaScriptEngine.file($0) }).first,
        let engine = try? JavaScriptEngine(timeLimit: Self.timeLimit),
        (try? engine.run(Self.before + String(decoding: script, as: UTF8.self) + Self.after)) != nil
      else { return nil }
      state = .loaded(engine)
      return engine
    }
  }

  /// The library hands itself to a window.
  private static let before = "var window = this;\n"
  private static let after = """

    ;var hljs = window.hljs;
    function lecternHighlight(language, code) {
      if (!hljs.getLanguage(language)) { return ""; }
      return (hljs.versionString
        ? hljs.highlight(code, { language: language, ignoreIllegals: true })
        : hljs.highlight(language, code, true)).value;
    }
    ''
    """
}

/// The listings of a notebook that could be coloured, as HTML.
package struct HighlightedListings: Sendable, Equatable {
  struct Listing: Hashable, Sendable {
    let language: String
    let code: String
  }

  var html: [Listing: String] = [:]

  /// For pages whose listings stay plain.
  package static let none = HighlightedListings()

  func markup(of code: CodeBlock) -> String? {
    guard let language = Self.language(of: code.info) else { return nil }
    return html[Listing(language: language, code: code.content.text)]
  }

  /// The language that a fence names: `python`, `{.python}`, `python title="a"`.
  static func language(of info: String) -> String? {
    let word = info.split { " {}.,".contains($0) }.first.map { $0.lowercased() }
    guard let word, word.utf8.count <= 40,
      word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-#_".contains($0)) })
    else { return nil }
    return word == "octave" ? "matlab" : word
  }
}

/// What highlight.js writes, with our classes in place of its own.
enum ListingMarkup {
  /// Our classes for its names of what a word is; others get no colour.
  private static let classes = [
    "keyword": "k", "built_in": "f", "type": "f", "literal": "n", "number": "n", "string": "s",
    "regexp": "s", "symbol": "n", "comment": "c", "doctag": "c", "meta": "o", "attr": "o",
    "attribute": "o", "variable": "o", "template-variable": "o", "title": "d", "name": "k",
    "tag": "k", "section": "d", "selector-tag": "k", "selector-class": "o", "selector-id": "o",
    "bullet": "n", "addition": "s", "deletion": "n", "quote": "c", "link": "s",
  ]

  /// Nil when there is anything but text and `span`s, so that nothing else can reach the page.
  static func rewritten(_ html: String) -> String? {
    var result = ""
    var rest = html[...]
    var depth = 0
    while let start = rest.firstIndex(of: "<") {
      result += rest[..<start]
      rest = rest[start...]
      if rest.hasPrefix("</span>") {
        depth -= 1
        guard depth >= 0 else { return nil }
        result += "</span>"
        rest = rest.dropFirst(7)
        continue
      }
      let opening = "<span class=\"hljs-"
      guard rest.hasPrefix(opening), let end = rest.firstIndex(of: ">"),
        rest[..<end].last == "\""
      else { return nil }
      let names = rest[..<end].dropFirst(opening.count).dropLast()
      guard names.allSatisfy({ $0.isASCII && ($0.isLetter || "_- ".contains($0)) }) else {
        return nil
      }
      let name = String(names.split(separator: " ").first ?? "")
      result += classes[name].map { "<span class=\($0)>" } ?? "<span>"
      depth += 1
      rest = rest[rest.index(after: end)...]
    }
    return depth == 0 && !rest.contains(">") ? result + rest : nil
  }
}
