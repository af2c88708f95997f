@testable import LecternPlot

/// Figures as a course produces them, from formulas, so that every run has the same ones.
enum Samples {
  static var all: [Figure] {
    [
      single, learningRates, eight, twelve, logarithmic, accuracy, data, blobs, boundaries,
      singleBoundary, digits, mistakes, digitConfusion, irisConfusion,
      confusion((0..<100).map { "class \($0)" }),
    ] + InsideSamples.all
  }

  /// A small generator of equal numbers everywhere.
  struct Noise {
    var state: UInt64
    init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double((state ^ (state >> 29)) >> 12 & 0xFFFF_FFFF) / 4_294_967_296
    }
    /// About normal, variance one.
    mutating func normal() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + next() }
    }
  }

  static let iterations = Axis("iteration")

  static func decay(_ count: Int, from start: Double, to end: Double, rate: Double) -> [Double] {
    var values: [Double] = []
    for step in 0..<count {
      values.append(end + (start - end) / (1 + rate * Double(step)))
    }
    return values
  }

  static func figure(_ series: [LineChart.Series], _ y: Axis = Axis("cost")) -> Figure {
    Figure(
      kind: "cost", title: "Cost",
      content: .lines(LineChart(series: series, xAxis: iterations, yAxis: y)))
  }

  static func series(_ name: String, _ y: [Double], _ group: Int, dashed: Bool = false)
    -> LineChart.Series
  {
    LineChart.Series(
      name: name, x: (0..<y.count).map(Double.init), y: y, group: group, isDashed: dashed)
  }

  static var single: Figure {
    figure([series("tanh", decay(2501, from: 0.693, to: 0.02, rate: 0.01), 0)])
  }

  static var learningRates: Figure {
    var noise = Noise(1)
    let noisy = decay(1001, from: 0.69, to: 0.08, rate: 0.05).map { $0 + 0.03 * noise.normal() }
    var wild: [Double] = []
    for step in 0...1000 { wild.append(0.69 + 0.002 * Double(step * step)) }
    return figure([
      series("lr=0.01", decay(1001, from: 0.69, to: 0.05, rate: 0.006), 0),
      series("lr=0.3", noisy, 1), series("lr=5", wild, 2),
    ])
  }

  static var eight: Figure {
    figure(
      (0..<8).map { group in
        let start = 0.6 + 0.05 * Double(group)
        return series(
          "\(4 + group * 4) units",
          decay(401, from: start, to: 0.2 - 0.02 * Double(group), rate: 0.004 * Double(1 + group)),
          group)
      })
  }

  static var twelve: Figure {
    figure(
      (0..<12).map { group in
        series(
          "configuration \(group + 1)",
          decay(401, from: 0.6, to: 0.02 * Double(group), rate: 0.01 * Double(1 + group)), group)
      })
  }

  static var logarithmic: Figure {
    figure(
      [
        series("gd", decay(5001, from: 2.3, to: 0.004, rate: 0.01), 0),
        series("momentum", decay(5001, from: 2.3, to: 0.0004, rate: 0.08), 1),
        series("adam", decay(5001, from: 2.3, to: -0.00001, rate: 0.8), 2),
      ], Axis("cost", scale: .logarithmic))
  }

  static var accuracy: Figure {
    let train = decay(61, from: 0.4, to: 1.0, rate: 0.3)
    let held = decay(61, from: 0.4, to: 0.93, rate: 0.35).enumerated()
      .map { $0.element - 0.0006 * Double($0.offset) }
    let wide = decay(61, from: 0.5, to: 0.99, rate: 0.6)
    let wideHeld = decay(61, from: 0.5, to: 0.955, rate: 0.6)
    return Figure(
      kind: "accuracy", title: "Accuracy",
      content: .lines(
        LineChart(
          series: [
            series("small, train", train, 0), series("small, dev", held, 0, dashed: true),
            series("wide, train", wide, 1), series("wide, dev", wideHeld, 1, dashed: true),
          ], xAxis: Axis("epoch"), yAxis: Axis("accuracy", format: .percent))))
  }

  /// Two classes in petals, as in the first course's planar data.
  static func flower(_ count: Int = 400) -> ScatterPlot {
    var noise = Noise(7)
    var x: [Double] = []
    var y: [Double] = []
    var classes: [Int] = []
    for index in 0..<count {
      let label = index % 2
      let angle = Double(label) * 3.12 + 3.12 * Double(index / 2) / Double(count / 2)
      let t = angle + 0.2 * noise.normal()
      let radius = 4 * sine(4 * t) + 0.2 * noise.normal()
      x.append(radius * sine(t))
      y.append(radius * sine(t + 1.570796))
      classes.append(label)
    }
    return ScatterPlot(
      x: x, y: y, classes: classes, classNames: ["red", "blue"], xLabel: "x₁", yLabel: "x₂")
  }

  /// A sine without a C library, good to 1e-9 for small arguments.
  static func sine(_ value: Double) -> Double {
    let turn = 6.283185307179586
    let t = value - (value / turn).rounded() * turn
    var term = t
    var sum = t
    for k in 1..<14 {
      term *= -t * t / Double(2 * k * (2 * k + 1))
      sum += term
    }
    return sum
  }

  static func panel(
    _ title: String, _ accuracy: Double?, grid: Int = 200, classes: Int = 2,
    decide: (Double, Double) -> Int
  ) -> BoundaryPanel {
    let points = flower()
    var decisions: [Int] = []
    for row in 0..<grid {
      for column in 0..<grid {
        let x = -5 + 10 * (Double(column) + 0.5) / Double(grid)
        let y = -5 + 10 * (Double(row) + 0.5) / Double(grid)
        decisions.append(decide(x, y))
      }
    }
    return BoundaryPanel(
      title: title, points: points, xRange: -5...5, yRange: -5...5, gridColumns: grid,
      gridRows: grid, decisions: decisions, accuracy: accuracy)
  }

  static var boundaries: Figure {
    Figure(
      kind: "boundary", title: "Decision boundary",
      content: .boundary([
        panel("zeros", 0.47) { x, y in x + y > 0 ? 1 : 0 },
        panel("random", 0.83) { x, y in sine(x) * y > 0.4 ? 1 : 0 },
        panel("He", 0.9925) { x, y in sine(x + y) + sine(x - 1.2 * y) > 0.1 * x ? 1 : 0 },
      ]))
  }

  static var singleBoundary: Figure {
    Figure(
      kind: "boundary", title: "Decision boundary",
      content: .boundary([
        panel("softmax", 0.9, classes: 3) { x, y in
          x * x + y * y < 4 ? 2 : (x > 0.3 * y ? 1 : 0)
        }
      ]))
  }

  static var data: Figure {
    Figure(kind: "data", title: "The data", content: .scatter(flower()))
  }

  static var blobs: Figure {
    var noise = Noise(3)
    var x: [Double] = []
    var y: [Double] = []
    var classes: [Int] = []
    for index in 0..<300 {
      let label = index % 5
      x.append(Double(label % 3) * 60 + 9 * noise.normal())
      y.append(Double(label / 3) * 0.5 + 0.1 * noise.normal())
      classes.append(label)
    }
    return Figure(
      kind: "data", title: "Blobs",
      content: .scatter(
        ScatterPlot(
          x: x, y: y, classes: classes, classNames: ["setosa", "versicolor", "iris", "oak", "elm"],
          xLabel: "length in mm", yLabel: "weight in g")))
  }

  static var digits: Figure {
    var noise = Noise(5)
    let pictures = (0..<50).map { index -> ImageGrid.Picture in
      let phase = noise.next() * 6
      let tilt = 0.5 + noise.next()
      var pixels: [UInt8] = []
      for row in 0..<20 {
        for column in 0..<20 {
          let (dx, dy) = (Double(column) - 9.5, Double(row) - 9.5)
          let r = (dx * dx * tilt + dy * dy).squareRoot()
          let ring = 1 - min(1, (r - 5.5 - sine(phase + dx / 4)).magnitude / 1.6)
          pixels.append(UInt8(max(0, min(255, 255 * ring))))
        }
      }
      return ImageGrid.Picture(pixels: pixels, label: String(index % 10))
    }
    return Figure(
      kind: "images", title: "Examples",
      content: .images(ImageGrid(width: 20, height: 20, channels: 1, pictures: pictures)))
  }

  static var mistakes: Figure {
    let pictures = (0..<6).map { index -> ImageGrid.Picture in
      var pixels: [UInt8] = []
      for row in 0..<16 {
        for column in 0..<16 {
          pixels += [UInt8(row * 15), UInt8(column * 15), UInt8(index * 40)]
        }
      }
      return ImageGrid.Picture(pixels: pixels, label: "cat → not a cat (\(90 + index) %)")
    }
    return Figure(
      kind: "images", title: "Mistakes",
      content: .images(ImageGrid(width: 16, height: 16, channels: 3, pictures: pictures)))
  }

  static func confusion(_ names: [String], scale: Double = 100) -> Figure {
    var noise = Noise(9)
    let size = names.count
    var counts: [Int] = []
    for row in 0..<size {
      for column in 0..<size {
        let value = row == column ? scale * (0.9 + 0.1 * noise.next()) : scale * 0.06 * noise.next()
        counts.append(row != column && noise.next() < 0.5 ? 0 : Int(value))
      }
    }
    return Figure(
      kind: "confusion", title: "Confusion",
      content: .confusion(ConfusionMatrix(classNames: names, counts: counts)))
  }

  static var digitConfusion: Figure { confusion((0..<10).map(String.init)) }
  static var irisConfusion: Figure {
    confusion(["setosa", "versicolor", "virginica"], scale: 50)
  }
}
