import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Names, shapes and counts of a network's numbers, and what it computes from them.
struct ParameterTests {
  static let description = NetworkDescription(
    inputCount: 3,
    layers: [
      .dense(units: 4, activation: .linear), .batchNorm(activation: .relu), .dropout(keep: 0.5),
      .dense(units: 2, activation: .tanh, hasBias: false), .batchNorm(activation: .linear),
      .dense(units: 2, activation: .softmax),
    ], loss: .crossEntropy)

  static func network() -> Network<Double> {
    var random = RandomState(seed: 4)
    var network = Network<Double>(description, random: &random)
    for shape in description.parameterShapes {
      network[shape].elements = (0..<shape.count).map { _ in random.uniform() + 0.1 }
    }
    return network
  }

  @Test("Parameters are named layer by layer, without the bias that is not there")
  func names() {
    #expect(
      Self.network().namedParameters.map(\.name) == [
        "W1", "b1", "gamma1", "beta1", "running_mean1", "running_var1", "W2", "gamma2", "beta2",
        "running_mean2", "running_var2", "W3", "b3",
      ])
    #expect(Self.description.parameterCount == 16 + 8 + 8 + 4 + 6)
    #expect(Self.description.batchNormLayers.map(\.units) == [4, 2])
    #expect(Self.description.batchNormLayers.map(\.index) == [1, 4])
    // The default initializer goes by the activation that the sums end in.
    #expect(Self.description.denseLayers.map(\.finalActivation) == [.relu, .tanh, .softmax])
  }

  @Test("A network made of named parameters is the same network")
  func roundTrip() throws {
    let network = Self.network()
    let named = Dictionary(
      uniqueKeysWithValues: network.namedParameters.map { ($0.name, $0.matrix) })
    #expect(try Network(Self.description, parameters: named) == network)
  }

  @Test("A parameter that is missing, too many or of another shape is named with its layer")
  func mismatches() {
    let named = Dictionary(
      uniqueKeysWithValues: Self.network().namedParameters.map { ($0.name, $0.matrix) })
    func message(_ change: (inout [String: Matrix<Double>]) -> Void) -> String? {
      var changed = named
      change(&changed)
      do throws(ParameterMismatch) {
        _ = try Network(Self.description, parameters: changed)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(message { $0["W2"] = nil } == "W2 of dense layer 2 is missing; it wants 2 × 4 numbers")
    #expect(
      message { $0["W3"] = Matrix(rows: 2, columns: 5) }
        == "W3 of dense layer 3 must be 2 × 2, but is 2 × 5")
    #expect(
      message { $0["running_var1"] = Matrix(rows: 1, columns: 4) }
        == "running_var1 of batch norm 1 must be 4 × 1, but is 1 × 4")
    #expect(
      message {
        $0["b2"] = Matrix(rows: 2, columns: 1)
        $0["W9"] = Matrix(rows: 2, columns: 1)
      } == "no layer has a W9")
  }

  @Test("Sums and activations of the layers are those of the outputs")
  func layerOutputs() throws {
    var random = RandomState(seed: 9)
    let network = Self.network()
    let inputs: Matrix<Double> = random.normals(rows: 3, columns: 6)
    let layers = network.layerOutputs(for: inputs)
    try #require(layers.count == 3)
    expectClose(layers[2].a.elements, network.outputs(for: inputs).elements, tolerance: 1e-14)
    for c in 0..<6 {
      for unit in 0..<4 {
        let sum = (0..<3).reduce(network.biases[0].elements[unit]) {
          $0 + network.weights[0][unit, $1] * inputs[$1, c]
        }
        expectClose(layers[0].z[unit, c], sum, tolerance: 1e-14)
        let scale = (network.runningVariances[0].elements[unit] + 1e-5).squareRoot()
        let normal = (sum - network.runningMeans[0].elements[unit]) / scale
        let shifted =
          network.gammas[0].elements[unit] * normal + network.betas[0].elements[unit]
        expectClose(layers[0].a[unit, c], max(0, shifted), tolerance: 1e-13)
      }
    }
    // The second layer has an activation of its own before its batch norm.
    #expect(layers[1].a == layers[1].z.applying(.tanh))
  }

  @Test("Dropout leaves the gradient alone where nothing is dropped")
  func gradientWithoutDropping() {
    var random = RandomState(seed: 4)
    let dense = Layer.dense(units: 3, activation: .tanh)
    let last = Layer.dense(units: 1, activation: .sigmoid)
    let plain = Network<Double>(
      NetworkDescription(inputCount: 2, layers: [dense, last], loss: .binaryCrossEntropy),
      random: &random)
    random = RandomState(seed: 4)
    let dropping = Network<Double>(
      NetworkDescription(
        inputCount: 2, layers: [dense, .dropout(keep: 0.5), last], loss: .binaryCrossEntropy),
      random: &random)
    let examples = TrainingRunTests.problem()
    #expect(plain.gradients(on: examples) == dropping.gradients(on: examples))
  }

  @Test("Memory counts what an optimizer and a batch norm add")
  func memory() {
    func count(_ layers: [Layer], _ optimizer: Optimizer, keepsBest: Bool = false) -> Int {
      NetworkDescription(inputCount: 10, layers: layers, loss: .meanSquaredError)
        .trainingElementCount(batchSize: 1, optimizer: optimizer, keepsBest: keepsBest)
    }
    let dense = Layer.dense(units: 100, activation: .linear)
    let parameters = 1_100
    #expect(count([dense], .adam) - count([dense], .gradientDescent) == 2 * parameters)
    #expect(count([dense], .nesterov(mu: 0.9)) == count([dense], .adam))
    #expect(
      count([dense], .adam, keepsBest: true) - count([dense], .adam) == parameters)
    #expect(
      count([dense, .batchNorm(activation: .relu)], .gradientDescent)
        - count([dense], .gradientDescent) == 2 * 400 + 200)
    #expect(Self.description.outcomeElementCount(optimizer: .adam) == 3 * 42)
  }

  @Test("A score above 0 speaks for class 1 under the hinge loss")
  func decisionThreshold() {
    var random = RandomState(seed: 4)
    let network = Network<Double>(
      NetworkDescription(
        inputCount: 2, layers: [.dense(units: 1, activation: .linear)], loss: .hinge),
      random: &random)
    #expect(network.description.decisionThreshold == 0)
    let examples = TrainingRunTests.problem()
    let outcome = network.trained(on: examples, plan: TrainingRunTests.plan(.epochs(30)))
    let share = accuracy(
      outcome.network.outputs(for: examples.inputs), targets: examples.targets,
      threshold: 0)
    #expect(share > 0.9)
    var plan = TrainingRunTests.plan(.epochs(1), rate: 0)
    plan.validation = examples
    let measured = outcome.network.trained(on: examples, plan: plan)
    #expect(measured.trainAccuracies == [share] && measured.validationAccuracies == [share])
  }
}
