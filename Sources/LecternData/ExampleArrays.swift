import LecternTensor

/// The arrays of inputs and labels that make a data set.
struct ExampleArrays {
  private let inputs: any ArrayContainer
  private let inputName: String
  private let type: NumberType
  private let layout: ExampleLayout
  private let target: Target
  private let imageSize: ImageSize?

  /// Finds the arrays that the options name in one file.
  init(in file: any ArrayContainer, options: ArrayOptions) throws(DataFailure) {
    let label = try Self.labelName(in: file, options)
    let input = try Self.inputName(in: file, options, label: label)
    try self.init(
      file, input, labels: label.map { (file, $0) }, names: try Self.classNames(in: file, options),
      options: options)
  }

  /// Takes the only array of each file.
  init(_ inputs: NPYFile, labels: NPYFile?, options: ArrayOptions) throws(DataFailure) {
    try self.init(inputs, "", labels: labels.map { ($0, "") }, names: nil, options: options)
  }

  private init(
    _ inputs: any ArrayContainer, _ name: String, labels: (any ArrayContainer, String)?,
    names: [String]?, options: ArrayOptions
  ) throws(DataFailure) {
    let header = try inputs.header(of: name)
    guard case .number(let type) = header.type else { throw inputs.failure(name, .type("texts")) }
    var column: LabelColumn?
    if let labels { column = try LabelColumn(labels.0, labels.1) }
    let axis = try Self.axis(
      of: header, named: { inputs.failure(name, $0) }, column: column, options.examples)
    layout = ExampleLayout(header, examplesAlong: axis)
    target = try column?.target(classNames: names) ?? .none
    self.inputs = inputs
    self.type = type
    inputName = name
    if let size = options.imageSize {
      guard size.count == layout.features else {
        throw inputs.failure(name, .imageSize(size, features: layout.features))
      }
      imageSize = size
    } else {
      imageSize = Self.imageSize(of: layout.exampleShape, type)
    }
  }

  func description() throws(DataFailure) -> DatasetDescription {
    var classNames: [String]?
    if case .classes(_, let names) = target { classNames = names }
    return DatasetDescription(
      features: layout.features, examples: layout.examples, classNames: classNames,
      hasTarget: target != .none, imageSize: imageSize)
  }

  func dataset<S: LecternScalar>(as _: S.Type = S.self) throws(DataFailure) -> Dataset<S> {
    // The places of an example's numbers are kept too while it is read.
    let bytes =
      layout.features * (layout.examples * MemoryLayout<S>.stride + MemoryLayout<Int>.stride)
    guard bytes <= SystemMemory.usable else {
      throw inputs.failure(inputName, .tooLarge(limit: SystemMemory.usable, claim: bytes))
    }
    let dataset = Dataset<S>(
      inputs: layout.matrix(try inputs.payload(of: inputName), type), target: target,
      imageSize: imageSize)
    if type.kind == .float, let bad = dataset.nonFiniteInputs() {
      let value = dataset.inputs[bad.firstFeature, bad.firstExample]
      let word = value.isNaN ? "NaN" : value < 0 ? "−infinity" : "infinity"
      let place = layout.place(feature: bad.firstFeature, example: bad.firstExample)
      throw inputs.failure(inputName, .notFinite(count: bad.count, first: word, place: place))
    }
    return dataset
  }

  // MARK: - Which arrays

  private static func labelName(
    in file: any ArrayContainer, _ options: ArrayOptions
  ) throws(DataFailure) -> String? {
    if let label = options.label { return try file.require(label) }
    return file.arrayNames.contains("y") && options.input != "y" ? "y" : nil
  }

  private static func inputName(
    in file: any ArrayContainer, _ options: ArrayOptions, label: String?
  ) throws(DataFailure) -> String {
    if let input = options.input { return try file.require(input) }
    if file.arrayNames.contains("X") { return "X" }
    let candidates = file.arrayNames.filter { name in
      guard name != label, name != options.classes, let header = try? file.header(of: name),
        case .number = header.type
      else { return false }
      return true
    }
    guard let first = candidates.first else { throw file.failure("", .noArrays) }
    guard candidates.count == 1 else { throw file.failure("", .severalArrays(candidates)) }
    return first
  }

  private static func classNames(
    in file: any ArrayContainer, _ options: ArrayOptions
  ) throws(DataFailure) -> [String]? {
    guard let classes = options.classes else { return nil }
    return try LabelColumn(file, try file.require(classes)).texts()
  }

  // MARK: - Which axis

  private static func axis(
    of header: ArrayHeader, named failure: (ArrayFailure.Cause) -> DataFailure,
    column: LabelColumn?, _ asked: ArrayOptions.Examples?
  ) throws(DataFailure) -> Int {
    let shape = header.shape
    guard let first = shape.first, let last = shape.last else {
      throw failure(.exampleAxis(shape: shape))
    }
    let candidates =
      switch asked {
      case .rows?: [0]
      case .columns?: [shape.count - 1]
      case nil: column == nil ? [0] : [0, shape.count - 1]
      }
    guard let column else { return candidates[0] }
    guard let axis = candidates.first(where: { shape[$0] == column.count }) else {
      let found =
        candidates.count == 1 ? [shape[candidates[0]]] : first == last ? [first] : [first, last]
      throw failure(.counts(examples: found, labels: column.count, labelName: column.shownName))
    }
    return axis
  }

  /// Bytes of the shape of pictures are pictures, grey or in three colours.
  private static func imageSize(of shape: [Int], _ type: NumberType) -> ImageSize? {
    guard type.kind == .unsigned, type.byteCount == 1 else { return nil }
    switch shape.count {
    case 2: return ImageSize(height: shape[0], width: shape[1])
    case 3 where shape[2] == 1 || shape[2] == 3:
      return ImageSize(height: shape[0], width: shape[1], channels: shape[2])
    default: return nil
    }
  }
}
