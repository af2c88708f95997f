extension [Inline] {
  /// The words alone, for titles and descriptions: no marks, images by their alternative text.
  package var plainText: String {
    var result = ""
    for inline in self {
      switch inline {
      case .text(let text): result += text
      case .code(let content, _): result += content.text
      case .math(let tex, _, _), .equation(let tex, _, _): result += tex
      case .reference(let reference): result += "@" + reference.label
      case .emphasis(let content), .strong(let content), .link(_, _, let content):
        result += content.plainText
      case .image(_, _, let alternative): result += alternative.plainText
      case .softBreak, .lineBreak: result += " "
      case .html, .footnoteReference, .anchor: break
      }
    }
    return result
  }
}
