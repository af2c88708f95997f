/// How a number is stored.
struct NumberType: Equatable {
  enum Kind { case boolean, signed, unsigned, float }

  var kind: Kind
  /// 1, 2, 4 or 8; a `float` has at least 2.
  var byteCount: Int
  var isBigEndian = false
}

/// How an element of an array is stored.
enum ElementType: Equatable {
  case number(NumberType)
  /// A text of bytes, padded with zeros at its end.
  case bytes(Int)
  /// A text of so many 32-bit characters, padded with zeros at its end.
  case characters(Int, isBigEndian: Bool)

  var byteCount: Int {
    switch self {
    case .number(let type): type.byteCount
    case .bytes(let count): count
    case .characters(let count, _): 4 * count
    }
  }
}

/// The facts of an array in a file; its sizes have been found to fit.
struct ArrayHeader {
  /// The most bytes of numbers that are read.
  static let maximumPayload = 1 << 30
  static let maximumRank = 32

  let shape: [Int]
  /// Whether the first index runs fastest.
  let isColumnMajor: Bool
  let type: ElementType
  let count: Int

  var byteCount: Int { count * type.byteCount }

  /// - Throws: `DataFailure.array` when the array needs more bytes than are read, or than `possible`.
  init(
    shape: [Int], isColumnMajor: Bool, type: ElementType, possibleBytes: Int, name: String,
    array: String?
  ) throws(DataFailure) {
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: name, array: array, cause: cause))
    }
    guard shape.count <= Self.maximumRank, shape.allSatisfy({ $0 >= 0 }) else {
      throw failure(.damaged(what: "its shape makes no sense"))
    }
    guard !shape.contains(0), type.byteCount > 0 else { throw failure(.empty) }
    var total = type.byteCount
    for size in shape {
      let (product, overflows) = total.multipliedReportingOverflow(by: size)
      guard !overflows else { throw failure(.tooLarge(limit: Self.maximumPayload, claim: nil)) }
      total = product
    }
    guard total <= Self.maximumPayload else {
      throw failure(.tooLarge(limit: Self.maximumPayload, claim: total))
    }
    guard total <= possibleBytes else { throw failure(.truncated) }
    self.shape = shape
    self.isColumnMajor = isColumnMajor
    self.type = type
    count = total / type.byteCount
  }

  /// The distance of neighbours along each axis, in elements.
  var strides: [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    var step = 1
    for axis in isColumnMajor ? Array(shape.indices) : shape.indices.reversed() {
      strides[axis] = step
      step *= shape[axis]
    }
    return strides
  }
}

/// A file of arrays.
protocol ArrayContainer {
  /// The name of the file.
  var name: String { get }
  /// The names of what the file holds, in its order.
  var arrayNames: [String] { get }

  /// The facts of one of `arrayNames`.
  ///
  /// - Throws: `DataFailure` when it is damaged, or no array of numbers or texts.
  func header(of array: String) throws(DataFailure) -> ArrayHeader

  /// The elements of one of `arrayNames`: exactly as many bytes as its header says.
  func payload(of array: String) throws(DataFailure) -> ArraySlice<UInt8>
}

extension ArrayContainer {
  /// The array as it is called in messages; a file of one array has no name for it.
  func failure(_ array: String, _ cause: ArrayFailure.Cause) -> DataFailure {
    .array(ArrayFailure(name: name, array: array.isEmpty ? nil : array, cause: cause))
  }

  /// The array that the notebook calls `array`.
  func require(_ array: String) throws(DataFailure) -> String {
    guard arrayNames.contains(array) else {
      throw failure(array, .missing(existing: arrayNames))
    }
    return array
  }
}
