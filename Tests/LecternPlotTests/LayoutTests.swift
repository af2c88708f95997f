import Testing

@testable import LecternPlot

@Suite struct LayoutTests {
  @Test(arguments: 0..<50)
  func `labels never overlap, keep their order and stay inside`(seed: Int) {
    var noise = Samples.Noise(UInt64(seed))
    for _ in 0..<40 {
      let count = 1 + Int(noise.next() * 16)
      let crowd = noise.next() * 320
      let wishes = (0..<count).map { _ in 40 + crowd * noise.next() }
      let places = LabelPlacement.spread(wishes, height: 15, limits: 30...290)
      let sorted = places.sorted()
      for (before, after) in zip(sorted, sorted.dropFirst()) {
        #expect(after - before >= 15 - 1e-9)
      }
      #expect(sorted.allSatisfy { (30 - 1e-9...290 + 1e-9).contains($0) })
      let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
      #expect(order.map { places[$0] } == sorted)
    }
  }

  @Test func `labels with room stay where they wish to be`() {
    #expect(LabelPlacement.spread([200, 50, 100], height: 15, limits: 0...300) == [200, 50, 100])
  }

  @Test(arguments: 0..<30)
  func `thinning keeps two points a pixel, every extreme and the order`(seed: Int) {
    var noise = Samples.Noise(UInt64(seed))
    let count = 10 + Int(noise.next() * 20000)
    let points = (0..<count).map {
      PagePoint(x: 500 * Double($0) / Double(count), y: 300 * noise.next())
    }
    let thinned = Decimation.thinned(points)
    var columns: [Int: Int] = [:]
    for point in thinned { columns[Int(point.x), default: 0] += 1 }
    #expect(columns.values.allSatisfy { $0 <= 2 })
    #expect(thinned.map(\.y).min() == points.map(\.y).min())
    #expect(thinned.map(\.y).max() == points.map(\.y).max())
    #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  @Test func `long names end in an ellipsis and fit`() {
    let name = String(repeating: "wide name ", count: 50)
    let shown = TextMetrics.truncated(name, to: 120, size: 12)
    #expect(shown.hasSuffix("…"))
    #expect(TextMetrics.width(shown, size: 12) <= 120)
    #expect(TextMetrics.truncated("short", to: 120, size: 12) == "short")
  }

  @Test func `gaps part a curve into stretches`() {
    let series = Samples.series("gaps", [1, 2, .nan, 3, .infinity, 4, 5], 0)
    let curve = Curve(series, index: 0, xScale: .linear, yScale: .linear)
    let map = AxisMap(0...6, scale: .linear, start: 0, end: 600)
    #expect(curve.stretches(map, map).map(\.count) == [2, 1, 2])
    #expect(curve.missingCount == 2)
  }

  @Test func `borders of decisions close around their region`() {
    // A block of ones in the middle: one loop, its area that of the block, corners rounded.
    let size = 12
    let values = (0..<(size * size)).map { index -> Double in
      (3..<9).contains(index % size) && (3..<9).contains(index / size) ? 1 : 0
    }
    let loops = ContourField(columns: size, rows: size, values: values).loops()
    #expect(loops.count == 1)
    let loop = loops[0]
    var area = 0.0
    for (a, b) in zip(loop, loop.dropFirst() + [loop[0]]) { area += (a.x * b.y - b.x * a.y) / 2 }
    #expect((area - 36).magnitude < 2.5)
  }
}
