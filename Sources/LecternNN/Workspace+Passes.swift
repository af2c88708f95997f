internal import LecternTensor

/// What stages have to do with one another in a pass.
enum Segment: Equatable {
  /// Each example goes its own way through these stages.
  case columns(Range<Int>)
  /// All examples go through this stage together.
  case whole(Int)

  /// The last segment is `columns`, empty if need be: the loss belongs to it.
  static func segments(of stages: [Stage]) -> [Segment] {
    var result: [Segment] = []
    var start = 0
    for (index, stage) in stages.enumerated() where stage.isWhole {
      if start < index { result.append(.columns(start..<index)) }
      result.append(.whole(index))
      start = index + 1
    }
    return result + [.columns(start..<stages.count)]
  }
}

/// What a pass is told.
struct Pass<Scalar: LecternScalar> {
  let parameters: UnsafePointer<Scalar>
  /// [features, columns].
  let inputs: UnsafePointer<Scalar>
  /// [outputs, columns]; nil when no loss is wanted.
  let targets: UnsafePointer<Scalar>?
  let columns: Int
  /// The examples that make the mean.
  let divisor: Int
  let form: PassForm
  /// Where the gradient by the numbers of batch norms goes; nil when no slopes are wanted.
  let gradient: UnsafeMutablePointer<Scalar>?
  let gathering: Gathering<Scalar>?
}

/// The examples of a batch among all examples, and where they are laid out one after the other.
struct Gathering<Scalar: LecternScalar> {
  private let indices: UnsafeBufferPointer<Int>
  private let inputs: UnsafePointer<Scalar>
  private let targets: UnsafePointer<Scalar>
  private let batchInputs: UnsafeMutablePointer<Scalar>
  private let batchTargets: UnsafeMutablePointer<Scalar>

  init(
    indices: UnsafeBufferPointer<Int>, inputs: UnsafePointer<Scalar>,
    targets: UnsafePointer<Scalar>, into batchInputs: UnsafeMutablePointer<Scalar>,
    _ batchTargets: UnsafeMutablePointer<Scalar>
  ) {
    self.indices = indices
    self.inputs = inputs
    self.targets = targets
    self.batchInputs = batchInputs
    self.batchTargets = batchTargets
  }

  func lay(_ part: Range<Int>, features: Int, outputs: Int) {
    let chosen = UnsafeBufferPointer(rebasing: indices[part])
    Scalar.gatherColumns(
      rows: features, indices: chosen, inputs, into: batchInputs + features * part.lowerBound)
    Scalar.gatherColumns(
      rows: outputs, indices: chosen, targets, into: batchTargets + outputs * part.lowerBound)
  }
}

extension Workspace {
  /// Runs the examples through the network and, if asked for, back.
  func run(_ pass: Pass<Scalar>) -> PassResult {
    precondition(pass.columns <= capacity, "A pass fits its workspace.")
    placeOutputs(pass)
    if segments.count == 1 { return finish(pass, isFirst: true) }
    if pass.gathering != nil {
      Team.share(pass.columns, grain: partWidth) { part in gather(part, pass) }
    }
    let head = segments.dropLast()
    for segment in head { forward(segment, pass) }
    let result = finish(pass, isFirst: false)
    if pass.gradient != nil {
      for segment in head.reversed() { backward(segment, pass) }
    }
    return result
  }

  /// The last segment, the loss, and the last segment backwards, part by part.
  private func finish(_ pass: Pass<Scalar>, isFirst: Bool) -> PassResult {
    guard case .columns(let tail)? = segments.last else { return PassResult() }
    Team.share(pass.columns, grain: partWidth) { part in
      if isFirst { gather(part, pass) }
      forward(tail, part, pass)
      guard let targets = pass.targets else { return }
      let expected = targets + outputCount * part.lowerBound
      let index = part.lowerBound / partWidth
      partLosses[index] = measureLoss(expected, part, pass)
      partMatches[index] = Scalar.matchCount(
        rows: outputCount, columns: part.count, threshold: description.decisionThreshold,
        outputs: networkOutputs + outputCount * part.lowerBound, targets: expected)
      if pass.gradient != nil { backward(tail, part, pass) }
    }
    guard pass.targets != nil else { return PassResult() }
    var result = PassResult()
    for index in 0..<((pass.columns + partWidth - 1) / partWidth) {
      result.loss += partLosses[index]
      result.matches += partMatches[index]
    }
    return result
  }

  private func gather(_ part: Range<Int>, _ pass: Pass<Scalar>) {
    pass.gathering?.lay(part, features: description.inputCount, outputs: outputCount)
  }

  /// Tells where each stage puts its outputs, and draws the masks of dropout.
  private func placeOutputs(_ pass: Pass<Scalar>) {
    for index in stages.indices {
      guard case .dropout(let rows, let keep) = stages[index], let mask = masks[index] else {
        continue
      }
      outputs[index] = buffers[index]
      switch pass.form {
      case .training(.kept): break
      case .training(.fresh(let stream)):
        let count = rows * pass.columns
        stream.pointee.fill(UnsafeMutableBufferPointer(rebasing: draws[..<count]))
        if let draws = draws.baseAddress {
          Scalar.dropoutMask(
            rows: rows, columns: pass.columns, keep: keep, draws: draws, into: mask)
        }
      case .training(.none), .evaluation:
        outputs[index] =
          index == 0 ? UnsafeMutablePointer(mutating: pass.inputs) : outputs[index - 1]
      }
    }
  }

  private func inputs(of index: Int, _ pass: Pass<Scalar>) -> UnsafePointer<Scalar> {
    index == 0 ? pass.inputs : UnsafePointer(outputs[index - 1])
  }

  /// What the stage applies last; a loss that starts from logits does it itself.
  private func function(of index: Int, _ pass: Pass<Scalar>) -> ElementFunction? {
    isFused && pass.targets != nil && index == stages.count - 1 ? nil : stages[index].function
  }

  // MARK: Forward

  private func forward(_ segment: Segment, _ pass: Pass<Scalar>) {
    switch segment {
    case .columns(let range):
      Team.share(pass.columns, grain: partWidth) { part in forward(range, part, pass) }
    case .whole(let index):
      switch stages[index] {
      case .dense(let dense): multiply(dense, at: index, 0..<pass.columns, pass)
      case .batchNorm(let norm): normalize(norm, at: index, pass)
      case .dropout: break
      }
      guard let function = function(of: index, pass) else { return }
      let (rows, out) = (stages[index].rows, buffers[index])
      Team.share(pass.columns, grain: partWidth) { part in
        Scalar.activate(
          function, rows: rows, columns: part.count, bias: nil, out + rows * part.lowerBound)
      }
    }
  }

  private func forward(_ range: Range<Int>, _ part: Range<Int>, _ pass: Pass<Scalar>) {
    for index in range {
      let rows = stages[index].rows
      let out = buffers[index] + rows * part.lowerBound
      switch stages[index] {
      case .dense(let dense):
        multiply(dense, at: index, part, pass)
        if let function = function(of: index, pass) {
          Scalar.activate(function, rows: rows, columns: part.count, bias: nil, out)
        }
      case .dropout:
        guard let mask = masks[index], outputs[index] == buffers[index] else { break }
        let start = rows * part.lowerBound
        Scalar.multiplyElements(
          count: rows * part.count, inputs(of: index, pass) + start, mask + start, into: out)
      case .batchNorm: break
      }
    }
  }

  /// z = W·a + b of some columns.
  private func multiply(
    _ dense: Stage.Dense, at index: Int, _ part: Range<Int>, _ pass: Pass<Scalar>
  ) {
    Scalar.multiply(
      Factor(pass.parameters + dense.weights, stride: dense.units),
      Factor(inputs(of: index, pass) + dense.inputs * part.lowerBound, stride: dense.inputs),
      rows: dense.units, columns: part.count, inner: dense.inputs,
      bias: dense.hasBias ? pass.parameters + dense.biases : nil,
      into: buffers[index] + dense.units * part.lowerBound)
  }

  private func normalize(_ norm: Stage.BatchNorm, at index: Int, _ pass: Pass<Scalar>) {
    guard let statistics = statistics[index], let normalized = normalized[index] else { return }
    let parameters = pass.parameters
    let gamma = parameters + norm.gammas
    let beta = parameters + norm.betas
    switch pass.form {
    case .evaluation:
      Scalar.fixedNorm(
        columns: pass.columns, epsilon: norm.epsilon, inputs(of: index, pass), gamma: gamma,
        beta: beta, means: parameters + norm.runningMeans,
        variances: parameters + norm.runningVariances, statistics: statistics,
        into: buffers[index])
    case .training:
      Scalar.batchNorm(
        columns: pass.columns, epsilon: norm.epsilon, inputs(of: index, pass), gamma: gamma,
        beta: beta, statistics: statistics, normalized: normalized, into: buffers[index])
    }
  }

  // MARK: Loss

  /// What some columns add to the mean loss; leaves the slopes by the last stage if asked for.
  private func measureLoss(
    _ targets: UnsafePointer<Scalar>, _ part: Range<Int>, _ pass: Pass<Scalar>
  ) -> Double {
    let rows = outputCount
    let columns = part.count
    let start = rows * part.lowerBound
    let last = networkOutputs + start
    let delta = pass.gradient == nil ? nil : slopes[stages.count - 1] + start
    let count = rows * columns
    let share = 1 / Double(max(pass.divisor, 1))
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

  // MARK: Backward

  private func backward(_ segment: Segment, _ pass: Pass<Scalar>) {
    switch segment {
    case .columns(let range):
      Team.share(pass.columns, grain: partWidth) { part in backward(range, part, pass) }
    case .whole(let index):
      Team.share(pass.columns, grain: partWidth) { part in
        backward(index..<(index + 1), part, pass)
      }
      guard case .batchNorm(let norm) = stages[index], let statistics = statistics[index],
        let normalized = normalized[index], let gradient = pass.gradient
      else { return }
      Scalar.batchNormSlopes(
        columns: pass.columns, normalized: normalized, delta: slopes[index],
        statistics: statistics, gammaSlopes: gradient + norm.gammas,
        betaSlopes: gradient + norm.betas)
      guard !norm.isFirst else { return }
      Scalar.backpropagateBatchNorm(
        columns: pass.columns, gamma: pass.parameters + norm.gammas, normalized: normalized,
        statistics: statistics, slopes[index])
    }
  }

  /// From the slopes by what the last stage put out to those by what came into the first.
  ///
  /// Source: Rumelhart, Hinton and Williams 1986.
  private func backward(_ range: Range<Int>, _ part: Range<Int>, _ pass: Pass<Scalar>) {
    for index in range.reversed() {
      let rows = stages[index].rows
      let start = rows * part.lowerBound
      let delta = slopes[index] + start
      if let function = function(of: index, pass) {
        Scalar.backpropagate(
          function, rows: rows, columns: part.count, outputs: buffers[index] + start, delta)
      }
      switch stages[index] {
      case .dropout:
        // Without a mask nothing was dropped, and the output is the input.
        guard let mask = masks[index], outputs[index] == buffers[index] else { break }
        Scalar.multiplyElements(count: rows * part.count, delta, mask + start, into: delta)
      case .dense(let dense):
        if dense.isFirst { return }
        Scalar.multiply(
          Factor(pass.parameters + dense.weights, stride: rows, isTransposed: true),
          Factor(delta, stride: rows), rows: dense.inputs, columns: part.count, inner: rows,
          bias: nil, into: slopes[index - 1] + dense.inputs * part.lowerBound)
      case .batchNorm: break
      }
    }
  }
}
