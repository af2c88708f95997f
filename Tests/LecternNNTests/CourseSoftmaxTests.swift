import Foundation
import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Activations, softmax and cross-entropy: the worked cases of course 1, week 2, and course 2, week 3.
struct CourseSoftmaxTests {
  @Test("Sigmoid and softmax of the basics")
  func basics() {
    let sigmoid = Course.matrix([[1, 2, 3, 0, 9.2, 0.5, -1, 12]]).applying(.sigmoid)
    expectMatrix(
      sigmoid,
      [
        [
          0.7310585786300049, 0.8807970780, 0.9525741268, 0.5, 0.9998989708, 0.62245933,
          0.2689414214, 0.999993855825,
        ]
      ])
    let slope = Course.backpropagated(
      .sigmoid, outputs: sigmoid, Matrix(rows: 1, columns: 8, repeating: 1))
    expectClose(
      Array(slope.elements.prefix(3)), [0.1966119332, 0.1049935854, 0.04517665973],
      tolerance: 1e-10)
    // The assignment has examples as rows.
    let columns = Course.matrix([[9, 7], [2, 5], [5, 0], [0, 0], [0, 0]]).applying(.softmax)
    expectMatrix(
      columns.transposed,
      [
        [0.9808976649, 0.0008944628907, 0.01796576742, 0.0001210523887, 0.0001210523887],
        [0.8786798559, 0.1189163872, 0.0008012523141, 0.0008012523141, 0.0008012523141],
      ])
    let four = Course.matrix([[5], [2], [-1], [3]]).applying(.softmax)
    expectMatrix(four, [[0.84203357], [0.04192238], [0.00208719], [0.11395685]])
    // ex4: the slope of the sigmoid at −1, −0.5, 0, 0.5, 1.
    let points = Course.matrix([[-1, -0.5, 0, 0.5, 1]]).applying(.sigmoid)
    expectMatrix(
      Course.backpropagated(
        .sigmoid, outputs: points, Matrix(rows: 1, columns: 5, repeating: 1)),
      [
        [
          0.19661193324148185, 0.2350037122015945, 0.25, 0.2350037122015945, 0.19661193324148185,
        ]
      ], tolerance: 1e-15)
  }

  @Test("A linear layer of the second course")
  func linear() {
    let p = Course.normals(seed: 1, [(3, 1), (4, 3), (4, 1)])
    expectMatrix(
      Course.linear(p[1], p[0], p[2]),
      [[-2.156573815], [2.958914457], [-1.089267811], [-0.8453804222]])
  }

  @Test("Binary cross-entropy of logits, one by one")
  func binaryCrossEntropyOfLogits() {
    let logits = Course.matrix([[0.2, 0.4, 0.7, 0.9]]).applying(.sigmoid)
    let unit = Course.network([(Course.matrix([[1]]), Course.zeros(1), .sigmoid)])
    let costs = zip(logits.elements, [0.0, 0, 1, 1]).map { z, y in
      unit.cost(on: Examples(inputs: Course.matrix([[z]]), targets: Course.matrix([[y]]))).total
    }
    expectClose(
      costs, [1.005387216, 1.036640827, 0.4138543208, 0.3995661444], tolerance: 1e-9)
  }

  static func softmaxNetwork(_ count: Int) -> Network<Double> {
    var identity = Course.zeros(count, count)
    for i in 0..<count { identity[i, i] = 1 }
    return Course.network([(identity, Course.zeros(count), .softmax)], loss: .crossEntropy)
  }

  @Test("Softmax cross-entropy of logits, summed over two examples")
  func crossEntropyOfLogits() {
    let logits = Course.matrix([
      [2.4048107, 5.0334096], [-0.7921977, -4.1523376], [0.9447198, -0.46802214],
      [1.158121, 3.9810789], [4.768706, 2.3220146], [6.1481323, 3.909829],
    ])
    var targets = Course.zeros(6, 2)
    targets[5, 0] = 1
    targets[0, 1] = 1
    let cost = Self.softmaxNetwork(6).cost(on: Examples(inputs: logits, targets: targets)).total
    // Printed in single precision.
    expectClose(2 * cost, 0.810287, tolerance: 1e-6)
    expectClose(2 * cost, 0.25361034 + 0.55667671, tolerance: 2e-7)
  }

  @Test("Softmax over columns of equal rows costs 3 ln 3")
  func equalRows() {
    let logits = Course.matrix([[1, 0, 0], [1, 0, 0], [1, 0, 0]])
    let targets = Course.matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    let cost = Self.softmaxNetwork(3).cost(on: Examples(inputs: logits, targets: targets)).total
    expectClose(3 * cost, 3 * log(3), tolerance: 1e-14)
    expectClose(3 * cost, 3.295837, tolerance: 1e-6)
  }

  @Test("Cross-entropy of given probabilities, and its slope by the logits")
  func givenProbabilities() {
    let y = Course.matrix([[0], [1], [0], [0]])
    let a = Course.matrix([[0.3], [0.2], [0.1], [0.4]])
    expectClose(Course.cost(of: a, targets: y, loss: .crossEntropy), 1.6094379, tolerance: 1e-7)
    // dZ = a − y, here as the gradient of the bias at logits log a.
    let logits = Course.matrix(a.elements.map { [log($0)] })
    let gradient = Self.softmaxNetwork(4).gradients(on: Examples(inputs: logits, targets: y))
    expectMatrix(gradient.biases[0], [[0.3], [-0.8], [0.1], [0.4]], tolerance: 1e-15)
  }
}
