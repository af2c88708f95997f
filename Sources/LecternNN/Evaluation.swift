package import LecternTensor

extension Network {
  /// The outputs for inputs of shape [features, m], with nothing dropped: [outputs, m].
  package func outputs(for inputs: Matrix<Scalar>) -> Matrix<Scalar> {
    precondition(inputs.rows == description.inputCount, "The inputs fit the network.")
    var outputs = Matrix<Scalar>(rows: description.outputCount, columns: inputs.columns)
    let workspace = Workspace<Scalar>(
      description, capacity: min(inputs.columns, evaluationWidth))
    let parameters = ParameterBuffer(self)
    outputs.elements.withUnsafeMutableBufferPointer { outputs in
      inputs.elements.withUnsafeBufferPointer { inputs in
        guard let target = outputs.baseAddress, let source = inputs.baseAddress else { return }
        for first in stride(from: 0, to: self.count(of: inputs), by: evaluationWidth) {
          let width = min(evaluationWidth, self.count(of: inputs) - first)
          workspace.forward(
            parameters.pointer, source + first * description.inputCount, columns: width)
          let rows = description.outputCount
          (target + first * rows).update(from: workspace.networkOutputs, count: rows * width)
        }
      }
    }
    return outputs
  }

  private func count(of inputs: UnsafeBufferPointer<Scalar>) -> Int {
    inputs.count / max(description.inputCount, 1)
  }

  /// The cost over all examples, with nothing dropped.
  package func cost(on examples: Examples<Scalar>) -> Cost {
    let workspace = Workspace<Scalar>(
      description, capacity: min(examples.count, evaluationWidth))
    let measured = workspace.measure(ParameterBuffer(self), examples)
    return measured.cost
  }

  /// The cost of all examples as one batch in training form, with nothing dropped.
  ///
  /// A batch norm takes the batch's own mean and variance; without one this is `cost(on:)`.
  package func trainingCost(on examples: Examples<Scalar>) -> Cost {
    let workspace = Workspace<Scalar>(description, capacity: examples.count)
    let parameters = ParameterBuffer(self)
    var data = 0.0
    examples.withPointers { inputs, targets in
      data =
        workspace.measure(
          parameters.pointer, inputs, targets, columns: examples.count, divisor: examples.count,
          form: .training(masks: .none)
        ).loss
    }
    let penalty = workspace.penaltyTerms.cost(parameters.pointer, exampleCount: examples.count)
    return Cost(data: data, penalty: penalty)
  }

  /// The gradient of the total of `trainingCost(on:)`.
  package func gradients(on examples: Examples<Scalar>) -> Gradients<Scalar> {
    let workspace = Workspace<Scalar>(description, capacity: examples.count)
    let parameters = ParameterBuffer(self)
    let gradient = ParameterBuffer<Scalar>(zerosFor: parameters.layout)
    examples.withPointers { inputs, targets in
      _ = workspace.propagate(
        parameters.pointer, inputs, targets, columns: examples.count, masks: .none,
        gradient: gradient.pointer)
      workspace.differentiate(inputs, columns: examples.count, gradient: gradient.pointer)
    }
    let terms = workspace.penaltyTerms
    terms.addSlopes(
      at: parameters.pointer, exampleCount: examples.count, absoluteFactor: terms.absoluteFactor,
      to: gradient.pointer)
    return Gradients(gradient, of: self)
  }
}

/// A gradient, shaped like the parameters of its network and numbered like them.
package struct Gradients<Scalar: LecternScalar>: Sendable, Equatable {
  package var weights: [Matrix<Scalar>]
  package var biases: [Matrix<Scalar>]
  package var gammas: [Matrix<Scalar>]
  package var betas: [Matrix<Scalar>]

  init(_ buffer: ParameterBuffer<Scalar>, of network: Network<Scalar>) {
    var shaped = network
    buffer.write(to: &shaped)
    weights = shaped.weights
    biases = shaped.biases
    gammas = shaped.gammas
    betas = shaped.betas
  }
}

/// Examples that are measured together: enough for good products, few enough for the cache.
let evaluationWidth = 256

extension Workspace {
  /// The cost and the number of right predictions over all examples, with nothing dropped.
  ///
  /// The penalty is that of a batch of `penaltyCount` examples, or of these.
  func measure(
    _ parameters: ParameterBuffer<Scalar>, _ examples: Examples<Scalar>, penaltyCount: Int? = nil
  ) -> (cost: Cost, matches: Int) {
    let rows = description.outputCount
    var loss = 0.0
    var matches = 0
    examples.withPointers { inputs, targets in
      for first in stride(from: 0, to: examples.count, by: capacity) {
        let width = min(capacity, examples.count - first)
        let result = measure(
          parameters.pointer, inputs + first * description.inputCount, targets + first * rows,
          columns: width, divisor: examples.count, form: .evaluation)
        loss += result.loss
        matches += result.matches
      }
    }
    let penalty = penaltyTerms.cost(
      parameters.pointer, exampleCount: penaltyCount ?? examples.count)
    return (Cost(data: loss, penalty: penalty), matches)
  }
}

extension Examples {
  /// Lends both buffers; does nothing when there are no examples.
  func withPointers(_ body: (UnsafePointer<Scalar>, UnsafePointer<Scalar>) -> Void) {
    guard count > 0 else { return }
    inputs.elements.withUnsafeBufferPointer { inputs in
      targets.elements.withUnsafeBufferPointer { targets in
        guard let inputs = inputs.baseAddress, let targets = targets.baseAddress else { return }
        body(inputs, targets)
      }
    }
  }
}
