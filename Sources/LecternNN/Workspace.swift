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
  /// The stages that see all examples at once before the next may begin, and the last ones, through
  /// which a few examples go at a time.
  let segments: [Segment]
  let outputCount: Int
  /// Whether the loss starts from logits, so that the last stage has no function of its own.
  let isFused: Bool
  /// What each stage last put out: its own buffer, or its input where nothing is dropped.
  @exclusivity(unchecked) var outputs: [UnsafeMutablePointer<Scalar>]
  let buffers: [UnsafeMutablePointer<Scalar>]
  /// The slope of the loss by what each stage put out, and in the end by its sum before the
  /// function; a stage that works in place shares the buffer of the one before.
  let slopes: [UnsafeMutablePointer<Scalar>]
  let masks: [UnsafeMutablePointer<Scalar>?]
  /// The normalized inputs and the statistics of each batch norm.
  let normalized: [UnsafeMutablePointer<Scalar>?]
  let statistics: [BatchStatistics?]
  let draws: UnsafeMutableBufferPointer<Double>
  /// Examples that one core takes through a segment at a time.
  let partWidth: Int
  /// What each part adds to the loss, and how many of its predictions are right.
  let partLosses: UnsafeMutableBufferPointer<Double>
  let partMatches: UnsafeMutableBufferPointer<Int>
  let gradientTasks: UnsafeMutableBufferPointer<GradientTask>

  /// - Precondition: The last layer is dense or a batch norm; the language sees to it.
  init(_ description: NetworkDescription, capacity: Int) {
    self.description = description
    let capacity = max(capacity, 1)
    self.capacity = capacity
    penaltyTerms = PenaltyTerms(description)
    outputCount = description.outputCount
    let stages = Stage.stages(of: description)
    self.stages = stages
    segments = Segment.segments(of: stages)
    guard let last = stages.last?.function else {
      preconditionFailure("A network ends with a dense layer or its batch norm.")
    }
    isFused =
      switch (last, description.loss) {
      case (.softmax, .crossEntropy), (.sigmoid, .binaryCrossEntropy): true
      default: false
      }
    func buffer(_ rows: Int) -> UnsafeMutablePointer<Scalar> {
      AlignedMemory.zeros(rows * capacity)
    }
    buffers = stages.map { buffer($0.rows) }
    outputs = buffers
    var slopes: [UnsafeMutablePointer<Scalar>] = []
    for stage in stages {
      if stage.isInPlace, let before = slopes.last {
        slopes.append(before)
      } else {
        slopes.append(buffer(stage.rows))
      }
    }
    self.slopes = slopes
    masks = stages.map { if case .dropout(let rows, _) = $0 { buffer(rows) } else { nil } }
    normalized = stages.map { if case .batchNorm(let norm) = $0 { buffer(norm.rows) } else { nil } }
    statistics = stages.map {
      if case .batchNorm(let norm) = $0 { BatchStatistics(rows: norm.rows) } else { nil }
    }
    let dropped = stages.map { if case .dropout(let rows, _) = $0 { rows } else { 0 } }.max() ?? 0
    draws = .allocate(capacity: dropped * capacity)
    draws.initialize(repeating: 0)
    partWidth = Self.partWidth(stages, capacity: capacity)
    let partCount = (capacity + partWidth - 1) / partWidth
    partLosses = .allocate(capacity: partCount)
    partLosses.initialize(repeating: 0)
    partMatches = .allocate(capacity: partCount)
    partMatches.initialize(repeating: 0)
    let tasks = GradientTask.tasks(of: stages, capacity: capacity)
    gradientTasks = .allocate(capacity: tasks.count)
    _ = gradientTasks.initialize(from: tasks)
  }

  deinit {
    for pointer in Set(buffers + slopes) { pointer.deallocate() }
    for pointer in masks + normalized { pointer?.deallocate() }
    draws.deallocate()
    partLosses.deallocate()
    partMatches.deallocate()
    gradientTasks.deallocate()
  }

  /// So few that they stay in a core's cache from the first layer to the last and back.
  ///
  /// All in one part where there is no work for two cores. The machine has no say in it, so that
  /// sums over parts are the same everywhere.
  private static func partWidth(_ stages: [Stage], capacity: Int) -> Int {
    let work = stages.reduce(0) { total, stage in
      if case .dense(let dense) = stage { total + dense.units * dense.inputs } else { total }
    }
    guard work * capacity > 1 << 18 else { return capacity }
    return max(32, (capacity + Team.mostParts - 1) / Team.mostParts)
  }

  /// The outputs of the last pass, [outputs, columns].
  var networkOutputs: UnsafeMutablePointer<Scalar> { outputs[outputs.count - 1] }

  /// Moves the running statistics of all batch norms towards those of the last training pass.
  func updateRunningStatistics(_ parameters: UnsafeMutablePointer<Scalar>, columns: Int) {
    for index in stages.indices {
      guard case .batchNorm(let norm) = stages[index], let statistics = statistics[index] else {
        continue
      }
      Scalar.updateRunning(
        columns: columns, momentum: norm.momentum, statistics: statistics,
        means: parameters + norm.runningMeans, variances: parameters + norm.runningVariances)
    }
  }

  /// Leaves the outputs for `columns` inputs in `networkOutputs`.
  func forward(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>, columns: Int
  ) {
    _ = run(
      Pass(
        parameters: parameters, inputs: inputs, targets: nil, columns: columns, divisor: 1,
        form: .evaluation, gradient: nil, gathering: nil))
  }

  /// Leaves the outputs, and returns the mean loss and how many predictions are right; `divisor`
  /// examples make the mean.
  func measure(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>, columns: Int, divisor: Int, form: PassForm
  ) -> PassResult {
    run(
      Pass(
        parameters: parameters, inputs: inputs, targets: targets, columns: columns,
        divisor: divisor, form: form, gradient: nil, gathering: nil))
  }

  /// Leaves the outputs, the slopes and the gradient by the numbers of batch norms; the rest of the
  /// gradient is left to `differentiate`.
  ///
  /// A `gathering` fills `inputs` and `targets` on the way. Returns what `measure` returns.
  func propagate(
    _ parameters: UnsafePointer<Scalar>, _ inputs: UnsafePointer<Scalar>,
    _ targets: UnsafePointer<Scalar>, columns: Int, masks: Masks,
    gradient: UnsafeMutablePointer<Scalar>, gathering: Gathering<Scalar>? = nil
  ) -> PassResult {
    run(
      Pass(
        parameters: parameters, inputs: inputs, targets: targets, columns: columns,
        divisor: columns, form: .training(masks: masks), gradient: gradient, gathering: gathering))
  }
}

/// The mean loss of a pass, and how many predictions are right.
struct PassResult {
  var loss = 0.0
  var matches = 0
}
