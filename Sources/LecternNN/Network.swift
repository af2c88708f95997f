package import LecternTensor

/// Examples as columns: inputs [features, m] and targets [outputs, m].
package struct Examples<Scalar: LecternScalar>: Sendable, Equatable {
  package var inputs: Matrix<Scalar>
  package var targets: Matrix<Scalar>

  /// - Precondition: as many targets as inputs.
  package init(inputs: Matrix<Scalar>, targets: Matrix<Scalar>) {
    precondition(inputs.columns == targets.columns, "Every example needs a target.")
    self.inputs = inputs
    self.targets = targets
  }

  package var count: Int { inputs.columns }
}

/// The two parts of a cost.
package struct Cost: Sendable, Equatable {
  /// The mean loss of the examples.
  package var data: Double
  package var penalty: Double

  package var total: Double { data + penalty }
}

/// A network with its numbers.
package struct Network<Scalar: LecternScalar>: Sendable, Equatable {
  package let description: NetworkDescription
  /// W of each dense layer, [units, inputs].
  package var weights: [Matrix<Scalar>]
  /// The b of each dense layer, [units, 1]; it stays zero where the layer has no bias.
  package var biases: [Matrix<Scalar>]

  /// Draws the weights layer by layer, each row by row; biases are zero and draw nothing.
  ///
  /// Layers that name no initializer of their own take `initializer`.
  package init(
    _ description: NetworkDescription, initializer: Initializer = .perActivation,
    random: inout RandomState
  ) {
    self.description = description
    weights = []
    biases = []
    for layer in description.denseLayers {
      weights.append(
        (layer.initializer ?? initializer).weights(
          units: layer.units, inputs: layer.inputs, activation: layer.activation, random: &random))
      biases.append(Matrix(rows: layer.units, columns: 1))
    }
  }

  /// Trains a copy of this network.
  package func trained(
    on examples: Examples<Scalar>, plan: TrainingPlan<Scalar>
  ) -> TrainingOutcome<Scalar> {
    let run = TrainingRun(self, examples, plan)
    examples.withPointers { run.train(inputs: $0, targets: $1) }
    return run.finished(self)
  }
}
