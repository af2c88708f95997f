import LecternNN
import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything one run needs, so that it can train on another core.
struct TrainingJob<S: LecternScalar>: Sendable {
  let name: String
  let description: NetworkDescription
  let initializer: Initializer
  let initialSeed: UInt32
  let optimizer: Optimizer
  let length: TrainingLength
  let batchSize: Int?
  let learningRate: Schedule
  let shuffleSeed: Schedule?
  let maskSeed: Schedule?
  let notebookSeed: UInt32
  /// The data of the run: `train` has the examples that are used.
  let data: DataSplits<S>
  let examples: Examples<S>
  let validation: (split: String, examples: Examples<S>)?
  let recordsAccuracy: Bool
  let clipping: Clipping?
  let patience: Int?
  let tolerance: Double?
  let target: Double?
  /// The run that this one goes on from.
  let resumed: RunRecord<S>?
  /// Whether the outcome tells what a later run needs to go on from it.
  let keepsState: Bool
  let observer: any RunObserver
  let shouldStop: @Sendable () -> Bool

  var isFullBatch: Bool { (batchSize ?? .max) >= examples.count }

  /// - Returns: Nil when the run was stopped, before its start or on its way.
  func run() -> TrainingOutcome<S>? {
    // Initial weights take their time, too.
    guard !shouldStop() else { return nil }
    var outcome = trained()
    guard outcome.end != .cancelled else { return nil }
    if !keepsState { outcome.state = nil }
    return outcome
  }

  private func trained() -> TrainingOutcome<S> {
    var plan = TrainingPlan<S>(
      optimizer: optimizer, learningRate: { learningRate.value(epoch: $0, iteration: $1) },
      length: length, batchSize: batchSize,
      shuffling: source(shuffleSeed), dropout: source(maskSeed), validation: validation?.examples,
      recordsAccuracy: recordsAccuracy, shouldStop: shouldStop)
    plan.clipping = clipping
    plan.earlyStopping = patience.map { EarlyStopping(patience: $0) }
    plan.tolerance = tolerance
    plan.target = target
    let epochCount: Int? = if case .epochs(let count) = length { count } else { nil }
    plan.progress = { progress in
      observer.trainingDidAdvance(
        TrainingUpdate(
          name: name, step: epochCount == nil ? progress.iteration : progress.epoch,
          stepCount: epochCount ?? progress.iterationCount,
          unit: epochCount == nil ? "iteration" : "epoch", cost: progress.cost))
    }
    if let resumed {
      return initialNetwork().resumed(from: resumed.outcome, on: examples, plan: plan)
    }
    return initialNetwork().trained(on: examples, plan: plan)
  }

  /// The network with its initial weights.
  func initialNetwork<T: LecternScalar>(as _: T.Type = T.self) -> Network<T> {
    var random = RandomState(seed: initialSeed)
    return Network<T>(description, initializer: initializer, random: &random)
  }

  private func source(_ schedule: Schedule?) -> RandomSource {
    guard let schedule else { return .stream(RandomState(seed: notebookSeed)) }
    return .reseeded { epoch, iteration in
      // A formula may leave the range of seeds; seeds go round, as the remainder of 2³².
      let value = schedule.value(epoch: epoch, iteration: iteration).rounded(.towardZero)
      return value.isFinite && abs(value) < 9e15 ? UInt32(truncatingIfNeeded: Int(value)) : 0
    }
  }
}

extension RunContext {
  /// The cores of this machine.
  package static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// Does the same to every item, at most `limit` at a time on as many cores; results are in the
/// order of the items, whichever is done first.
func concurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], limit: Int, _ work: @escaping @Sendable (Item) -> Result
) async -> [Result] {
  if items.count <= 1 { return items.map(work) }
  return await withTaskGroup(of: (Int, Result).self) { group in
    var next = 0
    func start() {
      guard next < items.count else { return }
      let (index, item) = (next, items[next])
      next += 1
      group.addTask { (index, work(item)) }
    }
    for _ in 0..<max(limit, 1) { start() }
    var results = [Result?](repeating: nil, count: items.count)
    for await (index, result) in group {
      results[index] = result
      start()
    }
    return results.compactMap { $0 }
  }
}
