package import LecternTensor

/// Numbers that do not fit a network.
package struct ParameterMismatch: Error, Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case missing
    /// No layer has such a parameter.
    case unknown
    case shape(rows: Int, columns: Int)
  }

  /// "W2".
  package let name: String
  package let cause: Cause
  /// The layer's index in the description, from 0; nil for an unknown name.
  package let layer: Int?
  /// The layer in words: "dense layer 2".
  package let layerName: String?
  /// The shape the layer wants.
  package let wanted: (rows: Int, columns: Int)?

  package static func == (one: Self, other: Self) -> Bool {
    one.name == other.name && one.cause == other.cause && one.layer == other.layer
  }

  /// The sentence for a reader.
  package var message: String {
    let wanted = wanted.map { "\($0.rows) × \($0.columns)" } ?? ""
    let layer = layerName ?? ""
    return switch cause {
    case .missing: "\(name) of \(layer) is missing; it wants \(wanted) numbers"
    case .unknown: "no layer has a \(name)"
    case .shape(let rows, let columns):
      "\(name) of \(layer) must be \(wanted), but is \(rows) × \(columns)"
    }
  }
}

extension NetworkDescription {
  /// The numbers of a network, layer by layer: W1, b1, gamma1, beta1, running_mean1, running_var1.
  ///
  /// A layer without bias has no b.
  package var parameterShapes: [ParameterShape] {
    let shapes = ParameterLayout(self).shapes.filter { $0.kind != .biases || $0.isTrained }
    return layers.indices.flatMap { layer in shapes.filter { $0.layer == layer } }
  }
}

extension Network {
  /// The matrix of a shape of this network's description.
  package subscript(shape: ParameterShape) -> Matrix<Scalar> {
    get {
      switch shape.kind {
      case .weights: weights[shape.index]
      case .biases: biases[shape.index]
      case .gammas: gammas[shape.index]
      case .betas: betas[shape.index]
      case .runningMeans: runningMeans[shape.index]
      case .runningVariances: runningVariances[shape.index]
      }
    }
    set {
      switch shape.kind {
      case .weights: weights[shape.index] = newValue
      case .biases: biases[shape.index] = newValue
      case .gammas: gammas[shape.index] = newValue
      case .betas: betas[shape.index] = newValue
      case .runningMeans: runningMeans[shape.index] = newValue
      case .runningVariances: runningVariances[shape.index] = newValue
      }
    }
  }

  /// All numbers by name, layer by layer; see `NetworkDescription.parameterShapes`.
  package var namedParameters: [(name: String, matrix: Matrix<Scalar>)] {
    description.parameterShapes.map { ($0.name, self[$0]) }
  }

  /// The network of `description` with these numbers, all of them and no others.
  ///
  /// - Throws: `ParameterMismatch` for the first one, layer by layer, that is missing or has
  ///   another shape, and then for the first unknown name in the order of the alphabet.
  package init(
    _ description: NetworkDescription, parameters: [String: Matrix<Scalar>]
  ) throws(ParameterMismatch) {
    self.init(startOf: description)
    weights = description.denseLayers.map { Matrix(rows: $0.units, columns: $0.inputs) }
    let shapes = description.parameterShapes
    for shape in shapes {
      let wanted = (shape.rows, shape.columns)
      let layer = description.name(ofLayerOf: shape)
      guard let matrix = parameters[shape.name] else {
        throw ParameterMismatch(
          name: shape.name, cause: .missing, layer: shape.layer, layerName: layer, wanted: wanted)
      }
      guard matrix.rows == shape.rows, matrix.columns == shape.columns else {
        throw ParameterMismatch(
          name: shape.name, cause: .shape(rows: matrix.rows, columns: matrix.columns),
          layer: shape.layer, layerName: layer, wanted: wanted)
      }
      self[shape] = matrix
    }
    let known = Set(shapes.map(\.name))
    if let name = parameters.keys.filter({ !known.contains($0) }).min() {
      throw ParameterMismatch(
        name: name, cause: .unknown, layer: nil, layerName: nil, wanted: nil)
    }
  }
}

extension NetworkDescription {
  fileprivate func name(ofLayerOf shape: ParameterShape) -> String {
    switch shape.kind {
    case .weights, .biases: "dense layer \(shape.index + 1)"
    case .gammas, .betas, .runningMeans, .runningVariances: "batch norm \(shape.index + 1)"
    }
  }
}
