internal import LecternTensor

/// The buffers of forward and backward passes over at most `capacity` examples.
///
/// One run owns it; passes allocate nothing. Parameters and gradients lie outside, all weights
/// before all biases (see `Stage`), so that one workspace can measure what another trains.
final class Workspace<Scalar: LecternScalar> {
  let description: NetworkDescription
  let capacity: Int
  private let stages: [Stage]
  private let layout: ParameterLayout
  private let isFused: Bool
  /// What each stage last put out: its own buffer, or its input where nothing is dropped.
  private var outputs: [UnsafeMutablePointer<Scalar>]
  private let buffers: [UnsafeMutablePointer<Scalar>]
  private let masks: [UnsafeMutablePointer<Scalar>?]
  private let draws: UnsafeMutableBufferPointer<Double>
  private var delta: UnsafeMutablePointer<Scalar>
  private var spareDelta: UnsafeMutablePointer<Scalar>

  /// - Precondition: The last layer is dense; the language sees to it.
  init(_ description: NetworkDescription, capacity: Int) {
    self.description = description
    self.capacity = max(capacity, 1)
    layout = ParameterLayout(description)
    stages = Stage.stages(of: description)
    guard case .dense(let last)? = stages.last else {
      preconditionFailure("A network ends with a dense layer.")
    }
    isFused =
      switch (last.function, description.loss) {
      case (.softmax, .crossEntropy), (.sigmoid, .binaryCrossEntropy): true
      default: false
      }
    func buffer(_ rows: Int) -> UnsafeMutablePointer<Scalar> {
      let pointer = UnsafeMutablePointer<Scalar>.allocate(capacity: rows * max(capacity, 1))
      pointer.initialize(repeating: 0, count: rows * max(capacity, 1))
      return pointer
    }
    buffers = stages.map { buffer($0.rows) }
    outputs = buffers
    masks = stages.map { if case .dropout(let rows, _) = $0 { buffer(rows) } else { nil } }
    let dropped = stages.map { if case .dropout(let rows, _) = $0 { rows } else { 0 } }.max() ?? 0
    draws = .allocate(capacity: dropped * self.capacity)
    draws.initialize(repeating: 0)
    let widest = stages.map(\.rows).max() ?? 0
    delta = buffer(widest)
    spareDelta = buffer(widest)
  }

  deinit {
    for pointer in buffers { pointer.deallocate() }
    for pointer in masks { pointer?.deallocate() }
    draws.deallocate()
    delta.deallocate()
    spareDelta.deallocate()
  }

  /// The outputs of the last pass, [outputs, columns].
  var networkOutputs: UnsafeMutablePointer<Scalar> { outputs[outputs.count - 1] }

  /// Runs the examples through the network; with a fused loss the last stage keeps its logits.
  ///
  /// With `masking`, dropout layers draw fresh masks from it; without, they pass everything on.
  private func run(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int,
    masking: UnsafeMutablePointer<RandomState>?, keepsLogits: Bool
  ) {
    precondition(columns <= capacity, "A pass fits its workspace.")
    var previous = inputs
    for (index, stage) in stages.enumerated() {
      switch stage {
      case .dense(let dense):
        let z = buffers[index]
        Scalar.multiply(
          parameters + dense.weights, transposed: false, previous, transposed: false,
          rows: dense.units, columns: columns, inner: dense.inputs, alpha: 1, beta: 0, into: z)
        let isLogits = keepsLogits && index == stages.count - 1
        Scalar.activate(
          isLogits ? .linear : dense.function, rows: dense.units, columns: columns,
          bias: dense.hasBias ? parameters + dense.biases : nil, z)
        previous = UnsafePointer(z)
      case .batchNorm(let norm):
        let z = buffers[index]
        z.update(from: previous, count: norm.rows * columns)
        Scalar.activate(norm.function, rows: norm.rows, columns: columns, bias: nil, z)
        previous = UnsafePointer(z)
      case .dropout(let rows, let keep):
        guard let masking, let mask = masks[index] else {
          outputs[index] = UnsafeMutablePointer(mutating: previous)
          continue
        }
        masking.pointee.fill(UnsafeMutableBufferPointer(rebasing: draws[..<(rows * columns)]))
        if let draws = draws.baseAddress {
          Scalar.dropoutMask(rows: rows, columns: columns, keep: keep, draws: draws, into: mask)
        }
        Scalar.multiplyElements(count: rows * columns, previous, mask, into: buffers[index])
        outputs[index] = buffers[index]
        previous = UnsafePointer(buffers[index])
      }
    }
  }

  /// Leaves the outputs for `columns` inputs in `networkOutputs`.
  func forward(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int
  ) {
    run(parameters, inputs, columns: columns, masking: nil, keepsLogits: false)
  }

  /// Leaves the outputs, and returns the mean loss; `divisor` examples make the mean.
  func loss(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>, columns: Int, divisor: Int
  ) -> Double {
    run(parameters, inputs, columns: columns, masking: nil, keepsLogits: isFused)
    return measureLoss(targets, columns: columns, divisor: divisor, delta: nil)
  }

  /// Leaves the outputs and the gradient of the mean loss, without the penalty; returns the loss.
  ///
  /// - Complexity: about 6 multiply-adds a weight and example; no allocation.
  func differentiate(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>, columns: Int, masking: UnsafeMutablePointer<RandomState>?,
    gradient: UnsafeMutablePointer<Scalar>
  ) -> Double {
    run(parameters, inputs, columns: columns, masking: masking, keepsLogits: isFused)
    let loss = measureLoss(targets, columns: columns, divisor: columns, delta: delta)
    backpropagate(parameters, inputs, columns: columns, gradient: gradient)
    return loss
  }

  private func measureLoss(
    _ targets: UnsafePointer<Scalar>, columns: Int, divisor: Int,
    delta: UnsafeMutablePointer<Scalar>?
  ) -> Double {
    let rows = layout.outputCount
    let last = networkOutputs
    let count = rows * columns
    let share = 1 / Double(max(divisor, 1))
    switch description.loss {
    case .crossEntropy where isFused:
      return share
        * Scalar.softmaxCrossEntropy(
          rows: rows, columns: columns, logits: last, targets: targets, scale: share, outputs: last,
          delta: delta)
    case .binaryCrossEntropy where isFused:
      return share
        * Scalar.sigmoidCrossEntropy(
          count: count, logits: last, targets: targets, scale: share, outputs: last, delta: delta)
    case .crossEntropy:
      return share
        * Scalar.crossEntropy(
          count: count, outputs: last, targets: targets, scale: share, delta: delta)
    case .binaryCrossEntropy:
      return share
        * Scalar.binaryCrossEntropy(
          count: count, outputs: last, targets: targets, scale: share, delta: delta)
    case .meanSquaredError:
      let shareOfEach = share / Double(max(rows, 1))
      return shareOfEach
        * Scalar.squaredError(
          count: count, outputs: last, targets: targets, scale: shareOfEach, delta: delta)
    case .halfMeanSquaredError, .meanAbsoluteError, .huber, .hinge:
      let shareOfEach = share / Double(2 * max(rows, 1))
      return shareOfEach
        * Scalar.squaredError(
          count: count, outputs: last, targets: targets, scale: shareOfEach, delta: delta)
    }
  }

  /// Source: Rumelhart, Hinton and Williams 1986.
  private func backpropagate(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int,
    gradient: UnsafeMutablePointer<Scalar>
  ) {
    for index in stages.indices.reversed() {
      switch stages[index] {
      case .batchNorm(let norm):
        Scalar.backpropagate(
          norm.function, rows: norm.rows, columns: columns, outputs: buffers[index], delta)
      case .dropout(let rows, _):
        if let mask = masks[index] {
          Scalar.multiplyElements(count: rows * columns, delta, mask, into: delta)
        }
      case .dense(let dense):
        let isLast = index == stages.count - 1
        if !(isLast && isFused) {
          Scalar.backpropagate(
            dense.function, rows: dense.units, columns: columns, outputs: buffers[index], delta)
        }
        let previous = index == 0 ? inputs : UnsafePointer(outputs[index - 1])
        Scalar.multiply(
          delta, transposed: false, previous, transposed: true, rows: dense.units,
          columns: dense.inputs, inner: columns, alpha: 1, beta: 0, into: gradient + dense.weights)
        if dense.hasBias {
          Scalar.rowSums(
            rows: dense.units, columns: columns, delta, into: gradient + dense.biases)
        }
        if dense.isFirst { return }
        Scalar.multiply(
          parameters + dense.weights, transposed: true, delta, transposed: false,
          rows: dense.inputs, columns: columns, inner: dense.units, alpha: 1, beta: 0,
          into: spareDelta)
        swap(&delta, &spareDelta)
      }
    }
  }
}
