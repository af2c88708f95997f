import Foundation
import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// L2 and dropout: the worked cases of course 2, week 1.
struct CourseRegularizationTests {
  static let targets = Course.matrix([[1, 1, 0, 1, 0]])
  static let outputs = Course.matrix([
    [0.40682402, 0.01629284, 0.16722898, 0.10118111, 0.40682402]
  ])
  static let w1 = Course.matrix([
    [-1.09989127, -0.17242821, -0.87785842], [0.04221375, 0.58281521, -1.10061918],
  ])
  static let w2 = Course.matrix([
    [0.50249434, 0.90085595], [-0.68372786, -0.12289023], [-0.93576943, -0.26788808],
  ])
  static let w3 = Course.matrix([[-0.6871727, -0.84520564, -0.67124613]])

  @Test("The cost with L2 is the data's and the penalty's")
  func costWithPenalty() {
    let p = Course.normals(seed: 1, [(2, 3), (2, 1), (3, 2), (3, 1), (1, 3)])
    let network = Course.network(
      [(p[0], p[1], .relu), (p[2], p[3], .relu), (p[4], Course.zeros(1), .sigmoid)],
      penalties: [.l2(lambda: 0.1, scale: nil)])
    let penalty = network.cost(
      on: Examples(inputs: Course.zeros(3, 5), targets: Self.targets)
    ).penalty
    let data = Course.cost(of: Self.outputs, targets: Self.targets)
    expectClose(data, 1.6025016047573224, tolerance: 1e-14)
    expectClose(penalty, 0.18398434040175324, tolerance: 1e-15)
    expectClose(data + penalty, 1.7864859451590758, tolerance: 1e-14)
  }

  @Test("Backward propagation with L2")
  func backwardWithPenalty() {
    let decay = Penalty.l2(lambda: 0.7, scale: nil).factor(exampleCount: 5) * 2
    func penalized(_ gradient: Matrix<Double>, _ weights: Matrix<Double>) -> Matrix<Double> {
      var sum = gradient
      sum.elements.withUnsafeMutableBufferPointer { sum in
        weights.elements.withUnsafeBufferPointer { weights in
          guard let target = sum.baseAddress, let source = weights.baseAddress else { return }
          Double.add(count: weights.count, factor: decay, source, to: target)
        }
      }
      return sum
    }
    let x = Course.normals(seed: 1, [(3, 5)])[0]
    let a1 = Course.matrix([
      [0, 3.32524635, 2.13994541, 2.60700654, 0], [0, 4.1600994, 0.79051021, 1.46493512, 0],
    ])
    let a2 = Course.matrix([
      [0.53035547, 5.94892323, 2.31780174, 3.16005701, 0.53035547], [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ])
    let third = Course.layerGradients(
      Course.difference(Self.outputs, Self.targets), inputs: a2, weights: Self.w3)
    let second = Course.layerGradients(
      Course.backpropagated(.relu, outputs: a2, third.inputs), inputs: a1, weights: Self.w2)
    let first = Course.layerGradients(
      Course.backpropagated(.relu, outputs: a1, second.inputs), inputs: x, weights: Self.w1)
    expectMatrix(
      penalized(first.weights, Self.w1),
      [
        [-0.2560464583, 0.1229882692, -0.2829712871],
        [-0.1770630258, 0.3453609434, -0.4410571024],
      ])
    expectMatrix(
      penalized(second.weights, Self.w2),
      [
        [0.7927648623, 0.8513391838], [-0.0957219004, -0.0172046322],
        [-0.1310077202, -0.0375043312],
      ])
    expectMatrix(
      penalized(third.weights, Self.w3), [[-1.776913472, -0.1183287896, -0.0939744582]])
  }

  @Test("A training pass with dropout puts out the assignment's values")
  func dropoutForward() {
    let p = Course.normals(
      seed: 1, [(3, 5), (2, 3), (2, 1), (3, 2), (3, 1), (1, 3), (1, 1)])
    var random = RandomState(seed: 0)
    func dense(_ units: Int, _ activation: Activation) -> Layer {
      .dense(units: units, activation: activation)
    }
    var network = Network<Double>(
      NetworkDescription(
        inputCount: 3,
        layers: [
          dense(2, .relu), .dropout(keep: 0.7), dense(3, .relu), .dropout(keep: 0.7),
          dense(1, .sigmoid),
        ], loss: .binaryCrossEntropy), initializer: .zeros, random: &random)
    network.weights = [p[1], p[3], p[5]]
    network.biases = [p[2], p[4], p[6]]
    func cost(_ targets: [Double]) -> Double {
      var plan = Course.descent(0, 1)
      plan.dropout = .reseeded { _, _ in 1 }
      return network.trained(
        on: Examples(inputs: p[0], targets: Course.matrix([targets])), plan: plan
      ).costs[0]
    }
    // The cost tells each output: a target of 1 instead of 0 lowers it by z/5, where a = σ(z).
    let base = cost([0, 0, 0, 0, 0])
    let outputs = (0..<5).map { i in
      1 / (1 + exp(-5 * (base - cost((0..<5).map { $0 == i ? 1 : 0 }))))
    }
    expectClose(
      outputs, [0.3697472062, 0.003051758135, 0.04565099337, 0.4968338926, 0.3697472062],
      tolerance: Course.printed)
  }

  @Test("Backward propagation with the masks of dropout")
  func dropoutBackward() {
    let keep = 1 / 0.8
    let d1 = Course.matrix([[1, 0, 1, 1, 1], [1, 1, 1, 1, 0]])
    let d2 = Course.matrix([[1, 0, 1, 0, 1], [0, 1, 0, 1, 1], [0, 0, 1, 0, 0]])
    let a2 = Course.matrix([
      [1.06071093, 0, 8.21049603, 0, 1.06071093], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0],
    ])
    let a3 = Course.matrix([[0.32266394, 0.49683389, 0.00348883, 0.49683389, 0.32266394]])
    // dA before its mean over the examples.
    let da2 = Course.product(
      Matrix.product(Self.w3, transposed: true, Course.difference(a3, Self.targets)),
      Course.scaled(d2, by: keep))
    expectMatrix(
      da2,
      [
        [0.5818085614, 0, -0.002996785914, 0, -0.2771573136],
        [0, 0.5315985425, 0, 0.5315985425, -0.3408967274], [0, 0, -0.002927329545, 0, 0],
      ])
    let da1 = Course.product(
      Matrix.product(
        Self.w2, transposed: true, Course.backpropagated(.relu, outputs: a2, da2)),
      Course.scaled(d1, by: keep))
    expectMatrix(
      da1,
      [
        [0.3654443864, 0, -0.00188233495, 0, -0.1740874767],
        [0.6551571304, 0, -0.003374590527, 0, 0],
      ])
  }
}
