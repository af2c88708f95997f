extension Picture {
  /// The picture with other numbers of rows and columns, by bicubic interpolation; where it becomes
  /// smaller, the kernel is widened so that every pixel counts.
  ///
  /// Source: Keys, "Cubic Convolution Interpolation for Digital Image Processing", IEEE Transactions
  /// on Acoustics, Speech, and Signal Processing 29(6), 1981, a = −1/2.
  func scaled(height newHeight: Int, width newWidth: Int) -> Picture {
    if newHeight == height, newWidth == width { return self }
    let across = ResamplingTaps.all(from: width, to: newWidth)
    let down = ResamplingTaps.all(from: height, to: newHeight)
    let line = newWidth * channels
    var rows = [Float](repeating: 0, count: height * line)
    pixels.withUnsafeBufferPointer { pixels in
      rows.withUnsafeMutableBufferPointer { rows in
        for y in 0..<height {
          for (x, taps) in across.enumerated() {
            for channel in 0..<channels {
              var sum: Float = 0
              for (tap, weight) in taps.weights.enumerated() {
                let place = (y * width + taps.first + tap) * channels + channel
                sum += weight * Float(pixels[place])
              }
              rows[y * line + x * channels + channel] = sum
            }
          }
        }
      }
    }
    var result = [UInt8](repeating: 0, count: newHeight * line)
    rows.withUnsafeBufferPointer { rows in
      result.withUnsafeMutableBufferPointer { result in
        for (y, taps) in down.enumerated() {
          for x in 0..<line {
            var sum: Float = 0
            for (tap, weight) in taps.weights.enumerated() {
              sum += weight * rows[(taps.first + tap) * line + x]
            }
            result[y * line + x] = UInt8(max(0, min(255, sum.rounded(.toNearestOrAwayFromZero))))
          }
        }
      }
    }
    return Picture(height: newHeight, width: newWidth, channels: channels, pixels: result)
  }
}

/// The old pixels along an axis that make up a new one.
private struct ResamplingTaps {
  var first: Int
  /// Weights of neighbours from `first` on, which add up to 1.
  var weights: [Float]

  static func all(from old: Int, to new: Int) -> [ResamplingTaps] {
    let scale = Double(old) / Double(new)
    let stretch = max(scale, 1)
    let support = 2 * stretch
    return (0..<new).map { index in
      let center = (Double(index) + 0.5) * scale
      let first = max(0, Int(center - support + 0.5))
      let end = min(old, Int(center + support + 0.5))
      let weights = (first..<end).map { cubic((Double($0) + 0.5 - center) / stretch) }
      let sum = weights.reduce(0, +)
      return ResamplingTaps(first: first, weights: weights.map { Float($0 / sum) })
    }
  }

  private static func cubic(_ x: Double) -> Double {
    let (a, x) = (-0.5, abs(x))
    if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
    if x < 2 { return (((x - 5) * x + 8) * x - 4) * a }
    return 0
  }
}
