package import LecternTensor

/// What a data set asks a model to predict.
package enum Target: Sendable, Equatable {
  /// A class index for each example, counted from 0 into `names`.
  case classes(labels: [Int], names: [String])
  /// A number for each example.
  case numbers([Double])
  case none
}

/// A set of labelled examples; an example is a column of `inputs`.
package struct Dataset<S: LecternScalar>: Sendable, Equatable {
  /// The inputs X, [features, m].
  package var inputs: Matrix<S>
  package var target: Target
  /// The name of each row of `inputs`, where the source gives names.
  package var featureNames: [String]?
  /// The name of what is to be predicted, where the source gives one.
  package var targetName: String?
  package var imageSize: ImageSize?

  /// - Precondition: the target has as many entries as `inputs` has columns.
  package init(
    inputs: Matrix<S>, target: Target, featureNames: [String]? = nil, targetName: String? = nil,
    imageSize: ImageSize? = nil
  ) {
    switch target {
    case .classes(let labels, _):
      precondition(labels.count == inputs.columns, "A data set needs one label an example.")
    case .numbers(let values):
      precondition(values.count == inputs.columns, "A data set needs one number an example.")
    case .none: break
    }
    self.inputs = inputs
    self.target = target
    self.featureNames = featureNames
    self.targetName = targetName
    self.imageSize = imageSize
  }

  /// The number of examples.
  package var m: Int { inputs.columns }

  /// The number of inputs of one example.
  package var features: Int { inputs.rows }

  /// The number of classes, or nil when the target is not a class.
  package var classCount: Int? { classNames?.count }

  /// The names of the classes, or nil when the target is not a class.
  package var classNames: [String]? {
    if case .classes(_, let names) = target { names } else { nil }
  }

  /// The class index of each example, or nil when the target is not a class.
  package var labels: [Int]? {
    if case .classes(let labels, _) = target { labels } else { nil }
  }

  /// The facts that can be known without the numbers.
  package var description: DatasetDescription {
    DatasetDescription(
      features: features, examples: m, classNames: classNames, hasTarget: target != .none,
      imageSize: imageSize, featureNames: featureNames, targetName: targetName)
  }

  /// The examples at `indices`, in that order.
  ///
  /// - Precondition: every index is in `0..<m`.
  package func subset(_ indices: [Int]) -> Dataset {
    let features = features
    precondition(indices.allSatisfy { $0 >= 0 && $0 < m }, "A subset needs existing examples.")
    let elements = [S](unsafeUninitializedCapacity: indices.count * features) { buffer, count in
      inputs.elements.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
        for (position, index) in indices.enumerated() {
          (to + position * features).initialize(from: from + index * features, count: features)
        }
      }
      count = indices.count * features
    }
    let picked: Target =
      switch target {
      case .classes(let labels, let names):
        .classes(labels: indices.map { labels[$0] }, names: names)
      case .numbers(let values): .numbers(indices.map { values[$0] })
      case .none: .none
      }
    return Dataset(
      inputs: Matrix(rows: features, columns: indices.count, elements: elements), target: picked,
      featureNames: featureNames, targetName: targetName, imageSize: imageSize)
  }

  /// The labels as columns with a single 1, [classes, m]; nil when the target is not a class.
  package func oneHot() -> Matrix<S>? {
    guard case .classes(let labels, let names) = target else { return nil }
    var matrix = Matrix<S>(rows: names.count, columns: labels.count)
    for (column, label) in labels.enumerated() { matrix[label, column] = 1 }
    return matrix
  }

  /// The labels of two classes as a row of 0 and 1, [1, m]; nil with more classes or none.
  package func binary() -> Matrix<S>? {
    guard case .classes(let labels, let names) = target, names.count <= 2 else { return nil }
    return Matrix(rows: 1, columns: labels.count, elements: labels.map { S($0) })
  }

  /// The target as a row of numbers, [1, m]; classes count when all their names are numbers.
  package func numbers() -> Matrix<S>? {
    switch target {
    case .numbers(let values):
      return Matrix(rows: 1, columns: values.count, elements: values.map { S($0) })
    case .classes(let labels, let names):
      let values = names.compactMap { Double($0) }
      guard values.count == names.count else { return nil }
      return Matrix(rows: 1, columns: labels.count, elements: labels.map { S(values[$0]) })
    case .none: return nil
    }
  }

  /// The same examples with labels that count into `names`, so that splits from several files
  /// agree on what class 0 is.
  ///
  /// - Throws: `DataFailure.classes` when an example's class is not among `names`.
  package func relabelled(to names: [String]) throws(DataFailure) -> Dataset {
    guard case .classes(let labels, let own) = target, own != names else { return self }
    let places = own.map { names.firstIndex(of: $0) }
    var mapped: [Int] = []
    mapped.reserveCapacity(labels.count)
    for label in labels {
      guard let place = places[label] else {
        throw .classes(ClassFailure(unknown: own[label], expected: names))
      }
      mapped.append(place)
    }
    var result = self
    result.target = .classes(labels: mapped, names: names)
    return result
  }
}

/// What the checker needs to know of a data set before anything runs.
package struct DatasetDescription: Sendable, Equatable {
  package var features: Int
  package var examples: Int
  /// The names of the classes, or nil when the target is not a class.
  package var classNames: [String]?
  package var hasTarget: Bool
  package var imageSize: ImageSize?
  package var featureNames: [String]?
  package var targetName: String?

  package init(
    features: Int, examples: Int, classNames: [String]? = nil, hasTarget: Bool,
    imageSize: ImageSize? = nil, featureNames: [String]? = nil, targetName: String? = nil
  ) {
    self.features = features
    self.examples = examples
    self.classNames = classNames
    self.hasTarget = hasTarget
    self.imageSize = imageSize
    self.featureNames = featureNames
    self.targetName = targetName
  }
}
