/// A feed-forward network without its numbers: what the author declared.
package struct NetworkDescription: Sendable, Equatable {
  /// Features of one example.
  package var inputCount: Int
  /// From the input to the output; the last one is dense.
  package var layers: [Layer]
  package var loss: Loss
  package var penalties: [Penalty]

  package init(inputCount: Int, layers: [Layer], loss: Loss, penalties: [Penalty] = []) {
    self.inputCount = inputCount
    self.layers = layers
    self.loss = loss
    self.penalties = penalties
  }

  /// A dense layer with the sizes it gets from its place.
  package struct DenseLayer: Sendable, Equatable {
    /// Its index in `layers`.
    package let index: Int
    package let inputs: Int
    package let units: Int
    package let activation: Activation
    package let hasBias: Bool
    package let initializer: Initializer?

    /// W is [units, inputs], b is [units, 1].
    ///
    /// A count too large for an Int is Int.max, so that a wild number of units can be refused.
    package var parameterCount: Int {
      let (product, isTooLarge) = units.multipliedReportingOverflow(by: inputs)
      let (sum, isSumTooLarge) = product.addingReportingOverflow(hasBias ? units : 0)
      return isTooLarge || isSumTooLarge ? Int.max : sum
    }
  }

  /// The dense layers in order; weights and biases of a `Network` are numbered like these.
  package var denseLayers: [DenseLayer] {
    var inputs = inputCount
    var result: [DenseLayer] = []
    for (index, layer) in layers.enumerated() {
      guard case .dense(let units, let activation, let hasBias, let initializer) = layer else {
        continue
      }
      result.append(
        DenseLayer(
          index: index, inputs: inputs, units: units, activation: activation, hasBias: hasBias,
          initializer: initializer))
      inputs = units
    }
    return result
  }

  /// Rows of the output.
  package var outputCount: Int { denseLayers.last?.units ?? inputCount }

  /// Weights and biases that training changes.
  package var parameterCount: Int {
    denseLayers.reduce(0) { sum, layer in
      let (total, isTooLarge) = sum.addingReportingOverflow(layer.parameterCount)
      return isTooLarge ? Int.max : total
    }
  }

  /// Numbers that training holds besides the examples: parameters, gradient and the optimizer's state, and what
  /// a pass over `batchSize` examples keeps; Int.max when there are more than an Int can tell.
  package func trainingElementCount(batchSize: Int) -> Int {
    var rows = inputCount
    var total = 0.0
    for layer in layers {
      if case .dense(let units, _, _, _) = layer {
        total += 4 * (Double(rows) + 1) * Double(units)
        rows = units
      }
      // Outputs, masks and two deltas as wide as the widest layer, at most.
      total += 4 * Double(rows) * Double(batchSize)
    }
    return total < Double(Int.max / 2) ? Int(total) : Int.max
  }
}
