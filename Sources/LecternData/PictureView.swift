import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Draws pictures of one size flipped, turned and shifted.
struct PictureView {
  /// What is done to one picture, in this order.
  struct Change {
    var isFlipped: Bool
    /// The turn about the centre, anticlockwise.
    var degrees: Double
    var right: Double
    var down: Double
  }

  private let size: ImageSize
  /// How far the next pixel below and to the right are among the numbers of an example.
  private let step: (down: Int, right: Int)
  /// The places of the border pixels of the first channel.
  private let border: [Int]
  private var borderValues: [Double] = []
  /// One channel within a frame, a pixel wide, of background.
  private var framed: [Double]

  init(_ size: ImageSize) {
    self.size = size
    let origin = size.index(row: 0, column: 0)
    step = (
      size.index(row: 1, column: 0) - origin, size.index(row: 0, column: 1) - origin
    )
    border = (0..<size.height).flatMap { row in
      let isEdge = row == 0 || row == size.height - 1
      return (0..<size.width).filter { isEdge || $0 == 0 || $0 == size.width - 1 }
        .map { size.index(row: row, column: $0) }
    }
    framed = [Double](repeating: 0, count: (size.height + 2) * (size.width + 2))
  }

  /// Draws the changed picture.
  ///
  /// The pixel at p from the centre comes from R⁻¹ (p − shift), R being the turn, and mixes the
  /// four pixels around that place bilinearly.
  mutating func draw<T: LecternScalar>(
    _ source: UnsafeBufferPointer<T>, _ change: Change, into result: UnsafeMutableBufferPointer<T>
  ) {
    let (height, width) = (size.height, size.width)
    let angle = change.degrees * .pi / 180
    let (c, s) = (cos(angle), sin(angle))
    let (middleRow, middleColumn) = (Double(height - 1) / 2, Double(width - 1) / 2)
    let (lastRow, lastColumn) = (Double(height + 1), Double(width + 1))
    for channel in 0..<size.channels {
      let first = size.index(row: 0, column: 0, channel: channel)
      let background = background(of: source, first)
      frame(source, first, background, isFlipped: change.isFlipped)
      framed.withUnsafeBufferPointer { framed in
        for row in 0..<height {
          let y = Double(row) - middleRow - change.down
          for column in 0..<width {
            let x = Double(column) - middleColumn - change.right
            // Places within the frame.
            let fromRow = c * y + s * x + middleRow + 1
            let fromColumn = c * x - s * y + middleColumn + 1
            var value = background
            if fromRow > 0, fromRow < lastRow, fromColumn > 0, fromColumn < lastColumn {
              let (above, left) = (Int(fromRow), Int(fromColumn))
              let (below, beside) = (fromRow - Double(above), fromColumn - Double(left))
              let at = above * (width + 2) + left
              let next = at + width + 2
              let upper = (1 - beside) * framed[at] + beside * framed[at + 1]
              let lower = (1 - beside) * framed[next] + beside * framed[next + 1]
              value = (1 - below) * upper + below * lower
            }
            result.initializeElement(
              at: first + row * step.down + column * step.right, to: T(value))
          }
        }
      }
    }
  }

  /// Copies one channel into the frame.
  private mutating func frame<T: LecternScalar>(
    _ source: UnsafeBufferPointer<T>, _ first: Int, _ background: Double, isFlipped: Bool
  ) {
    let (size, step) = (size, step)
    framed.withUnsafeMutableBufferPointer { framed in
      framed.update(repeating: background)
      for row in 0..<size.height {
        for column in 0..<size.width {
          let shown = isFlipped ? size.width - 1 - column : column
          framed[(row + 1) * (size.width + 2) + shown + 1] =
            Double(source[first + row * step.down + column * step.right])
        }
      }
    }
  }

  /// The median of the border pixels of a channel that starts at `first`, the lower of two.
  private mutating func background<T: LecternScalar>(
    of source: UnsafeBufferPointer<T>, _ first: Int
  ) -> Double {
    borderValues.removeAll(keepingCapacity: true)
    for place in border { borderValues.append(Double(source[first + place])) }
    borderValues.sort()
    return borderValues[(borderValues.count - 1) / 2]
  }
}
