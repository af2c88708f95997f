/// The head of a variable of a MATLAB file: what it is and where its numbers start.
struct MATVariable {
  /// Where the numbers start, from the variable's first byte behind its type and size.
  let payloadStart: Int
  private let shape: [Int]
  private let type: NumberType
  /// The bytes of numbers that there are by the variable's word.
  private let payloadCount: Int

  /// A part of a variable: a type, and where its bytes are.
  private struct Part {
    var type: UInt64
    var start: Int
    var count: Int
    var end: Int

    init?(_ bytes: ArraySlice<UInt8>, at start: Int, isBigEndian: Bool) {
      guard let first = bytes.unsigned(at: start, 4, isBigEndian: isBigEndian) else { return nil }
      // Up to four bytes of data are packed into the tag, with their number in its upper half.
      if first >> 16 != 0 {
        type = first & 0xFFFF
        count = Int(first >> 16)
        self.start = start + 4
        end = start + 8
        guard count <= 4 else { return nil }
        return
      }
      guard let size = bytes.unsigned(at: start + 4, 4, isBigEndian: isBigEndian) else {
        return nil
      }
      type = first
      count = Int(size)
      self.start = start + 8
      end = start + 8 + (count + 7) / 8 * 8
    }
  }

  init(
    _ bytes: ArraySlice<UInt8>, isBigEndian: Bool, name: String, array: String
  ) throws(DataFailure) {
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: name, array: array, cause: cause))
    }
    guard let flags = Part(bytes, at: 0, isBigEndian: isBigEndian), flags.type == 6,
      let word = bytes.unsigned(at: flags.start, 4, isBigEndian: isBigEndian),
      let sizes = Part(bytes, at: flags.end, isBigEndian: isBigEndian), sizes.type == 5,
      let title = Part(bytes, at: sizes.end, isBigEndian: isBigEndian)
    else { throw failure(.damaged(what: "its header cannot be read")) }
    // Whole and floating-point classes have the numbers 6 to 15.
    guard (6...15).contains(word & 0xFF) else { throw failure(.type(Self.words(for: word & 0xFF))) }
    guard word & 0x800 == 0 else { throw failure(.type("complex numbers")) }
    guard sizes.count <= 4 * ArrayHeader.maximumRank else {
      throw failure(.damaged(what: "its shape makes no sense"))
    }
    var shape: [Int] = []
    for axis in 0..<sizes.count / 4 {
      let size = bytes.unsigned(at: sizes.start + 4 * axis, 4, isBigEndian: isBigEndian) ?? 0
      shape.append(Int(Int32(truncatingIfNeeded: size)))
    }
    guard !shape.contains(0) else { throw failure(.empty) }
    guard let numbers = Part(bytes, at: title.end, isBigEndian: isBigEndian),
      let stored = Self.stored[numbers.type]
    else { throw failure(.damaged(what: "its numbers have no known type")) }
    self.shape = shape
    type = NumberType(kind: stored.0, byteCount: stored.1, isBigEndian: isBigEndian)
    payloadStart = numbers.start
    payloadCount = numbers.count
  }

  /// The facts of the array, whose numbers may be stored in fewer bytes than their class has.
  func header(possibleBytes: Int, name: String, array: String) throws(DataFailure) -> ArrayHeader {
    let header = try ArrayHeader(
      shape: shape, isColumnMajor: true, type: .number(type), possibleBytes: possibleBytes,
      name: name, array: array)
    guard header.byteCount == payloadCount else {
      throw .array(
        ArrayFailure(
          name: name, array: array,
          cause: .damaged(
            what: "its shape needs \(header.byteCount) bytes, it announces \(payloadCount)")))
    }
    return header
  }

  /// The name in the head of a variable, empty where it has none; nil when it is damaged.
  static func name(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> String? {
    guard let flags = Part(bytes, at: 0, isBigEndian: isBigEndian), flags.type == 6,
      let sizes = Part(bytes, at: flags.end, isBigEndian: isBigEndian),
      let title = Part(bytes, at: sizes.end, isBigEndian: isBigEndian),
      let text = bytes.part(at: title.start, count: title.count)
    else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// The kinds of numbers by the number of their type.
  private static let stored: [UInt64: (NumberType.Kind, Int)] = [
    1: (.signed, 1), 2: (.unsigned, 1), 3: (.signed, 2), 4: (.unsigned, 2), 5: (.signed, 4),
    6: (.unsigned, 4), 7: (.float, 4), 9: (.float, 8), 12: (.signed, 8), 13: (.unsigned, 8),
  ]

  private static func words(for kind: UInt64) -> String {
    switch kind {
    case 1: "cells"
    case 2: "structures"
    case 4: "text"
    case 5: "a sparse matrix"
    default: "objects"
    }
  }
}
