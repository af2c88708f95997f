package import LecternTensor

/// Reads the IDX files of MNIST and its relatives, plain or gzip.
package enum IDXReader {
  /// The most classes that a file of labels may count.
  private static let maximumClassCount = 10_000

  /// The facts of a set, from the header of the inputs and the labels.
  ///
  /// - Throws: `DataFailure` when a file is damaged or the two do not fit.
  package static func describe(
    inputs: LocatedFile, labels: LocatedFile?, imageSize: ImageSize?
  ) throws(DataFailure) -> DatasetDescription {
    let header = try IDXFile.header(of: inputs)
    let imageSize = try pictureSize(imageSize, header, of: inputs.name)
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
      hasTarget: target != .none, imageSize: imageSize)
  }

  /// The examples of a file of inputs and a file of labels.
  ///
  /// - Throws: `DataFailure` when a file is damaged or the two do not fit.
  package static func read<S: LecternScalar>(
    inputs: LocatedFile, labels: LocatedFile?, imageSize: ImageSize?, as type: S.Type = S.self
  ) throws(DataFailure) -> LoadedDataset<S> {
    let file = try IDXFile(inputs)
    let imageSize = try pictureSize(imageSize, file.header, of: file.name)
    var target = Target.none
    var records = [file.record]
    if let labels {
      let labelFile = try IDXFile(labels)
      try check(file.header, named: inputs.name, against: labelFile)
      target = try self.target(of: labelFile)
      records.append(labelFile.record)
    }
    let dataset = Dataset<S>(
      inputs: try matrix(of: file), target: target, imageSize: imageSize)
    if file.header.type.isFloatingPoint, let bad = dataset.nonFiniteInputs() {
      throw .idx(
        IDXFailure(
          name: file.name,
          cause: .notFinite(
            count: bad.count, example: bad.firstExample, feature: bad.firstFeature)))
    }
    return LoadedDataset(dataset: dataset, records: records)
  }

  /// The size that the notebook gives, else that of the file.
  private static func pictureSize(
    _ asked: ImageSize?, _ header: IDXHeader, of name: String
  ) throws(DataFailure) -> ImageSize? {
    guard let asked else { return header.imageSize }
    guard asked.count == header.features else {
      throw .idx(
        IDXFailure(name: name, cause: .imageSize(asked, features: header.features)))
    }
    return asked
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

  /// The classes that whole numbers name, in ascending order; fractions are a numeric target.
  private static func target(of file: IDXFile) throws(DataFailure) -> Target {
    func failure(_ cause: IDXFailure.Cause) -> DataFailure {
      .idx(IDXFailure(name: file.name, cause: cause))
    }
    let values: Matrix<Double> = try matrix(of: file)
    if file.header.type.isFloatingPoint {
      let strange = values.elements.indices.filter { !values.elements[$0].isFinite }
      if let first = strange.first {
        throw failure(.notFinite(count: strange.count, example: first, feature: nil))
      }
      if values.elements.contains(where: { $0 != $0.rounded() }) {
        return .numbers(values.elements)
      }
    }
    for (index, value) in values.elements.enumerated() {
      guard value >= 0, value < Double(maximumClassCount) else {
        throw failure(.label(value: value, index: index))
      }
    }
    let labels = values.elements.map { Int($0) }
    let classes = Set(labels).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
    return .classes(
      labels: labels.map { places[$0, default: 0] }, names: classes.map { String($0) })
  }

  /// The numbers of a file, an example a column.
  private static func matrix<S: LecternScalar>(
    of file: IDXFile
  ) throws(DataFailure) -> Matrix<S> {
    let count = file.header.payloadCount / file.header.type.byteCount
    try requireMemory(
      bytes: Double(count) * Double(MemoryLayout<S>.size), for: "the file \"\(file.name)\"")
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
