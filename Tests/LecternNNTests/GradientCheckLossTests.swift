import LecternNN
import Testing

/// The engine's own gradients, through all it can be made of, against central differences.
struct GradientCheckLossTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let loss: Loss
    let output: Activation
    var outputs = 3
    var testDescription: String { "\(loss), \(output), \(outputs)" }
  }

  @Test(
    "The gradient of every loss is that of central differences",
    arguments: [
      Case(loss: .crossEntropy, output: .softmax),
      Case(loss: .binaryCrossEntropy, output: .sigmoid),
      Case(loss: .meanSquaredError, output: .linear),
      Case(loss: .halfMeanSquaredError, output: .tanh),
      Case(loss: .meanAbsoluteError, output: .linear),
      Case(loss: .huber(delta: 0.5), output: .linear),
      Case(loss: .hinge, output: .linear), Case(loss: .hinge, output: .linear, outputs: 1),
    ])
  func everyLoss(_ example: Case) {
    let network = GradientCheckTests.network(
      3,
      [
        .dense(units: 5, activation: .tanh), .dropout(keep: 0.5),
        .dense(units: 4, activation: .linear), .batchNorm(activation: .softplus),
        .dense(units: example.outputs, activation: example.output),
      ], example.loss,
      [.l2(lambda: 0.6), .l1(lambda: 0.1), .l1(lambda: 0.1, isProximal: false)])
    let check = network.checkGradient(
      on: GradientCheckTests.examples(3, example.outputs, 9), epsilon: 1e-6)
    #expect(check.difference < 1e-7, "\(check)")
    #expect(check.verdict == .great && check.suspects.isEmpty && check.kinkCount == 0)
    #expect(check.checkedCount == check.parameterCount)
    #expect(check.parameterCount == network.description.parameterCount)
  }

  @Test("The bias before a batch norm has no gradient, and rounding is not a mistake")
  func gradientOfRounding() throws {
    let network = GradientCheckTests.network(
      3,
      [
        .dense(units: 4, activation: .linear), .batchNorm(activation: .tanh),
        .dense(units: 1, activation: .sigmoid),
      ], .binaryCrossEntropy)
    let check = network.checkGradient(on: GradientCheckTests.examples(3, 1, 9))
    #expect(check.perParameter.map(\.name) == ["W1", "b1", "gamma1", "beta1", "W2", "b2"])
    #expect(check.perParameter[1].verdict == .rounding)
    #expect(check.suspects.isEmpty && check.difference < 1e-6)
  }
}
