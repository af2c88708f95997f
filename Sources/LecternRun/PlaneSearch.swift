import LecternFormula
import LecternPlot
import LecternTensor

/// Finds the lowest points of a function of two numbers, over a frame and over a region.
struct PlaneSearch {
  typealias Place = ContourPanel.Place

  private let function: (Double, Double) throws(FormulaError) -> Double

  init(_ function: @escaping (Double, Double) throws(FormulaError) -> Double) {
    self.function = function
  }

  /// The value, above all others where there is none.
  private func value(_ x: Double, _ y: Double) throws(FormulaError) -> Double {
    let value = try function(x, y)
    return value.isNaN ? .infinity : value
  }

  // MARK: - Free

  /// The lowest point near a start, by the simplex of Nelder and Mead, which needs no derivative and
  /// stands kinks.
  ///
  /// Source: J. Nelder, R. Mead, Computer Journal 7, 1965; begun anew from where it ends, since one
  /// simplex may collapse too early.
  ///
  /// - Parameters:
  ///   - start: Where the search begins.
  ///   - size: Of the first simplex along each axis.
  /// - Returns: The lowest point found, the start where none is lower.
  /// - Throws: Mistakes of the function.
  func minimum(near start: Place, size: (x: Double, y: Double)) throws(FormulaError) -> Place {
    var best = start
    for _ in 0..<4 {
      let found = try simplex(from: best, size: size)
      let isSettled =
        (found.x - best.x).magnitude <= 1e-9 * size.x
        && (found.y - best.y).magnitude <= 1e-9 * size.y
      if found.value <= best.value { best = found }
      if isSettled { break }
    }
    return best
  }

  private func simplex(
    from start: Place, size: (x: Double, y: Double)
  ) throws(FormulaError) -> Place {
    func place(_ x: Double, _ y: Double) throws(FormulaError) -> Place {
      Place(x: x, y: y, value: try value(x, y))
    }
    var corners = [
      start, try place(start.x + size.x, start.y), try place(start.x, start.y + size.y),
    ]
    for _ in 0..<400 {
      corners.sort { $0.value < $1.value }
      let (best, good, worst) = (corners[0], corners[1], corners[2])
      let extent = max(
        (worst.x - best.x).magnitude / size.x, (worst.y - best.y).magnitude / size.y,
        (good.x - best.x).magnitude / size.x, (good.y - best.y).magnitude / size.y)
      if extent < 1e-12 { break }
      let (cx, cy) = ((best.x + good.x) / 2, (best.y + good.y) / 2)
      func moved(_ factor: Double) throws(FormulaError) -> Place {
        try place(cx + factor * (worst.x - cx), cy + factor * (worst.y - cy))
      }
      let reflected = try moved(-1)
      if reflected.value < best.value {
        let expanded = try moved(-2)
        corners[2] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < good.value {
        corners[2] = reflected
      } else {
        let contracted = try moved(reflected.value < worst.value ? -0.5 : 0.5)
        if contracted.value < min(reflected.value, worst.value) {
          corners[2] = contracted
        } else {
          corners[1] = try place((best.x + good.x) / 2, (best.y + good.y) / 2)
          corners[2] = try place((best.x + worst.x) / 2, (best.y + worst.y) / 2)
        }
      }
    }
    return corners.min { $0.value < $1.value } ?? start
  }

  // MARK: - Constrained

  /// The lowest point of a region around the origin; coordinates that are zero are so exactly.
  ///
  /// The border is searched over its length, and a simplex inside of the region from the best of a
  /// grid.
  ///
  /// - Returns: The lowest point, and whether the border has others that are as low.
  func lowest(
    in norm: ContourPanel.Region.Norm, radius: Double
  ) throws(FormulaError) -> (place: Place, isShared: Bool) {
    let border = try lowestOnBorder(norm, radius)
    guard let inside = try lowestInside(norm, radius), inside.value < border.place.value else {
      return border
    }
    return (inside, false)
  }

  private func lowestInside(
    _ norm: ContourPanel.Region.Norm, _ radius: Double
  ) throws(FormulaError) -> Place? {
    func isInside(_ x: Double, _ y: Double) -> Bool {
      switch norm {
      case .l1: x.magnitude + y.magnitude < radius
      case .l2: x * x + y * y < radius * radius
      }
    }
    var best: Place?
    let count = 20
    for row in -count...count {
      for column in -count...count {
        let (x, y) = (
          Double(column) / Double(count) * radius, Double(row) / Double(count) * radius
        )
        guard isInside(x, y) else { continue }
        let value = try value(x, y)
        if value < best?.value ?? .infinity { best = Place(x: x, y: y, value: value) }
      }
    }
    guard let best else { return nil }
    let bounded = PlaneSearch { x, y throws(FormulaError) in
      isInside(x, y) ? try value(x, y) : .infinity
    }
    let step = 0.5 * radius / Double(count)
    return try snapped(
      try bounded.minimum(near: best, size: (step, step)), radius, value: bounded.value)
  }

  /// The border is a line of four parts, one in each quadrant, that begin and end on the axes.
  private func lowestOnBorder(
    _ norm: ContourPanel.Region.Norm, _ radius: Double
  ) throws(FormulaError) -> (place: Place, isShared: Bool) {
    let corners = [(radius, 0.0), (0, radius), (-radius, 0), (0, -radius)]
    func place(_ share: Double) throws(FormulaError) -> Place {
      let quadrant = Int(share.rounded(.down))
      let part = share - Double(quadrant)
      let (from, to) = (corners[quadrant % 4], corners[(quadrant + 1) % 4])
      var (a, b) = (1 - part, part)
      if norm == .l2 {
        a = ElementOperation.cos(part * .pi / 2)
        b = ElementOperation.sin(part * .pi / 2)
      }
      let (x, y) =
        part == 0 ? from : (a * from.0 + b * to.0, a * from.1 + b * to.1)
      return Place(x: x, y: y, value: try value(x, y))
    }
    let steps = 90
    let places = try (0..<(4 * steps)).map { step throws(FormulaError) in
      try place(Double(step) / Double(steps))
    }
    // Each valley of the samples may hold the lowest point.
    var best = places[0]
    var valleys: [Place] = []
    for index in places.indices {
      if places[index].value < best.value { best = places[index] }
      let before = places[(index + places.count - 1) % places.count].value
      let after = places[(index + 1) % places.count].value
      guard places[index].value <= before, places[index].value <= after else { continue }
      let middle = Double(index) / Double(steps) + 4
      // A part of the border at a time, for it has kinks on the axes.
      for (low, high) in [
        (middle - 1 / Double(steps), middle), (middle, middle + 1 / Double(steps)),
      ] {
        let found = try place(
          try goldenSection(low, high) { share throws(FormulaError) in
            try place(share).value
          })
        valleys.append(found)
        if found.value < best.value - 1e-14 * max(best.value.magnitude, 1) { best = found }
      }
    }
    let values = places.map(\.value).filter(\.isFinite)
    let height = (values.max() ?? 0) - (values.min() ?? 0)
    // Neighbours of the lowest point are the same valley.
    let isShared = (places + valleys).contains { place in
      place.value <= best.value + 1e-9 * height
        && max((place.x - best.x).magnitude, (place.y - best.y).magnitude) > 0.06 * radius
    }
    return (try snapped(best, radius, value: value), isShared)
  }

  /// The lowest place between two numbers by golden sections.
  ///
  /// Source: J. Kiefer, Proc. AMS 4, 1953.
  private func goldenSection(
    _ low: Double, _ high: Double, _ value: (Double) throws(FormulaError) -> Double
  ) throws(FormulaError) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (a, b) = (low, high)
    var (c, d) = (b - ratio * (b - a), a + ratio * (b - a))
    var (atC, atD) = (try value(c), try value(d))
    for _ in 0..<60 {
      if atC < atD {
        (b, d, atD) = (d, c, atC)
        c = b - ratio * (b - a)
        atC = try value(c)
      } else {
        (a, c, atC) = (c, d, atD)
        d = a + ratio * (b - a)
        atD = try value(d)
      }
    }
    return (a + b) / 2
  }

  /// A point with a coordinate at zero where the search stopped beside it.
  private func snapped(
    _ place: Place, _ radius: Double, value: (Double, Double) throws(FormulaError) -> Double
  ) throws(FormulaError) -> Place {
    let x = place.x.magnitude < 1e-7 * radius ? 0 : place.x
    let y = place.y.magnitude < 1e-7 * radius ? 0 : place.y
    if x == place.x, y == place.y { return place }
    let there = try value(x, y)
    return there <= place.value + 1e-12 * max(place.value.magnitude, 1)
      ? Place(x: x, y: y, value: there) : place
  }
}
