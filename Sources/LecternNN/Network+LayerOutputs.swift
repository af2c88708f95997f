package import LecternTensor

extension Network {
  /// Sums z = W·A + b and activations a of each dense layer, [units, m], in evaluation form:
  /// nothing is dropped, and batch norms take their running statistics.
  ///
  /// Where a batch norm follows a linear layer at once, a is what the batch norm puts out.
  package func layerOutputs(
    for inputs: Matrix<Scalar>
  ) -> [(z: Matrix<Scalar>, a: Matrix<Scalar>)] {
    precondition(inputs.rows == description.inputCount, "The inputs fit the network.")
    var result: [(z: Matrix<Scalar>, a: Matrix<Scalar>)] = []
    var previous = inputs
    var normCount = 0
    for (index, layer) in description.layers.enumerated() {
      switch layer {
      case .dropout: break
      case .dense(_, let activation, let hasBias, _, _):
        var z = Matrix.product(weights[result.count], previous)
        if hasBias { z.addToColumns(biases[result.count]) }
        previous = z.applying(activation.function)
        result.append((z, previous))
      case .batchNorm(let activation, _, let epsilon):
        previous = normalized(previous, by: normCount, epsilon: epsilon)
          .applying(activation.function)
        normCount += 1
        if index > 0, case .dense(_, .linear, _, _, _) = description.layers[index - 1] {
          result[result.count - 1].a = previous
        }
      }
    }
    return result
  }

  private func normalized(
    _ x: Matrix<Scalar>, by norm: Int, epsilon: Double
  ) -> Matrix<Scalar> {
    var out = x
    Scalar.fixedNorm(
      columns: x.columns, epsilon: epsilon, x.elements, gamma: gammas[norm].elements,
      beta: betas[norm].elements, means: runningMeans[norm].elements,
      variances: runningVariances[norm].elements, statistics: BatchStatistics(rows: x.rows),
      into: &out.elements)
    return out
  }
}

extension Matrix {
  fileprivate mutating func addToColumns(_ column: Matrix) {
    elements.withUnsafeMutableBufferPointer { z in
      guard let z = z.baseAddress else { return }
      Scalar.activate(.linear, rows: rows, columns: columns, bias: column.elements, z)
    }
  }
}
