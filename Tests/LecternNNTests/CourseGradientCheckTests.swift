import Foundation
import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Gradient checking: the worked cases of course 2, week 1, and of "Machine Learning", exercise 4.
struct CourseGradientCheckTests {
  @Test(
    "The check in one dimension, J(θ) = θx",
    arguments: [(2.0, 4.0, 8.0, 2.919335883291695e-10), (3, 4, 12, 7.814075313343006e-11)])
  func oneDimension(_ x: Double, _ theta: Double, _ cost: Double, _ difference: Double) {
    // |θx − 0| is θx where that is positive.
    var random = RandomState(seed: 0)
    let network = Network<Double>(
      NetworkDescription(
        inputCount: 1, layers: [.dense(units: 1, activation: .linear, hasBias: false)],
        loss: .meanAbsoluteError), initializer: .constant(theta), random: &random)
    let examples = Examples(inputs: Course.matrix([[x]]), targets: Course.matrix([[0]]))
    #expect(network.gradients(on: examples).weights[0][0, 0] == x)
    let check = network.checkGradient(on: examples, epsilon: 1e-7)
    #expect(check.cost == cost)
    expectClose(check.difference, difference, tolerance: 1e-14)
    #expect(check.verdict == .great)
  }

  /// The assignment's network 4-5-3-1 and its three examples, from one stream.
  static func problem(_ hidden: Activation = .relu) -> (Network<Double>, Examples<Double>) {
    let p = Course.normals(seed: 1, [(4, 3), (5, 4), (5, 1), (3, 5), (3, 1), (1, 3), (1, 1)])
    return (
      Course.network([(p[1], p[2], hidden), (p[3], p[4], hidden), (p[5], p[6], .sigmoid)]),
      Examples(inputs: p[0], targets: Course.matrix([[1, 1, 0]]))
    )
  }

  @Test("The check in many dimensions, right and with the planted mistakes")
  func manyDimensions() {
    let (network, examples) = Self.problem()
    let right = network.checkGradient(on: examples, epsilon: 1e-7)
    #expect(right.checkedCount == 47)
    expectClose(right.cost, 2.407833389834357, tolerance: 1e-13)
    // The assignment has 1.189e-7, which is the rounding of its cost from probabilities; this cost is from logits.
    #expect(right.difference < 1e-7, "\(right.difference)")
    #expect(right.suspects.isEmpty)
    var gradient = network.gradients(on: examples)
    gradient.weights[1] = Course.scaled(gradient.weights[1], by: 2)
    gradient.biases[0] = Course.scaled(gradient.biases[0], by: 4)
    let wrong = network.checkGradient(gradient, on: examples, epsilon: 1e-7)
    expectClose(wrong.difference, 0.2850931567761623, tolerance: 1e-7)
    #expect(wrong.verdict == .worry)
    #expect(wrong.suspects == ["b1", "W2"])
  }

  @Test(
    "The difference follows ε in double precision",
    arguments: [(1e-7, 1e-10, 1e-7), (1e-5, 1e-12, 1e-9), (1e-3, 1e-8, 1e-5)])
  func stepSizes(_ epsilon: Double, _ least: Double, _ most: Double) {
    let (network, examples) = Self.problem(.tanh)
    let difference = network.checkGradient(on: examples, epsilon: epsilon).difference
    #expect(difference > least && difference < most, "\(difference)")
  }

  /// The debugging network 3-5-3 of exercise 4: sines by columns, biases in the first column.
  static func debugging(penalty lambda: Double) -> (Network<Double>, Examples<Double>) {
    func sines(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      Matrix(
        rows: rows, columns: columns,
        elements: (1...(rows * columns)).map { sin(Double($0)) / 10 })
    }
    let layers = [sines(5, 4), sines(3, 6)].map { theta in
      (
        weights: Matrix(
          rows: theta.rows, columns: theta.columns - 1,
          elements: Array(theta.elements.dropFirst(theta.rows))),
        bias: Matrix(
          rows: theta.rows, columns: 1, elements: Array(theta.elements.prefix(theta.rows))),
        activation: Activation.sigmoid
      )
    }
    var targets = Course.zeros(3, 5)
    for (column, label) in [1, 2, 0, 1, 2].enumerated() { targets[label, column] = 1 }
    return (
      Course.network(layers, penalties: lambda == 0 ? [] : [.l2(lambda: lambda)]),
      Examples(inputs: sines(5, 3).transposed, targets: targets)
    )
  }

  @Test("ex4: cost and gradient of the debugging network")
  func debuggingNetwork() {
    let (network, examples) = Self.debugging(penalty: 0)
    expectClose(network.cost(on: examples).total, 2.100950569902465, tolerance: 1e-13)
    let gradient = network.gradients(on: examples)
    expectMatrix(
      gradient.biases[0],
      [
        [-9.2782523580e-03], [8.8991195957e-03], [-8.3601076175e-03], [7.6281355108e-03],
        [-6.7479837003e-03],
      ], tolerance: 1e-12)
    expectClose(
      (0..<5).map { gradient.weights[0][$0, 0] },
      [
        -3.0497891352e-06, 1.4286944253e-05, -2.5938310002e-05, 3.6988323443e-05,
        -4.6875976885e-05,
      ], tolerance: 1e-14)
    expectClose(
      [gradient.biases[1][0, 0]] + (0..<5).map { gradient.weights[1][0, $0] },
      [0.3145449701, 0.1640908188, 0.1645679323, 0.1583393339, 0.1511275275, 0.1495683347],
      tolerance: 1e-10)
    expectMatrix(
      gradient.biases[1], [[0.3145449701], [0.1110565882], [0.0974006970]], tolerance: 1e-10)
    let penalized = Self.debugging(penalty: 3).0
    expectClose(penalized.cost(on: examples).total, 2.146359815024358, tolerance: 1e-13)
  }

  @Test("ex4: the numeric gradient of the debugging network agrees", arguments: [0.0, 3])
  func debuggingCheck(_ lambda: Double) {
    let (network, examples) = Self.debugging(penalty: lambda)
    let check = network.checkGradient(on: examples, epsilon: 1e-4)
    #expect(check.difference < 1e-9 && check.checkedCount == 38)
  }
}
