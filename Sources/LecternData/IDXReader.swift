package import LecternTensor

/// Reads the IDX files of MNIST and its relatives, plain or gzip.
package enum IDXReader {
  /// The most classes that a file of labels may count.
  private static let maximumClassCount = 10_000

  /// The facts of a set, from the header of the inputs and the labels.
  ///
  /// - Throws: `DataFailure` when a file is damaged or the two do not fit.
  package static func describe(
    inputs: LocatedFile, labels: LocatedFile?
  ) throws(DataFailure) -> DatasetDescription {
    let header = try IDXFile.header(of: inputs)
    var target = Target.none
    if let labels {
      let labelFile = try IDXFile(labels)
      try check(header, named: inputs.name, against: labelFile)
      target = try self.target(of: labelFile)
    }
    var classNames: [String]?
    if case .classes(_, let names) = target { classNames = names }
    return DatasetDescription(
      features: header.features, examples: header.examples, classNames: classNames,
      hasTarget: target != .none, imageSize: header.imageSize)
  }

  /// The examples of a file of inputs and a file of labels.
  ///
  /// - Throws: `DataFailure` when a file is damaged or the two do not fit.
  package static func read<S: LecternScalar>(
    inputs: LocatedFile, labels: LocatedFile?, as type: S.Type = S.self
  ) throws(DataFailure) -> LoadedDataset<S> {
    let file = try IDXFile(inputs)
    var target = Target.none
    var records = [file.record]
    if let labels {
      let labelFile = try IDXFile(labels)
      try check(file.header, named: inputs.name, against: labelFile)
      target = try self.target(of: labelFile)
      records.append(labelFile.record)
    }
    let matrix: Matrix<S> = matrix(of: file)
    if file.header.type.isFloatingPoint {
      if let index = matrix.elements.firstIndex(where: { !$0.isFinite }) {
        throw .idx(IDXFailure(name: file.name, cause: .notFinite(index: index)))
      }
    }
    return LoadedDataset(
      dataset: Dataset(inputs: matrix, target: target, imageSize: file.header.imageSize),
      records: records)
  }

  private static func check(
    _ header: IDXHeader, named name: String, against labels: IDXFile
  ) throws(DataFailure) {
    let labelRank = labels.header.sizes.count
    guard labelRank == 1 else {
      if header.sizes.count == 1 {
        throw .idx(IDXFailure(name: name, cause: .swapped(labelName: labels.name)))
      }
      throw .idx(IDXFailure(name: labels.name, cause: .labelRank(dimensions: labelRank)))
    }
    guard header.examples == labels.header.examples else {
      throw .idx(
        IDXFailure(
          name: name,
          cause: .counts(
            images: header.examples, labels: labels.header.examples, labelName: labels.name)))
    }
  }

  /// Classes 0…K−1 for whole numbers; a file of fractions is a numeric target.
  private static func target(of file: IDXFile) throws(DataFailure) -> Target {
    let values: Matrix<Double> = matrix(of: file)
    if file.header.type.isFloatingPoint {
      if let index = values.elements.firstIndex(where: { !$0.isFinite }) {
        throw .idx(IDXFailure(name: file.name, cause: .notFinite(index: index)))
      }
      return .numbers(values.elements)
    }
    var labels: [Int] = []
    labels.reserveCapacity(values.count)
    var largest = 0
    for (index, value) in values.elements.enumerated() {
      let label = Int(value)
      guard label >= 0, label < maximumClassCount else {
        throw .idx(IDXFailure(name: file.name, cause: .label(value: label, index: index)))
      }
      largest = max(largest, label)
      labels.append(label)
    }
    return .classes(labels: labels, names: (0...largest).map { String($0) })
  }

  /// The numbers of a file, an example a column.
  private static func matrix<S: LecternScalar>(of file: IDXFile) -> Matrix<S> {
    // Through the concrete types, so that the loops are compiled for them.
    if S.self == Float.self, let matrix = converted(file, as: Float.self) as? Matrix<S> {
      return matrix
    }
    return converted(file, as: Double.self).converted(to: S.self)
  }

  private static func converted<T: LecternScalar>(_ file: IDXFile, as _: T.Type) -> Matrix<T> {
    let header = file.header
    let count = header.payloadCount / header.type.byteCount
    let elements = [T](unsafeUninitializedCapacity: count) { numbers, filled in
      file.bytes.withUnsafeBufferPointer { bytes in
        let payload = UnsafeBufferPointer(rebasing: bytes[header.byteCount...])
        /// The value at `index` read as a big-endian unsigned number.
        func bits(_ index: Int, _ width: Int) -> UInt64 {
          var value: UInt64 = 0
          for byte in 0..<width { value = value << 8 | UInt64(payload[index * width + byte]) }
          return value
        }
        switch header.type {
        case .unsignedByte: for i in 0..<count { numbers[i] = T(payload[i]) }
        case .signedByte: for i in 0..<count { numbers[i] = T(Int8(bitPattern: payload[i])) }
        case .short:
          for i in 0..<count { numbers[i] = T(Int16(truncatingIfNeeded: bits(i, 2))) }
        case .int: for i in 0..<count { numbers[i] = T(Int32(truncatingIfNeeded: bits(i, 4))) }
        case .float:
          for i in 0..<count {
            numbers[i] = T(Float(bitPattern: UInt32(truncatingIfNeeded: bits(i, 4))))
          }
        case .double: for i in 0..<count { numbers[i] = T(Double(bitPattern: bits(i, 8))) }
        }
      }
      filled = count
    }
    return Matrix(rows: header.features, columns: header.examples, elements: elements)
  }
}
