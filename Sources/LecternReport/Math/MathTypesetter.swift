import LecternMarkdown
package import LecternNotebook
package import LecternText

/// Typesets the formulas of notebooks, each different one once.
///
/// KaTeX and the engine under it are loaded at the first formula: a notebook without any costs nothing.
package final class MathTypesetter {
  private var loaded: Result<KaTeX, KaTeX.Unavailable>?
  private var known: [TypesetMath.Formula: KaTeX.Outcome] = [:]

  /// A formula of this size is a mistake or an attack.
  private static let byteLimit = 20_000

  private let folders: [String]

  package convenience init() { self.init(folders: KaTeX.folders) }

  /// - Parameter folders: Where KaTeX is looked for, in this order.
  init(folders: [String]) {
    self.folders = folders
  }

  /// The formulas of a notebook, and what is wrong with them.
  package func typeset(_ notebook: Notebook) -> TypesetMath {
    var places: [(formula: TypesetMath.Formula, span: SourceSpan)] = []
    func add(_ inline: Inline) {
      switch inline {
      case .math(let tex, let isDisplay, let span):
        places.append((.init(tex: tex, isDisplay: isDisplay), span))
      case .equation(let tex, _, let span):
        places.append((.init(tex: tex, isDisplay: true), span))
      default: break
      }
    }
    notebook.frontMatter.abstractContent.forEachInline(add)
    notebook.blocks.forEachInline(add)
    for options in notebook.pieces.compactMap(\.options) {
      for caption in options.figureCaptions + options.tableCaptions {
        caption.content.forEachInline(add)
      }
    }
    guard let first = places.first else { return .none }
    let katex: KaTeX
    switch library() {
    case .success(let library): katex = library
    case .failure(let reason):
      return TypesetMath(
        diagnostics: [
          Diagnostic(
            "math-unavailable", .warning, at: first.span, reason.message, help: reason.help)
        ])
    }
    var diagnostics: [Diagnostic] = []
    var page = MathPage(styledClasses: katex.styledClasses)
    for (formula, span) in places {
      let outcome = outcome(of: formula, katex)
      switch outcome {
      case .markup(let html): page.add(formula, html)
      case .mistake, .refused:
        diagnostics.append(
          MathMistake(outcome, formula, span, in: notebook.source).diagnostic)
      }
    }
    return TypesetMath(page, style: MathStyle(page, katex).css, katex.version, diagnostics)
  }

  private func library() -> Result<KaTeX, KaTeX.Unavailable> {
    if let loaded { return loaded }
    let result = Result { () throws(KaTeX.Unavailable) in try KaTeX(folders: folders) }
    loaded = result
    return result
  }

  private func outcome(of formula: TypesetMath.Formula, _ katex: KaTeX) -> KaTeX.Outcome {
    if let outcome = known[formula] { return outcome }
    let outcome: KaTeX.Outcome =
      formula.tex.utf8.count > Self.byteLimit
      ? .mistake(
        message: "a formula has at most \(Self.byteLimit) bytes, this one has more", position: nil,
        length: 0)
      : katex.typeset(formula.tex, isDisplay: formula.isDisplay)
    known[formula] = outcome
    return outcome
  }
}

/// The formulas of one notebook as HTML, with the style and the fonts they need.
package struct TypesetMath: Sendable {
  struct Formula: Hashable, Sendable {
    let tex: String
    let isDisplay: Bool
  }

  /// Mistakes in the TeX, or the one warning that nothing could be typeset.
  package let diagnostics: [Diagnostic]
  /// For the page's style sheet, fonts included; empty when there are no formulas.
  let css: String
  /// The version of KaTeX that made the formulas.
  let version: String?
  private let html: [Formula: String]
  /// How many characters a reader sees of each formula of its own line.
  private let widths: [String: Int]
  private let wideInlines: Set<String>
  private let shortInlines: Set<String>

  /// For a page without formulas, or one that shows their source.
  package static let none = TypesetMath(diagnostics: [])

  init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
    css = ""
    version = nil
    html = [:]
    widths = [:]
    wideInlines = []
    shortInlines = []
  }

  init(_ page: MathPage, style: String, _ version: String, _ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
    html = page.html
    widths = page.widths
    wideInlines = page.wideInlines
    shortInlines = page.shortInlines
    css = page.html.isEmpty ? "" : style
    self.version = page.html.isEmpty ? nil : version
  }

  /// Whether a formula may be wider than a phone, and so must be scrolled there.
  func isWide(_ tex: String, isDisplay: Bool) -> Bool {
    isDisplay ? widths[tex, default: 0] > 10 : wideInlines.contains(tex)
  }

  /// Whether a formula within a line is so short that it should not be broken.
  func isShort(_ tex: String) -> Bool { shortInlines.contains(tex) }

  /// The HTML of a formula; nil when its source is to be shown.
  func markup(_ tex: String, isDisplay: Bool) -> String? {
    html[Formula(tex: tex, isDisplay: isDisplay)]
  }
}
