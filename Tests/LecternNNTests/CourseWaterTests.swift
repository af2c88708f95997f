import LecternData
import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Bias and variance of regularized linear regression: "Machine Learning", exercise 5, with its file.
@Suite(.enabled(if: CourseFiles.areThere, "The folder ../shared/data is not there."))
struct CourseWaterTests {
  /// Levels and flows of training ("X", "y"), validation ("Xval", "yval") or test.
  static func points(_ part: String = "") throws -> (x: [Double], y: [Double]) {
    let set = try CourseFiles.load(
      .mat("ex5data1.mat", ArrayOptions(input: "X\(part)", label: "y\(part)")))
    return (set.inputs.elements, try #require(set.numbers()).elements)
  }

  static func error(_ network: Network<Double>, _ examples: Examples<Double>) -> Double {
    network.cost(on: examples).data
  }

  @Test("Cost and gradient of a line")
  func line() throws {
    let (x, y) = try Self.points()
    let examples = CourseOctaveTests.examples([x], y)
    let unit = CourseOctaveTests.unit([1, 1], .linear, .halfMeanSquaredError, penalty: 1)
    expectClose(unit.cost(on: examples).total, 303.9931922202643, tolerance: 1e-11)
    expectClose(
      CourseOctaveTests.gradient(unit, examples), [-15.30301567, 598.25074417],
      tolerance: Course.printed)
  }

  /// The line through the first `count` points, trained to the end.
  static func fittedLine(_ count: Int) throws -> Network<Double> {
    let (x, y) = try points()
    let (levels, flows) = (Array(x.prefix(count)), Array(y.prefix(count)))
    guard count > 1 else {
      // Through one point go many lines; descent from zero finds the smallest θ.
      return CourseOctaveTests.unit([0, 0], .linear, .halfMeanSquaredError)
        .trained(
          on: CourseOctaveTests.examples([levels], flows), plan: Course.descent(0.001, 2_000)
        ).network
    }
    // With a scaled feature descent is quick; the line is the same.
    let scaled = CourseFiles.standardized(levels, ofSample: false)
    let network = CourseOctaveTests.unit([0, 0], .linear, .halfMeanSquaredError)
      .trained(
        on: CourseOctaveTests.examples([scaled.values], flows), plan: Course.descent(0.5, 100)
      ).network
    let slope = network.weights[0][0, 0] / scaled.deviation
    return CourseOctaveTests.unit(
      [network.biases[0][0, 0] - slope * scaled.mean, slope], .linear, .halfMeanSquaredError)
  }

  @Test("The line through all points, and the learning curve")
  func learningCurve() throws {
    let (x, y) = try Self.points()
    let all = try Self.fittedLine(12)
    expectClose(CourseOctaveTests.theta(all), [13.08790351, 0.36777923], tolerance: Course.printed)
    expectClose(
      Self.error(all, CourseOctaveTests.examples([x], y)), 22.373906495108912, tolerance: 1e-11)
    let (xval, yval) = try Self.points("val")
    let validation = CourseOctaveTests.examples([xval], yval)
    let expected = [
      (0, 205.121096), (0, 110.300366), (3.286595, 45.010231), (2.842678, 48.368911),
      (13.154049, 35.865165), (19.443963, 33.829962), (20.098522, 31.970986),
      (18.172859, 30.862446), (22.609405, 31.135998), (23.261462, 28.936207),
      (24.317250, 29.551432), (22.373906, 29.433818),
    ]
    for (index, errors) in expected.enumerated() {
      let count = index + 1
      let network = try Self.fittedLine(count)
      let train = CourseOctaveTests.examples([Array(x.prefix(count))], Array(y.prefix(count)))
      expectClose(Self.error(network, train), errors.0, tolerance: 5.1e-7)
      expectClose(Self.error(network, validation), errors.1, tolerance: 5.1e-7)
    }
  }

  /// Powers 1 to 8 of the levels, scaled by the training levels' own.
  static func powers(_ part: String) throws -> Examples<Double> {
    func powers(_ x: [Double]) -> [[Double]] {
      (1...8).map { k in x.map { x in (0..<k).reduce(1) { product, _ in product * x } } }
    }
    let (x, y) = try points(part)
    let scales = powers(try points().x).map { CourseFiles.standardized($0) }
    let features = zip(powers(x), scales).map { values, scale in
      values.map { ($0 - scale.mean) / scale.deviation }
    }
    return CourseOctaveTests.examples(features, y)
  }

  @Test(
    "The validation curve of a polynomial of degree 8",
    arguments: [
      (0.001, 0.112694, 9.840183), (0.003, 0.170918, 16.297890), (0.01, 0.221499, 16.946201),
      (0.03, 0.281851, 12.828878), (0.1, 0.459318, 7.587013), (0.3, 0.921760, 4.636833),
      (1, 2.076188, 4.260625), (3, 4.901351, 3.822907), (10, 16.092213, 9.945508),
    ])
  func validationCurve(_ lambda: Double, _ train: Double, _ validation: Double) throws {
    var plan = Course.descent(0.5, 20_000)
    plan.optimizer = .classicalMomentum(mu: 0.985)
    let examples = try Self.powers("")
    let network = CourseOctaveTests.unit(
      [Double](repeating: 0, count: 9), .linear, .halfMeanSquaredError, penalty: lambda
    ).trained(on: examples, plan: plan).network
    expectClose(Self.error(network, examples), train, tolerance: 5.1e-7)
    expectClose(Self.error(network, try Self.powers("val")), validation, tolerance: 5.1e-7)
    if lambda == 3 {
      expectClose(
        Self.error(network, try Self.powers("test")), 3.8598881051151235, tolerance: 1e-9)
    }
  }
}
