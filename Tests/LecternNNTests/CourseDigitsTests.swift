import LecternData
import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// The digits network with trained weights: "Machine Learning", exercises 3 and 4, with their files.
@Suite(.enabled(if: CourseFiles.areThere, "The folder ../shared/data is not there."))
struct CourseDigitsTests {
  static func examples() throws -> Examples<Double> {
    // The labels 1 to 10, where 10 is the digit 0, are the rows of the network's output.
    let set = try CourseFiles.load(.mat("digits5000.mat", ArrayOptions(input: "X", label: "y")))
    #expect(set.classNames == (1...10).map(String.init))
    return Examples(inputs: set.inputs, targets: try #require(set.oneHot()))
  }

  /// The given weights, whose first columns are the biases.
  static func network(penalty lambda: Double) throws -> Network<Double> {
    let layers = try ["Theta1", "Theta2"].map { name in
      let theta = try CourseFiles.matrix("ex4weights.mat", name)
      return (
        weights: Matrix(
          rows: theta.rows, columns: theta.columns - 1,
          elements: Array(theta.elements.dropFirst(theta.rows))),
        bias: Matrix(
          rows: theta.rows, columns: 1, elements: Array(theta.elements.prefix(theta.rows))),
        activation: Activation.sigmoid
      )
    }
    return Course.network(
      layers, penalties: lambda == 0 ? [] : [.l2(lambda: lambda, scale: nil)])
  }

  @Test(
    "The cost with the given weights",
    arguments: [
      (0.0, 0.28765290840017976), (1, 0.3837936023297845), (3, 0.5760749901889939),
    ])
  func cost(_ lambda: Double, _ cost: Double) throws {
    let total = try Self.network(penalty: lambda).cost(on: try Self.examples()).total
    expectClose(total, cost, tolerance: 1e-9)
  }

  @Test("The given weights tell 97.52 % of the digits")
  func share() throws {
    let examples = try Self.examples()
    let outputs = try Self.network(penalty: 0).outputs(for: examples.inputs)
    #expect(accuracy(outputs, targets: examples.targets) == 0.9752)
  }

  @Test("The gradient with the given weights and a penalty is that of central differences")
  func gradient() throws {
    let all = try Self.examples()
    let examples = Examples(
      inputs: Matrix(rows: 400, columns: 10, elements: Array(all.inputs.elements.prefix(4_000))),
      targets: Matrix(rows: 10, columns: 10, elements: Array(all.targets.elements.prefix(100))))
    let check = try Self.network(penalty: 1).checkGradient(on: examples, epsilon: 1e-5)
    #expect(check.parameterCount == 10_285 && check.checkedCount == 1_000)
    #expect(check.difference < 1e-8 && check.suspects.isEmpty)
  }
}
