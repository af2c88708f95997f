import LecternFormula
import LecternTensor

/// A function's curve over a range, in straight pieces that the eye takes for the curve.
///
/// Places lie closer where the curve bends; where it jumps or has a pole it is parted, and where
/// values begin or end the place is found by bisection.
struct FunctionSampling {
  /// The curve, with a value that is no number where it is parted.
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  /// Where there is no value, or a jump.
  private(set) var interruptions: [ClosedRange<Double>] = []

  private typealias Point = (x: Double, y: Double)

  private let function: (Double) throws(FormulaError) -> Double
  private let isLogarithmic: Bool
  private let range: ClosedRange<Double>
  /// What the figure shows of the values.
  private let frame: ClosedRange<Double>

  private static let intervalCount = 256
  /// Halvings of an interval where the curve bends.
  private static let depth = 8
  /// Halvings after which the ends of an interval are next to each other.
  private static let bisections = 60

  /// Evenly spaced places over a range, by factors on a logarithmic axis.
  static func places(in range: ClosedRange<Double>, isLogarithmic: Bool) -> [Double] {
    (0...intervalCount).map { step in
      let share = Double(step) / Double(intervalCount)
      if step == 0 { return range.lowerBound }
      if step == intervalCount { return range.upperBound }
      if isLogarithmic { return middle(range.lowerBound, range.upperBound, share, true) }
      let x = middle(range.lowerBound, range.upperBound, share, false)
      // A symmetric range has its middle at 0 exactly.
      return x.magnitude < (range.upperBound - range.lowerBound) * 1e-12 ? 0 : x
    }
  }

  private static func middle(
    _ a: Double, _ b: Double, _ share: Double, _ isLogarithmic: Bool
  ) -> Double {
    isLogarithmic
      ? ElementOperation.exp(
        ElementOperation.log(a) * (1 - share) + ElementOperation.log(b) * share)
      : a * (1 - share) + b * share
  }

  /// The limits of values that show a figure's curves, although some may have poles.
  ///
  /// Values far beyond the middle nine tenths are cut off.
  static func frame(of values: [Double]) -> ClosedRange<Double>? {
    let sorted = values.filter(\.isFinite).sorted()
    guard let low = sorted.first, let high = sorted.last else { return nil }
    let (a, b) = (sorted[sorted.count / 20], sorted[sorted.count - 1 - sorted.count / 20])
    let room = 1.5 * (b - a)
    guard room > 0, room.isFinite else { return low...high }
    return (low < a - room ? a - room / 3 : low)...(high > b + room ? b + room / 3 : high)
  }

  init(
    over range: ClosedRange<Double>, isLogarithmic: Bool, frame: ClosedRange<Double>,
    _ function: @escaping (Double) throws(FormulaError) -> Double
  ) throws(FormulaError) {
    self.function = function
    self.isLogarithmic = isLogarithmic
    self.range = range
    self.frame = frame
    var points: [Point] = []
    for x in Self.places(in: range, isLogarithmic: isLogarithmic) {
      points.append((x, try function(x)))
    }
    try follow(points)
  }

  private mutating func follow(_ points: [Point]) throws(FormulaError) {
    var gapStart: Double?
    if let first = points.first {
      if first.y.isFinite { append(first) } else { gapStart = first.x }
    }
    for (a, b) in zip(points, points.dropFirst()) {
      switch (a.y.isFinite, b.y.isFinite) {
      case (true, true): try connect(a, b, depth: Self.depth)
      case (true, false):
        let (last, edge) = try boundary(from: a, to: b)
        if last.x != a.x { append(last) }
        gapStart = edge
      case (false, true):
        let (first, edge) = try boundary(from: b, to: a)
        part(from: gapStart ?? edge, to: edge)
        gapStart = nil
        append(first)
        if first.x != b.x { append(b) }
      case (false, false): break
      }
    }
    if let gapStart, let last = points.last, gapStart < last.x {
      interruptions.append(gapStart...last.x)
    }
  }

  private mutating func append(_ point: Point) {
    x.append(point.x)
    y.append(point.y)
  }

  private mutating func part(from low: Double, to high: Double) {
    if !x.isEmpty {
      x.append(min(max((low + high) / 2, x[x.count - 1]), range.upperBound))
      y.append(.nan)
    }
    let gap = min(low, high)...max(low, high)
    // On both sides of a place of its own, as 0 is for a sign, it is one jump.
    if interruptions.last != gap { interruptions.append(gap) }
  }

  private var height: Double { frame.upperBound - frame.lowerBound }

  /// Appends the curve from `a`, which is there already, to `b`.
  private mutating func connect(_ a: Point, _ b: Point, depth: Int) throws(FormulaError) {
    if a.y > frame.upperBound && b.y > frame.upperBound
      || a.y < frame.lowerBound && b.y < frame.lowerBound
    {
      append(b)
      return
    }
    if (b.y - a.y).magnitude > 0.01 * height, let (left, right, place) = try jump(from: a, to: b) {
      if left.x != a.x { append(left) }
      part(from: place, to: place)
      append(right)
      if right.x != b.x { append(b) }
      return
    }
    let x = Self.middle(a.x, b.x, 0.5, isLogarithmic)
    guard depth > 0, x > a.x, x < b.x else {
      append(b)
      return
    }
    let middle = (x: x, y: try function(x))
    guard middle.y.isFinite else {
      part(from: x, to: x)
      append(b)
      return
    }
    let isStraight = (middle.y - (a.y + b.y) / 2).magnitude <= 5e-4 * height
    if isStraight, depth < Self.depth {
      append(b)
    } else if isStraight {
      append(middle)
      append(b)
    } else {
      try connect(a, middle, depth: depth - 1)
      try connect(middle, b, depth: depth - 1)
    }
  }

  /// The neighbours between which the curve jumps or runs off to infinity; nil where it is steep at
  /// most.
  private func jump(from a: Point, to b: Point) throws(FormulaError) -> (
    left: Point, right: Point, place: Double
  )? {
    let height = (b.y - a.y).magnitude
    var (left, right) = (a, b)
    // On the way to a pole, the last points that are not far out of the frame.
    var (shownLeft, shownRight) = (a, b)
    for _ in 0..<Self.bisections {
      let x = Self.middle(left.x, right.x, 0.5, isLogarithmic)
      guard x > left.x, x < right.x else { break }
      let middle = (x: x, y: try function(x))
      guard middle.y.isFinite else { return (shownLeft, shownRight, rounded(x, x)) }
      if (middle.y - left.y).magnitude >= (right.y - middle.y).magnitude {
        right = middle
        if !isFar(shownRight.y) { shownRight = middle }
      } else {
        left = middle
        if !isFar(shownLeft.y) { shownLeft = middle }
      }
      // A continuous curve becomes flat under the glass.
      if (right.y - left.y).magnitude < 0.1 * height { return nil }
    }
    return (shownLeft, shownRight, rounded(left.x, right.x))
  }

  /// The last place with a value before one without, and the first without.
  private func boundary(
    from inside: Point, to outside: Point
  ) throws(FormulaError) -> (point: Point, edge: Double) {
    var (known, unknown, shown) = (inside.x, outside.x, inside)
    for _ in 0..<Self.bisections {
      let x = Self.middle(min(known, unknown), max(known, unknown), 0.5, isLogarithmic)
      guard x != known, x != unknown else { break }
      let y = try function(x)
      if y.isFinite {
        known = x
        if !isFar(shown.y) { shown = (x, y) }
      } else {
        unknown = x
      }
    }
    let edge = rounded(known, unknown)
    // A curve that begins at 0, as a root does, has its value there and not one beside it.
    let y = try function(edge)
    if y.isFinite, !isFar(y) { shown = (edge, y) }
    return (shown, edge)
  }

  /// Whether a value is so far out of the frame that no further one is needed.
  private func isFar(_ value: Double) -> Bool {
    value > frame.upperBound + height || value < frame.lowerBound - height
  }

  /// The place between two neighbours that people would write.
  private func rounded(_ a: Double, _ b: Double) -> Double {
    let x = (a + b) / 2
    let unit = (range.upperBound - range.lowerBound) * 1e-9
    return isLogarithmic ? x : (x / unit).rounded() * unit
  }
}
