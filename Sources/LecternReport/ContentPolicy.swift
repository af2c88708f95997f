import CMessageDigest
import LecternPlot

/// What a page may do: nothing is fetched, and only our own script runs, whatever stands in the page.
///
/// Style sheet and script are named by their hashes, so that another of either has no effect.
/// Source: Content Security Policy Level 3, W3C.
struct ContentPolicy {
  /// For the `content` of the `meta` element.
  let text: String

  /// `allowsInlineStyles` is for a page that holds the author's own HTML.
  init(style: String, script: String, allowsInlineStyles: Bool = false) {
    let styles = allowsInlineStyles ? "'unsafe-inline'" : Self.hash(style)
    text =
      "default-src 'none'; style-src \(styles); script-src \(Self.hash(script)); "
      + "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
  }

  private static func hash(_ text: String) -> String {
    var state = SHA2_CTX()
    SHA256Init(&state)
    let bytes = Array(text.utf8)
    SHA256Update(&state, bytes, bytes.count)
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &state)
    return "'sha256-\(Base64.encoded(digest))'"
  }
}
