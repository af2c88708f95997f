import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

struct GradientCheckTests {
  static func network(
    _ inputs: Int, _ layers: [Layer], _ loss: Loss, _ penalties: [Penalty] = [],
    deviation: Double = 0.7
  ) -> Network<Double> {
    var random = RandomState(seed: 21)
    var network = Network<Double>(
      NetworkDescription(inputCount: inputs, layers: layers, loss: loss, penalties: penalties),
      initializer: .normal(deviation), random: &random)
    for l in network.biases.indices {
      for i in network.biases[l].elements.indices {
        network.biases[l].elements[i] = 0.3 * random.normal()
      }
    }
    return network
  }

  /// Examples of so many classes, or of numbers.
  static func examples(_ inputs: Int, _ outputs: Int, _ count: Int) -> Examples<Double> {
    var random = RandomState(seed: 22)
    let x: Matrix<Double> = random.normals(rows: inputs, columns: count)
    var y = Matrix<Double>(rows: outputs, columns: count)
    for c in 0..<count {
      if outputs == 1 {
        y[0, c] = random.uniform() < 0.5 ? 0 : 1
      } else {
        y[random.integer(upTo: outputs - 1), c] = 1
      }
    }
    return Examples(inputs: x, targets: y)
  }

  @Test("A planted mistake is named, matrix by matrix and component by component")
  func plantedMistake() throws {
    let network = Self.network(
      3, [.dense(units: 4, activation: .tanh), .dense(units: 2, activation: .softmax)],
      .crossEntropy)
    let examples = Self.examples(3, 2, 8)
    var gradient = network.gradients(on: examples)
    gradient.weights[1][1, 2] += 0.25
    gradient.biases[0][3, 0] *= 1.001
    let check = network.checkGradient(gradient, on: examples)
    #expect(check.suspects == ["b1", "W2"])
    #expect(check.verdict == .worry)
    #expect(check.worst.count == 10)
    let worst = try #require(check.worst.first)
    #expect(worst.name == "W2[1,2]" && !worst.crossesKink)
    expectClose(worst.analytic - worst.numeric, 0.25, tolerance: 1e-7)
    expectClose(
      worst.relativeError, 0.25 / max(abs(worst.analytic), abs(worst.numeric)), tolerance: 1e-6)
    #expect(check.worst[1].name == "b1[3]")
    expectClose(check.cost, network.cost(on: examples).total, tolerance: 1e-15)
  }

  @Test("With many parameters, every matrix gives its share of the sample, the small ones all")
  func sample() {
    let network = Self.network(
      784, [.dense(units: 128, activation: .relu), .dense(units: 10, activation: .softmax)],
      .crossEntropy, deviation: 0.05)
    let examples = Self.examples(784, 10, 2)
    let check = network.checkGradient(on: examples, epsilon: 1e-5, maximumComponents: 60)
    #expect(check.parameterCount == 101_770 && check.checkedCount == 60)
    #expect(check.perParameter.map(\.checkedCount) == [17, 16, 17, 10])
    #expect(check.perParameter.map(\.count) == [100_352, 128, 1_280, 10])
    #expect(check == network.checkGradient(on: examples, epsilon: 1e-5, maximumComponents: 60))
    // Never fewer than one of each.
    let least = network.checkGradient(on: examples, maximumComponents: 0)
    #expect(least.perParameter.map(\.checkedCount) == [1, 1, 1, 1])
  }

  @Test("The sample of a matrix reaches its rows and columns evenly")
  func evenSample() {
    // As many rows as a stride would skip.
    let network = Self.network(
      600, [.dense(units: 20, activation: .linear, hasBias: false)], .meanSquaredError)
    let examples = Self.examples(600, 20, 1)
    var gradient = network.gradients(on: examples)
    // What is planted shows which components were compared.
    for i in gradient.weights[0].elements.indices {
      gradient.weights[0].elements[i] = 1e6 + Double(i)
    }
    let seen = (1...10).map { count in
      Set(
        network.checkGradient(gradient, on: examples, maximumComponents: count).worst
          .map { Int(($0.analytic - 1e6).rounded()) % 20 })
    }
    #expect(seen[9].count == 10, "ten components lie in ten rows")
  }

  struct Kink: Sendable, CustomTestStringConvertible {
    let name: String
    let activation: Activation
    var loss = Loss.meanSquaredError
    var penalties: [Penalty] = []
    var weight = 1.0
    var target = 5.0
    let isKink: Bool
    var testDescription: String { name }
  }

  @Test(
    "A component that crosses a kink is told",
    arguments: [
      // The sum w·1 − 1 is 0, or 0.5.
      Kink(name: "ReLU", activation: .relu, isKink: true),
      Kink(name: "ReLU, off the kink", activation: .relu, weight: 1.5, isKink: false),
      Kink(name: "leaky ReLU", activation: .leakyReLU(slope: 0.01), isKink: true),
      Kink(name: "ELU", activation: .elu(alpha: 0.5), isKink: true),
      Kink(name: "smooth ELU", activation: .elu(alpha: 1), isKink: false),
      Kink(name: "tanh", activation: .tanh, isKink: false),
      Kink(
        name: "absolute error", activation: .linear, loss: .meanAbsoluteError, target: 0,
        isKink: true),
      Kink(
        name: "absolute error, off the kink", activation: .linear, loss: .meanAbsoluteError,
        target: 0.1, isKink: false),
      Kink(
        name: "hinge", activation: .linear, loss: .hinge, weight: 2, target: 1, isKink: true),
      Kink(
        name: "hinge, off the kink", activation: .linear, loss: .hinge, weight: 2, target: 0,
        isKink: false),
      Kink(
        name: "L1 at 0", activation: .linear, penalties: [.l1(lambda: 0.1)], weight: 0,
        isKink: true),
      Kink(
        name: "L1", activation: .linear, penalties: [.l1(lambda: 0.1)], isKink: false),
      Kink(
        name: "L2 at 0", activation: .linear, penalties: [.l2(lambda: 0.1)], weight: 0,
        isKink: false),
    ])
  func kinks(_ kink: Kink) {
    var network = Self.network(
      1, [.dense(units: 1, activation: kink.activation)], kink.loss, kink.penalties)
    network.weights[0][0, 0] = kink.weight
    network.biases[0][0, 0] = -1
    let check = network.checkGradient(
      on: Examples(inputs: Course.matrix([[1]]), targets: Course.matrix([[kink.target]])))
    #expect(check.worst.first { $0.name == "W1[0,0]" }?.crossesKink == kink.isKink)
    #expect((check.kinkCount > 0) == kink.isKink)
    #expect(check.suspects.isEmpty)
    #expect(check.smoothDifference < 1e-6)
  }

  @Test("A crossing of several classes' margins is a kink")
  func marginsOfClasses() {
    var network = Self.network(1, [.dense(units: 3, activation: .linear)], .hinge)
    network.weights[0] = Course.matrix([[1], [0], [-3]])
    network.biases[0] = Course.zeros(3)
    let check = network.checkGradient(
      on: Examples(inputs: Course.matrix([[1]]), targets: Course.matrix([[1], [0], [0]])))
    // The margin between the first two classes is exactly 1.
    let crossing = Set(check.worst.filter(\.crossesKink).map(\.name))
    #expect(crossing == ["W1[0,0]", "W1[1,0]", "b1[0]", "b1[1]"])
    #expect(check.kinkCount == 4)
  }

  @Test(
    "A verdict follows the difference",
    arguments: [
      (0, GradientCheck.Verdict.great), (9.9e-8, .great), (1e-7, .maybe), (9.9e-6, .maybe),
      (1e-5, .suspicious), (1e-3, .suspicious), (1.1e-3, .worry), (1, .worry),
      (.nan, .worry), (.infinity, .worry),
    ])
  func verdicts(_ difference: Double, _ verdict: GradientCheck.Verdict) {
    #expect(GradientCheck.Verdict(difference: difference) == verdict)
  }

  @Test("Numbers that are none are the worst of all")
  func divergedNetwork() {
    var network = Self.network(
      2, [.dense(units: 3, activation: .tanh), .dense(units: 1, activation: .linear)],
      .meanSquaredError)
    network.weights[1][0, 1] = .nan
    let check = network.checkGradient(on: Self.examples(2, 1, 4))
    #expect(check.difference.isNaN && check.verdict == .worry)
    #expect(check.worst.first.map { $0.numeric.isNaN } == true)
  }
}
