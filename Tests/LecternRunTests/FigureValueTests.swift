import Foundation
import LecternPlot
import LecternTensor
import LecternTestSupport
import Testing

@testable import LecternRun

/// Bins and lowest points against NumPy and SciPy, by numbers that figures.py wrote.
struct FigureValueTests {
  private static func lines(_ name: String) throws -> [[String]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/Figures/\(name)")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
  }

  /// The values of a case as figures.py draws them.
  private static func values(_ number: Int) -> [Double] {
    var random = RandomState(seed: UInt32(number))
    func normals(_ count: Int) -> [Double] { (0..<count).map { _ in random.normal() } }
    func uniforms(_ count: Int) -> [Double] { (0..<count).map { _ in random.uniform() } }
    switch number {
    case 1: return normals(500)
    case 2: return normals(37)
    case 3: return normals(1000).map { ElementOperation.exp(2 * $0) }
    case 4: return uniforms(64).map { $0 * 10 - 3 }
    case 5: return [Double](repeating: 0.5, count: 80) + normals(20)
    default: return uniforms(2)
    }
  }

  @Test(arguments: 1...6)
  func `bins are those of numpy's auto`(number: Int) throws {
    let line = try #require(Self.lines("bins.txt").first { $0[0] == String(number) })
    let count = try #require(Int(line[1]))
    let values = Self.values(number)
    let edges = HistogramBins.edges(of: values, count: nil)
    expectClose(edges, line[2..<(count + 3)].compactMap { Double($0) }, tolerance: 1e-11)
    let counts = HistogramBins.counts(values, edges: edges)
    #expect(counts == line[(count + 3)...].compactMap { Int($0) })
    #expect(counts.reduce(0, +) == values.count)
  }

  @Test func `whole numbers that lie close have a bin each`() {
    let values = [1.0, 2, 2, 6, 4]
    let edges = HistogramBins.edges(of: values, count: nil)
    #expect(edges == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5])
    #expect(HistogramBins.counts(values, edges: edges) == [1, 2, 0, 1, 0, 1])
  }

  @Test(arguments: [[3.5], [2.5, 2.5, 2.5], [-1e308, 0.5, 1e308], [1e16, 1e16]])
  func `odd values are all counted`(values: [Double]) {
    for count in [nil, 7] {
      let edges = HistogramBins.edges(of: values, count: count)
      #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "\(edges)")
      #expect(HistogramBins.counts(values, edges: edges).reduce(0, +) == values.count)
    }
  }

  private static let costs: [String: @Sendable (Double, Double) -> Double] = [
    "corner": { x, y in (x - 2) * (x - 2) + 2 * (y - 0.3) * (y - 0.3) + (x - 2) * (y - 0.3) },
    "edge": { x, y in (x - 2) * (x - 2) + 2 * (y - 1) * (y - 1) + (x - 2) * (y - 1) },
    "below": { x, y in 3 * (x + 0.2) * (x + 0.2) + (y + 4) * (y + 4) },
    "inside": { x, y in (x - 0.2) * (x - 0.2) + 4 * (y + 0.1) * (y + 0.1) },
    "curved": { x, y in (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x) },
  ]

  @Test func `the lowest point of a region is that of SciPy`() throws {
    let lines = try Self.lines("constrained.txt")
    #expect(lines.count == 20)
    for line in lines {
      let cost = try #require(Self.costs[line[0]])
      let norm = try #require(ContourPanel.Region.Norm(rawValue: line[1]))
      let numbers = line[2...].compactMap { Double($0) }
      let found = try PlaneSearch { x, y in cost(x, y) }.lowest(in: norm, radius: numbers[0]).place
      expectClose(found.x, numbers[1], tolerance: 2e-6, "\(line): \(found)")
      expectClose(found.y, numbers[2], tolerance: 2e-6, "\(line): \(found)")
      expectClose(found.value, numbers[3], tolerance: 1e-8, "\(line): \(found)")
    }
  }

  @Test func `a weight that the diamond makes zero is exactly zero`() throws {
    let cost = try #require(Self.costs["corner"])
    let search = PlaneSearch { x, y in cost(x, y) }
    let l1 = try search.lowest(in: .l1, radius: 1).place
    #expect(l1.x == 1 && l1.y == 0)
    let l2 = try search.lowest(in: .l2, radius: 1).place
    #expect(l2.x != 0 && l2.y != 0)
    expectClose(l2.x * l2.x + l2.y * l2.y, 1, tolerance: 1e-12)
  }

  @Test(arguments: [ContourPanel.Region.Norm.l1, .l2])
  func `a lowest point that the border has twice is not told as the only one`(
    norm: ContourPanel.Region.Norm
  ) throws {
    func isShared(_ cost: @escaping (Double, Double) -> Double) throws -> Bool {
      try PlaneSearch { x, y in cost(x, y) }.lowest(in: norm, radius: 2).isShared
    }
    // A whole edge of the diamond, and a point of the circle.
    #expect(try isShared { x, y in x + y } == (norm == .l1))
    #expect(try isShared { x, y in x * x - y * y })
    #expect(try !isShared { x, y in x + 0.5 * y })
    #expect(try !isShared { x, y in x * x + y * y })
    for cost in Self.costs.values { #expect(try !isShared(cost)) }
  }

  @Test func `a curve that begins at zero has its value there`() throws {
    let root = try FunctionSampling(over: -1...5, isLogarithmic: false, frame: 0...2.3) { x in
      x.squareRoot()
    }
    #expect(root.x.first == 0 && root.y.first == 0 && root.interruptions == [-1...0])
  }

  @Test func `the simplex finds the end of a curved valley and the tip of a kink`() throws {
    let valley = PlaneSearch { x, y in (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x) }
    let end = try valley.minimum(
      near: ContourPanel.Place(x: -1.2, y: 1, value: 24.2), size: (0.1, 0.1))
    expectClose(end.x, 1, tolerance: 1e-6)
    expectClose(end.y, 1, tolerance: 1e-6)
    let kink = PlaneSearch { x, y in (x - 0.3).magnitude + 2 * (y + 0.7).magnitude }
    let tip = try kink.minimum(near: ContourPanel.Place(x: 0, y: 0, value: 1.7), size: (0.1, 0.1))
    expectClose(tip.x, 0.3, tolerance: 1e-6)
    expectClose(tip.y, -0.7, tolerance: 1e-6)
  }

  @Test func `a curve is parted where it jumps, has a pole or no value, and nowhere else`() throws {
    func sampled(
      _ range: ClosedRange<Double>, _ frame: ClosedRange<Double>, _ f: @escaping (Double) -> Double
    ) throws -> FunctionSampling {
      try FunctionSampling(over: range, isLogarithmic: false, frame: frame) { x in f(x) }
    }
    let step = try sampled(-1...1, 0...1) { $0 > 0.1 ? 1 : 0 }
    #expect(step.interruptions.count == 1)
    expectClose(step.interruptions[0].lowerBound, 0.1, tolerance: 1e-8)
    // The two levels come as close to the jump as numbers can, with a gap between them.
    let gap = try #require(step.y.firstIndex { $0.isNaN })
    #expect(step.y[gap - 1] == 0 && step.y[gap + 1] == 1)
    expectClose(step.x[gap - 1], step.x[gap + 1], tolerance: 1e-12)

    let pole = try sampled(-1...1.5, -10...10) { 1 / ($0 - 0.03) }
    #expect(pole.interruptions.count == 1)
    expectClose(pole.interruptions[0].lowerBound, 0.03, tolerance: 1e-8)
    #expect(pole.y.contains { $0 < -10 } && pole.y.contains { $0 > 10 })

    let root = try sampled(-1...1, 0...1) { ($0 - 0.013).squareRoot() }
    #expect(root.interruptions.count == 1)
    #expect(root.interruptions[0].lowerBound == -1)
    expectClose(root.interruptions[0].upperBound, 0.013, tolerance: 1e-8)
    #expect((root.y.first ?? 1) < 1e-3)

    let steep = try sampled(-1...1, -1...1) { ElementOperation.tanh(5000 * ($0 - 0.0007)) }
    #expect(steep.interruptions.isEmpty && !steep.y.contains { $0.isNaN })
  }

  @Test func `a curve between its places is off by less than a hair`() throws {
    let functions: [(Double) -> Double] = [
      { ElementOperation.sigmoid($0) }, { max($0 - 0.0123, 0) }, { ElementOperation.sin(3 * $0) },
      { ($0 * $0 - 2).magnitude },
    ]
    for f in functions {
      let values = (0...400).map { f(Double($0) / 40 - 5) }
      let frame = try #require(FunctionSampling.frame(of: values))
      let curve = try FunctionSampling(over: -5...5, isLogarithmic: false, frame: frame) { x in f(x)
      }
      for (a, b) in zip(curve.x.indices, curve.x.indices.dropFirst()) {
        let middle = (curve.x[a] + curve.x[b]) / 2
        let error = (f(middle) - (curve.y[a] + curve.y[b]) / 2).magnitude
        #expect(error < 1e-3 * (frame.upperBound - frame.lowerBound))
      }
      #expect(curve.x.count < 1500)
    }
  }
}
