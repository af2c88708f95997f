internal import LecternTensor

/// The cost of a network in training form, one parameter at a time moved to both sides.
///
/// It owns its buffers, so that nothing is allocated between components.
final class GradientProbe {
  private let workspace: Workspace<Double>
  private let parameters: ParameterBuffer<Double>
  private let examples: Examples<Double>
  /// On which side of each kink the last pass but one lay.
  private var sides: [Bool] = []
  private let hasAbsolutePenalty: Bool
  /// The total cost with the parameters as they are.
  private(set) var cost = 0.0

  init(_ network: Network<Double>, _ examples: Examples<Double>) {
    workspace = Workspace(network.description, capacity: examples.count)
    parameters = ParameterBuffer(network)
    self.examples = examples
    hasAbsolutePenalty = workspace.penaltyTerms.absoluteFactor > 0
    cost = measured()
  }

  /// The central difference of the cost by one number of a matrix, and whether a kink lies between both sides.
  func slope(
    _ shape: ParameterShape, _ index: Int, epsilon: Double
  ) -> (value: Double, crossesKink: Bool) {
    let parameter = parameters.pointer + shape.offset + index
    let value = parameter.pointee
    parameter.pointee = value + epsilon
    let above = measured()
    sides.removeAll(keepingCapacity: true)
    workspace.forEachSide(examples) { sides.append($0) }
    parameter.pointee = value - epsilon
    let below = measured()
    var crossesKink = hasAbsolutePenalty && shape.kind == .weights && abs(value) < epsilon
    var position = 0
    workspace.forEachSide(examples) { side in
      if side != sides[position] { crossesKink = true }
      position += 1
    }
    parameter.pointee = value
    return ((above - below) / (2 * epsilon), crossesKink)
  }

  private func measured() -> Double {
    var loss = 0.0
    examples.withPointers { inputs, targets in
      loss =
        workspace.measure(
          parameters.pointer, inputs, targets, columns: examples.count, divisor: examples.count,
          form: .training(masks: .none)
        ).loss
    }
    return loss
      + workspace.penaltyTerms.cost(parameters.pointer, exampleCount: examples.count)
  }
}

extension Workspace<Double> {
  /// Tells, in a fixed order, the side of every kink on which the last pass lay.
  ///
  /// An activation with a kink at 0 is positive behind it and only there, so that what a layer puts out tells the side.
  fileprivate func forEachSide(_ examples: Examples<Double>, _ body: (Bool) -> Void) {
    for (stage, output) in zip(stages, buffers) where stage.function?.hasKink == true {
      for i in 0..<(stage.rows * examples.count) { body(output[i] > 0) }
    }
    let rows = description.outputCount
    let outputs = networkOutputs
    let targets = examples.targets
    switch description.loss {
    case .meanAbsoluteError:
      for i in targets.elements.indices { body(outputs[i] > targets.elements[i]) }
    case .hinge where rows == 1:
      for i in targets.elements.indices {
        body(targets.elements[i] > 0.5 ? outputs[i] < 1 : outputs[i] > -1)
      }
    case .hinge:
      for column in 0..<examples.count {
        let scores = outputs + column * rows
        for label in 0..<rows where targets[label, column] > 0.5 {
          for row in 0..<rows where row != label { body(scores[row] - scores[label] + 1 > 0) }
        }
      }
    case .crossEntropy, .binaryCrossEntropy, .meanSquaredError, .halfMeanSquaredError, .huber:
      break
    }
  }
}

extension ElementFunction {
  /// Whether the slope jumps at 0.
  fileprivate var hasKink: Bool {
    switch self {
    case .relu: true
    case .leakyReLU(let slope): slope != 1
    case .elu(let alpha): alpha != 1
    case .linear, .sigmoid, .tanh, .softplus, .softmax: false
    }
  }
}
