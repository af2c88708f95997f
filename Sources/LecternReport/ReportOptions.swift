/// What the one who renders decides about a page.
package struct ReportOptions: Sendable, Equatable {
  /// Lets raw HTML and every link scheme of the Markdown through, for authors one trusts.
  package var allowsUnsafeHTML: Bool

  package init(allowsUnsafeHTML: Bool = false) {
    self.allowsUnsafeHTML = allowsUnsafeHTML
  }
}
