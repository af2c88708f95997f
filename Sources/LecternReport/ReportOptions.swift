/// What the one who renders decides about a page.
package struct ReportOptions: Sendable, Equatable {
  /// Lets raw HTML and every link scheme of the Markdown through, for authors one trusts.
  package var allowsUnsafeHTML: Bool

  /// How long each piece took, where the page is to say so: such a page is another one every time.
  package var timings: [Duration]
  /// What links and pictures of the prose lead to, by their destination in the Markdown.
  package var addresses: [String: String]

  /// The listings of other languages in colours.
  package var listings: HighlightedListings

  package init(
    allowsUnsafeHTML: Bool = false, timings: [Duration] = [], addresses: [String: String] = [:],
    listings: HighlightedListings = .none
  ) {
    self.listings = listings
    self.allowsUnsafeHTML = allowsUnsafeHTML
    self.timings = timings
    self.addresses = addresses
  }
}
