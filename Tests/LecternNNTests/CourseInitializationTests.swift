import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// How weights start, and what comes of it: course 2, week 1, to the last iteration.
struct CourseInitializationTests {
  static func drawn(_ sizes: [Int], _ initializer: Initializer, seed: UInt32) -> [Matrix<Double>] {
    var random = RandomState(seed: seed)
    return Network<Double>(
      NetworkDescription(
        inputCount: sizes[0],
        layers: sizes.dropFirst().map {
          .dense(units: $0, activation: .relu)
        }, loss: .meanSquaredError), initializer: initializer, random: &random
    ).weights
  }

  @Test("Large and He's weights are those the assignments print")
  func drawnWeights() {
    let large = Self.drawn([3, 2, 1], .normal(10), seed: 3)
    expectMatrix(
      large[0],
      [[17.88628473, 4.365098505, 0.9649746807], [-18.63492703, -2.773882025, -3.547589793]])
    expectMatrix(large[1], [[-0.8274148148, -6.270006768]])
    let he = Self.drawn([2, 4, 1], .he, seed: 3)
    expectMatrix(
      he[0],
      [
        [1.788628473, 0.4365098505], [0.09649746807, -1.863492703],
        [-0.2773882025, -0.3547589793], [-0.08274148148, -0.6270006768],
      ])
    expectMatrix(he[1], [[-0.03098412442, -0.3374441054, -0.9290426767, 0.625522484]])
    // The digits network of another assignment: 25 × 400 small weights.
    let digits = Self.drawn([400, 25], .normal(0.01), seed: 1)[0]
    expectClose(
      (0..<4).map { digits[0, $0] }, [0.01624345, -0.00611756, -0.00528172, -0.01072969],
      tolerance: Course.printed)
  }

  @Test("Fifty layers slightly above or below the identity explode or vanish")
  func fiftyLayers() {
    func output(_ factor: Double) -> Double {
      let weights = Course.matrix([[factor, 0], [0, factor]])
      return Course.network(
        [(Matrix<Double>, Matrix<Double>, Activation)](
          repeating: (weights, Course.zeros(2), .linear), count: 50), loss: .meanSquaredError
      ).outputs(for: Course.matrix([[1], [1]]))[0, 0]
    }
    expectClose(output(1.5) / 6.376215002140496e8, 1, tolerance: 1e-12)
    expectClose(output(0.5) / 8.881784197001252e-16, 1, tolerance: 1e-12)
  }

  struct Run: Sendable, CustomTestStringConvertible {
    let name: String
    let initializer: Initializer
    let costs: [Double]
    let tolerance: Double
    let accuracies: (train: Double, test: Double)
    var testDescription: String { name }
  }

  @Test(
    "15,000 iterations on the circles",
    arguments: [
      Run(
        name: "zeros", initializer: .zeros,
        costs: [Double](repeating: 0.6931471805599453, count: 15), tolerance: 1e-9,
        accuracies: (0.5, 0.5)),
      // At the start the assignment's cost is infinite, since it takes the logarithm of 0. The steps before 1,000 and
      // around 7,000 amplify rounding: there NumPy's own releases differ by 0.005.
      Run(
        name: "large", initializer: .normal(10),
        costs: [
          .nan, 0.62373, 0.59811, 0.56384, 0.55015, 0.54442, 0.53742, 0.47357, 0.39776, 0.39346,
          0.39203, 0.38921, 0.38614, 0.38498, 0.38278,
        ], tolerance: 2e-3, accuracies: (0.83, 0.86)),
      Run(
        name: "He", initializer: .he,
        costs: [
          0.8830537463419761, 0.6879825919728063, 0.6751286264523371, 0.6526117768893807,
          0.6082958970572938, 0.5304944491717495, 0.4138645817071794, 0.3117803464844441,
          0.23696215330322562, 0.18597287209206836, 0.1501555628037182, 0.12325079292273548,
          0.09917746546525937, 0.0845705595402428, 0.07357895962677366,
        ], tolerance: 1e-6, accuracies: (0.9933333333333333, 0.96)),
    ])
  func circles(_ run: Run) {
    let train = GoldenCourseTests.circles(300, seed: 1)
    let test = GoldenCourseTests.circles(100, seed: 2)
    let outcome = GoldenCourseTests.network([10, 5], .relu, run.initializer, seed: 3)
      .trained(on: train, plan: Course.descent(0.01, 15_000))
    for (k, cost) in run.costs.enumerated() where !cost.isNaN {
      let isSteep = run.name == "large" && (k == 1 || k == 7)
      #expect(
        abs(outcome.costs[k * 1_000] - cost) <= (isSteep ? 6e-3 : run.tolerance),
        "at \(k * 1_000)")
    }
    func share(_ examples: Examples<Double>) -> Double {
      accuracy(outcome.network.outputs(for: examples.inputs), targets: examples.targets)
    }
    #expect(share(train) == run.accuracies.train)
    #expect(share(test) == run.accuracies.test)
  }
}
