import LecternMarkdown
package import LecternNotebook
package import LecternText

/// What the prose of a notebook points to besides itself: other notebooks, pictures, places.
package struct ProseTarget: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A link to a notebook, by its path from this one.
    case notebook(path: String, fragment: String?)
    /// A link to a place of this notebook.
    case place(fragment: String)
    /// A picture to be shown, by its path from the notebook.
    case picture(path: String, hasWords: Bool)
    /// A picture that a reader would have to ask somebody else for.
    case remotePicture
  }

  /// As the Markdown has it, unescaped: the key of `ReportOptions.addresses`.
  package let destination: String
  package let kind: Kind
  /// The destination in the source, or the block that holds it.
  package let span: SourceSpan

  /// All of a notebook, in the order of the text, each destination once.
  package static func all(of notebook: Notebook) -> [ProseTarget] {
    var targets: [ProseTarget] = []
    var seen: Set<String> = []
    func add(_ inline: Inline) {
      let (destination, kind): (String, Kind?) =
        switch inline {
        case .link(let destination, _, _): (destination, Self.kind(ofLink: destination))
        case .image(let source, _, let alternative):
          (source, Self.kind(ofImage: source, words: alternative.plainText))
        default: ("", nil)
        }
      guard let kind, seen.insert(destination).inserted else { return }
      targets.append(
        ProseTarget(
          destination: destination, kind: kind, span: place(of: destination, in: notebook)))
    }
    notebook.frontMatter.abstractContent.forEachInline(add)
    notebook.blocks.forEachInline(add)
    return targets
  }

  private static func kind(ofLink destination: String) -> Kind? {
    guard LinkPolicy.scheme(of: destination) == nil, !destination.hasPrefix("/") else { return nil }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = decoded(String(parts.first ?? ""))
    let fragment = parts.count > 1 ? decoded(String(parts[1])) : nil
    if path.isEmpty { return fragment.flatMap { $0.isEmpty ? nil : .place(fragment: $0) } }
    guard path.lowercased().hasSuffix(".md"), !path.contains("?") else { return nil }
    return .notebook(path: path, fragment: fragment.flatMap { $0.isEmpty ? nil : $0 })
  }

  private static func kind(ofImage source: String, words: String) -> Kind? {
    guard !source.isEmpty, LinkPolicy(allowsEverything: false).embeddedImageAddress(source) == nil
    else { return nil }
    guard LinkPolicy.scheme(of: source) == nil, !source.hasPrefix("/") else {
      return .remotePicture
    }
    return .picture(path: decoded(source), hasWords: words.contains { !$0.isWhitespace })
  }

  /// A URL's path as the name of a file.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let byte = UInt8(
          String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What may stand before and behind a destination.
  private static let before = Set("(< \n".utf8)
  private static let after = Set(")> \n\r".utf8)

  /// Where a destination is written; cmark tells no places of links.
  private static func place(of destination: String, in notebook: Notebook) -> SourceSpan {
    let text = notebook.source.utf8
    let wanted = Array(destination.utf8)
    guard !wanted.isEmpty, text.count >= wanted.count else { return SourceSpan(0, 0) }
    for position in 0...(text.count - wanted.count)
    where text[position] == wanted[0] && position > 0 && before.contains(text[position - 1])
      && text[position..<(position + wanted.count)].elementsEqual(wanted)
    {
      let end = position + wanted.count
      if end == text.count || after.contains(text[end]) { return SourceSpan(position, end) }
    }
    return SourceSpan(0, 0)
  }
}

/// What prose targets came to: the addresses that the page uses, and what is wrong.
package struct ResolvedTargets: Sendable, Equatable {
  /// By destination as the Markdown has it: `b.md#sec-x` is `b.html#sec-x`, `net.png` is a data URL.
  package var addresses: [String: String] = [:]
  package var diagnostics: [Diagnostic] = []

  /// The page of another notebook, its places included.
  package struct Page: Sendable {
    /// Relative to the page, as a file name.
    package let href: String
    /// Nil where they are not known.
    package let anchors: Set<String>?

    package init(href: String, anchors: Set<String>? = nil) {
      self.href = href
      self.anchors = anchors
    }
  }

  /// What lies at the path of a linked notebook.
  package enum Lookup: Sendable {
    case page(Page)
    case missing
    /// A notebook that gets no page here.
    case unrendered
    /// Outside of the notebook's folder, where nothing is looked up.
    case elsewhere
  }

  /// A picture file as a data URL, or why there is none, in words.
  package enum Picture: Sendable {
    case url(String)
    case missing(reason: String, help: String)
  }

  /// Resolves what the prose of a notebook points to.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - page: What lies at the path of a notebook.
  ///   - pages: Paths of notebooks, for suggestions; only asked for when one is to be made.
  ///   - picture: The picture at a path.
  package init(
    _ notebook: Notebook, page: (String) -> Lookup, pages: @autoclosure () -> [String],
    picture: (String) -> Picture
  ) {
    lazy var own = ReportPage.anchors(of: notebook)
    for target in ProseTarget.all(of: notebook) {
      switch target.kind {
      case .place(let fragment):
        if !own.contains(fragment) {
          diagnostics.append(Self.noPlace(fragment, in: own, of: nil, target))
        }
      case .notebook(let path, let fragment):
        switch page(path) {
        case .missing: diagnostics.append(Self.noNotebook(path, among: pages(), target))
        case .unrendered:
          diagnostics.append(
            Diagnostic(
              "link-notebook", .warning, at: target.span, "\(path) gets no page beside this one",
              help: "put it into the same folder, or link to where its page is"))
        case .elsewhere: break
        case .page(let found):
          if let fragment, let anchors = found.anchors, !anchors.contains(fragment) {
            diagnostics.append(Self.noPlace(fragment, in: anchors, of: path, target))
          }
          addresses[target.destination] =
            LinkPolicy.encoded(found.href + (fragment.map { "#" + $0 } ?? ""))
        }
      case .remotePicture:
        diagnostics.append(
          Diagnostic(
            "picture-missing", .warning, at: target.span,
            "this picture is not shown: reports ask nobody for anything",
            help: "save it beside the notebook"))
      case .picture(let path, let hasWords):
        switch picture(path) {
        case .url(let address): addresses[target.destination] = address
        case .missing(let reason, let help):
          diagnostics.append(
            Diagnostic(
              "picture-missing", .warning, at: target.span,
              "\(path) is not shown: \(reason.prefix(1).lowercased() + reason.dropFirst())",
              help: help))
        }
        if !hasWords {
          diagnostics.append(
            Diagnostic(
              "picture-words", .warning, at: target.span,
              "\(path) has no words for readers who do not see it",
              help: "![what it shows](\(target.destination))"))
        }
      }
    }
  }

  private static func noNotebook(
    _ path: String, among pages: [String], _ target: ProseTarget
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: path, among: pages)
    return Diagnostic(
      "link-notebook", .warning, at: target.span, "there is no notebook \(path)",
      help: nearest.map { "did you mean \($0)?" }, fix: fix(target, path, nearest))
  }

  private static func noPlace(
    _ fragment: String, in anchors: Set<String>, of path: String?, _ target: ProseTarget
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: fragment, among: anchors.sorted())
    return Diagnostic(
      "link-place", .warning, at: target.span,
      "nothing in \(path ?? "this notebook") has the address #\(fragment)",
      help: nearest.map { "did you mean #\($0)?" }
        ?? "give the heading a label: ## Words {#sec-\(fragment)}",
      fix: fix(target, fragment, nearest))
  }

  /// Writes the nearest name, where it is certain and stands in the source as it is.
  private static func fix(
    _ target: ProseTarget, _ name: String, _ nearest: Suggestion?
  ) -> Diagnostic.Fix? {
    guard let nearest, nearest.isCertain, !target.span.isEmpty,
      target.destination.hasSuffix(name) || target.destination.hasPrefix(name)
    else { return nil }
    let repaired =
      target.destination.hasPrefix(name)
      ? nearest.name + String(target.destination.dropFirst(name.count))
      : String(target.destination.dropLast(name.count)) + nearest.name
    return Diagnostic.Fix([.init(replace: target.span, with: repaired)])
  }
}
