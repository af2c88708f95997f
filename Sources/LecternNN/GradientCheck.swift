/// What a gradient has in common with the central differences of the cost.
///
/// The difference of two vectors is ‖gradient − approximation‖/(‖gradient‖ + ‖approximation‖), 0 when both are zero.
/// Source: Ng's course 2, week 1; Stanford's cs231n, notes 3.
package struct GradientCheck: Sendable, Equatable {
  /// How far to trust a gradient of this difference.
  package enum Verdict: Sendable, Equatable {
    /// Below 1e-7.
    case great
    /// Below 1e-5.
    case maybe
    case suspicious
    /// Above 1e-3.
    case worry
    /// The gradient is so small that the differences are those of rounding alone.
    case rounding

    package init(difference: Double) {
      self =
        switch difference {
        case ..<1e-7: .great
        case ..<1e-5: .maybe
        case ...1e-3: .suspicious
        // And what is no number.
        default: .worry
        }
    }
  }

  /// One matrix of parameters.
  package struct Parameter: Sendable, Equatable {
    /// "W2".
    package let name: String
    package let difference: Double
    /// That of the components that cross no kink.
    package let smoothDifference: Double
    /// By `smoothDifference`.
    package let verdict: Verdict
    /// What the gradient is a multiple of the differences by, if it is one and not the same.
    package let factor: Double?
    package let checkedCount: Int
    package let count: Int
  }

  /// One number of it.
  package struct Component: Sendable, Equatable {
    package let parameter: String
    /// Row and column counted from 0 as formulas count; one number of a vector, none of a number.
    package let indices: [Int]
    package let analytic: Double
    package let numeric: Double
    /// Whether the cost has a kink between θ − ε and θ + ε, where a difference says little.
    package let crossesKink: Bool

    /// "W2[3,1]", "b2[3]".
    package var name: String { name(indices) }

    /// The name in the transposed matrix.
    package var transposedName: String { name(indices.reversed()) }

    private func name(_ indices: [Int]) -> String {
      indices.isEmpty
        ? parameter : "\(parameter)[\(indices.map(String.init).joined(separator: ","))]"
    }

    /// |analytic − numeric|/max(|analytic|, |numeric|), 0 when both are zero.
    package var relativeError: Double {
      let largest = max(abs(analytic), abs(numeric))
      return largest == 0 ? 0 : abs(analytic - numeric) / largest
    }
  }

  package let epsilon: Double
  /// Over all checked components.
  package let difference: Double
  /// Over those that cross no kink.
  package let smoothDifference: Double
  /// That of `difference`, unless rounding explains it.
  package let verdict: Verdict
  /// That of `smoothDifference`, likewise.
  package let smoothVerdict: Verdict
  /// The total cost with the parameters as they are, in training form with nothing dropped.
  package let cost: Double
  package let checkedCount: Int
  package let parameterCount: Int
  /// In the order of the layers.
  package let perParameter: [Parameter]
  /// Those that differ most in absolute terms, which make up the difference; the largest first.
  package let worst: [Component]
  /// Checked components that cross a kink.
  package let kinkCount: Int

  /// The matrices to look at: those that differ by more than kinks and rounding explain, in the order of the layers.
  package var suspects: [String] {
    perParameter.filter { $0.verdict == .suspicious || $0.verdict == .worry }.map(\.name)
  }
}

/// Components compared so far, as sums of squares.
struct GradientComparison {
  private var analyticSquares = 0.0
  private var numericSquares = 0.0
  private var errorSquares = 0.0
  private var products = 0.0
  private(set) var count = 0

  mutating func add(analytic: Double, numeric: Double) {
    products += analytic * numeric
    analyticSquares += analytic * analytic
    numericSquares += numeric * numeric
    errorSquares += (analytic - numeric) * (analytic - numeric)
    count += 1
  }

  var difference: Double {
    let size = analyticSquares.squareRoot() + numericSquares.squareRoot()
    return size == 0 ? 0 : errorSquares.squareRoot() / size
  }

  /// The factor between two vectors of one direction, if it is not 1.
  ///
  /// Of least squares a ≈ c·n, c = a·n/n·n, with what is left below a thousandth of a.
  var factor: Double? {
    guard numericSquares > 0, analyticSquares > 0 else { return nil }
    let factor = products / numericSquares
    let rest = analyticSquares - factor * products
    guard rest <= 1e-6 * analyticSquares, abs(factor - 1) > 1e-4 else { return nil }
    return factor
  }

  /// The verdict, unless the errors are no larger than those of rounding.
  ///
  /// A cost of size J is known to a few units in its last place u, so that its central difference is wrong by
  /// about u·J/ε; a cost below 1 still passes through sums of size 1.
  func verdict(cost: Double, epsilon: Double) -> GradientCheck.Verdict {
    let verdict = GradientCheck.Verdict(difference: difference)
    let rounding = 8 * Double.ulpOfOne * max(abs(cost), 1) / epsilon * Double(count).squareRoot()
    switch verdict {
    case .great: return verdict
    case .maybe, .suspicious, .worry, .rounding:
      return errorSquares.squareRoot() <= rounding ? .rounding : verdict
    }
  }
}
