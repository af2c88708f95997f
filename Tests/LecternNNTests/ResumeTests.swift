import LecternNN
import LecternTensor
import Testing

/// A run that goes on gives bit for bit what one longer run gives.
struct ResumeTests {
  static let optimizers: [Optimizer] = [
    .gradientDescent(weightDecay: 0.1), .averagedMomentum(beta: 0.9), .classicalMomentum(mu: 0.8),
    .nesterov(mu: 0.8), .adaGrad(), .rmsProp(), .adam, .adamW(), .adaDelta(),
  ]

  static let layers: [Layer] = [
    .dense(units: 5, activation: .linear), .batchNorm(activation: .relu), .dropout(keep: 0.7),
    .dense(units: 1, activation: .sigmoid),
  ]

  static func network(_ layers: [Layer] = layers) -> Network<Double> {
    var random = RandomState(seed: 3)
    return Network(
      NetworkDescription(
        inputCount: 2, layers: layers, loss: .binaryCrossEntropy,
        penalties: [.l2(lambda: 0.1), .l1(lambda: 0.001), .maxNorm(1.5)]), random: &random)
  }

  static func plan(
    _ optimizer: Optimizer, _ length: TrainingLength, batchSize: Int? = 8
  ) -> TrainingPlan<Double> {
    var plan = TrainingPlan<Double>(
      optimizer: optimizer, learningRate: { epoch, iteration in 0.05 / Double(epoch + iteration) },
      length: length, batchSize: batchSize, shuffling: .stream(RandomState(seed: 7)),
      dropout: .stream(RandomState(seed: 8)))
    plan.validation = TrainingRunTests.problem(12)
    plan.earlyStopping = EarlyStopping(patience: 1_000)
    plan.tolerance = 1e-12
    return plan
  }

  static func expectSame(_ one: TrainingOutcome<Double>, _ other: TrainingOutcome<Double>) {
    #expect(one.network == other.network)
    #expect(one.costs == other.costs)
    #expect(one.penalties == other.penalties)
    #expect(one.trainAccuracies == other.trainAccuracies)
    #expect(one.validationCosts == other.validationCosts)
    #expect(one.validationAccuracies == other.validationAccuracies)
    #expect(one.learningRates == other.learningRates)
    #expect(one.iterations == other.iterations && one.epochs == other.epochs)
    #expect(one.bestEntry == other.bestEntry && one.clippedRows == other.clippedRows)
    #expect(one.end == other.end)
  }

  @Test("Ten epochs and ten more are twenty", arguments: optimizers, [nil, 8])
  func epochs(_ optimizer: Optimizer, batchSize: Int?) {
    let data = TrainingRunTests.problem()
    let start = Self.network()
    let whole = start.trained(
      on: data, plan: Self.plan(optimizer, .epochs(20), batchSize: batchSize))
    let plan = Self.plan(optimizer, .epochs(10), batchSize: batchSize)
    let half = start.trained(on: data, plan: plan)
    Self.expectSame(start.resumed(from: half, on: data, plan: plan), whole)
    #expect(whole.costs.count == 20 && half.costs.count == 10)
  }

  @Test("A run that ended inside an epoch makes it whole", arguments: optimizers)
  func insideAnEpoch(_ optimizer: Optimizer) {
    let data = TrainingRunTests.problem()
    let start = Self.network()
    let whole = start.trained(on: data, plan: Self.plan(optimizer, .iterations(22)))
    var outcome = start.trained(on: data, plan: Self.plan(optimizer, .iterations(6)))
    for length in [1, 4, 11] {
      outcome = start.resumed(
        from: outcome, on: data, plan: Self.plan(optimizer, .iterations(length)))
    }
    Self.expectSame(outcome, whole)
  }

  @Test("An interrupted run goes on where it was", arguments: [nil, 8])
  func afterAnInterruption(batchSize: Int?) {
    let data = TrainingRunTests.problem()
    let start = Self.network()
    let whole = start.trained(
      on: data, plan: Self.plan(.adam, .iterations(12), batchSize: batchSize))
    var questions = 0
    var plan = Self.plan(.adam, .iterations(12), batchSize: batchSize)
    plan.shouldStop = {
      questions += 1
      return questions == 6
    }
    let part = start.trained(on: data, plan: plan)
    #expect(part.end == .cancelled && part.iterations > 0)
    let rest = Self.plan(.adam, .iterations(12 - part.iterations), batchSize: batchSize)
    Self.expectSame(start.resumed(from: part, on: data, plan: rest), whole)
  }

  @Test("Another optimizer starts with a fresh memory")
  func anotherOptimizer() {
    let data = TrainingRunTests.problem()
    let layers: [Layer] = [.dense(units: 1, activation: .sigmoid)]
    let start = Self.network(layers)
    var plan = Self.plan(.classicalMomentum(mu: 0.9), .iterations(5), batchSize: nil)
    plan.earlyStopping = nil
    plan.learningRate = { _, _ in 0.1 }
    let before = start.trained(on: data, plan: plan)
    plan.optimizer = .adam
    let after = start.resumed(from: before, on: data, plan: plan)
    let fresh = before.network.trained(on: data, plan: plan)
    #expect(after.network == fresh.network)
    #expect(after.costs == before.costs + fresh.costs)
    #expect(after.iterations == 10 && after.epochs == 10)
    // The same one goes on instead.
    plan.optimizer = .classicalMomentum(mu: 0.9)
    let same = start.resumed(from: before, on: data, plan: plan)
    #expect(same.network != before.network.trained(on: data, plan: plan).network)
  }

  @Test("A curve that begins later is filled with numbers that are none")
  func laterValidation() {
    let data = TrainingRunTests.problem()
    var plan = Self.plan(.adam, .epochs(3))
    plan.earlyStopping = nil
    plan.validation = nil
    let before = Self.network().trained(on: data, plan: plan)
    plan.validation = data
    let after = Self.network().resumed(from: before, on: data, plan: plan)
    #expect(after.validationCosts.count == 6)
    #expect(after.validationCosts.map(\.isNaN) == [true, true, true, false, false, false])
  }

  @Test("Only a network of the same shapes goes on")
  func shapes() {
    let outcome = TrainingOutcome(network: Self.network())
    #expect(Self.network().canResume(from: outcome))
    #expect(
      !Self.network([.dense(units: 1, activation: .sigmoid)]).canResume(from: outcome))
    // Nothing was trained, so that a resumed run is a first one.
    let data = TrainingRunTests.problem()
    Self.expectSame(
      Self.network().resumed(from: outcome, on: data, plan: Self.plan(.adam, .epochs(2))),
      Self.network().trained(on: data, plan: Self.plan(.adam, .epochs(2))))
  }

  @Test("Runs side by side give the same bits")
  func sideBySide() async {
    let alone = Self.optimizers.map { Self.trained($0) }
    let together = await withTaskGroup(of: (Int, TrainingOutcome<Double>).self) { group in
      for (index, optimizer) in (Self.optimizers + Self.optimizers).enumerated() {
        group.addTask { (index, Self.trained(optimizer)) }
      }
      var outcomes: [Int: TrainingOutcome<Double>] = [:]
      for await (index, outcome) in group { outcomes[index] = outcome }
      return outcomes
    }
    #expect(together.count == 2 * alone.count)
    for (index, outcome) in together { Self.expectSame(outcome, alone[index % alone.count]) }
  }

  private static func trained(_ optimizer: Optimizer) -> TrainingOutcome<Double> {
    network().trained(on: TrainingRunTests.problem(), plan: plan(optimizer, .epochs(6)))
  }
}
