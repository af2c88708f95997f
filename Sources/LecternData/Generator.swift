package import LecternTensor

/// The inputs of a set, one example after the other, with their labels.
typealias LabelledPoints = (inputs: [Double], labels: [Int])

/// A built-in data set.
///
/// Every kind draws from NumPy's legacy random stream in the order of the program that made it
/// known, so the same seed gives the same points as there.
package struct Generator: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case flower, moons, circles, blobs, gaussians, spiral, xor, digits, line, sine, temperature
  }

  package var kind: Kind
  /// The number of examples, all classes together.
  package var count: Int
  /// The strength of the random noise; its meaning is said at each kind's function.
  package var noise: Double
  package var seed: UInt32
  /// The number of classes of `blobs`, `gaussians` and `spiral`; the other kinds have a fixed
  /// number, or a numeric target.
  package var classes: Int
  /// The radius of the inner circle of `circles`, the outer being 1.
  package var factor: Double
  /// The digits that `digits` writes; all ten where it is empty.
  package var digits: [Int]

  package init(
    _ kind: Kind, count: Int, noise: Double? = nil, seed: UInt32, classes: Int? = nil,
    factor: Double = 0.8, digits: [Int] = []
  ) {
    self.digits = digits
    self.kind = kind
    self.count = count
    self.noise = noise ?? kind.defaultNoise
    self.seed = seed
    self.classes = classes ?? kind.defaultClassCount
    self.factor = factor
  }

  /// The facts of the set; nothing is generated.
  ///
  /// - Throws: `DataFailure.generator` when a number makes no sense.
  package func describe() throws(DataFailure) -> DatasetDescription {
    try validate()
    guard let classCount else {
      let isSeries = kind == .temperature
      return DatasetDescription(
        features: 1, examples: count, hasTarget: true, featureNames: [isSeries ? "day" : "x"],
        targetName: isSeries ? "temperature" : "y")
    }
    let names = (0..<classCount).map { String($0) }
    if kind == .digits {
      return DatasetDescription(
        features: DigitCanvas.side * DigitCanvas.side, examples: count,
        classNames: digits.isEmpty ? names : digits.map { String($0) }, hasTarget: true,
        imageSize: ImageSize(height: DigitCanvas.side, width: DigitCanvas.side))
    }
    return DatasetDescription(
      features: 2, examples: count, classNames: names, hasTarget: true,
      featureNames: ["x1", "x2"])
  }

  /// The examples, drawn from a stream seeded with `seed`.
  ///
  /// - Throws: `DataFailure.generator` when a number makes no sense.
  package func generate<S: LecternScalar>(
    as type: S.Type = S.self
  ) throws(DataFailure) -> Dataset<S> {
    var random = RandomState(seed: seed)
    return try generate(using: &random)
  }

  /// The examples, drawn from the stream `random`; `seed` is not used.
  ///
  /// - Throws: `DataFailure.generator` when a number makes no sense.
  package func generate<S: LecternScalar>(
    as type: S.Type = S.self, using random: inout RandomState
  ) throws(DataFailure) -> Dataset<S> {
    let facts = try describe()
    func classified(_ points: LabelledPoints) -> (inputs: [Double], target: Target) {
      (points.inputs, .classes(labels: points.labels, names: facts.classNames ?? []))
    }
    let points =
      switch kind {
      case .flower: classified(flower(using: &random))
      case .moons: classified(moons(using: &random))
      case .circles: classified(circles(using: &random))
      case .blobs: classified(blobs(using: &random))
      case .gaussians: classified(gaussians(using: &random))
      case .spiral: classified(spiral(using: &random))
      case .xor: classified(xor(using: &random))
      case .digits: classified(digits(using: &random))
      case .line: line(using: &random)
      case .sine: sine(using: &random)
      case .temperature: temperature(using: &random)
      }
    let inputs = Matrix(rows: facts.features, columns: count, elements: points.inputs)
    return Dataset(
      inputs: inputs.converted(to: S.self), target: points.target,
      featureNames: facts.featureNames, targetName: facts.targetName, imageSize: facts.imageSize)
  }

  /// The number of classes of the set, or nil where the target is a number.
  package var classCount: Int? {
    switch kind {
    case .flower, .moons, .circles, .xor: 2
    case .blobs, .gaussians, .spiral: classes
    case .digits: digits.isEmpty ? 10 : digits.count
    case .line, .sine, .temperature: nil
    }
  }

  private func validate() throws(DataFailure) {
    guard digits.isEmpty || digits.count > 1, Set(digits).count == digits.count,
      digits.allSatisfy({ (0...9).contains($0) })
    else { throw failure(.digits(digits)) }
    let minimum = classCount ?? 1
    guard (1...100).contains(minimum) else { throw failure(.classCount(minimum)) }
    let maximum = kind == .digits ? 100_000 : 1_000_000
    guard (minimum...maximum).contains(count) else {
      throw failure(.count(count, minimum: minimum, maximum: maximum))
    }
    guard noise.isFinite, noise >= 0 else { throw failure(.noise(noise)) }
    guard factor >= 0, factor < 1 else { throw failure(.factor(factor)) }
  }

  private func failure(_ cause: GeneratorFailure.Cause) -> DataFailure {
    .generator(GeneratorFailure(kind: kind, cause: cause))
  }
}

extension Generator.Kind {
  /// The noise of the set as the course or its author uses it.
  package var defaultNoise: Double {
    switch self {
    case .flower, .spiral: 0.2
    case .moons, .circles: 0
    case .blobs, .gaussians: 1
    case .xor, .sine: 0.1
    case .digits: 0.05
    case .line: 0.3
    case .temperature: 3
    }
  }

  /// The number of classes of the set where it can be chosen.
  package var defaultClassCount: Int { self == .gaussians ? 2 : 3 }
}
