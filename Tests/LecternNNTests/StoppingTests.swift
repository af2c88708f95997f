import LecternNN
import LecternTensor
import Testing

/// What ends a run before its length, and what it keeps then.
struct StoppingTests {
  private static let start = TrainingRunTests.network()
  private static let data = TrainingRunTests.problem()

  /// Validation labels are turned round, so that training makes their cost worse.
  private static let contrary: Examples<Double> = {
    var examples = TrainingRunTests.problem(40)
    for c in 0..<40 { examples.targets[0, c] = 1 - examples.targets[0, c] }
    return examples
  }()

  @Test("Early stopping keeps the parameters of the best entry", arguments: [nil, 8])
  func earlyStopping(batchSize: Int?) throws {
    var plan = TrainingRunTests.plan(.epochs(50), batchSize: batchSize)
    plan.validation = Self.contrary
    plan.earlyStopping = EarlyStopping(patience: 4)
    let outcome = Self.start.trained(on: Self.data, plan: plan)
    #expect(outcome.end == .stoppedEarly)
    let best = try #require(outcome.bestEntry)
    #expect(outcome.validationCosts.count == best + 5)
    #expect(outcome.costs.count == outcome.validationCosts.count)
    #expect(outcome.validationCosts.min() == outcome.validationCosts[best])
    #expect(outcome.network.cost(on: Self.contrary).total == outcome.validationCosts[best])
    // With more patience it goes on from its last parameters, as one longer run does.
    plan.earlyStopping = EarlyStopping(patience: 1_000)
    plan.length = .epochs(3)
    let resumed = Self.start.resumed(from: outcome, on: Self.data, plan: plan)
    let length = outcome.iterations + 3 * (batchSize == nil ? 1 : 4)
    plan.length = .iterations(length)
    ResumeTests.expectSame(resumed, Self.start.trained(on: Self.data, plan: plan))
  }

  @Test("Running statistics are those of the best entry too")
  func runningStatistics() throws {
    var random = RandomState(seed: 3)
    let start = Network<Double>(
      NetworkDescription(
        inputCount: 2,
        layers: [
          .dense(units: 4, activation: .linear), .batchNorm(activation: .relu),
          .dense(units: 1, activation: .sigmoid),
        ], loss: .binaryCrossEntropy), random: &random)
    var plan = TrainingRunTests.plan(.epochs(60), batchSize: 8, rate: 1)
    plan.validation = TrainingRunTests.problem(25)
    plan.earlyStopping = EarlyStopping(patience: 60)
    let outcome = start.trained(on: Self.data, plan: plan)
    let best = try #require(outcome.bestEntry)
    #expect(outcome.end == .completed && best < 59)
    let measured = try outcome.network.cost(on: #require(plan.validation)).total
    #expect(measured == outcome.validationCosts[best])
    #expect(measured == outcome.validationCosts.min())
  }

  @Test("A validation cost that is no number is not the best")
  func noNumber() {
    var plan = TrainingRunTests.plan(.epochs(50))
    var spoilt = Self.data
    spoilt.inputs[0, 3] = .nan
    plan.validation = spoilt
    plan.earlyStopping = EarlyStopping(patience: 3)
    let outcome = Self.start.trained(on: Self.data, plan: plan)
    #expect(outcome.end == .stoppedEarly && outcome.bestEntry == nil)
    #expect(outcome.validationCosts.count == 3)
    #expect(outcome.network.weights.allSatisfy { $0.elements.allSatisfy(\.isFinite) })
  }

  @Test("A run ends when its parameters have settled", arguments: [nil, 8])
  func tolerance(batchSize: Int?) {
    var plan = TrainingRunTests.plan(.epochs(10_000), batchSize: batchSize)
    plan.learningRate = { epoch, _ in 1 / Double(epoch * epoch) }
    plan.tolerance = 1e-3
    let outcome = Self.start.trained(on: Self.data, plan: plan)
    #expect(outcome.end == .reachedTolerance && outcome.epochs < 1_000)
    // One epoch less has moved by more.
    func distance(_ epochs: Int) -> Double {
      plan.tolerance = nil
      plan.length = .epochs(epochs)
      let one = Self.start.trained(on: Self.data, plan: plan).network
      plan.length = .epochs(epochs - 1)
      let other = Self.start.trained(on: Self.data, plan: plan).network
      let moved = zip(one.weights + one.biases, other.weights + other.biases).map { one, other in
        zip(one.elements, other.elements).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      return moved.reduce(0, +).squareRoot()
    }
    #expect(distance(outcome.epochs) < 1e-3)
    #expect(distance(outcome.epochs - 1) >= 1e-3)
  }

  @Test("A run ends when its cost is down to the target", arguments: [nil, 8])
  func target(batchSize: Int?) throws {
    var plan = TrainingRunTests.plan(.epochs(10_000), batchSize: batchSize)
    plan.target = 0.3
    let outcome = Self.start.trained(on: Self.data, plan: plan)
    #expect(outcome.end == .reachedTarget)
    if batchSize == nil { #expect(outcome.epochs == outcome.iterations) }
    let last = try #require(outcome.costs.last)
    #expect(last <= 0.3)
    #expect(outcome.costs.dropLast().allSatisfy { $0 > 0.3 })
    if batchSize == nil {
      // The update that belongs to the entry is not made.
      #expect(outcome.iterations == outcome.costs.count - 1)
      #expect(outcome.network.cost(on: Self.data).total == last)
    }
    plan.target = 0.25
    let resumed = Self.start.resumed(from: outcome, on: Self.data, plan: plan)
    ResumeTests.expectSame(resumed, Self.start.trained(on: Self.data, plan: plan))
  }

  @Test("A run that breaks off keeps the best parameters")
  func divergence() throws {
    var random = RandomState(seed: 3)
    let start = Network<Double>(
      NetworkDescription(
        inputCount: 2, layers: [.dense(units: 1, activation: .linear)], loss: .meanSquaredError),
      random: &random)
    var plan = TrainingRunTests.plan(.iterations(1_000), rate: 1e9)
    plan.validation = Self.data
    plan.earlyStopping = EarlyStopping(patience: 1_000)
    let outcome = start.trained(on: Self.data, plan: plan)
    guard case .diverged = outcome.end else {
      Issue.record("\(outcome.end)")
      return
    }
    #expect(outcome.bestEntry == 0 && outcome.network == start)
  }
}
