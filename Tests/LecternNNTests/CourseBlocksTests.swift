import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// The building blocks of a deep network: the worked cases of course 1, week 4.
struct CourseBlocksTests {
  // The assignment's values of 2017, which it prints whole.
  static let inputs = Course.matrix([
    [-1.02387576, 1.12397796], [-1.62328545, 0.64667545], [-1.74314104, -0.59664964],
  ])
  static let weights = Course.matrix([[0.74505627, 1.97611078, -1.24412333]])
  static let delta = Course.matrix([[3.1980455, 7.85763489]])

  @Test("Linear and activated forward steps, 2017")
  func forwardSteps() {
    func one(_ bias: Double, _ function: ElementFunction) -> Matrix<Double> {
      Course.activated(function, Self.weights, Self.inputs, Course.matrix([[bias]]))
    }
    expectMatrix(one(1, .linear), [[-0.8019545, 3.85763489]])
    expectMatrix(one(5, .linear), [[3.1980455, 7.85763489]])
    expectMatrix(one(5, .sigmoid), [[0.96076066, 0.99961336]])
    expectMatrix(one(5, .relu), [[3.1980455, 7.85763489]])
  }

  @Test("Linear and activated forward steps, 2021")
  func drawnForwardSteps() {
    let linear = Course.normals(seed: 1, [(3, 2), (1, 3), (1, 1)])
    expectMatrix(Course.linear(linear[1], linear[0], linear[2]), [[3.262953375, -1.234299869]])
    let active = Course.normals(seed: 2, [(3, 2), (1, 3), (1, 1)])
    expectMatrix(
      Course.activated(.sigmoid, active[1], active[0], active[2]), [[0.9689002328, 0.1101328948]])
    expectMatrix(Course.activated(.relu, active[1], active[0], active[2]), [[3.438961313, 0]])
  }

  @Test("Whole forward passes of two and three layers")
  func forwardPasses() {
    let two = Course.network([
      (
        Course.matrix([
          [1.62434536, -0.61175641, -0.52817175], [-1.07296862, 0.86540763, -2.3015387],
        ]), Course.zeros(2), .relu
      ), (Course.matrix([[1.74481176, -0.7612069]]), Course.zeros(1), .sigmoid),
    ])
    expectMatrix(two.outputs(for: Self.inputs), [[0.0844367, 0.92356858]])
    let p = Course.normals(seed: 6, [(5, 4), (4, 5), (4, 1), (3, 4), (3, 1), (1, 3), (1, 1)])
    let three = Course.network([
      (p[1], p[2], .relu), (p[3], p[4], .relu), (p[5], p[6], .sigmoid),
    ])
    expectMatrix(
      three.outputs(for: p[0]), [[0.03921667922, 0.7049892075, 0.1973438723, 0.04728177162]])
  }

  @Test("Backward steps, 2017")
  func backwardSteps() {
    let linear = Course.layerGradients(Self.delta, inputs: Self.inputs, weights: Self.weights)
    expectMatrix(
      linear.inputs,
      [[2.38272385, 5.85438014], [6.31969219, 15.52755701], [-3.97876302, -9.77586689]])
    expectMatrix(linear.weights, [[2.77870358, -0.05500058, -5.13144969]])
    expectMatrix(linear.bias, [[5.527840195]])
    let outputs = Self.delta.applying(.sigmoid)
    let active = Course.layerGradients(
      Course.backpropagated(.sigmoid, outputs: outputs, Self.delta), inputs: Self.inputs,
      weights: Self.weights)
    expectMatrix(
      active.inputs,
      [[0.08982777, 0.00226265], [0.23824996, 0.00600122], [-0.14999783, -0.00377826]])
    expectMatrix(active.weights, [[-0.06001514, -0.09687383, -0.10598695]])
    // What it prints as Z is cut to 8 decimals.
    expectMatrix(active.bias, [[0.06180098427299098]])
  }

  @Test("The model of one layer, backward")
  func oneLayerModel() {
    // The slope of the cost by A, through the sigmoid of a Z that is given apart from A.
    let a = Course.matrix([[0.60298372, 0.87182628]])
    let z = Course.matrix([[0.41791293, 1.91720367]]).applying(.sigmoid)
    let slope = Course.matrix([a.elements.map { -1 / $0 }])
    let gradients = Course.layerGradients(
      Course.backpropagated(.sigmoid, outputs: z, slope),
      inputs: Course.matrix([
        [0.20445225, 0.87811744], [0.02738759, 0.67046751], [0.4173048, 0.55868983],
      ]), weights: Course.matrix([[1.78862847, 0.43650985, 0.09649747]]))
    expectMatrix(gradients.weights, [[-0.09686122, -0.04840482, -0.11864308]])
    expectMatrix(gradients.bias, [[-0.26259499837854655]])
    expectMatrix(
      gradients.inputs,
      [[-0.71011462, -0.22925516], [-0.17330152, -0.05594909], [-0.03831107, -0.01236844]])
  }

  @Test(
    "The cost of given outputs",
    arguments: [([1.0, 1, 1], 0.41493159961539694), ([1, 1, 0], 0.2797765635793423)])
  func costOfOutputs(_ targets: [Double], _ cost: Double) {
    expectClose(
      Course.cost(of: Course.matrix([[0.8, 0.9, 0.4]]), targets: Course.matrix([targets])), cost,
      tolerance: 1e-15)
  }

  @Test("Weights drawn for two and more layers")
  func initialization() {
    var random = RandomState(seed: 1)
    let two = Network<Double>(
      NetworkDescription(
        inputCount: 3,
        layers: [2, 1].map {
          .dense(units: $0, activation: .sigmoid)
        }, loss: .binaryCrossEntropy), initializer: .normal(0.01), random: &random)
    expectMatrix(
      two.weights[0],
      [
        [0.01624345364, -0.006117564137, -0.005281717523],
        [-0.01072968622, 0.008654076293, -0.02301538697],
      ])
    expectMatrix(two.weights[1], [[0.01744812, -0.00761207]])
    random = RandomState(seed: 3)
    let deep = Network<Double>(
      NetworkDescription(
        inputCount: 5,
        layers: [4, 3].map {
          .dense(units: $0, activation: .sigmoid)
        }, loss: .binaryCrossEntropy), initializer: .normal(0.01), random: &random)
    expectClose(
      (0..<5).map { deep.weights[0][0, $0] },
      [0.01788628473, 0.004365098505, 0.0009649746807, -0.01863492703, -0.002773882025],
      tolerance: Course.printed)
    expectClose(deep.weights[0][3, 4], -0.0110106763, tolerance: Course.printed)
    expectClose(
      (0..<4).map { deep.weights[1][0, $0] }, [-0.01185047, -0.0020565, 0.01486148, 0.00236716],
      tolerance: Course.printed)
  }

  @Test("A linear layer backward, 2021")
  func linearBackward() {
    let p = Course.normals(seed: 1, [(3, 4), (5, 4), (3, 5)])
    let gradients = Course.layerGradients(p[0], inputs: p[1], weights: p[2])
    expectMatrix(gradients.bias, [[-0.1471378561], [-0.1131315511], [-0.132091013]])
    expectMatrix(
      gradients.weights,
      [
        [0.07313866219, -0.09767149687, -0.8758582845, 0.7376336185, 0.007857159461],
        [0.8550881837, 0.375304128, -0.5991265528, 0.7127818943, -0.5893180779],
        [0.9791330404, -0.2437649375, -0.08839670602, 0.5515119182, -0.1029090738],
      ])
    expectClose(
      (0..<4).map { gradients.inputs[0, $0] },
      [-1.151713363, 0.06718465115, -0.3204695951, 2.098127116], tolerance: Course.printed)
    expectClose(
      (0..<4).map { gradients.inputs[4, $0] },
      [-2.522149258, 2.678825515, -0.6794746487, 1.481195476], tolerance: Course.printed)
  }

  @Test("An activated layer backward, 2021")
  func activationBackward() {
    let p = Course.normals(seed: 2, [(1, 2), (3, 2), (1, 3), (1, 1), (1, 2)])
    func gradients(_ function: ElementFunction) -> (Matrix<Double>, Matrix<Double>, Matrix<Double>)
    {
      Course.layerGradients(
        Course.backpropagated(function, outputs: p[4].applying(function), p[0]), inputs: p[1],
        weights: p[2])
    }
    let sigmoid = gradients(.sigmoid)
    expectMatrix(sigmoid.0, [[0.1026678638, 0.097785505, -0.01968084234]])
    expectMatrix(sigmoid.1, [[-0.05729622218]])
    expectMatrix(
      sigmoid.2,
      [
        [0.1101799361, 0.01105339471], [0.09466817036, 0.009497234167],
        [-0.05743092201, -0.005761544906],
      ])
    let relu = gradients(.relu)
    expectMatrix(relu.0, [[0.4451382432, 0.373714177, -0.1047898885]])
    expectMatrix(relu.1, [[-0.2083789237]])
    expectMatrix(relu.2, [[0.4409098894, 0], [0.3788360569, 0], [-0.2298228005, 0]])
  }

  @Test("The model of two layers, backward, 2021")
  func twoLayerModel() {
    let p = Course.normals(
      seed: 3,
      [(1, 2), (4, 2), (3, 4), (3, 1), (3, 2), (3, 2), (1, 3), (1, 1), (1, 2)])
    let y = [1.0, 0]
    let slope = Course.matrix([
      zip(p[0].elements, y).map { a, y in -(y / a - (1 - y) / (1 - a)) }
    ])
    let last = Course.layerGradients(
      Course.backpropagated(.sigmoid, outputs: p[8].applying(.sigmoid), slope), inputs: p[5],
      weights: p[6])
    let first = Course.layerGradients(
      Course.backpropagated(.relu, outputs: p[4].applying(.relu), last.inputs), inputs: p[1],
      weights: p[2])
    expectMatrix(
      last.inputs,
      [
        [0.1291316176, -0.4401412678], [-0.1417565465, 0.4831729618],
        [0.01663707543, -0.05670697548],
      ])
    expectMatrix(
      first.inputs,
      [[0, 0.5225790123], [0, -0.326920601], [0, -0.3207040361], [0, -0.7407918718]])
    expectMatrix(
      first.weights,
      [
        [0.4101000205, 0.07807203345, 0.1379844364, 0.1050216745], [0, 0, 0, 0],
        [0.05283651752, 0.01005865437, 0.017777656, 0.01353079557],
      ])
    expectMatrix(first.bias, [[-0.2200706339], [0], [-0.02835348774]])
    expectMatrix(last.weights, [[-0.3920243217, -0.1332585502, -0.04601088925]])
    expectMatrix(last.bias, [[0.1518786078]])
  }

  @Test("The step of descent, two layers of 2021 and the planar network of 2017")
  func update() {
    let shapes = [(3, 4), (3, 1), (1, 3), (1, 1)]
    let parameters = Course.normals(seed: 2, shapes)
    let gradients = Course.normals(seed: 3, shapes)
    let stepped = zip(parameters, gradients).map {
      CourseOptimizerTests.step(.descent, rate: 0.1, $0, gradient: $1).parameters
    }
    expectMatrix(
      stepped[0],
      [
        [-0.5956206947, -0.09991781228, -2.145845842, 1.826620079],
        [-1.765696765, -0.8062714677, 0.5111555653, -1.182588019],
        [-1.053570402, -0.8612858119, 0.6828405199, 2.203745775],
      ])
    expectMatrix(stepped[1], [[-0.04659241122], [-1.288882751], [0.5340549564]])
    expectMatrix(stepped[2], [[-0.5556919583, 0.03540549824, 1.329648951]])
    expectMatrix(stepped[3], [[-0.8461076927]])
    let planar = CourseOptimizerTests.step(
      .descent, rate: 1.2,
      Course.matrix([
        [-0.00615039, 0.0169021], [-0.02311792, 0.03137121], [-0.0169217, -0.01752545],
        [0.00935436, -0.05018221],
      ]),
      gradient: Course.matrix([
        [0.00023322, -0.00205423], [0.00082222, -0.00700776], [-0.00031831, 0.0028636],
        [-0.00092857, 0.00809933],
      ]))
    expectMatrix(
      planar.parameters,
      [
        [-0.006430254, 0.019367176], [-0.024104584, 0.039780522], [-0.016539728, -0.02096177],
        [0.010468644, -0.059901406],
      ])
    let bias = CourseOptimizerTests.step(
      .descent, rate: 1.2, Course.matrix([[9.14954378e-05]]),
      gradient: Course.matrix([[-1.08923140e-05]]))
    expectMatrix(bias.parameters, [[0.00010457]])
  }
}
