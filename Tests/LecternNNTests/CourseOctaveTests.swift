import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Linear and logistic regression of "Machine Learning", exercises 1 to 3, with their files.
@Suite(.enabled(if: CourseFiles.areThere, "The folder ../shared/data is not there."))
struct CourseOctaveTests {
  /// One unit with θ₀ as its bias.
  static func unit(
    _ theta: [Double], _ activation: Activation, _ loss: Loss, penalty lambda: Double = 0
  ) -> Network<Double> {
    Course.network(
      [(Course.matrix([Array(theta.dropFirst())]), Course.matrix([[theta[0]]]), activation)],
      loss: loss, penalties: lambda == 0 ? [] : [.l2(lambda: lambda, scale: nil)])
  }

  static func theta(_ network: Network<Double>) -> [Double] {
    network.biases[0].elements + network.weights[0].elements
  }

  static func gradient(_ network: Network<Double>, _ examples: Examples<Double>) -> [Double] {
    let gradient = network.gradients(on: examples)
    return gradient.biases[0].elements + gradient.weights[0].elements
  }

  static func examples(_ features: [[Double]], _ targets: [Double]) -> Examples<Double> {
    Examples(inputs: Course.matrix(features), targets: Course.matrix([targets]))
  }

  @Test("ex1: cost and descent of linear regression on one feature")
  func oneFeature() throws {
    let columns = try CourseFiles.columns("ex1data1.txt")
    let examples = Self.examples([columns[0]], columns[1])
    func cost(_ theta: [Double]) -> Double {
      Self.unit(theta, .linear, .halfMeanSquaredError).cost(on: examples).total
    }
    expectClose(cost([0, 0]), 32.072733877455676, tolerance: 1e-12)
    expectClose(cost([-1, 2]), 54.24245508201238, tolerance: 1e-12)
    let network = Self.unit([0, 0], .linear, .halfMeanSquaredError)
      .trained(on: examples, plan: Course.descent(0.01, 1_500)).network
    expectClose(Self.theta(network), [-3.63029144, 1.16636235], tolerance: Course.printed)
    expectClose(network.cost(on: examples).total, 4.483388256587726, tolerance: 1e-12)
    let profits = network.outputs(for: Course.matrix([[3.5, 7]])).elements.map { $0 * 10_000 }
    expectClose(profits, [4519.767867701764, 45342.450129447134], tolerance: 1e-8)
  }

  @Test(
    "ex1: descent on two scaled features",
    arguments: [
      (
        0.1, [340412.65957447, 110631.04895815, -6649.47295013], 2043280050.602829, 293081.46462
      ),
      (0.01, [334302.06399328, 100087.11600585, 3673.54845093], .nan, 289314.6203377763),
    ])
  func twoFeatures(_ rate: Double, _ theta: [Double], _ cost: Double, _ price: Double) throws {
    let columns = try CourseFiles.columns("ex1data2.txt")
    let scaled = columns.prefix(2).map { CourseFiles.standardized($0) }
    expectClose(scaled.map(\.mean), [2000.68085106, 3.17021277], tolerance: 5e-9)
    expectClose(scaled.map(\.deviation), [794.702354, 0.760981887], tolerance: 5e-7)
    let examples = Self.examples(scaled.map(\.values), columns[2])
    let network = Self.unit([0, 0, 0], .linear, .halfMeanSquaredError)
      .trained(on: examples, plan: Course.descent(rate, 400)).network
    expectClose(Self.theta(network), theta, tolerance: 1e-7)
    if !cost.isNaN { expectClose(network.cost(on: examples).total, cost, tolerance: 1e-5) }
    let house = zip([1_650.0, 3], scaled).map { [($0 - $1.mean) / $1.deviation] }
    expectClose(network.outputs(for: Course.matrix(house))[0, 0], price, tolerance: 5e-6)
  }

  @Test("ex2: cost, gradient and minimum of logistic regression")
  func admissions() throws {
    let columns = try CourseFiles.columns("ex2data1.txt")
    let examples = Self.examples(Array(columns.prefix(2)), columns[2])
    let cases = [
      ([0.0, 0, 0], 0.6931471805599453, [-0.1, -12.00921659, -11.26284221]),
      ([-24, 0.2, 0.2], 0.21833019382659774, [0.04290299, 2.56623412, 2.64679737]),
    ]
    for (theta, cost, gradient) in cases {
      let unit = Self.unit(theta, .sigmoid, .binaryCrossEntropy)
      expectClose(unit.cost(on: examples).total, cost, tolerance: 1e-13)
      expectClose(Self.gradient(unit, examples), gradient, tolerance: Course.printed)
    }
    // The minimum does not depend on how the features are scaled.
    let scaled = columns.prefix(2).map { CourseFiles.standardized($0) }
    let network = Self.unit([0, 0, 0], .sigmoid, .binaryCrossEntropy)
      .trained(
        on: Self.examples(scaled.map(\.values), columns[2]), plan: Course.descent(4, 20_000)
      ).network
    let weights = zip(network.weights[0].elements, scaled).map { $0 / $1.deviation }
    let bias = zip(weights, scaled).reduce(network.biases[0][0, 0]) { $0 - $1.0 * $1.1.mean }
    let unit = Self.unit([bias] + weights, .sigmoid, .binaryCrossEntropy)
    expectClose(Self.theta(unit), [-25.16133357, 0.20623171, 0.2014716], tolerance: 2e-8)
    expectClose(unit.cost(on: examples).total, 0.20349770158944, tolerance: 1e-13)
    let admitted = unit.outputs(for: Course.matrix([[45], [85]]))[0, 0]
    expectClose(admitted, 0.7762906907766148, tolerance: 1e-8)
    #expect(accuracy(unit.outputs(for: examples.inputs), targets: examples.targets) == 0.89)
  }

  /// Products of powers of both tests, up to degree 6.
  static func microchips() throws -> Examples<Double> {
    let columns = try CourseFiles.columns("ex2data2.txt")
    func power(_ base: Double, _ exponent: Int) -> Double {
      (0..<exponent).reduce(1) { product, _ in product * base }
    }
    let features = (1...6).flatMap { degree in
      (0...degree).map { j in
        zip(columns[0], columns[1]).map { power($0, degree - j) * power($1, j) }
      }
    }
    return examples(features, columns[2])
  }

  @Test("ex2: regularized cost and gradient of 28 features")
  func microchipGradients() throws {
    let examples = try Self.microchips()
    let zero = Self.unit(
      [Double](repeating: 0, count: 28), .sigmoid, .binaryCrossEntropy, penalty: 1)
    expectClose(zero.cost(on: examples).total, 0.6931471805599453, tolerance: 1e-14)
    expectClose(
      Array(Self.gradient(zero, examples).prefix(5)),
      [0.00847457627, 0.0187880932, 0.0000777711864, 0.0503446395, 0.0115013308],
      tolerance: 1e-10)
    let one = Self.unit(
      [Double](repeating: 1, count: 28), .sigmoid, .binaryCrossEntropy, penalty: 10)
    expectClose(one.cost(on: examples).total, 3.1645093316150095, tolerance: 1e-12)
    expectClose(
      Array(Self.gradient(one, examples).prefix(5)),
      [0.34604507, 0.16135192, 0.19479576, 0.22686278, 0.09218568], tolerance: Course.printed)
  }

  @Test(
    "ex2: the regularized minimum, its cost and accuracy",
    arguments: [
      (1.0, 0.5290027422869218, 98), (10, 0.6482157033, 88), (100, 0.6864838339, 72),
    ])
  func microchipMinimum(_ lambda: Double, _ cost: Double, _ right: Int) throws {
    let examples = try Self.microchips()
    let network = Self.unit(
      [Double](repeating: 0, count: 28), .sigmoid, .binaryCrossEntropy, penalty: lambda
    ).trained(on: examples, plan: Course.descent(1, 6_000)).network
    // The solver of the recomputation stops a little above the minimum.
    let minimum = network.cost(on: examples).total
    #expect(minimum <= cost + 1e-10 && minimum > cost - 2e-8)
    let share = accuracy(network.outputs(for: examples.inputs), targets: examples.targets)
    #expect(share == Double(right) / 118)
    if lambda == 1 {
      expectClose(
        Array(Self.theta(network).prefix(3)), [1.27268739, 0.62557016, 1.1809665],
        tolerance: 5e-4)
    }
  }

  @Test("ex3: regularized logistic regression on five examples")
  func fiveExamples() {
    let features = (0..<3).map { c in (0..<5).map { Double(c * 5 + $0 + 1) / 10 } }
    let examples = Self.examples(features, [1, 0, 1, 0, 1])
    let unit = Self.unit([-2, -1, 1, 2], .sigmoid, .binaryCrossEntropy, penalty: 3)
    expectClose(unit.cost(on: examples).total, 2.534819396109744, tolerance: 1e-13)
    expectClose(
      Self.gradient(unit, examples), [0.14656137, -0.54855841, 0.72472227, 1.39800296],
      tolerance: Course.printed)
  }
}
