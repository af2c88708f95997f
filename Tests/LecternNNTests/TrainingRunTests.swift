import LecternNN
import LecternTensor
import Testing

/// How a run counts, stops, measures and reports.
struct TrainingRunTests {
  static func problem(_ count: Int = 30) -> Examples<Double> {
    var random = RandomState(seed: 12)
    let x: Matrix<Double> = random.normals(rows: 2, columns: count)
    let y = (0..<count).map { x[0, $0] + x[1, $0] > 0 ? 1.0 : 0.0 }
    return Examples(inputs: x, targets: Matrix(rows: 1, columns: count, elements: y))
  }

  static func network(_ layers: [Layer] = []) -> Network<Double> {
    var random = RandomState(seed: 3)
    return Network(
      NetworkDescription(
        inputCount: 2,
        layers: layers
          + [.dense(units: 1, activation: .sigmoid, hasBias: true, initializer: nil)],
        loss: .binaryCrossEntropy), random: &random)
  }

  static func plan(
    _ length: TrainingLength, batchSize: Int? = nil, rate: Double = 0.5
  ) -> TrainingPlan<Double> {
    TrainingPlan(
      optimizer: .gradientDescent, learningRate: { _, _ in rate }, length: length,
      batchSize: batchSize)
  }

  @Test("A full batch has one cost for each iteration, a mini-batch run one for each epoch")
  func entriesOfTheCurve() {
    let full = Self.network().trained(on: Self.problem(), plan: Self.plan(.iterations(7)))
    #expect(full.costs.count == 7 && full.epochs == 7 && full.iterations == 7)
    #expect(full.costs[0] == Self.network().cost(on: Self.problem()).total)
    // 30 examples in batches of 8 are four updates, the last of six examples.
    let batches = Self.network()
      .trained(on: Self.problem(), plan: Self.plan(.epochs(3), batchSize: 8))
    #expect(batches.costs.count == 3 && batches.epochs == 3 && batches.iterations == 12)
    let partial = Self.network()
      .trained(on: Self.problem(), plan: Self.plan(.iterations(6), batchSize: 8))
    #expect(partial.costs.count == 2 && partial.epochs == 2 && partial.iterations == 6)
    let none = Self.network().trained(on: Self.problem(), plan: Self.plan(.iterations(0)))
    #expect(none.costs.isEmpty && none.network == Self.network() && none.end == .completed)
  }

  @Test("A schedule counts epochs from one and iterations from zero")
  func scheduleCounts() {
    var asked: [[Int]] = []
    var plan = Self.plan(.epochs(2), batchSize: 16)
    plan.learningRate = { epoch, iteration in
      asked.append([epoch, iteration])
      return 1 / Double(epoch)
    }
    let outcome = Self.network().trained(on: Self.problem(), plan: plan)
    #expect(asked == [[1, 0], [1, 1], [2, 2], [2, 3]])
    #expect(outcome.learningRates == [1, 0.5])
  }

  @Test("A cost that is no number ends the run with the curve so far")
  func divergence() throws {
    var random = RandomState(seed: 3)
    let description = NetworkDescription(
      inputCount: 2,
      layers: [.dense(units: 1, activation: .linear, hasBias: true, initializer: nil)],
      loss: .meanSquaredError)
    let network = Network<Double>(description, random: &random)
    let outcome = network.trained(
      on: Self.problem(), plan: Self.plan(.iterations(1_000), rate: 1e9))
    guard case .diverged(let iteration, let rate, let costAtStart) = outcome.end else {
      Issue.record("the run went on")
      return
    }
    #expect(rate == 1e9)
    #expect(costAtStart == outcome.costs.first)
    #expect(iteration == outcome.costs.count && iteration > 0 && iteration < 1_000)
    #expect(outcome.costs.allSatisfy { $0.isFinite })
  }

  @Test("Parameters that are no numbers after the last update are noticed")
  func divergenceAtTheEnd() {
    let outcome = Self.network()
      .trained(on: Self.problem(), plan: Self.plan(.iterations(1), rate: .infinity))
    guard case .diverged(iteration: 0, learningRate: .infinity, costAtStart: _) = outcome.end else {
      Issue.record("\(outcome.end)")
      return
    }
  }

  @Test("A run stops when told to and keeps what it has", arguments: [nil, 8])
  func cancellation(batchSize: Int?) {
    var questions = 0
    var plan = Self.plan(.iterations(100), batchSize: batchSize)
    plan.shouldStop = {
      questions += 1
      return questions > 5
    }
    let outcome = Self.network().trained(on: Self.problem(), plan: plan)
    #expect(outcome.end == .cancelled)
    #expect(outcome.iterations > 0 && outcome.iterations <= 5)
    #expect(!outcome.costs.isEmpty)
  }

  @Test("Progress is told every so many iterations and at the end")
  func progress() {
    var told: [Int] = []
    var plan = Self.plan(.iterations(25))
    plan.progressInterval = 10
    plan.progress = { told.append($0.iteration) }
    _ = Self.network().trained(on: Self.problem(), plan: plan)
    #expect(told == [10, 20, 25])
  }

  @Test("Validation is measured with nothing dropped, beside each cost")
  func validation() {
    let held = Self.problem(600)
    var plan = Self.plan(.epochs(4), batchSize: 10)
    plan.validation = held
    let hidden: [Layer] = [
      .dropout(keep: 0.9), .dense(units: 5, activation: .tanh, hasBias: true, initializer: nil),
      .dropout(keep: 0.5),
    ]
    let outcome = Self.network(hidden).trained(on: Self.problem(), plan: plan)
    #expect(outcome.validationCosts.count == 4)
    #expect(outcome.validationCosts.last == outcome.network.cost(on: held).total)
    let share = accuracy(outcome.network.outputs(for: held.inputs), targets: held.targets)
    #expect(outcome.validationAccuracies.last == share)
    plan.batchSize = nil
    plan.validation = Self.problem()
    let full = Self.network().trained(on: Self.problem(), plan: plan)
    for (cost, validated) in zip(full.costs, full.validationCosts) {
      #expect(abs(cost - validated) < 1e-15)
    }
    #expect(full.trainAccuracies == full.validationAccuracies)
  }

  @Test("Keeping everything is the same as no dropout")
  func keepingEverything() {
    let dense = Layer.dense(units: 5, activation: .tanh, hasBias: true, initializer: nil)
    let plan = Self.plan(.epochs(3), batchSize: 7)
    let plain = Self.network([dense]).trained(on: Self.problem(), plan: plan)
    let kept = Self.network([.dropout(keep: 1), dense, .dropout(keep: 1)])
      .trained(on: Self.problem(), plan: plan)
    #expect(plain.costs == kept.costs)
    #expect(plain.network.weights == kept.network.weights)
  }

  @Test("Inverted dropout keeps the expected activation")
  func dropoutExpectation() {
    // A frozen linear network with unit weights: its cost tells the mean of the dropped inputs.
    var random = RandomState(seed: 1)
    let description = NetworkDescription(
      inputCount: 1,
      layers: [
        .dropout(keep: 0.8),
        .dense(units: 1, activation: .linear, hasBias: true, initializer: .constant(1)),
      ], loss: .meanSquaredError)
    let network = Network<Double>(description, random: &random)
    let count = 20_000
    let examples = Examples<Double>(
      inputs: Matrix(rows: 1, columns: count, repeating: 1),
      targets: Matrix(rows: 1, columns: count, repeating: 1))
    let outcome = network.trained(
      on: examples, plan: Self.plan(.iterations(1), rate: 0.5))
    // The bias moves by −rate · 2(mean − 1); the cost is the variance (1 − p)/p = 0.25.
    #expect(abs(outcome.costs[0] - 0.25) < 0.01)
    #expect(abs(outcome.network.biases[0].elements[0]) < 0.01)
  }

  @Test("One Adam step of 784-128-10 is finite and changes each layer")
  func stepOfADigitNetwork() {
    var random = RandomState(seed: 8)
    let description = NetworkDescription(
      inputCount: 784,
      layers: [
        .dense(units: 128, activation: .relu, hasBias: true, initializer: nil),
        .dense(units: 10, activation: .softmax, hasBias: true, initializer: nil),
      ], loss: .crossEntropy)
    #expect(description.parameterCount == 101_770)
    let network = Network<Float>(description, random: &random)
    var targets = Matrix<Float>(rows: 10, columns: 128)
    for c in 0..<128 { targets[random.integer(upTo: 9), c] = 1 }
    let outcome = network.trained(
      on: Examples(inputs: random.uniforms(rows: 784, columns: 128), targets: targets),
      plan: TrainingPlan(
        optimizer: .adam, learningRate: { _, _ in 0.001 }, length: .iterations(1)))
    #expect(outcome.end == .completed)
    #expect(outcome.costs[0] > 1 && outcome.costs[0] < 5)
    for l in 0..<2 { #expect(outcome.network.weights[l] != network.weights[l]) }
  }
}
