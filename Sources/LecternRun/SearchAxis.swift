import LecternFormula
import LecternLanguage
import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One dimension of a search: takes a coordinate from 0 to 1 to a value of an option.
///
/// Rounds after the first narrow the coordinates, so that log-uniform domains narrow in the
/// logarithm and lists in their order.
struct SearchAxis {
  enum Kind {
    case choices([(expression: Expression, text: String)])
    case drawn(SearchDomain.Draw, low: Double, high: Double)
  }

  let key: String
  let kind: Kind
  let span: SourceSpan
  /// The part of the coordinates that is searched.
  var box = 0.0...1.0

  /// The coordinates of a grid: every choice of a list, `points` of a domain that draws.
  func gridCoordinates(_ points: Int) -> [Double] {
    switch kind {
    case .choices(let choices):
      return choices.indices.map { (Double($0) + 0.5) / Double(choices.count) }
    case .drawn:
      guard points > 1 else { return [0.5] }
      return (0..<points).map { Double($0) / Double(points - 1) }
    }
  }

  /// A random coordinate in the box.
  func draw(_ random: inout RandomState) -> Double {
    box.lowerBound + random.uniform() * (box.upperBound - box.lowerBound)
  }

  /// Narrows the box to the given coordinates; to no less than a quarter of itself, so that a
  /// single best point has room around it.
  mutating func narrow(to coordinates: [Double]) {
    guard var low = coordinates.min(), var high = coordinates.max() else { return }
    let least = (box.upperBound - box.lowerBound) / 4
    if high - low < least {
      let centre = (low + high) / 2
      low = min(max(centre - least / 2, box.lowerBound), box.upperBound - least)
      high = low + least
    }
    box = low...max(low, high)
  }
}

extension SearchDomain.Draw.Kind {
  /// The number at a coordinate from 0 to 1; `integers` ends before `high`.
  fileprivate func value(at coordinate: Double, low: Double, high: Double) -> Double {
    switch self {
    case .uniform: low + coordinate * (high - low)
    case .loguniform:
      // The ends are met exactly, whatever the logarithm rounds to.
      coordinate <= 0
        ? low
        : coordinate >= 1 ? high : exp(log(low) + coordinate * (log(high) - log(low)))
    case .integers: low + min((coordinate * (high - low)).rounded(.down), high - low - 1)
    }
  }
}

extension Session {
  /// The axes of a `search`, in the order written.
  func searchAxes(_ command: CheckedCommand) throws(StatementFailure) -> [SearchAxis] {
    var axes: [SearchAxis] = []
    for (key, domain) in command.varied {
      let kind: SearchAxis.Kind
      switch SearchDomain(domain) {
      case .values(let values):
        let choices = try self.values(of: values)
        guard !choices.isEmpty else {
          throw StatementFailure(
            "sweep-empty", at: domain.span, "there is no value for \(key) here")
        }
        kind = .choices(choices)
      case .drawn(let draw):
        let (low, high) = (try number(draw.low), try number(draw.high))
        guard low.isFinite, high.isFinite, low < high, draw.kind != .loguniform || low > 0,
          draw.kind != .integers || (Int(exactly: low) != nil && Int(exactly: high) != nil)
        else {
          throw StatementFailure(
            "search-domain", at: draw.call.span,
            "\(draw.kind.rawValue) cannot go from \(NumberText.short(low)) to \(NumberText.short(high))",
            help: draw.kind == .loguniform
              ? "both ends lie above 0, the lower one first" : "the lower end comes first")
        }
        kind = .drawn(draw, low: low, high: high)
      }
      axes.append(SearchAxis(key: key, kind: kind, span: domain.span))
    }
    return axes
  }

  /// The value that an axis has at a coordinate, with its words.
  func value(
    of axis: SearchAxis, at coordinate: Double
  ) throws(StatementFailure) -> (expression: Expression, text: String) {
    switch axis.kind {
    case .choices(let choices):
      return choices[min(Int(coordinate * Double(choices.count)), choices.count - 1)]
    case .drawn(let draw, let low, let high):
      let drawn = draw.kind.value(at: coordinate, low: low, high: high)
      let value = try number(draw.formula(with: drawn))
      guard value.isFinite else {
        throw StatementFailure(
          "search-domain", at: draw.formula.span,
          "\(context.text(of: draw.formula.span)) is \(NumberText.short(value)) for a drawn "
            + NumberText.short(drawn))
      }
      let text = NumberText.short(value, digits: 4)
      return (Expression(.number(value, spelling: text), span: draw.formula.span), text)
    }
  }
}
