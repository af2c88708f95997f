package import LecternText

/// A text with numbered markers ①②③…, taken out of it and turned into offsets.
///
/// `MarkedSource("let ①x② = 1")` has the text `let x = 1` and the span 4..<5 from ① to ②.
package struct MarkedSource {
  package let text: String
  private let offsets: [Unicode.Scalar: Int]

  package init(_ marked: String) {
    var bytes: [UInt8] = []
    var offsets: [Unicode.Scalar: Int] = [:]
    for scalar in marked.unicodeScalars {
      if ("①"..."⑳").contains(scalar) {
        offsets[scalar] = bytes.count
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.offsets = offsets
  }

  package var file: SourceFile { SourceFile(name: "test.md", text: text) }

  /// The offset of a marker; one that is not there is a mistake of the test.
  package func offset(_ marker: Unicode.Scalar) -> Int {
    guard let offset = offsets[marker] else { preconditionFailure("There is no marker \(marker).") }
    return offset
  }

  /// The span between two markers.
  package func span(_ start: Unicode.Scalar, _ end: Unicode.Scalar) -> SourceSpan {
    SourceSpan(offset(start), offset(end))
  }
}
