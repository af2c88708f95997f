/// What the tests ask of a page, by plain searching.
struct PageText {
  let html: String

  init(_ html: String) { self.html = html }

  /// The values of an attribute, wherever it stands in a tag.
  func values(of attribute: String) -> [String] {
    tags.flatMap { tag in
      tag.matches(of: /\s([a-z-]+)="([^"]*)"/.matchingSemantics(.unicodeScalar)).compactMap {
        match in
        match.output.1 == attribute ? String(match.output.2) : nil
      }
    }
  }

  /// The tags of the page, drawings and style left out of account.
  var tags: [Substring] {
    html.matches(of: /<[a-zA-Z][^>]*>/.matchingSemantics(.unicodeScalar)).map { html[$0.range] }
  }

  func count(_ text: String) -> Int { html.ranges(of: text).count }

  /// The page with the parts cut out that other files decide: style sheet, script and drawings.
  var skeleton: String {
    html.replacing(/'sha256-[^']*'/, with: "'sha256-…'")
      .replacing(/<script>(.|\n)*?<\/script>/, with: "<script></script>")
      .replacing(/<style>(.|\n)*?<\/style>/, with: "<style></style>")
      .replacing(/<svg(.|\n)*?<\/svg>/, with: "<svg></svg>")
  }
}
