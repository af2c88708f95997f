/// The label column of a CSV file, gathered cell by cell.
///
/// Texts that repeat are kept once, so that a long file of few classes takes little memory.
struct CSVLabels {
  /// With more different labels than this, they are numbers to predict or a mistake.
  private static let maximumClassCount = 10_000

  let column: String
  /// Whether the label of each example is wanted, or the classes only.
  let keepsExamples: Bool

  /// The different texts, in the order of their first occurrence.
  private var texts: [String] = []
  /// The number that each of them is; nil for words.
  private var values: [Double?] = []
  private var places: [String: Int32] = [:]
  /// The same for short texts, which need no string to be looked up.
  private var shortPlaces: [ShortText: Int32] = [:]
  /// The place of the text of each example.
  private var codes: [Int32] = []
  /// Once there are too many different numbers for classes, the number of each example.
  private var numbers: [Double]?
  private var exampleCount = 0
  private var firstWord: (line: Int, text: String)?
  private var notFinite: (line: Int, text: String, count: Int)?
  /// The places of the texts that are no finite numbers.
  private var notFinitePlaces: Set<Int32> = []
  private var wordCount = 0

  init(column: String, keepsExamples: Bool) {
    self.column = column
    self.keepsExamples = keepsExamples
  }

  /// Adds the label that stands on a line of the file.
  mutating func add(
    _ cell: CSVCell, of bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(CSVScanFailure) {
    exampleCount += 1
    if numbers != nil {
      try addNumber(cell, of: bytes, line: line)
      return
    }
    let place = place(of: cell, in: bytes, line: line)
    if keepsExamples { codes.append(place) }
    if !notFinitePlaces.isEmpty, notFinitePlaces.contains(place) { notFinite?.count += 1 }
    if texts.count > Self.maximumClassCount { try giveUpClasses(line: line) }
  }

  private mutating func place(
    of cell: CSVCell, in bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) -> Int32 {
    let key = ShortText(cell, of: bytes)
    if let key, let place = shortPlaces[key] { return place }
    let text = text(of: cell, in: bytes)
    let place = places[text] ?? newPlace(of: text, line: line)
    if let key { shortPlaces[key] = place }
    return place
  }

  private mutating func newPlace(of text: String, line: Int) -> Int32 {
    let place = Int32(texts.count)
    texts.append(text)
    places[text] = place
    var text = text
    let number = text.withUTF8 { CSVNumber($0, from: 0, to: $0.count) }
    switch number {
    case .finite(let value): values.append(value)
    case .notFinite:
      values.append(nil)
      notFinite = notFinite ?? (line, text, 0)
      notFinitePlaces.insert(place)
    case .empty, .text:
      values.append(nil)
      wordCount += 1
      firstWord = firstWord ?? (line, text)
    }
    return place
  }

  private mutating func addNumber(
    _ cell: CSVCell, of bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(CSVScanFailure) {
    switch CSVNumber(bytes, from: cell.start, to: cell.end) {
    case .finite(let value): if keepsExamples { numbers?.append(value) }
    case .notFinite:
      let first = notFinite ?? (line, text(of: cell, in: bytes), 0)
      notFinite = (first.line, first.text, first.count + 1)
    case .empty, .text:
      throw CSVScanFailure(
        line: line,
        cause: .labelAmongNumbers(column: column, text: text(of: cell, in: bytes)))
    }
  }

  /// Turns to numbers where there are too many different labels for classes.
  private mutating func giveUpClasses(line: Int) throws(CSVScanFailure) {
    if firstWord != nil { throw tooManyClasses() }
    let known = values
    numbers = keepsExamples ? codes.compactMap { known[Int($0)] } : []
    (texts, values, places, shortPlaces, codes) = ([], [], [:], [:], [])
  }

  /// A column with too many different texts: numbers with a word among them, or names.
  private func tooManyClasses() -> CSVScanFailure {
    if let firstWord, wordCount * 2 < texts.count {
      return CSVScanFailure(
        line: firstWord.line, cause: .labelAmongNumbers(column: column, text: firstWord.text))
    }
    return CSVScanFailure(
      line: nil,
      cause: .tooManyClasses(column: column, classes: texts.count, examples: exampleCount))
  }

  /// The target that the column describes.
  ///
  /// Whole numbers from −1 to 999, at most 100 different ones, are classes in ascending order;
  /// other numbers are a numeric target; texts are classes in the order of their text.
  func target() throws(CSVScanFailure) -> Target {
    if numbers == nil, firstWord != nil { return try wordTarget() }
    if let found = notFinite {
      throw CSVScanFailure(
        line: found.line,
        cause: .notFinite(
          column: column, text: found.text, count: found.count, isLabel: true))
    }
    if let numbers { return .numbers(numbers) }
    let known = values.map { $0 ?? 0 }
    let distinct = Set(known).sorted()
    let areClasses =
      distinct.count <= 100
      && distinct.allSatisfy { $0 >= -1 && $0 < 1000 && $0 == $0.rounded() }
    guard areClasses else { return .numbers(codes.map { known[Int($0)] }) }
    let order = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
    return classes(
      known.map { order[$0, default: 0] }, names: distinct.map { String(Int($0)) })
  }

  private func wordTarget() throws(CSVScanFailure) -> Target {
    let hasFractions = values.contains { $0.map { $0 != $0.rounded() } ?? false }
    let isNumeric = wordCount * 2 < texts.count && hasFractions && texts.count > 20
    if isNumeric || (texts.count > 50 && texts.count * 2 > exampleCount) { throw tooManyClasses() }
    let distinct = texts.sorted()
    let order = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
    return classes(texts.map { order[$0, default: 0] }, names: distinct)
  }

  private func classes(_ places: [Int], names: [String]) -> Target {
    .classes(labels: codes.map { places[Int($0)] }, names: names)
  }
}

/// A text of at most 15 bytes, packed with their count.
private struct ShortText: Hashable {
  private var low: UInt64 = 0
  private var high: UInt64

  init?(_ cell: CSVCell, of bytes: UnsafeBufferPointer<UInt8>) {
    let count = cell.end - cell.start
    guard count < 16, !cell.hasEscapes else { return nil }
    high = UInt64(count)
    for index in cell.start..<cell.end {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(bytes[index])
    }
  }
}
