import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// One hidden layer of tanh units: the worked cases and the runs of course 1, week 3.
struct CoursePlanarTests {
  static let hidden = Course.matrix([
    [-0.00416758, -0.00056267], [-0.02136196, 0.01640271], [-0.01793436, -0.00841747],
    [0.00502881, -0.01245288],
  ])
  static let output = Course.matrix([[-0.01057952, -0.00909008, 0.00551454, 0.02292208]])

  static func mean(_ matrix: Matrix<Double>) -> Double {
    matrix.elements.reduce(0, +) / Double(matrix.count)
  }

  @Test("Forward propagation, with and without biases")
  func forward() {
    let x = Course.normals(seed: 1, [(2, 3)])[0]
    let z1 = Course.linear(Self.hidden, x, Course.zeros(4))
    let a1 = z1.applying(.tanh)
    let z2 = Course.linear(Self.output, a1, Course.zeros(1))
    let network = Course.network([
      (Self.hidden, Course.zeros(4), .tanh), (Self.output, Course.zeros(1), .sigmoid),
    ])
    expectClose(
      [z1, a1, z2, network.outputs(for: x)].map(Self.mean),
      [-0.000499755777742, -0.000496963353232, 0.000438187450959, 0.500109546852],
      tolerance: 1e-12)
    let drawn = Course.normals(seed: 1, [(2, 3), (4, 1)])
    let biased = Course.network([
      (Self.hidden, drawn[1], .tanh), (Self.output, Course.matrix([[-1.3]]), .sigmoid),
    ])
    expectMatrix(biased.outputs(for: drawn[0]), [[0.2129265576, 0.2127467319, 0.2129597557]])
  }

  @Test("The cost of given outputs, for classes and for real-valued targets")
  func costOfOutputs() {
    let outputs = Course.matrix([[0.5002307, 0.49985831, 0.50023963]])
    expectClose(
      Course.cost(of: outputs, targets: Course.matrix([[1, 0, 0]])), 0.6930587610394646,
      tolerance: 1e-12)
    expectClose(
      Course.cost(of: outputs, targets: Course.normals(seed: 1, [(1, 3)])[0]), 0.692919893776,
      tolerance: 1e-12)
  }

  struct Backward: Sendable, CustomTestStringConvertible {
    let name: String
    let isClassified: Bool
    let dw1: [[Double]]
    let db1: [[Double]]
    let dw2: [[Double]]
    let db2: [[Double]]
    var testDescription: String { name }
  }

  @Test(
    "Backward propagation through given activations",
    arguments: [
      Backward(
        name: "2021", isClassified: true,
        dw1: [
          [0.003010230413, -0.007472665924], [0.002579678247, -0.006412884629],
          [-0.00156891904, 0.003893002033], [-0.006520366873, 0.01618242937],
        ],
        db1: [[0.001762013337], [0.001509948005], [-0.0009173633898], [-0.003814217874]],
        dw2: [[0.0007884060323, 0.01765429082, -0.0008416578262, -0.01022527031]],
        db2: [[-0.16655712]]),
      Backward(
        name: "2017", isClassified: false,
        dw1: [
          [0.01018708296, -0.007087014255], [0.008734474977, -0.00607680098],
          [-0.005308466435, 0.00369379414], [-0.02206364555, 0.01535126463],
        ],
        db1: [[-0.0006972764705], [-0.0006060624632], [0.0003639955489], [0.001512069964]],
        dw2: [[0.003636132544, 0.03153604026, 0.01162913654, -0.01318316133]],
        db2: [[0.06589489354]]),
    ])
  func backward(_ example: Backward) {
    let drawn = Course.normals(seed: 1, [(2, 3), (1, 3)])
    var y = drawn[1]
    if example.isClassified { y.elements = y.elements.map { $0 > 0 ? 1 : 0 } }
    let a1 = Course.matrix([
      [-0.00616578, 0.0020626, 0.00349619], [-0.05225116, 0.02725659, -0.02646251],
      [-0.02009721, 0.0036869, 0.02883756], [0.02152675, -0.01385234, 0.02599885],
    ])
    let a2 = Course.matrix([[0.5002307, 0.49985831, 0.50023963]])
    let last = Course.layerGradients(
      Course.difference(a2, y), inputs: a1, weights: Self.output)
    let first = Course.layerGradients(
      Course.backpropagated(.tanh, outputs: a1, last.inputs), inputs: drawn[0],
      weights: Self.hidden)
    expectMatrix(last.weights, example.dw2)
    expectMatrix(last.bias, example.db2)
    expectMatrix(first.weights, example.dw1)
    expectMatrix(first.bias, example.db1)
  }

  @Test("A whole run on four points is that of `nn_model`")
  func model() {
    var random = RandomState(seed: 1)
    let x: Matrix<Double> = random.normals(rows: 2, columns: 4)
    let y = (0..<4).map { _ in random.normal() > 0 ? 1.0 : 0 }
    let outcome = GoldenCourseTests.network([4], .tanh, .normal(0.01), seed: 3)
      .trained(
        on: Examples(inputs: x, targets: Course.matrix([y])), plan: Course.descent(1.2, 10_000))
    expectClose(
      (0..<10).map { outcome.costs[$0 * 1_000] },
      [
        0.693086, 0.000220, 0.000108, 0.000072, 0.000054, 0.000043, 0.000036, 0.000030, 0.000027,
        0.000024,
      ], tolerance: 5.1e-7)
    expectMatrix(
      outcome.network.weights[0],
      [
        [0.7139220195, 1.312811019], [-0.7641124292, -1.419670651], [-0.75040545, -1.388573366],
        [0.5649557514, 1.048577761],
      ])
    expectMatrix(
      outcome.network.biases[0],
      [[-0.007353595811], [0.01534662582], [0.01262937823], [0.002181345288]])
    expectMatrix(
      outcome.network.weights[1], [[2.825458146, -3.306394495, -3.16116615, 1.854957399]])
    expectMatrix(outcome.network.biases[1], [[0.003934524169]])
  }

  @Test("Predictions are those of `predict`")
  func predict() {
    let network = Course.network([
      (
        Course.matrix([
          [-0.00615039, 0.0169021], [-0.02311792, 0.03137121], [-0.0169217, -0.01752545],
          [0.00935436, -0.05018221],
        ]),
        Course.matrix([[-8.97523455e-07], [8.15562092e-06], [6.04810633e-07], [-2.54560700e-06]]),
        .tanh
      ),
      (
        Course.matrix([[-0.0104319, -0.04019007, 0.01607211, 0.04440255]]),
        Course.matrix([[9.14954378e-05]]), .sigmoid
      ),
    ])
    let outputs = network.outputs(for: Course.normals(seed: 1, [(2, 3)])[0])
    #expect(predictedClasses(outputs) == [1, 0, 1])
  }

  @Test("Logistic regression tells 47 % of the flower's points")
  func logisticRegressionOnTheFlower() {
    // scikit-learn's default penalty, C = 1, is λ = 1 in the course's scale.
    let flower = GoldenCourseTests.flower()
    let unit = Course.network(
      [(Course.zeros(1, 2), Course.zeros(1), .sigmoid)], penalties: [.l2(lambda: 1, scale: nil)])
    let outcome = unit.trained(on: flower, plan: Course.descent(0.5, 2_000))
    #expect(accuracy(outcome.network.outputs(for: flower.inputs), targets: flower.targets) == 0.47)
  }

  @Test("Four tanh units on the flower, both editions, to the last iteration")
  func bothEditions() throws {
    let flower = GoldenCourseTests.flower()
    // From 7,000 (8,000) on the run oscillates, and the last digits follow the order of the sums.
    let late = 1e-4
    let editions: [(UInt32, [Double])] = [
      (
        2,
        [
          0.693048, 0.288083, 0.254385, 0.233864, 0.226792, 0.222644, 0.219731, 0.217504, 0.219454,
          0.218607,
        ]
      ),
      (
        3,
        [
          0.693162, 0.258625, 0.239334, 0.230802, 0.225528, 0.221845, 0.219094, 0.220639, 0.219403,
          0.218483,
        ]
      ),
    ]
    for (seed, costs) in editions {
      let outcome = GoldenCourseTests.network([4], .tanh, .normal(0.01), seed: seed)
        .trained(on: flower, plan: Course.descent(1.2, 10_000))
      for (k, cost) in costs.enumerated() {
        expectClose(outcome.costs[k * 1_000], cost, tolerance: k <= 6 ? 1e-6 : late)
      }
      let share = accuracy(outcome.network.outputs(for: flower.inputs), targets: flower.targets)
      expectClose(share, 0.9075, tolerance: 0.005)
    }
  }
}
