/// Collects the text of a drawing: elements, escaped text and short coordinates.
struct SVGWriter {
  private(set) var text = ""

  /// A name and what it is set to; the value is escaped here.
  typealias Attribute = (name: String, value: String)

  mutating func element(_ name: String, _ attributes: Attribute...) {
    element(name, attributes)
  }

  mutating func element(_ name: String, _ attributes: [Attribute]) {
    start(name, attributes)
    text += "/>"
  }

  mutating func open(_ name: String, _ attributes: Attribute...) {
    open(name, attributes)
  }

  mutating func open(_ name: String, _ attributes: [Attribute]) {
    start(name, attributes)
    text += ">"
  }

  mutating func close(_ name: String) {
    text += "</\(name)>"
  }

  /// Adds an element that holds nothing but words.
  mutating func words(_ name: String, _ content: String, _ attributes: Attribute...) {
    start(name, attributes)
    text += ">"
    text += Self.escaped(content)
    close(name)
  }

  /// Adds characters that are already markup.
  mutating func raw(_ markup: String) {
    text += markup
  }

  private mutating func start(_ name: String, _ attributes: [Attribute]) {
    text += "<\(name)"
    for (name, value) in attributes {
      text += " \(name)=\"\(Self.escaped(value))\""
    }
  }

  /// Returns text that is safe in elements and in quoted attributes.
  ///
  /// Line breaks become spaces; other control characters, those that turn the direction of
  /// writing, and code points that XML forbids are left out.
  static func escaped(_ text: String) -> String {
    // Path data and coordinates, by far the most text of a drawing, have nothing to escape.
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
        && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
    }
    if isPlain { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: result += "&amp;"
      case 0x3C: result += "&lt;"
      case 0x3E: result += "&gt;"
      case 0x22: result += "&quot;"
      case 0x27: result += "&#39;"
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: result += " "
      case 0...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: break
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Returns a length in CSS pixels with at most one decimal: `12`, `12.5`, `-.5`.
func pixels(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  // Far outside of any page, where a drawing only needs to stay a drawing.
  let tenths = Int((min(max(value, -1e6), 1e6) * 10).rounded())
  let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
  let sign = tenths < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(whole)" }
  return whole == 0 ? "\(sign).\(rest)" : "\(sign)\(whole).\(rest)"
}

/// Returns a share, such as an opacity, with at most two decimals.
func share(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  return DecimalText((min(max(value, 0), 1) * 100).rounded() / 100, significantDigits: 2)
    .formatted()
}

/// Path data in which every command's coordinates are absolute unless its name says otherwise.
struct PathData {
  private(set) var text = ""
  private var lastX = 0
  private var lastY = 0

  var isEmpty: Bool { text.isEmpty }

  mutating func move(_ x: Double, _ y: Double) {
    (lastX, lastY) = (Self.tenths(x), Self.tenths(y))
    text += "M" + Self.pair(lastX, lastY)
  }

  /// Draws to a point; written as the short way from the last one, which gzip and readers like.
  mutating func line(_ x: Double, _ y: Double) {
    let (newX, newY) = (Self.tenths(x), Self.tenths(y))
    if newX == lastX && newY == lastY { return }
    text += "l" + Self.pair(newX - lastX, newY - lastY)
    (lastX, lastY) = (newX, newY)
  }

  mutating func close() { text += "z" }

  /// Adds commands that are relative to the last point and return to it or do not matter.
  mutating func raw(_ commands: String) { text += commands }

  /// A closed rectangle.
  static func rectangle(x: Double, y: Double, width: Double, height: Double) -> String {
    "M\(pair(tenths(x), tenths(y)))h\(pixels(width))v\(pixels(height))h\(pixels(-width))z"
  }

  private static func tenths(_ value: Double) -> Int {
    value.isFinite ? Int((min(max(value, -1e6), 1e6) * 10).rounded()) : 0
  }

  private static func pair(_ x: Int, _ y: Int) -> String {
    let second = pixels(Double(y) / 10)
    return pixels(Double(x) / 10) + (second.hasPrefix("-") ? second : " " + second)
  }
}
