import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Draws pictures of one size flipped, turned and shifted.
struct PictureView: Equatable {
  /// What is done to one picture, in this order.
  struct Change: Equatable {
    var isFlipped: Bool
    /// The turn about the centre, anticlockwise.
    var degrees: Double
    var right: Double
    var down: Double
  }

  /// Where a pixel's value comes from: the pixel above and left, and how far beyond it.
  private struct Origin: Equatable {
    var row: Int
    var column: Int
    var below: Double
    var beside: Double
  }

  private let size: ImageSize
  private var origins: [Origin] = []
  private var border: [Int]

  init(_ size: ImageSize) {
    self.size = size
    border = (0..<size.height).flatMap { row in
      let isEdge = row == 0 || row == size.height - 1
      return (0..<size.width).filter { isEdge || $0 == 0 || $0 == size.width - 1 }
        .map { size.index(row: row, column: $0) - size.index(row: 0, column: 0) }
    }
    origins.reserveCapacity(size.height * size.width)
  }

  /// Works out where each pixel of a picture changed so comes from.
  ///
  /// A pixel at p from the centre comes from R⁻¹ (p − shift), with R the turn.
  mutating func turn(_ change: Change) {
    origins.removeAll(keepingCapacity: true)
    let (middleRow, middleColumn) = (Double(size.height - 1) / 2, Double(size.width - 1) / 2)
    let angle = change.degrees * .pi / 180
    let (c, s) = (cos(angle), sin(angle))
    for row in 0..<size.height {
      let y = Double(row) - middleRow - change.down
      for column in 0..<size.width {
        let x = Double(column) - middleColumn - change.right
        let fromRow = c * y + s * x + middleRow
        var fromColumn = c * x - s * y + middleColumn
        if change.isFlipped { fromColumn = Double(size.width - 1) - fromColumn }
        let (above, left) = (fromRow.rounded(.down), fromColumn.rounded(.down))
        origins.append(
          Origin(
            row: Int(above), column: Int(left), below: fromRow - above,
            beside: fromColumn - left))
      }
    }
  }

  /// Draws a picture as the last change shows it.
  func draw<T: LecternScalar>(
    _ source: UnsafeBufferPointer<T>, into result: UnsafeMutableBufferPointer<T>
  ) {
    let stepDown = size.index(row: 1, column: 0) - size.index(row: 0, column: 0)
    let stepRight = size.index(row: 0, column: 1) - size.index(row: 0, column: 0)
    let (height, width) = (size.height, size.width)
    for channel in 0..<size.channels {
      let first = size.index(row: 0, column: 0, channel: channel)
      let background = self.background(of: source, first)
      func value(_ row: Int, _ column: Int) -> Double {
        guard row >= 0, row < height, column >= 0, column < width else { return background }
        return Double(source[first + row * stepDown + column * stepRight])
      }
      for row in 0..<height {
        for column in 0..<width {
          let origin = origins[row * width + column]
          let (r, c, down, right) = (origin.row, origin.column, origin.below, origin.beside)
          // A weight of 0 would not silence what lies beyond the range of numbers.
          var shown = value(r, c)
          if right > 0 { shown = (1 - right) * shown + right * value(r, c + 1) }
          if down > 0 {
            var next = value(r + 1, c)
            if right > 0 { next = (1 - right) * next + right * value(r + 1, c + 1) }
            shown = (1 - down) * shown + down * next
          }
          result.initializeElement(
            at: first + row * stepDown + column * stepRight, to: T(shown))
        }
      }
    }
  }

  /// The median of the border pixels of a channel that starts at `first`, the lower of two.
  private func background<T: LecternScalar>(
    of source: UnsafeBufferPointer<T>, _ first: Int
  ) -> Double {
    var values = border.map { Double(source[first + $0]) }
    values.sort()
    return values[(values.count - 1) / 2]
  }
}
