import LecternText

/// A mistake in the TeX of a formula, said in the author's terms and shown at its place.
struct MathMistake {
  let diagnostic: Diagnostic

  init(
    _ outcome: KaTeX.Outcome, _ formula: TypesetMath.Formula, _ span: SourceSpan,
    in file: SourceFile
  ) {
    let place = TeXPlace(formula, span, in: file)
    switch outcome {
    case .markup:
      diagnostic = Diagnostic("math-tex", at: span, "this formula is in order")
    case .refused(let command):
      diagnostic = Diagnostic(
        "math-refused", at: place.span(of: command),
        "\(command) is not used here: a formula holds no links, pictures or attributes",
        help: "write links in the text: [words](https://…)")
    case .mistake(let message, let position, let length):
      let target = position.map { place.span(from: $0, length: length) } ?? span
      let (words, help, replacement) = Self.words(message)
      diagnostic = Diagnostic(
        "math-tex", at: target, words, help: help,
        fix: replacement.map { Diagnostic.Fix([.init(replace: target, with: $0)]) })
    }
  }

  /// KaTeX's message as a sentence of ours, with a repair where there is a likely one.
  private static func words(_ message: String) -> (String, help: String?, replacement: String?) {
    if let name = message.suffix(after: "Undefined control sequence: ") {
      let nearest = Suggestion.nearest(to: name, among: commands)
      return (
        "there is no TeX command \(name)",
        nearest.map { "did you mean \($0)?" } ?? "words in a formula are written \\text{words}",
        nearest.flatMap { $0.isCertain ? $0.name : nil }
      )
    }
    if let name = message.suffix(after: "No such environment: ") {
      let nearest = Suggestion.nearest(to: name, among: environments)
      return (
        "there is no TeX environment \(name)",
        nearest.map { "did you mean \\begin{\($0)}?" }
          ?? "known: \(environments.joined(separator: ", "))", nil
      )
    }
    if message.hasPrefix("Expected '"), message.hasSuffix("', got 'EOF'") {
      let expected = message.dropFirst(10).dropLast(12)
      return (
        "the formula ends before its \(expected)", "write \(expected) where the group ends", nil
      )
    }
    if message == "Double superscript" || message == "Double subscript" {
      let mark = message == "Double subscript" ? "_" : "^"
      return (
        "a second \(mark) on the same letter", "put both into one group: x\(mark){a b}", nil
      )
    }
    let first = message.prefix(1).lowercased() + message.dropFirst()
    let isOurs = first.hasPrefix("this formula") || first.hasPrefix("a formula")
    return (isOurs ? first : "TeX: " + first, nil, nil)
  }

  private static let environments = [
    "aligned", "align", "align*", "alignat", "array", "bmatrix", "Bmatrix", "cases", "equation",
    "gather", "gathered", "matrix", "pmatrix", "rcases", "smallmatrix", "split", "vmatrix",
    "Vmatrix",
  ]

  /// What formulas of this field are made of, for suggestions.
  private static let commands = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
    tau phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega frac tfrac dfrac
    sqrt sum prod int lim max min arg sup inf log ln exp sin cos tan tanh det dim Pr partial nabla
    infty cdot cdots ldots dots vdots ddots times div pm mp odot oplus otimes ast circ le leq ge geq
    ne neq approx equiv sim propto ll gg in notin subset subseteq cup cap forall exists to gets mid
    leftarrow rightarrow Leftarrow Rightarrow implies iff mapsto longmapsto xrightarrow xleftarrow
    hat widehat bar overline tilde widetilde vec dot ddot underbrace overbrace underline boxed cancel
    text textbf mathbf mathbb mathcal mathrm mathit mathtt mathsf boldsymbol operatorname left right
    big Big bigl bigr Bigl Bigr lvert rvert lVert rVert vert Vert langle rangle lceil rceil lfloor
    rfloor quad qquad begin end top prime displaystyle textstyle color binom stackrel overset
    underset not
    """.split { $0 == " " || $0 == "\n" }.map { "\\\($0)" }
}

/// Where a part of a formula stands in the file, container marks around its lines left out.
struct TeXPlace {
  private let tex: String
  private let fragment: SourceFragment

  init(_ formula: TypesetMath.Formula, _ span: SourceSpan, in file: SourceFile) {
    tex = formula.tex
    var position = span.start + (formula.isDisplay ? 2 : 1)
    var parts: [(text: String, sourceStart: Int)] = []
    for line in formula.tex.split(separator: "\n", omittingEmptySubsequences: false) {
      let bytes = Array(line.utf8)
      while position + bytes.count < span.end, !file.utf8[position...].starts(with: bytes) {
        position += 1
      }
      parts.append((String(line), position))
      position += bytes.count
    }
    fragment = SourceFragment(lines: parts)
  }

  /// The place of UTF-16 units of the formula; at its end the last character is shown.
  func span(from position: Int, length: Int) -> SourceSpan {
    let units = tex.utf16
    let start = units.index(
      units.startIndex, offsetBy: max(0, position), limitedBy: units.endIndex)
    let end = start.flatMap {
      units.index($0, offsetBy: max(1, length), limitedBy: units.endIndex)
    }
    let count = fragment.utf8.count
    var first = start.map { tex.utf8.distance(from: tex.startIndex, to: $0) } ?? count
    let last = end.map { tex.utf8.distance(from: tex.startIndex, to: $0) } ?? count
    if first >= count { first = max(0, count - 1) }
    return fragment.sourceSpan(first..<max(first + 1, min(last, count)))
  }

  /// The place of the first occurrence of a command, else of the whole formula.
  func span(of command: String) -> SourceSpan {
    let bytes = fragment.utf8
    let wanted = Array(command.utf8)
    for start in bytes.indices where bytes[start...].starts(with: wanted) {
      return fragment.sourceSpan(start..<(start + wanted.count))
    }
    return fragment.sourceSpan(0..<bytes.count)
  }
}

extension String {
  fileprivate func suffix(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
