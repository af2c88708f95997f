internal import LecternTensor

/// An optimizer at work on a few numbers and no network: its way down a function.
///
/// The updates are those of training, by the same kernels in float64.
package struct Descent {
  package let optimizer: Optimizer
  /// The learning rate α.
  package let rate: Double
  package private(set) var point: [Double]
  private var first: [Double]
  private var second: [Double]
  private var powers = (1.0, 1.0)

  package init(_ optimizer: Optimizer, rate: Double, from start: [Double]) {
    self.optimizer = optimizer
    self.rate = rate
    point = start
    first = [Double](repeating: 0, count: start.count)
    second = first
  }

  /// Where the next step wants its gradient: at the point, or where the momentum leads.
  package var gradientPoint: [Double] {
    guard case .nesterov(let mu) = optimizer else { return point }
    return zip(point, first).map { $0 - mu * $1 }
  }

  /// Makes one step.
  ///
  /// - Parameter gradient: At `gradientPoint`, as many numbers as the point has.
  package mutating func step(along gradient: [Double]) {
    precondition(gradient.count == point.count, "A gradient has a number for each coordinate.")
    optimizer.advance(&powers)
    let rule = optimizer.rule(powers: powers, shrinkage: rate * optimizer.shrinkingDecay)
    gradient.withUnsafeBufferPointer { gradient in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          point.withUnsafeMutableBufferPointer { point in
            guard let g = gradient.baseAddress, let m = first.baseAddress,
              let v = second.baseAddress, let w = point.baseAddress
            else { return }
            Double.update(
              rule, count: point.count, rate: rate, decay: optimizer.descentDecay, gradient: g,
              first: m, second: v, parameters: w)
          }
        }
      }
    }
  }
}
