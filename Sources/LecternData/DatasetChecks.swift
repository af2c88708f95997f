import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where inputs are not finite.
package struct NonFiniteInputs: Sendable, Equatable {
  package var count: Int
  package var firstFeature: Int
  package var firstExample: Int
}

extension Dataset {
  /// The inputs that are NaN or infinite, or nil when all are finite.
  package func nonFiniteInputs() -> NonFiniteInputs? {
    let count = inputs.elements.withUnsafeBufferPointer { elements in
      elements.baseAddress.map { S.nonfiniteCount(count: elements.count, $0) } ?? 0
    }
    guard count > 0, let first = inputs.elements.firstIndex(where: { !$0.isFinite }) else {
      return nil
    }
    return NonFiniteInputs(
      count: count, firstFeature: first % features, firstExample: first / features)
  }

  /// The name of the only class that has examples, or nil with several classes or none.
  package func onlyClass() -> String? {
    guard case .classes(let labels, let names) = target, let first = labels.first else {
      return nil
    }
    return labels.allSatisfy { $0 == first } ? names[first] : nil
  }

  /// How many examples of `other` are, number for number, also examples of this set.
  package func sharedExamples(with other: Dataset) -> Int {
    guard features == other.features, features > 0 else { return 0 }
    return inputs.elements.withUnsafeBytes { own in
      other.inputs.elements.withUnsafeBytes { others in
        overlapping(
          Columns(bytes: own, count: m, features: features),
          Columns(bytes: others, count: other.m, features: features))
      }
    }
  }
}

/// The examples of a set as stretches of bytes.
private struct Columns {
  var bytes: UnsafeRawBufferPointer
  var count: Int
  var features: Int

  subscript(column: Int) -> UnsafeRawBufferPointer {
    let size = bytes.count / count
    return UnsafeRawBufferPointer(rebasing: bytes[column * size..<(column + 1) * size])
  }

  /// A hash of at most about 32 of the numbers, spread over the column.
  func sampleHash(_ column: Int) -> Int {
    let column = self[column]
    let width = column.count / features
    var hasher = Hasher()
    for feature in stride(
      from: features / 2 % max(features / 32, 1), to: features, by: max(features / 32, 1))
    {
      hasher.combine(
        bytes: UnsafeRawBufferPointer(rebasing: column[feature * width..<(feature + 1) * width]))
    }
    return hasher.finalize()
  }

  func hash(_ column: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: self[column])
    return hasher.finalize()
  }
}

/// Counts the columns of `others` that are in `own`.
///
/// Few columns agree in a sample of their numbers by chance, so only those are hashed whole and
/// compared.
private func overlapping(_ own: Columns, _ others: Columns) -> Int {
  let samples = Set((0..<own.count).lazy.map { own.sampleHash($0) })
  var candidates: [Int] = []
  var candidateSamples: Set<Int> = []
  for column in 0..<others.count {
    let sample = others.sampleHash(column)
    guard samples.contains(sample) else { continue }
    candidates.append(column)
    candidateSamples.insert(sample)
  }
  guard !candidates.isEmpty else { return 0 }
  var known: [Int: [Int]] = [:]
  for column in 0..<own.count where candidateSamples.contains(own.sampleHash(column)) {
    let hash = own.hash(column)
    let same = known[hash, default: []]
    if !same.contains(where: { areEqual(own[$0], own[column]) }) {
      known[hash] = same + [column]
    }
  }
  return candidates.count { column in
    known[others.hash(column), default: []].contains { areEqual(own[$0], others[column]) }
  }
}

private func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress
  else { return false }
  return memcmp(first, second, left.count) == 0
}
