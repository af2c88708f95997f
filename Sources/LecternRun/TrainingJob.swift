import LecternNN
import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The first step of a run at which a schedule has no usable value.
struct ScheduleFault: Error {
  /// The option: `lr`, `shuffle_seed`.
  let key: String
  let value: Double
  let epoch: Int
  let iteration: Int
}

/// Notes the first fault of a run's schedules; used by one run alone.
private final class ScheduleWatch {
  var fault: ScheduleFault?

  /// The schedule's value, noted when it is not valid; NaN where the formula has none.
  func value(
    of schedule: PreparedSchedule?, _ key: String, epoch: Int, iteration: Int,
    isValid: (Double) -> Bool
  ) -> Double {
    let value = (try? schedule?.value(epoch: epoch, iteration: iteration)) ?? .nan
    if fault == nil, !isValid(value) {
      fault = ScheduleFault(key: key, value: value, epoch: epoch, iteration: iteration)
    }
    return value
  }
}

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
  func run() -> Result<TrainingOutcome<S>, ScheduleFault>? {
    // Initial weights take their time, too.
    guard !shouldStop() else { return nil }
    let watch = ScheduleWatch()
    var outcome = trained(watch)
    if let fault = watch.fault { return .failure(fault) }
    guard outcome.end != .cancelled else { return nil }
    if !keepsState { outcome.state = nil }
    return .success(outcome)
  }

  private func trained(_ watch: ScheduleWatch) -> TrainingOutcome<S> {
    let rate = try? learningRate.prepared()
    var plan = TrainingPlan<S>(
      optimizer: optimizer,
      learningRate: {
        // A warm-up starts and a decay ends at 0.
        watch.value(of: rate, "lr", epoch: $0, iteration: $1) { $0 >= 0 && $0.isFinite }
      },
      length: length, batchSize: batchSize,
      shuffling: source("shuffle_seed", shuffleSeed, watch),
      dropout: source("mask_seed", maskSeed, watch), validation: validation?.examples,
      recordsAccuracy: recordsAccuracy, shouldStop: { watch.fault != nil || shouldStop() })
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

  private func source(
    _ key: String, _ schedule: Schedule?, _ watch: ScheduleWatch
  ) -> RandomSource {
    guard let schedule else { return .stream(RandomState(seed: notebookSeed)) }
    let prepared = try? schedule.prepared()
    return .reseeded { epoch, iteration in
      let value = watch.value(of: prepared, key, epoch: epoch, iteration: iteration) {
        $0 >= 0 && $0 < 9e15 && $0 == $0.rounded()
      }
      // A formula may leave the range of seeds; seeds go round, as the remainder of 2³².
      return Int(exactly: value).map { UInt32(truncatingIfNeeded: $0) } ?? 0
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
