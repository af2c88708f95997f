internal import LecternTensor

/// Where the masks of a training pass come from.
enum Masks {
  /// Nothing is dropped.
  case none
  case fresh(UnsafeMutablePointer<RandomState>)
  /// Those of the pass before.
  case kept
}

/// What dropout and batch norms do in a pass.
enum PassForm {
  /// Nothing is dropped, and batch norms take their running statistics.
  case evaluation
  /// Batch norms take the statistics of the batch.
  case training(masks: Masks)
}

/// The buffers of forward and backward passes over at most `capacity` examples.
///
/// One run owns it; passes allocate nothing. Parameters and gradients lie outside (see
/// `ParameterLayout`), so that one workspace can measure what another trains.
final class Workspace<Scalar: LecternScalar> {
  let description: NetworkDescription
  let capacity: Int
  let penaltyTerms: PenaltyTerms
  let stages: [Stage]
  private let outputCount: Int
  private let isFused: Bool
  /// What each stage last put out: its own buffer, or its input where nothing is dropped.
  private var outputs: [UnsafeMutablePointer<Scalar>]
  let buffers: [UnsafeMutablePointer<Scalar>]
  private let masks: [UnsafeMutablePointer<Scalar>?]
  /// The normalized inputs and the statistics of each batch norm.
  private let normalized: [UnsafeMutablePointer<Scalar>?]
  private let statistics: [BatchStatistics?]
  private let draws: UnsafeMutableBufferPointer<Double>
  private var delta: UnsafeMutablePointer<Scalar>
  private var spareDelta: UnsafeMutablePointer<Scalar>

  /// - Precondition: The last layer is dense or a batch norm; the language sees to it.
  init(_ description: NetworkDescription, capacity: Int) {
    self.description = description
    self.capacity = max(capacity, 1)
    penaltyTerms = PenaltyTerms(description)
    outputCount = description.outputCount
    stages = Stage.stages(of: description)
    guard let last = stages.last?.function else {
      preconditionFailure("A network ends with a dense layer or its batch norm.")
    }
    isFused =
      switch (last, description.loss) {
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
    normalized = stages.map { if case .batchNorm(let norm) = $0 { buffer(norm.rows) } else { nil } }
    statistics = stages.map {
      if case .batchNorm(let norm) = $0 { BatchStatistics(rows: norm.rows) } else { nil }
    }
    let dropped = stages.map { if case .dropout(let rows, _) = $0 { rows } else { 0 } }.max() ?? 0
    draws = .allocate(capacity: dropped * self.capacity)
    draws.initialize(repeating: 0)
    let widest = stages.map(\.rows).max() ?? 0
    delta = buffer(widest)
    spareDelta = buffer(widest)
  }

  deinit {
    for pointer in buffers { pointer.deallocate() }
    for pointer in masks + normalized { pointer?.deallocate() }
    draws.deallocate()
    delta.deallocate()
    spareDelta.deallocate()
  }

  /// The outputs of the last pass, [outputs, columns].
  var networkOutputs: UnsafeMutablePointer<Scalar> { outputs[outputs.count - 1] }

  /// Runs the examples through the network; with a fused loss the last stage keeps its logits.
  private func run(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int,
    form: PassForm, keepsLogits: Bool
  ) {
    precondition(columns <= capacity, "A pass fits its workspace.")
    var previous = inputs
    for (index, stage) in stages.enumerated() {
      let isLogits = keepsLogits && index == stages.count - 1
      let out = buffers[index]
      switch stage {
      case .dense(let dense):
        Scalar.multiply(
          parameters + dense.weights, transposed: false, previous, transposed: false,
          rows: dense.units, columns: columns, inner: dense.inputs, alpha: 1, beta: 0, into: out)
        activate(
          isLogits ? .linear : dense.function, rows: dense.units, columns: columns,
          bias: dense.hasBias ? parameters + dense.biases : nil, out)
        previous = UnsafePointer(out)
      case .batchNorm(let norm):
        normalize(parameters, previous, columns: columns, by: norm, at: index, form: form)
        if !isLogits {
          Scalar.activate(norm.function, rows: norm.rows, columns: columns, bias: nil, out)
        }
        previous = UnsafePointer(out)
      case .dropout(let rows, let keep):
        guard let mask = mask(at: index, rows: rows, columns: columns, keep: keep, form: form)
        else {
          outputs[index] = UnsafeMutablePointer(mutating: previous)
          continue
        }
        Scalar.multiplyElements(count: rows * columns, previous, mask, into: out)
        outputs[index] = out
        previous = UnsafePointer(out)
      }
    }
  }

  private func normalize(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int,
    by norm: Stage.BatchNorm, at index: Int, form: PassForm
  ) {
    guard let statistics = statistics[index], let normalized = normalized[index] else { return }
    let gamma = parameters + norm.gammas
    let beta = parameters + norm.betas
    switch form {
    case .evaluation:
      Scalar.fixedNorm(
        columns: columns, epsilon: norm.epsilon, inputs, gamma: gamma, beta: beta,
        means: parameters + norm.runningMeans, variances: parameters + norm.runningVariances,
        statistics: statistics, into: buffers[index])
    case .training:
      Scalar.batchNorm(
        columns: columns, epsilon: norm.epsilon, inputs, gamma: gamma, beta: beta,
        statistics: statistics, normalized: normalized, into: buffers[index])
    }
  }

  /// The mask of a dropout in this pass; nil where nothing is dropped.
  private func mask(
    at index: Int, rows: Int, columns: Int, keep: Double, form: PassForm
  ) -> UnsafeMutablePointer<Scalar>? {
    guard case .training(let source) = form, let mask = masks[index] else { return nil }
    switch source {
    case .none: return nil
    case .kept: return mask
    case .fresh(let stream):
      stream.pointee.fill(UnsafeMutableBufferPointer(rebasing: draws[..<(rows * columns)]))
      if let draws = draws.baseAddress {
        Scalar.dropoutMask(rows: rows, columns: columns, keep: keep, draws: draws, into: mask)
      }
      return mask
    }
  }

  /// Moves the running statistics of all batch norms towards those of the last training pass.
  func updateRunningStatistics(_ parameters: UnsafeMutablePointer<Scalar>, columns: Int) {
    for (index, stage) in stages.enumerated() {
      guard case .batchNorm(let norm) = stage, let statistics = statistics[index] else { continue }
      Scalar.updateRunning(
        columns: columns, momentum: norm.momentum, statistics: statistics,
        means: parameters + norm.runningMeans, variances: parameters + norm.runningVariances)
    }
  }

  /// Leaves the outputs for `columns` inputs in `networkOutputs`.
  func forward(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int
  ) {
    run(parameters, inputs, columns: columns, form: .evaluation, keepsLogits: false)
  }

  /// Leaves the outputs, and returns the mean loss; `divisor` examples make the mean.
  func loss(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>, columns: Int, divisor: Int, form: PassForm
  ) -> Double {
    run(parameters, inputs, columns: columns, form: form, keepsLogits: isFused)
    return measureLoss(targets, columns: columns, divisor: divisor, delta: nil)
  }

  /// Leaves the outputs and the gradient of the mean loss, without the penalty; returns the loss.
  ///
  /// - Complexity: about 6 multiply-adds a weight and example; no allocation.
  func differentiate(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>, columns: Int, masks: Masks,
    gradient: UnsafeMutablePointer<Scalar>
  ) -> Double {
    run(
      parameters, inputs, columns: columns, form: .training(masks: masks), keepsLogits: isFused)
    let loss = measureLoss(targets, columns: columns, divisor: columns, delta: delta)
    backpropagate(parameters, inputs, columns: columns, gradient: gradient)
    return loss
  }

  private func measureLoss(
    _ targets: UnsafePointer<Scalar>, columns: Int, divisor: Int,
    delta: UnsafeMutablePointer<Scalar>?
  ) -> Double {
    let rows = outputCount
    let last = networkOutputs
    let count = rows * columns
    let share = 1 / Double(max(divisor, 1))
    let shareOfEach = share / Double(max(rows, 1))
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
      return shareOfEach
        * Scalar.squaredError(
          count: count, outputs: last, targets: targets, scale: shareOfEach, delta: delta)
    case .halfMeanSquaredError:
      let half = 0.5 * shareOfEach
      return half
        * Scalar.squaredError(
          count: count, outputs: last, targets: targets, scale: half, delta: delta)
    case .meanAbsoluteError:
      return shareOfEach
        * Scalar.absoluteError(
          count: count, outputs: last, targets: targets, scale: shareOfEach, delta: delta)
    case .huber(let limit):
      return shareOfEach
        * Scalar.huberError(
          count: count, limit: limit, outputs: last, targets: targets, scale: shareOfEach,
          delta: delta)
    case .hinge:
      return share
        * Scalar.hinge(
          rows: rows, columns: columns, outputs: last, targets: targets, scale: share,
          delta: delta)
    }
  }

  /// Columns that are worth a core's while.
  private static func grain(_ rows: Int) -> Int { max(1, (1 << 13) / max(rows, 1)) }

  /// Adds the bias and applies the function, columns by columns.
  private func activate(
    _ function: ElementFunction, rows: Int, columns: Int, bias: UnsafePointer<Scalar>?,
    _ z: UnsafeMutablePointer<Scalar>
  ) {
    Team.share(columns, grain: Self.grain(rows)) { part in
      Scalar.activate(
        function, rows: rows, columns: part.count, bias: bias, z + rows * part.lowerBound)
    }
  }

  /// Source: Rumelhart, Hinton and Williams 1986.
  private func backpropagate(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int,
    gradient: UnsafeMutablePointer<Scalar>
  ) {
    for index in stages.indices.reversed() {
      if let function = stages[index].function, !(isFused && index == stages.count - 1) {
        let rows = stages[index].rows
        let (outputs, delta) = (buffers[index], delta)
        Team.share(columns, grain: Self.grain(rows)) { part in
          let start = rows * part.lowerBound
          Scalar.backpropagate(
            function, rows: rows, columns: part.count, outputs: outputs + start, delta + start)
        }
      }
      switch stages[index] {
      case .dropout(let rows, _):
        // Without a mask nothing was dropped, and the output is the input.
        if let mask = masks[index], outputs[index] == buffers[index] {
          Scalar.multiplyElements(count: rows * columns, delta, mask, into: delta)
        }
      case .batchNorm(let norm):
        guard let statistics = statistics[index], let normalized = normalized[index] else { break }
        Scalar.batchNormSlopes(
          columns: columns, normalized: normalized, delta: delta, statistics: statistics,
          gammaSlopes: gradient + norm.gammas, betaSlopes: gradient + norm.betas)
        if norm.isFirst { return }
        Scalar.backpropagateBatchNorm(
          columns: columns, gamma: parameters + norm.gammas, normalized: normalized,
          statistics: statistics, delta)
      case .dense(let dense):
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
