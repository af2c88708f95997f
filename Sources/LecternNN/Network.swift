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
  /// γ and β of each batch norm, [units, 1].
  package var gammas: [Matrix<Scalar>]
  package var betas: [Matrix<Scalar>]
  /// What evaluation takes for the mean and variance of a batch, [units, 1] for each batch norm.
  package var runningMeans: [Matrix<Scalar>]
  package var runningVariances: [Matrix<Scalar>]

  /// Draws the weights layer by layer, each row by row; biases are zero and draw nothing.
  ///
  /// Layers that name no initializer of their own take `initializer`.
  package init(
    _ description: NetworkDescription, initializer: Initializer = .perActivation,
    random: inout RandomState
  ) {
    self.init(startOf: description)
    for layer in description.denseLayers {
      weights.append(
        (layer.initializer ?? initializer).weights(
          units: layer.units, inputs: layer.inputs, activation: layer.finalActivation,
          random: &random))
    }
  }

  /// Everything but the weights, as it is before training.
  init(startOf description: NetworkDescription) {
    let norms = description.batchNormLayers
    self.description = description
    weights = []
    biases = description.denseLayers.map { Matrix(rows: $0.units, columns: 1) }
    gammas = norms.map { Matrix(rows: $0.units, columns: 1, repeating: 1) }
    betas = norms.map { Matrix(rows: $0.units, columns: 1) }
    runningMeans = norms.map { Matrix(rows: $0.units, columns: 1) }
    runningVariances = norms.map { Matrix(rows: $0.units, columns: 1, repeating: 1) }
  }

  /// Trains a copy of this network.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  package func trained(
    on examples: Examples<Scalar>, plan: TrainingPlan<Scalar>
  ) -> TrainingOutcome<Scalar> {
    let run = TrainingRun(self, examples, plan)
    examples.withPointers { run.train(inputs: $0, targets: $1) }
    return run.finished()
  }

  /// Whether a run of this network can go on from an outcome: all shapes are the same.
  package func canResume<Other>(from outcome: TrainingOutcome<Other>) -> Bool {
    let own = description.parameterShapes
    let other = outcome.network.description.parameterShapes
    return own.count == other.count
      && zip(own, other).allSatisfy {
        $0.name == $1.name && $0.rows == $1.rows && $0.columns == $1.columns
      }
  }

  /// Goes on where `outcome` ended, with the plan's options and this network's description.
  ///
  /// The curves of the result begin with those of `outcome`. The same plan gives bit for bit what
  /// one longer run gives; an optimizer that differs from the one before starts afresh.
  /// - Precondition: `canResume(from: outcome)`.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  package func resumed(
    from outcome: TrainingOutcome<Scalar>, on examples: Examples<Scalar>,
    plan: TrainingPlan<Scalar>
  ) -> TrainingOutcome<Scalar> {
    precondition(canResume(from: outcome), "A run goes on with the shapes it had.")
    var start = self
    for shape in ParameterLayout(description).shapes { start[shape] = outcome.network[shape] }
    let run = TrainingRun(start, examples, plan, resuming: outcome)
    examples.withPointers { run.train(inputs: $0, targets: $1) }
    return run.finished()
  }
}
