package import LecternTensor

extension Network<Double> {
  /// Compares the gradient of the cost with its central differences (J(θ + ε) − J(θ − ε))/2ε.
  ///
  /// The penalty is included, nothing is dropped, and batch norms take the batch's own statistics. With more than
  /// `maximumComponents` parameters, a fixed sample spread evenly over every matrix is checked. `isStopped` is asked
  /// before each component; what is left then is not checked.
  ///
  /// - Complexity: two forward passes over the examples for each component.
  package func checkGradient(
    on examples: Examples<Double>, epsilon: Double = 1e-7, maximumComponents: Int = 1_000,
    isStopped: () -> Bool = { false }
  ) -> GradientCheck {
    checkGradient(
      gradients(on: examples), on: examples, epsilon: epsilon, maximumComponents: maximumComponents,
      isStopped: isStopped)
  }

  /// Compares a gradient from elsewhere, shaped like the parameters, with the central differences of the cost.
  package func checkGradient(
    _ gradient: Gradients<Double>, on examples: Examples<Double>, epsilon: Double = 1e-7,
    maximumComponents: Int = 1_000, isStopped: () -> Bool = { false }
  ) -> GradientCheck {
    let shapes = description.parameterShapes.filter(\.isTrained)
    let probe = GradientProbe(self, examples)
    let parameters = shapes.map { shape in
      let matrix = gradient.matrix(shape)
      precondition(
        matrix.rows == shape.rows && matrix.columns == shape.columns,
        "A gradient has the shape of its parameters.")
      return (name: shape.name, gradient: matrix, indexCount: shape.kind == .weights ? 2 : 1)
    }
    return GradientCheck(
      of: parameters, cost: probe.cost, epsilon: epsilon, maximumComponents: maximumComponents,
      isStopped: isStopped
    ) { parameter, index in
      probe.slope(shapes[parameter], index, epsilon: epsilon)
    }
  }
}

extension GradientCheck {
  /// Compares gradients, column by column, with what `slope` measures: the central difference by an entry of a
  /// parameter, and whether a kink lies between both sides.
  ///
  /// An entry of a parameter is told by `indexCount` indices: none for a number, one for a vector. `cost` is that
  /// with the parameters as they are.
  ///
  /// - Throws: What `slope` throws.
  package init<Failure: Error>(
    of parameters: [(name: String, gradient: Matrix<Double>, indexCount: Int)], cost: Double,
    epsilon: Double,
    maximumComponents: Int, isStopped: () -> Bool,
    slope: (_ parameter: Int, _ index: Int) throws(Failure) -> (value: Double, crossesKink: Bool)
  ) throws(Failure) {
    var whole = (all: GradientComparison(), smooth: GradientComparison())
    var compared: [Parameter] = []
    var components: [Component] = []
    let samples = sampledComponents(
      counts: parameters.map(\.gradient.count), maximum: maximumComponents)
    for (place, (parameter, indices)) in zip(parameters, samples).enumerated() {
      let (name, matrix, indexCount) = parameter
      var own = (all: GradientComparison(), smooth: GradientComparison())
      for index in indices {
        if isStopped() { break }
        let (numeric, crossesKink) = try slope(place, index)
        let analytic = matrix.elements[index]
        own.all.add(analytic: analytic, numeric: numeric)
        whole.all.add(analytic: analytic, numeric: numeric)
        if !crossesKink {
          own.smooth.add(analytic: analytic, numeric: numeric)
          whole.smooth.add(analytic: analytic, numeric: numeric)
        }
        components.append(
          Component(
            parameter: name,
            indices: indexCount < 2
              ? Array(repeating: index, count: indexCount)
              : [index % matrix.rows, index / matrix.rows], analytic: analytic,
            numeric: numeric, crossesKink: crossesKink))
      }
      compared.append(
        Parameter(
          name: name, difference: own.all.difference, smoothDifference: own.smooth.difference,
          verdict: own.smooth.verdict(cost: cost, epsilon: epsilon), factor: own.smooth.factor,
          checkedCount: own.all.count, count: matrix.count))
    }
    self.init(
      epsilon: epsilon, difference: whole.all.difference,
      smoothDifference: whole.smooth.difference,
      verdict: whole.all.verdict(cost: cost, epsilon: epsilon),
      smoothVerdict: whole.smooth.verdict(cost: cost, epsilon: epsilon), cost: cost,
      checkedCount: components.count,
      parameterCount: parameters.reduce(0) { $0 + $1.gradient.count },
      perParameter: compared, worst: Self.worst(components),
      kinkCount: components.count(where: \.crossesKink))
  }

  /// The ten components that differ most; of equal ones the first, and what is no number before all.
  private static func worst(_ components: [Component]) -> [Component] {
    func rank(_ component: Component) -> Double {
      let error = abs(component.analytic - component.numeric)
      return error.isNaN ? .infinity : error
    }
    let order = components.indices.sorted {
      (-rank(components[$0]), $0) < (-rank(components[$1]), $1)
    }
    return order.prefix(10).map { components[$0] }
  }
}

extension Gradients {
  /// The part by a trained matrix.
  fileprivate func matrix(_ shape: ParameterShape) -> Matrix<Scalar> {
    switch shape.kind {
    case .weights: weights[shape.index]
    case .biases: biases[shape.index]
    case .gammas: gammas[shape.index]
    case .betas: betas[shape.index]
    case .runningMeans, .runningVariances:
      preconditionFailure("Running statistics have no gradient.")
    }
  }
}
