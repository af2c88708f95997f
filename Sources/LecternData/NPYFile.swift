/// A NumPy array in a file of its own, or a member of an archive.
///
/// Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays", and the module
/// `numpy.lib.format` for versions 2 and 3.
struct NPYFile: ArrayContainer {
  /// Enough bytes for the header of every array of numbers.
  static let maximumHeader = 1 << 16

  let name: String
  private let source: ByteSource
  private let only: ArrayHeader
  private let start: Int

  init(_ source: ByteSource) throws(DataFailure) {
    self.source = source
    name = source.name
    let head = try NPYHead(
      try source.prefix(at: 0, count: Self.maximumHeader), name: source.name, array: nil)
    start = head.byteCount
    only = try head.header(possibleBytes: source.count - head.byteCount)
    guard start + only.byteCount == source.count else {
      throw failure("", .damaged(what: "more bytes follow than its header announces"))
    }
  }

  var arrayNames: [String] { [""] }

  func header(of array: String) throws(DataFailure) -> ArrayHeader { only }

  func payload(of array: String) throws(DataFailure) -> ArraySlice<UInt8> {
    try source.read(at: start, count: only.byteCount)
  }
}

/// The header of a NumPy array.
struct NPYHead {
  /// The bytes before the elements.
  let byteCount: Int
  private let type: ElementType
  private let isColumnMajor: Bool
  private let shape: [Int]
  private let name: String
  private let array: String?

  /// Reads the header at the start of `bytes`.
  init(_ bytes: ArraySlice<UInt8>, name: String, array: String?) throws(DataFailure) {
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: name, array: array, cause: cause))
    }
    guard bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) else {
      guard !bytes.isEmpty else { throw failure(.empty) }
      throw failure(.notFormat(format: "a NumPy array", help: Self.help(for: bytes)))
    }
    guard let major = bytes.unsigned(at: 6, 1) else { throw failure(.truncated) }
    guard (1...3).contains(major) else {
      throw failure(.unsupported(what: "version \(major) of NumPy's format"))
    }
    let width = major == 1 ? 2 : 4
    guard let length = bytes.unsigned(at: 8, width).flatMap({ Int(exactly: $0) }) else {
      throw failure(.truncated)
    }
    guard length <= NPYFile.maximumHeader - 12 else {
      throw failure(.damaged(what: "its header is too long"))
    }
    guard let text = bytes.part(at: 8 + width, count: length) else { throw failure(.truncated) }
    byteCount = 8 + width + length
    var literal = PythonLiteral(text)
    guard case .dictionary(let entries)? = literal.value(),
      case .boolean(let isFortran)? = entries["fortran_order"],
      case .tuple(let sizes)? = entries["shape"], let description = entries["descr"]
    else { throw failure(.damaged(what: "its header cannot be read")) }
    guard case .text(let code) = description else {
      throw failure(.type("records of several numbers"))
    }
    guard let type = ElementType(numpy: code) else {
      throw failure(.type(Self.words(for: code)))
    }
    self.type = type
    isColumnMajor = isFortran
    shape = sizes
    self.name = name
    self.array = array
  }

  /// The facts of the array; at most `possibleBytes` of elements can follow.
  func header(possibleBytes: Int) throws(DataFailure) -> ArrayHeader {
    try ArrayHeader(
      shape: shape, isColumnMajor: isColumnMajor, type: type, possibleBytes: possibleBytes,
      name: name, array: array)
  }

  private static func help(for bytes: ArraySlice<UInt8>) -> String {
    bytes.starts(with: [0x50, 0x4B])
      ? "It is an archive; read it with data npz" : "Write it with numpy.save"
  }

  private static func words(for code: String) -> String {
    switch code.drop(while: { "<>|=".contains($0) }).first {
    case "O"?: "Python objects"
    case "c"?: "complex numbers"
    case "M"?, "m"?: "dates"
    case "f"?: "numbers of extended precision"
    case "V"?: "records"
    default: "elements of type \(quoted(code))"
    }
  }
}

extension ElementType {
  /// The type that NumPy's code names, such as `<f8`; nil when it is not read.
  init?(numpy code: String) {
    var rest = Substring(code)
    var isBig = false
    if let mark = rest.first, "<>|=".contains(mark) {
      isBig = mark == ">"
      rest.removeFirst()
    }
    guard let letter = rest.popFirst(), let width = Int(rest), width >= 0, width < 1 << 20 else {
      return nil
    }
    let kind: NumberType.Kind
    switch letter {
    case "S", "a":
      self = .bytes(width)
      return
    case "U":
      self = .characters(width, isBigEndian: isBig)
      return
    case "b": kind = .boolean
    case "i": kind = .signed
    case "u": kind = .unsigned
    case "f": kind = .float
    default: return nil
    }
    let widths: [Int] = kind == .boolean ? [1] : kind == .float ? [2, 4, 8] : [1, 2, 4, 8]
    guard widths.contains(width) else { return nil }
    self = .number(NumberType(kind: kind, byteCount: width, isBigEndian: isBig))
  }
}

/// Reads the dictionary of a NumPy header, a literal of Python.
private struct PythonLiteral {
  enum Value {
    case text(String)
    case boolean(Bool)
    case tuple([Int])
    case dictionary([String: Value])
    /// A list, which only records have.
    case list
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next value; nil when there is none that a header may have.
  mutating func value() -> Value? {
    skipSpaces()
    switch rest.first {
    case UInt8(ascii: "{")?: return dictionary()
    case UInt8(ascii: "(")?: return tuple()
    case UInt8(ascii: "[")?: return list()
    case UInt8(ascii: "'")?, UInt8(ascii: "\"")?: return text().map { .text($0) }
    case UInt8(ascii: "T")?: return word("True") ? .boolean(true) : nil
    case UInt8(ascii: "F")?: return word("False") ? .boolean(false) : nil
    default: return nil
    }
  }

  private mutating func dictionary() -> Value? {
    rest.removeFirst()
    var entries: [String: Value] = [:]
    while entries.count < 16 {
      skipSpaces()
      if take("}") { return .dictionary(entries) }
      guard let key = text() else { return nil }
      skipSpaces()
      // Dictionaries do not nest in a header.
      guard take(":") else { return nil }
      skipSpaces()
      guard rest.first != UInt8(ascii: "{"), let value = value() else { return nil }
      entries[key] = value
      skipSpaces()
      _ = take(",")
    }
    return nil
  }

  private mutating func tuple() -> Value? {
    rest.removeFirst()
    var sizes: [Int] = []
    while sizes.count <= 64 {
      skipSpaces()
      if take(")") { return .tuple(sizes) }
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let size = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      rest.removeFirst(digits.count)
      _ = take("L")  // Python 2 wrote large sizes so
      sizes.append(size)
      skipSpaces()
      _ = take(",")
    }
    return nil
  }

  /// Skips a list with whatever brackets it contains.
  private mutating func list() -> Value? {
    var depth = 0
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      if depth == 0 { return .list }
    }
    return nil
  }

  private mutating func text() -> String? {
    guard let mark = rest.first, mark == UInt8(ascii: "'") || mark == UInt8(ascii: "\"") else {
      return nil
    }
    rest.removeFirst()
    let text = rest.prefix { $0 != mark }
    rest.removeFirst(text.count)
    guard rest.popFirst() != nil else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func word(_ word: String) -> Bool {
    guard rest.starts(with: word.utf8) else { return false }
    rest.removeFirst(word.utf8.count)
    return true
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpaces() {
    rest = rest.drop { $0 == 32 || (9...13).contains($0) }
  }
}
