import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Logistic regression by one sigmoid unit: the worked cases of course 1, week 2.
struct CourseLogisticTests {
  static func unit(_ weights: [Double], _ bias: Double) -> Network<Double> {
    Course.network([(Course.matrix([weights]), Course.matrix([[bias]]), .sigmoid)])
  }

  static func examples(_ x: [[Double]], _ y: [Double]) -> Examples<Double> {
    Examples(inputs: Course.matrix(x), targets: Course.matrix([y]))
  }

  struct Propagation: Sendable, CustomTestStringConvertible {
    let name: String
    let w: [Double]
    let b: Double
    let x: [[Double]]
    let y: [Double]
    let dw: [Double]
    let db: Double
    let cost: Double
    var testDescription: String { name }
  }

  static let propagations = [
    Propagation(
      name: "2017", w: [1, 2], b: 2, x: [[1, 2], [3, 4]], y: [1, 0],
      dw: [0.9999321585, 1.9998026200], db: 0.4999352306, cost: 6.0000647732),
    Propagation(
      name: "2021", w: [1, 2], b: 1.5, x: [[1, -2, -1], [3, 0.5, -3.2]], y: [1, 1, 0],
      dw: [0.2507153166, -0.06604096326], db: -0.1250040450043965, cost: 0.15900537707692405),
    Propagation(
      name: "2021 test", w: [1, 2, -1], b: 2.5,
      x: [[1, 2, -1, 0], [3, 4, -3.2, 1], [3, 4, -3.2, -3.5]], y: [1, 1, 0, 0],
      dw: [-0.03909332532, 0.1250146367, -0.9996080944], db: 0.288106326429569,
      cost: 2.0424567983978403),
  ]

  @Test("Cost and gradient are those of `propagate`", arguments: propagations)
  func propagate(_ example: Propagation) {
    let unit = Self.unit(example.w, example.b)
    let examples = Self.examples(example.x, example.y)
    let gradient = unit.gradients(on: examples)
    expectMatrix(gradient.weights[0], [example.dw])
    expectMatrix(gradient.biases[0], [[example.db]])
    expectClose(unit.cost(on: examples).total, example.cost, tolerance: Course.printed)
  }

  struct Optimization: Sendable, CustomTestStringConvertible {
    let start: Propagation
    let steps: Int
    let rate: Double
    let w: [Double]
    let b: Double
    let dw: [Double]
    let db: Double
    var testDescription: String { "\(start.name), \(steps) steps" }
  }

  @Test(
    "Descent ends where `optimize` does",
    arguments: [
      Optimization(
        start: propagations[0], steps: 100, rate: 0.009, w: [0.1124578971, 0.2310677468],
        b: 1.559304925, dw: [0.9015842801, 1.762508423], db: 0.4304620717),
      Optimization(
        start: propagations[1], steps: 100, rate: 0.009, w: [0.8095604646, 2.0508202],
        b: 1.5948713189708588, dw: [0.1786050467, -0.04840655527], db: -0.08888460336847771),
      Optimization(
        start: Propagation(
          name: "2021 test", w: [1, 2], b: 2, x: [[1, 2, -1], [3, 4, -3.2]], y: [1, 0, 1], dw: [],
          db: 0, cost: 5.801545319),
        steps: 101, rate: 0.1, w: [-0.7091678374, -0.423908589], b: 2.268913463,
        dw: [0.06188603005, -0.01407360731], db: -0.04709353763),
    ])
  func optimize(_ example: Optimization) {
    let start = Self.unit(example.start.w, example.start.b)
    let examples = Self.examples(example.start.x, example.start.y)
    let outcome = start.trained(on: examples, plan: Course.descent(example.rate, example.steps))
    expectMatrix(outcome.network.weights[0], [example.w])
    expectMatrix(outcome.network.biases[0], [[example.b]])
    expectClose(outcome.costs[0], example.start.cost, tolerance: Course.printed)
    if example.steps == 101 {
      expectClose(outcome.costs[100], 0.3105710352, tolerance: Course.printed)
    }
    // The assignment returns the gradient of its last step, measured before the update.
    let before = start.trained(on: examples, plan: Course.descent(example.rate, example.steps - 1))
    let gradient = before.network.gradients(on: examples)
    expectMatrix(gradient.weights[0], [example.dw])
    expectMatrix(gradient.biases[0], [[example.db]])
  }

  @Test(
    "Predictions are those of `predict`",
    arguments: [
      ([0.1124579, 0.23106775], -0.3, [[1, -1.1, -3.2], [1.2, 2, 0.1]], [1, 1, 0]),
      (
        [0.3, 0.5, -0.2], -0.33333, [[1, -0.3, 1.5], [2, 0, 1], [0, -1.5, 2]], [1, 0, 1]
      ),
      ([0.1124578971, 0.2310677468], 1.559304925, [[1, 2], [3, 4]], [1, 1]),
    ])
  func predict(_ w: [Double], _ b: Double, _ x: [[Double]], _ expected: [Int]) {
    #expect(predictedClasses(Self.unit(w, b).outputs(for: Course.matrix(x))) == expected)
  }

  @Test("A whole run is that of `model`")
  func model() {
    let drawn = Course.normals(seed: 0, [(4, 7), (4, 3)])
    let examples = Examples(
      inputs: drawn[0], targets: Course.matrix([[1, 0, 0, 1, 0, 0, 1]]))
    let outcome = Self.unit([0, 0, 0, 0], 0).trained(on: examples, plan: Course.descent(0.01, 50))
    expectMatrix(
      outcome.network.weights[0], [[0.08639756559, -0.0823126774, -0.1179892653, 0.1286605327]])
    expectMatrix(outcome.network.biases[0], [[-0.03983236094816321]])
    #expect(predictedClasses(outcome.network.outputs(for: drawn[0])) == [1, 1, 0, 1, 0, 0, 1])
    #expect(predictedClasses(outcome.network.outputs(for: drawn[1])) == [1, 1, 0])
    expectClose(outcome.costs[0], 0.6931471806, tolerance: 1e-10)
  }
}
