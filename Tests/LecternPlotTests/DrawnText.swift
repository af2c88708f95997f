import Foundation

@testable import LecternPlot

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The words of a drawing and the boxes that they fill, by the estimate that drawings go by.
final class DrawnText: NSObject, XMLParserDelegate {
  struct Label {
    var words: String
    var x: Double
    let y: Double
    let anchor: String
    let size: Double
    let isTurned: Bool

    var width: Double { TextMetrics.width(words, size: size) }
    var left: Double { anchor == "end" ? x - width : anchor == "middle" ? x - width / 2 : x }
    var right: Double { left + width }
  }

  private(set) var labels: [Label] = []
  private(set) var width = 0.0
  private(set) var height = 0.0
  private(set) var elements: [String] = []
  private var isInText = false

  /// Reads a drawing; nil when it is not well-formed.
  static func read(_ svg: String) -> DrawnText? {
    let reader = DrawnText()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    return parser.parse() ? reader : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(name)
    func number(_ key: String) -> Double { attributes[key].flatMap(Double.init) ?? 0 }
    if name == "svg" { (width, height) = (number("width"), number("height")) }
    guard name == "text" else { return }
    isInText = true
    labels.append(
      Label(
        words: "", x: number("x"), y: number("y"), anchor: attributes["text-anchor"] ?? "start",
        size: attributes["font-size"].flatMap(Double.init) ?? 12,
        isTurned: attributes["transform"] != nil))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isInText { labels[labels.count - 1].words += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { isInText = false }
  }

  /// Pairs of labels that cover each other, and labels that do not lie on the drawing.
  var faults: [String] {
    let level = labels.filter { !$0.isTurned }
    var result = level.filter {
      $0.left < -1 || $0.right > width + 1 || $0.y < 8 || $0.y > height + 1
    }.map { "outside: \($0.words)" }
    for (index, a) in level.enumerated() {
      for b in level[(index + 1)...] where (a.y - b.y).magnitude < 0.75 * min(a.size, b.size) {
        if a.left < b.right - 1 && b.left < a.right - 1 {
          result.append("overlap: \(a.words) | \(b.words)")
        }
      }
    }
    return result
  }
}
