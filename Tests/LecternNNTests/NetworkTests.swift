import LecternNN
import LecternTensor
import Testing

struct NetworkTests {
  static let initializers: [(Initializer, Double)] = [
    (.zeros, 0), (.normal(0.3), 0.3), (.uniform(-1, 1), (1.0 / 3).squareRoot()),
    (.he, (2.0 / 200).squareRoot()), (.glorot, (2.0 / 300).squareRoot()),
    (.lecun, (1.0 / 200).squareRoot()), (.heUniform, (2.0 / 200).squareRoot()),
    (.glorotUniform, (2.0 / 300).squareRoot()), (.lecunUniform, (1.0 / 200).squareRoot()),
    (.perActivation, (2.0 / 300).squareRoot()),
  ]

  @Test("Weights spread as the initializer says", arguments: initializers)
  func spread(initializer: Initializer, deviation: Double) {
    var random = RandomState(seed: 6)
    let weights: Matrix<Double> = initializer.weights(
      units: 100, inputs: 200, activation: .tanh, random: &random)
    #expect(weights.rows == 100 && weights.columns == 200)
    let square = weights.elements.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
    #expect(abs(square.squareRoot() - deviation) <= 0.02 * deviation)
  }

  @Test("The default follows the activation")
  func defaultFollowsTheActivation() {
    #expect(Initializer.perActivation.resolved(for: .relu) == .he)
    #expect(Initializer.perActivation.resolved(for: .elu(alpha: 1)) == .he)
    #expect(Initializer.perActivation.resolved(for: .tanh) == .glorot)
    #expect(Initializer.perActivation.resolved(for: .softmax) == .lecun)
    #expect(Initializer.zeros.resolved(for: .relu) == .zeros)
  }

  @Test("Orthogonal weights have orthonormal rows or columns", arguments: [(5, 9), (9, 5), (6, 6)])
  func orthogonal(units: Int, inputs: Int) {
    var random = RandomState(seed: 4)
    let weights: Matrix<Double> = Initializer.orthogonal.weights(
      units: units, inputs: inputs, activation: .tanh, random: &random)
    let gram = Matrix.product(
      weights, transposed: units > inputs, weights, transposed: units <= inputs)
    for r in 0..<gram.rows {
      for c in 0..<gram.columns { #expect(abs(gram[r, c] - (r == c ? 1 : 0)) < 1e-14) }
    }
  }

  @Test("Weights are drawn layer by layer, row by row, and biases draw nothing")
  func orderOfDraws() {
    var random = RandomState(seed: 2)
    var reference = random
    let description = NetworkDescription(
      inputCount: 2,
      layers: [
        .dense(units: 3, activation: .tanh, hasBias: true, initializer: nil),
        .dropout(keep: 0.5),
        .dense(units: 1, activation: .sigmoid, hasBias: true, initializer: .constant(7)),
        .dense(units: 2, activation: .softmax, hasBias: true, initializer: nil),
      ], loss: .crossEntropy)
    let network = Network<Double>(description, initializer: .normal(0.01), random: &random)
    let first: Matrix<Double> = reference.normals(rows: 3, columns: 2)
    let last: Matrix<Double> = reference.normals(rows: 2, columns: 1)
    #expect(network.weights[0].elements == first.elements.map { $0 * 0.01 })
    #expect(network.weights[1].elements == [7, 7, 7])
    #expect(network.weights[2].elements == last.elements.map { $0 * 0.01 })
    #expect(network.biases.allSatisfy { $0.elements.allSatisfy { $0 == 0 } })
    #expect(description.denseLayers.map(\.index) == [0, 2, 3])
    #expect(description.denseLayers.map(\.parameterCount) == [9, 4, 4])
    #expect(description.parameterCount == 17)
  }

  @Test("The outputs of many examples are those of each one")
  func outputsOfEachExample() {
    var random = RandomState(seed: 2)
    let description = NetworkDescription(
      inputCount: 3,
      layers: [
        .dense(units: 4, activation: .elu(alpha: 1), hasBias: true, initializer: nil),
        .dropout(keep: 0.5),
        .dense(units: 3, activation: .softmax, hasBias: true, initializer: nil),
      ], loss: .crossEntropy)
    let network = Network<Double>(description, random: &random)
    // More than are measured together.
    let inputs: Matrix<Double> = random.normals(rows: 3, columns: 600)
    let outputs = network.outputs(for: inputs)
    for c in [0, 255, 256, 599] {
      let single = network.outputs(
        for: Matrix(rows: 3, columns: 1, elements: (0..<3).map { inputs[$0, c] }))
      for r in 0..<3 { #expect(abs(outputs[r, c] - single[r, 0]) < 1e-15) }
    }
    #expect(network.outputs(for: Matrix(rows: 3, columns: 0)).columns == 0)
  }

  @Test("A wild number of units has a count that can be refused")
  func wildSizes() {
    let description = NetworkDescription(
      inputCount: Int.max / 2,
      layers: [.dense(units: Int.max / 2, activation: .relu, hasBias: true, initializer: nil)],
      loss: .meanSquaredError)
    #expect(description.parameterCount == Int.max)
    #expect(description.trainingElementCount(batchSize: Int.max) == Int.max)
  }

  @Test("Classes, accuracy and confusion are counted from the outputs")
  func countsFromOutputs() {
    let outputs = Matrix<Double>(
      rows: 3, columns: 4, elements: [0.1, 0.8, 0.1, 0.5, 0.5, 0, 0, 0, 1, 0.2, 0.3, 0.5])
    let labels = [1, 0, 1, 2]
    let predicted = predictedClasses(outputs)
    #expect(predicted == [1, 0, 2, 2])
    #expect(accuracy(predicted: predicted, labels: labels) == 0.75)
    #expect(
      confusionCounts(predicted: predicted, labels: labels, classCount: 3)
        == [[1, 0, 0], [0, 1, 1], [0, 0, 1]])
    let binary = Matrix<Float>(rows: 1, columns: 3, elements: [0.5, 0.51, 0.9])
    #expect(predictedClasses(binary) == [0, 1, 1])
    #expect(predictedClasses(binary, threshold: 0.6) == [0, 0, 1])
    #expect(
      accuracy(binary, targets: Matrix(rows: 1, columns: 3, elements: [0, 1, 0])) == 2.0 / 3)
  }

  @Test("Formulas carry the numbers in use")
  func formulas() {
    #expect(Optimizer.gradientDescent.formula == "w ← w − α·g")
    #expect(
      Optimizer.averagedMomentum(beta: 0.9).formula == "v ← 0.9·v + (1 − 0.9)·g\nw ← w − α·v")
    #expect(Optimizer.adam.formula.contains("√v̂ + 1e-8"))
    #expect(
      !Optimizer.adam(beta1: 0.9, beta2: 0.9, epsilon: 1e-8, isBiasCorrected: false).formula
        .contains("^t"))
    #expect(Penalty.l2(lambda: 0.7, scale: nil).formula == "(0.7/2m) Σ‖W‖²")
    #expect(Penalty.l2(lambda: 0.5, scale: nil).factor(exampleCount: 4) == 0.0625)
    #expect(Penalty.l2(lambda: 0.5, scale: 0.5).factor(exampleCount: 7) == 0.25)
  }
}
