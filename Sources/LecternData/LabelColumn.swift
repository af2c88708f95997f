/// An array with one label an example.
struct LabelColumn {
  /// More classes than any course has; more different numbers are a quantity.
  private static let maximumClassCount = 1000

  private let file: any ArrayContainer
  private let name: String
  private let header: ArrayHeader

  /// - Throws: `DataFailure` when it is not there, damaged or has more than one axis.
  init(_ file: any ArrayContainer, _ name: String) throws(DataFailure) {
    self.file = file
    self.name = name
    header = try file.header(of: name)
    guard header.shape.count(where: { $0 != 1 }) <= 1 else {
      throw file.failure(name, .labelRank(shape: header.shape))
    }
  }

  var count: Int { header.count }

  /// The name that messages use.
  var shownName: String { name.isEmpty ? file.name : name }

  /// Classes in ascending order, or in that of `classNames`; numbers with fractions are a numeric
  /// target.
  func target(classNames: [String]?) throws(DataFailure) -> Target {
    guard case .number(let type) = header.type else { return try textTarget(classNames) }
    let values = try numbers(type)
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw file.failure(name, .labelNotFinite(index: index))
    }
    if let classNames { return try named(values, classNames) }
    let distinct = Set(values).sorted()
    let areClasses =
      distinct.allSatisfy { $0 == $0.rounded() && abs($0) < 0x1p53 }
      && distinct.count <= (type.kind == .float ? 100 : Self.maximumClassCount)
    guard areClasses else { return .numbers(values) }
    let names = distinct.map { String(Int($0)) }
    guard names.count > 1 else { throw file.failure(name, .oneClass(names.first ?? "")) }
    let places = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
    return .classes(labels: values.map { places[$0, default: 0] }, names: names)
  }

  /// The elements as texts; whole numbers without a point.
  func texts() throws(DataFailure) -> [String] {
    guard case .number(let type) = header.type else {
      let payload = try file.payload(of: name)
      let width = header.type.byteCount
      return (0..<count).map { index in
        text(payload[payload.startIndex + index * width..<payload.startIndex + (index + 1) * width])
      }
    }
    return try numbers(type).map { value in Int(exactly: value).map { String($0) } ?? "\(value)" }
  }

  private func numbers(_ type: NumberType) throws(DataFailure) -> [Double] {
    let payload = try file.payload(of: name)
    let shape = [header.count]
    let flat = try ArrayHeader(
      shape: shape, isColumnMajor: false, type: header.type, possibleBytes: payload.count,
      name: file.name, array: name)
    return ExampleLayout(flat, examplesAlong: 0).matrix(payload, type, as: Double.self).elements
  }

  private func named(_ values: [Double], _ names: [String]) throws(DataFailure) -> Target {
    var labels: [Int] = []
    labels.reserveCapacity(values.count)
    for value in values {
      guard let label = Int(exactly: value), names.indices.contains(label) else {
        let shown = Int(exactly: value).map { String($0) } ?? "\(value)"
        throw file.failure(name, .classNames(count: names.count, label: shown))
      }
      labels.append(label)
    }
    guard names.count > 1 else { throw file.failure(name, .oneClass(names.first ?? "")) }
    return .classes(labels: labels, names: distinct(names))
  }

  private func textTarget(_ classNames: [String]?) throws(DataFailure) -> Target {
    let texts = try texts()
    let names = classNames ?? Set(texts).sorted()
    let places = Dictionary(zip(names, 0...)) { first, _ in first }
    var labels: [Int] = []
    for text in texts {
      guard let place = places[text] else {
        throw file.failure(name, .classNames(count: names.count, label: quoted(text)))
      }
      labels.append(place)
    }
    guard names.count > 1 else { throw file.failure(name, .oneClass(names.first ?? "")) }
    return .classes(labels: labels, names: names)
  }

  /// Names that occur twice get their number, so that every class can be told from the others.
  private func distinct(_ names: [String]) -> [String] {
    Set(names).count == names.count
      ? names : names.enumerated().map { "\($0.element) (\($0.offset))" }
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    guard case .characters(let count, let isBig) = header.type else {
      return String(decoding: bytes.prefix(while: { $0 != 0 }), as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for index in 0..<count {
      let value = bytes.unsigned(at: 4 * index, 4, isBigEndian: isBig) ?? 0
      if value == 0 { break }
      text.append(Unicode.Scalar(UInt32(value)) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
