internal import LecternTensor

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
    var whole = (all: GradientComparison(), smooth: GradientComparison())
    var parameters: [GradientCheck.Parameter] = []
    var components: [GradientCheck.Component] = []
    let samples = sampledComponents(counts: shapes.map(\.count), maximum: maximumComponents)
    for (shape, indices) in zip(shapes, samples) {
      let matrix = gradient.matrix(shape)
      precondition(
        matrix.rows == shape.rows && matrix.columns == shape.columns,
        "A gradient has the shape of its parameters.")
      var own = (all: GradientComparison(), smooth: GradientComparison())
      for index in indices {
        if isStopped() { break }
        let (numeric, crossesKink) = probe.slope(shape, index, epsilon: epsilon)
        let analytic = matrix.elements[index]
        own.all.add(analytic: analytic, numeric: numeric)
        whole.all.add(analytic: analytic, numeric: numeric)
        if !crossesKink {
          own.smooth.add(analytic: analytic, numeric: numeric)
          whole.smooth.add(analytic: analytic, numeric: numeric)
        }
        components.append(
          GradientCheck.Component(
            name: shape.componentName(index), analytic: analytic, numeric: numeric,
            crossesKink: crossesKink))
      }
      parameters.append(
        GradientCheck.Parameter(
          name: shape.name, difference: own.all.difference,
          verdict: own.smooth.verdict(cost: probe.cost, epsilon: epsilon),
          checkedCount: own.all.count, count: shape.count))
    }
    return GradientCheck(
      epsilon: epsilon, difference: whole.all.difference,
      smoothDifference: whole.smooth.difference,
      verdict: whole.all.verdict(cost: probe.cost, epsilon: epsilon), cost: probe.cost,
      checkedCount: components.count, parameterCount: shapes.reduce(0) { $0 + $1.count },
      perParameter: parameters, worst: worst(components),
      kinkCount: components.count(where: \.crossesKink))
  }

  /// The ten components that differ most; of equal ones the first, and what is no number before all.
  private func worst(_ components: [GradientCheck.Component]) -> [GradientCheck.Component] {
    func rank(_ component: GradientCheck.Component) -> Double {
      let error = abs(component.analytic - component.numeric)
      return error.isNaN ? .infinity : error
    }
    let order = components.indices.sorted {
      (-rank(components[$0]), $0) < (-rank(components[$1]), $1)
    }
    return order.prefix(10).map { components[$0] }
  }
}

extension ParameterShape {
  /// "W2[3,1]", or "b2[3]" for a column, counted from 0 as formulas count.
  fileprivate func componentName(_ index: Int) -> String {
    let row = index % rows
    return kind == .weights ? "\(name)[\(row),\(index / rows)]" : "\(name)[\(row)]"
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
