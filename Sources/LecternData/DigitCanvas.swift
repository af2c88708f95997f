/// A square of grey pixels on which a pen draws.
struct DigitCanvas {
  /// Pixels in a row and in a column.
  static let side = 20

  /// For each pixel, the squared distance of its centre from the nearest line drawn.
  private var squaredDistances = [Double](repeating: .infinity, count: side * side)
  /// Half the width of the pen, in pixels.
  let radius: Double
  /// The width of the grey border of a line, in pixels.
  let softness: Double

  init(radius: Double, softness: Double) {
    self.radius = radius
    self.softness = softness
  }

  /// Draws straight lines from point to point, given as x, y, x, y … in pixels.
  mutating func draw(_ points: [Double]) {
    let reach = radius + softness
    let side = Self.side
    squaredDistances.withUnsafeMutableBufferPointer { pixels in
      points.withUnsafeBufferPointer { points in
        for index in stride(from: 0, to: points.count - 2, by: 2) {
          let x0 = points[index]
          let y0 = points[index + 1]
          let dx = points[index + 2] - x0
          let dy = points[index + 3] - y0
          let length = dx * dx + dy * dy
          // Only pixels that the pen can reach.
          let left = clamp(min(x0, x0 + dx) - reach)
          let right = clamp(max(x0, x0 + dx) + reach)
          let top = clamp(min(y0, y0 + dy) - reach)
          let bottom = clamp(max(y0, y0 + dy) + reach)
          for row in top...bottom {
            let y = Double(row) + 0.5 - y0
            for column in left...right {
              let x = Double(column) + 0.5 - x0
              var along = length > 0 ? (x * dx + y * dy) / length : 0
              if along < 0 { along = 0 }
              if along > 1 { along = 1 }
              let ex = x - along * dx
              let ey = y - along * dy
              let squared = ex * ex + ey * ey
              let pixel = row * side + column
              if squared < pixels[pixel] { pixels[pixel] = squared }
            }
          }
        }
      }
    }
  }

  /// The pixels row by row, from 0 for paper to 1 for full ink.
  func pixels() -> [Double] {
    squaredDistances.map { squared in
      guard squared < (radius + softness) * (radius + softness) else { return 0 }
      let distance = squared.squareRoot()
      return min(max((radius + softness - distance) / (2 * softness), 0), 1)
    }
  }
}

/// The pixel row or column at `coordinate`, moved to the edge when outside.
private func clamp(_ coordinate: Double) -> Int {
  Int(min(max(coordinate, 0), Double(DigitCanvas.side - 1)))
}
