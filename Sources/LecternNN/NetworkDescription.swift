/// A feed-forward network without its numbers: what the author declared.
package struct NetworkDescription: Sendable, Equatable {
  /// Features of one example.
  package var inputCount: Int
  /// From the input to the output; the last one is dense or, with its activation, a batch norm.
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
    /// This layer's own λ.
    package let l2: Double?
    /// The activation its sums end in, by which the default initializer goes.
    ///
    /// That of a batch norm right behind a linear layer, else the layer's own.
    package let finalActivation: Activation

    /// W is [units, inputs], b is [units, 1].
    ///
    /// A count too large for an Int is Int.max, so that a wild number of units can be refused.
    package var parameterCount: Int {
      let (product, isTooLarge) = units.multipliedReportingOverflow(by: inputs)
      let (sum, isSumTooLarge) = product.addingReportingOverflow(hasBias ? units : 0)
      return isTooLarge || isSumTooLarge ? Int.max : sum
    }
  }

  /// A batch norm with the size it gets from its place.
  package struct BatchNormLayer: Sendable, Equatable {
    /// Its index in `layers`.
    package let index: Int
    /// Rows of γ and β, [units, 1] each.
    package let units: Int
    package let activation: Activation
    package let momentum: Double
    package let epsilon: Double

    /// γ and β.
    package var parameterCount: Int {
      let (count, isTooLarge) = units.multipliedReportingOverflow(by: 2)
      return isTooLarge ? Int.max : count
    }
  }

  /// The dense layers in order; weights and biases of a `Network` are numbered like these.
  package var denseLayers: [DenseLayer] {
    var inputs = inputCount
    var result: [DenseLayer] = []
    for (index, layer) in layers.enumerated() {
      guard case .dense(let units, let activation, let hasBias, let initializer, let l2) = layer
      else { continue }
      var finalActivation = activation
      if activation == .linear, index + 1 < layers.count,
        case .batchNorm(let following, _, _) = layers[index + 1]
      {
        finalActivation = following
      }
      result.append(
        DenseLayer(
          index: index, inputs: inputs, units: units, activation: activation, hasBias: hasBias,
          initializer: initializer, l2: l2, finalActivation: finalActivation))
      inputs = units
    }
    return result
  }

  /// The batch norms in order; the γ, β and running statistics of a `Network` are numbered so.
  package var batchNormLayers: [BatchNormLayer] {
    var rows = inputCount
    var result: [BatchNormLayer] = []
    for (index, layer) in layers.enumerated() {
      switch layer {
      case .dense(let units, _, _, _, _): rows = units
      case .batchNorm(let activation, let momentum, let epsilon):
        result.append(
          BatchNormLayer(
            index: index, units: rows, activation: activation, momentum: momentum,
            epsilon: epsilon))
      case .dropout: break
      }
    }
    return result
  }

  /// Rows of the output.
  package var outputCount: Int { denseLayers.last?.units ?? inputCount }

  /// Where a single output stops speaking for class 0.
  package var decisionThreshold: Double { loss.decisionThreshold }

  /// Weights, biases, γ and β: the numbers that training changes by the gradient.
  package var parameterCount: Int {
    let counts = denseLayers.map(\.parameterCount) + batchNormLayers.map(\.parameterCount)
    return counts.reduce(0) { sum, count in
      let (total, isTooLarge) = sum.addingReportingOverflow(count)
      return isTooLarge ? Int.max : total
    }
  }
}
