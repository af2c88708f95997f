import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Single steps of the optimizers and the order of mini-batches: the worked cases of course 2, week 2.
struct CourseOptimizerTests {
  /// One update by the kernel of a rule, from buffers of zeros.
  static func step(
    _ rule: UpdateRule, rate: Double, _ parameters: Matrix<Double>, gradient: Matrix<Double>
  ) -> (parameters: Matrix<Double>, first: Matrix<Double>, second: Matrix<Double>) {
    var result = parameters
    var first = Course.zeros(parameters.rows, parameters.columns)
    var second = first
    result.elements.withUnsafeMutableBufferPointer { w in
      first.elements.withUnsafeMutableBufferPointer { v in
        second.elements.withUnsafeMutableBufferPointer { s in
          gradient.elements.withUnsafeBufferPointer { g in
            guard let w = w.baseAddress, let v = v.baseAddress, let s = s.baseAddress,
              let g = g.baseAddress
            else { return }
            Double.update(
              rule, count: gradient.count, rate: rate, decay: 0, gradient: g, first: v, second: s,
              parameters: w)
          }
        }
      }
    }
    return (result, first, second)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: UpdateRule
    let rate: Double
    /// W2 is [3, 3] in the first edition, [3, 2] in the second.
    let columns: Int
    /// W1, b1, W2, b2 after the step; empty where nothing is printed.
    let parameters: [[[Double]]]
    /// What the rule remembers of them.
    var first: [[[Double]]] = []
    var second: [[[Double]]] = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "descent, 2017", rule: .descent, rate: 0.01, columns: 3,
      parameters: [
        [
          [1.635351555, -0.6232036507, -0.5371876595], [-1.077993566, 0.8563990698, -2.294701418],
        ],
        [[1.746040666], [-0.7518492066]],
        [
          [0.3217179769, -0.2546739301, 1.469024545], [-2.056173174, -0.315545477, -0.3756022983],
          [1.140481904, -1.099764621, -0.1612551041],
        ], [[-0.8802025749], [0.02561572494], [0.5753947721]],
      ]),
    Case(
      name: "descent, 2021", rule: .descent, rate: 0.01, columns: 2,
      parameters: [
        [[1.633123948, -0.6121785511, -0.5339999044], [-1.06196243, 0.8539603922, -2.310554604]],
        [[1.739786821], [-0.7702154604]],
        [
          [0.3258763746, -0.2481414732], [1.471465631, -2.057461829],
          [-0.3277207587, -0.3771377472],
        ], [[1.137736978], [-1.09301954], [-0.1639761511]],
      ]),
    Case(
      name: "momentum, 2017", rule: .averagedMomentum(beta: 0.9), rate: 0.01, columns: 3,
      parameters: [
        [[1.625445983, -0.6129011374, -0.529073343], [-1.073471116, 0.8645067734, -2.300854969]],
        [[1.744934654], [-0.7602711315]],
        [
          [0.3193069841, -0.2499007309, 1.462799598], [-2.059743956, -0.3217300313, -0.383209149],
          [1.134440688, -1.099878603, -0.1713108972],
        ], [[-0.8780928336], [0.04055394454], [0.5820731696]],
      ],
      first: [
        [
          [-0.1100619177, 0.114472371, 0.09015907206],
          [0.05024943389, 0.09008559493, -0.06837278592],
        ], [[-0.01228902255], [-0.09357694343]], [],
        [[0.02344156978], [0.1659802177], [0.07420441606]],
      ]),
    Case(
      name: "momentum, 2021", rule: .averagedMomentum(beta: 0.9), rate: 0.01, columns: 2,
      parameters: [
        [
          [1.625223222, -0.6117986274, -0.5287545675], [-1.071868003, 0.8642629056, -2.302440288],
        ],
        [[1.74430927], [-0.7621077568]],
        [
          [0.3197228239, -0.2492474853], [1.463043706, -2.059872821],
          [-0.3229475595, -0.3833626939],
        ], [[1.134166196], [-1.099204095], [-0.1715830019]],
      ]),
    // Adam's second step from empty buffers, as the assignment calls it.
    Case(
      name: "Adam, 2017", rule: adam(0.9, 0.999, 1e-8), rate: 0.01, columns: 3,
      parameters: [
        [[1.631786732, -0.6191977818, -0.5356131204], [-1.08040999, 0.8579662612, -2.294097329]],
        [[1.752253132], [-0.7537655328]],
        [
          [0.3264804639, -0.2568117435, 1.469549305],
          [-2.052699342, -0.3149758359, -0.3766129866], [1.14121081, -1.092449907, -0.1649868394],
        ], [[-0.8852997857], [0.03477237854], [0.5753738456]],
      ],
      second: [
        [
          [0.001211362573, 0.001310392372, 0.0008128658275],
          [0.0002525005606, 0.0008115414413, 0.0004674837854],
        ], [[1.510200753e-05], [0.0008756644341]],
      ]),
    Case(
      name: "Adam, 2021", rule: adam(0.8, 0.888, 1e-2), rate: 0.02, columns: 2,
      parameters: [
        [[1.639377249, -0.6232744836, -0.543087272], [-1.057889704, 0.850321544, -2.316576683]],
        [[1.729950957], [-0.7762447024]],
        [
          [0.3340054938, -0.2356385711], [1.477154172, -2.045618415],
          [-0.3372988191, -0.3690845745],
        ], [[1.148525573], [-1.084923391], [-0.1574052665]],
      ]),
  ]

  static func adam(_ beta1: Double, _ beta2: Double, _ epsilon: Double) -> UpdateRule {
    .adam(
      beta1: beta1, beta2: beta2, correction1: 1 - beta1 * beta1, correction2: 1 - beta2 * beta2,
      epsilon: epsilon)
  }

  @Test("One step gives the assignment's parameters", arguments: cases)
  func oneStep(_ example: Case) {
    let shapes = [(2, 3), (2, 1), (3, example.columns), (3, 1)]
    let drawn = Course.normals(seed: 1, shapes + shapes)
    for (k, expected) in example.parameters.enumerated() {
      let stepped = Self.step(example.rule, rate: example.rate, drawn[k], gradient: drawn[4 + k])
      expectMatrix(stepped.parameters, expected)
      if example.first.indices.contains(k), !example.first[k].isEmpty {
        expectMatrix(stepped.first, example.first[k])
      }
      if example.second.indices.contains(k) { expectMatrix(stepped.second, example.second[k]) }
    }
  }

  @Test("Shuffled mini-batches hold the assignment's columns, the last one fewer")
  func miniBatches() {
    var random = RandomState(seed: 0)
    let order = random.permutation(148)
    #expect(Array(order.prefix(12)) == [24, 7, 37, 114, 27, 26, 43, 54, 132, 71, 76, 22])
    // Of 12,288 rows the first, and of numbers that count through the columns the first and the last.
    let drawn = Course.normals(seed: 1, [(1, 148)])[0]
    let counted = Matrix(
      rows: 2, columns: 148,
      elements: (0..<148).flatMap { [Double($0 * 12_288), Double($0 * 12_288 + 12_287)] })
    func batch(_ x: Matrix<Double>, _ range: Range<Int>) -> Matrix<Double> {
      var result = Course.zeros(x.rows, range.count)
      order.withUnsafeBufferPointer { order in
        x.elements.withUnsafeBufferPointer { source in
          result.elements.withUnsafeMutableBufferPointer { out in
            guard let source = source.baseAddress, let out = out.baseAddress else { return }
            Double.gatherColumns(
              rows: x.rows, indices: UnsafeBufferPointer(rebasing: order[range]), source, into: out)
          }
        }
      }
      return result
    }
    let first = batch(drawn, 0..<64)
    expectClose(
      (0..<3).map { first[0, $0] }, [0.9008559493, -0.7612069009, 0.2344156978],
      tolerance: Course.printed)
    #expect((0..<3).map { batch(counted, 0..<64)[0, $0] } == [294_912, 86_016, 454_656])
    let last = batch(counted, 128..<148)
    #expect((0..<3).map { last[1, $0] } == [1_425_407, 1_769_471, 897_023])
  }

  @Test("An epoch of 148 examples by 64 is three updates, in the shuffled order")
  func batchesOfARun() {
    // Each update of this unit moves b by the mean of the batch's targets.
    var random = RandomState(seed: 0)
    let order = random.permutation(148)
    let targets = (0..<148).map(Double.init)
    let network = Course.network(
      [(Course.zeros(1), Course.zeros(1), .linear)], loss: .meanSquaredError)
    var plan = Course.descent(0.5, 1)
    plan.batchSize = 64
    plan.shuffling = .stream(RandomState(seed: 0))
    func bias(after iterations: Int) -> Double {
      plan.length = .iterations(iterations)
      return network.trained(
        on: Examples(inputs: Course.zeros(1, 148), targets: Course.matrix([targets])), plan: plan
      ).network.biases[0][0, 0]
    }
    // With the rate ½ the bias becomes that mean.
    for (k, range) in [0..<64, 64..<128, 128..<148].enumerated() {
      let mean = order[range].reduce(0) { $0 + targets[$1] } / Double(range.count)
      expectClose(bias(after: k + 1), mean, tolerance: 1e-12)
    }
  }

  @Test("Adam without correction: the first step is 3.16 times too large, the peak 6.57 times")
  func adamWithoutCorrection() {
    // The targets are so far off that the slope of the absolute error stays 1, so that a right step is the rate.
    let network = Course.network(
      [(Course.zeros(1), Course.zeros(1), .linear)], loss: .meanAbsoluteError)
    let examples = Examples(inputs: Course.zeros(1, 1), targets: Course.matrix([[-1_000]]))
    func positions(isCorrected: Bool) -> [Double] {
      (0...40).map { iterations in
        var plan = Course.descent(1, iterations)
        plan.optimizer = .adam(
          beta1: 0.9, beta2: 0.999, epsilon: 1e-8, isBiasCorrected: isCorrected)
        return network.trained(on: examples, plan: plan).network.biases[0][0, 0]
      }
    }
    let wrong = positions(isCorrected: false)
    let sizes = zip(wrong, wrong.dropFirst()).map { $0 - $1 }
    expectClose(sizes[0], 3.16, tolerance: 0.005)
    let peak = sizes.max() ?? 0
    expectClose(peak, 6.57, tolerance: 0.005)
    #expect(sizes.firstIndex(of: peak) == 11)
    let right = positions(isCorrected: true)
    for (before, after) in zip(right, right.dropFirst()) {
      expectClose(before - after, 1, tolerance: 1e-6)
    }
  }

  @Test("Averaged momentum is classical momentum with the rate divided by 1 − β")
  func twoFormsOfMomentum() {
    let flower = GoldenCourseTests.flower()
    func outcome(_ optimizer: Optimizer, _ rate: Double) -> TrainingOutcome<Double> {
      var plan = Course.descent(rate, 50)
      plan.optimizer = optimizer
      return GoldenCourseTests.network([4], .tanh, .normal(0.5), seed: 3)
        .trained(on: flower, plan: plan)
    }
    let averaged = outcome(.averagedMomentum(beta: 0.9), 0.2)
    let classical = outcome(.classicalMomentum(mu: 0.9), 0.02)
    expectClose(averaged.costs, classical.costs, tolerance: 1e-12)
  }
}
