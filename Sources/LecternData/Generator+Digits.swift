import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Generator {
  /// Handwritten-looking digits, ten classes or those of `digits` in equal numbers and random order.
  ///
  /// `noise` is the standard deviation of the grey noise on each pixel; values stay from 0 to 1.
  /// Drawn in this order: the permutation of the labels 0, 1, … 9, 0, …; for each digit the way of
  /// writing, the pen's position and gait (see `Hand`), the wobble of each point (x before y), then
  /// the noise of the pixels, row by row.
  func digits(using random: inout RandomState) -> LabelledPoints {
    let order = random.permutation(count)
    let written = digits.isEmpty ? Array(0...9) : digits
    let labels = order.map { $0 % written.count }
    var inputs: [Double] = []
    inputs.reserveCapacity(count * DigitCanvas.side * DigitCanvas.side)
    for label in labels {
      let ways = digitGlyphs[written[label]]
      let strokes = ways[random.integer(upTo: ways.count - 1)]
      let hand = Hand(using: &random)
      var canvas = DigitCanvas(radius: hand.radius, softness: 0.75)
      for path in hand.paths(of: strokes, using: &random) { canvas.draw(path) }
      for pixel in canvas.pixels() {
        var value = pixel * hand.ink
        if noise > 0 { value += noise * random.normal() }
        inputs.append(value < 0 ? 0 : value > 1 ? 1 : value)
      }
    }
    return (inputs, labels)
  }
}

/// How one digit is written: its place on the paper and the manner of the pen.
private struct Hand {
  var radius: Double
  var ink: Double
  /// How far points stray, in parts of the digit's height.
  private var wobble: Double
  /// The map from the unit square to pixels, [xx, xy, yx, yy] and the centre.
  private var map: (xx: Double, xy: Double, yx: Double, yy: Double)
  private var center: (x: Double, y: Double)

  /// Draws ten numbers: slant, rotation, height, width, two shifts, radius, ink, wobble and the
  /// second rotation that makes strong turns rare.
  init(using random: inout RandomState) {
    func between(_ low: Double, _ high: Double) -> Double {
      low + (high - low) * random.uniform()
    }
    let slant = between(-0.12, 0.42)
    let turn = between(-0.14, 0.14)
    let height = between(11.5, 15.5)
    let width = height * between(0.6, 0.88)
    center = (10 + between(-1.8, 1.8), 10 + between(-1.8, 1.8))
    radius = between(0.5, 1.15)
    ink = between(0.8, 1)
    wobble = between(0.01, 0.05)
    let angle = turn + between(-0.08, 0.08)
    // Scale, then slant, then turn.
    let (c, s) = (cos(angle), sin(angle))
    let shear = -slant * height
    map = (c * width, c * shear - s * height, s * width, s * shear + c * height)
  }

  /// The strokes as this hand writes them, in pixels.
  ///
  /// A stroke that starts where the one before ended goes on from the same wobbled point.
  func paths(of strokes: [PenStroke], using random: inout RandomState) -> [[Double]] {
    var paths: [[Double]] = []
    var end: (plain: ArraySlice<Double>, drawn: ArraySlice<Double>) = ([], [])
    for stroke in strokes {
      var points = stroke.points
      for index in stride(from: 0, to: points.count, by: 2) {
        let x = points[index] - 0.5 + wobble * random.normal()
        let y = points[index + 1] - 0.5 + wobble * random.normal()
        points[index] = center.x + map.xx * x + map.xy * y
        points[index + 1] = center.y + map.yx * x + map.yy * y
      }
      if stroke.points.prefix(2) == end.plain { points.replaceSubrange(0..<2, with: end.drawn) }
      end = (stroke.points.suffix(2), points.suffix(2))
      paths.append(stroke.isSmooth ? smoothed(points) : points)
    }
    return paths
  }
}

/// A curve through the points, as short straight lines.
///
/// Source: Catmull and Rom, "A Class of Local Interpolating Splines", 1974, with the end points
/// doubled.
private func smoothed(_ points: [Double]) -> [Double] {
  let count = points.count / 2
  let steps = 4
  var path: [Double] = []
  path.reserveCapacity((count - 1) * steps * 2 + 2)
  for span in 0..<count - 1 {
    let before = max(span - 1, 0)
    let after = min(span + 2, count - 1)
    for step in 0..<steps {
      let t = Double(step) / Double(steps)
      for axis in 0..<2 {
        let p0 = points[before * 2 + axis]
        let p1 = points[span * 2 + axis]
        let p2 = points[(span + 1) * 2 + axis]
        let p3 = points[after * 2 + axis]
        let linear = p2 - p0
        let quadratic = 2 * p0 - 5 * p1 + 4 * p2 - p3
        let cubic = 3 * (p1 - p2) + p3 - p0
        path.append(0.5 * (2 * p1 + t * (linear + t * (quadratic + t * cubic))))
      }
    }
  }
  path += points.suffix(2)
  return path
}
