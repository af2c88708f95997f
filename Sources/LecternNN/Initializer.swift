package import LecternTensor

/// How the weights of a dense layer start; biases start at zero and draw nothing.
///
/// In the formulas n_prev is the number of inputs and n the number of units of the layer.
package enum Initializer: Sendable, Equatable {
  case zeros
  case constant(Double)
  /// Normal with this standard deviation.
  case normal(Double)
  /// Uniform between the two bounds.
  case uniform(Double, Double)
  /// Normal, √(2/n_prev). Source: He et al. 2015, eq. 10.
  case he
  /// Normal, √(2/(n_prev + n)). Source: Glorot and Bengio 2010, eq. 12.
  case glorot
  /// Normal, √(1/n_prev). Source: LeCun et al. 1998, section 4.6.
  case lecun
  case heUniform
  /// Uniform ±√(6/(n_prev + n)). Source: Glorot and Bengio 2010, eq. 16.
  case glorotUniform
  case lecunUniform
  /// Ones on the diagonal.
  case identity
  /// Orthonormal rows or columns, whichever are fewer. Source: Saxe et al. 2014.
  case orthogonal
  /// He for the ReLU family, Glorot for tanh, else LeCun.
  case perActivation

  /// The initializer that stands behind `perActivation` for a layer.
  package func resolved(for activation: Activation) -> Initializer {
    guard self == .perActivation else { return self }
    switch activation {
    case .relu, .leakyReLU, .elu: return .he
    case .tanh: return .glorot
    case .linear, .sigmoid, .softplus, .softmax: return .lecun
    }
  }

  /// What a model summary says, for a layer with these sizes.
  package func summary(inputs: Int, units: Int, activation: Activation) -> String {
    let resolved = resolved(for: activation)
    switch resolved {
    case .zeros: return "zeros"
    case .constant(let value): return "constant \(plain(value))"
    case .normal(let deviation): return "normal, σ = \(plain(deviation))"
    case .uniform(let low, let high): return "uniform, \(plain(low)) to \(plain(high))"
    case .he: return "He, σ = √(2/\(inputs))"
    case .glorot: return "Glorot, σ = √(2/\(inputs + units))"
    case .lecun: return "LeCun, σ = √(1/\(inputs))"
    case .heUniform: return "He uniform, ±√(6/\(inputs))"
    case .glorotUniform: return "Glorot uniform, ±√(6/\(inputs + units))"
    case .lecunUniform: return "LeCun uniform, ±√(3/\(inputs))"
    case .identity: return "identity"
    case .orthogonal: return "orthogonal"
    case .perActivation: return "by activation"
    }
  }

  /// Weights of shape [units, inputs], drawn row by row as NumPy fills arrays.
  package func weights<Scalar: LecternScalar>(
    units: Int, inputs: Int, activation: Activation, random: inout RandomState,
    as _: Scalar.Type = Scalar.self
  ) -> Matrix<Scalar> {
    let fanIn = Double(inputs)
    let fanSum = Double(inputs + units)
    var weights = Matrix<Double>(rows: units, columns: inputs)
    func normal(_ deviation: Double) {
      weights = random.normals(rows: units, columns: inputs)
      for i in weights.elements.indices { weights.elements[i] *= deviation }
    }
    func uniform(_ low: Double, _ high: Double) {
      weights = random.uniforms(rows: units, columns: inputs)
      for i in weights.elements.indices {
        weights.elements[i] = low + (high - low) * weights.elements[i]
      }
    }
    switch resolved(for: activation) {
    case .zeros: break
    case .constant(let value):
      weights = Matrix(rows: units, columns: inputs, repeating: value)
    case .normal(let deviation): normal(deviation)
    case .uniform(let low, let high): uniform(low, high)
    case .he: normal((2 / fanIn).squareRoot())
    case .glorot: normal((2 / fanSum).squareRoot())
    case .lecun, .perActivation: normal((1 / fanIn).squareRoot())
    case .heUniform: uniform(-(6 / fanIn).squareRoot(), (6 / fanIn).squareRoot())
    case .glorotUniform: uniform(-(6 / fanSum).squareRoot(), (6 / fanSum).squareRoot())
    case .lecunUniform: uniform(-(3 / fanIn).squareRoot(), (3 / fanIn).squareRoot())
    case .identity:
      for i in 0..<min(units, inputs) { weights[i, i] = 1 }
    case .orthogonal:
      normal(1)
      weights = weights.orthonormalized()
    }
    return weights.converted(to: Scalar.self)
  }
}

extension Matrix<Double> {
  /// Rows (columns when there are more rows than columns) made orthonormal by Gram–Schmidt, twice.
  ///
  /// Source: Björck 1994; "twice is enough", Giraud, Langou and Rozložník 2005.
  fileprivate func orthonormalized() -> Matrix<Double> {
    let byRows = rows <= columns
    let count = Swift.min(rows, columns)
    let length = Swift.max(rows, columns)
    var vectors = (0..<count).map { v in
      (0..<length).map { byRows ? self[v, $0] : self[$0, v] }
    }
    for v in 0..<count {
      var vector = vectors[v]
      for _ in 0..<2 {
        for earlier in vectors[..<v] {
          var dot = 0.0
          for i in 0..<length { dot += earlier[i] * vector[i] }
          for i in 0..<length { vector[i] -= dot * earlier[i] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vectors[v] = norm > 0 ? vector.map { $0 / norm } : vector
    }
    var result = Matrix(rows: rows, columns: columns)
    for v in 0..<count {
      for i in 0..<length {
        if byRows { result[v, i] = vectors[v][i] } else { result[i, v] = vectors[v][i] }
      }
    }
    return result
  }
}
