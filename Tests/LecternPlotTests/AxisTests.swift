import Testing

@testable import LecternPlot

@Suite struct AxisTests {
  @Test func `epochs are marked at whole numbers only`() {
    let few = AxisTicks.linear(1...5, count: 8, format: .number, isCounted: true)
    #expect(few.values == [1, 2, 3, 4, 5])
    #expect(few.labels == ["1", "2", "3", "4", "5"])
    let two = AxisTicks.linear(1...2, count: 8, format: .number, isCounted: true)
    #expect(two.values == [1, 2])
    let many = AxisTicks.linear(0...1000, count: 5, format: .number, isCounted: true)
    #expect(many == AxisTicks.linear(0...1000, count: 5, format: .number))
  }

  @Test(arguments: 0..<40)
  func `linear ticks are few, round, equally far apart and inside any limits`(seed: Int) {
    var noise = Samples.Noise(UInt64(seed))
    for _ in 0..<100 {
      let size = powerOfTen(Int(noise.next() * 60) - 30)
      let low = (noise.next() - 0.5) * size
      let limits = low...(low + (0.001 + noise.next()) * size)
      let count = 2 + Int(noise.next() * 8)
      let ticks = AxisTicks.linear(limits, count: count, format: .number)
      let step = AxisTicks.Step(span: limits.upperBound - limits.lowerBound, count: count)
      #expect((1...(2 * count + 1)).contains(ticks.values.count), "\(seed): \(limits) \(count)")
      #expect([1, 2, 5].contains(step.mantissa))
      #expect(Set(ticks.labels).count == ticks.labels.count, "\(ticks.labels)")
      let slack = 1e-6 * step.value
      for value in ticks.values {
        #expect(value >= limits.lowerBound - slack && value <= limits.upperBound + slack)
      }
      for (before, after) in zip(ticks.values, ticks.values.dropFirst()) {
        #expect(((after - before) / step.value - 1).magnitude < 1e-3)
      }
    }
  }

  @Test(arguments: 0..<20)
  func `logarithmic ticks rise, stay inside and number at least two`(seed: Int) {
    var noise = Samples.Noise(UInt64(seed) &+ 99)
    for _ in 0..<100 {
      let low = powerOfTen(Int(noise.next() * 40) - 20) * (0.5 + noise.next())
      let limits = low...(low * (1.3 + 1000 * noise.next() * noise.next()))
      let ticks = AxisTicks.logarithmic(limits, count: 6, format: .number)
      #expect((2...14).contains(ticks.values.count), "\(limits): \(ticks.labels)")
      #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $0 < $1 })
      #expect(Set(ticks.labels).count == ticks.labels.count, "\(ticks.labels)")
      #expect(
        ticks.values.allSatisfy {
          $0 >= limits.lowerBound * (1 - 1e-9) && $0 <= limits.upperBound * (1 + 1e-9)
        })
    }
  }

  private static let readable: [(ClosedRange<Double>, [String])] = [
    (0...0.7, ["0.0", "0.2", "0.4", "0.6"]), (-5...5, ["−5", "0", "5"]),
    (0...15000, ["0", "5000", "10,000", "15,000"]),
    (0.0...3e12, ["0", "1×10¹²", "2×10¹²", "3×10¹²"]),
  ]

  @Test(arguments: readable)
  func `labels read as people write numbers`(limits: ClosedRange<Double>, labels: [String]) {
    #expect(AxisTicks.linear(limits, count: 3, format: .number).labels == labels)
  }

  @Test func `decades are plain near one and powers further away`() {
    #expect(
      AxisTicks.logarithmic(0.001...10, count: 6, format: .number).labels
        == ["0.001", "0.01", "0.1", "1", "10"])
    #expect(
      AxisTicks.logarithmic(1e-8...1e-5, count: 6, format: .number).labels
        == ["10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵"])
  }

  @Test func `shares never pass a hundred percent`() {
    let limits = AxisLimits.choose(
      Axis("accuracy", format: .percent), data: 0.47...0.996, isTight: false)
    #expect(limits == 0.4...1)
  }

  @Test(arguments: [
    (0.07359, 3, "0.0736"), (15000.0, 3, "15,000"), (0.0, 3, "0"), (-2.5, 3, "−2.5"),
    (9.999, 3, "10"), (3.21e8, 3, "3.21×10⁸"), (1e-307, 2, "1×10⁻³⁰⁷"),
  ])
  func `decimal text is exact`(value: Double, digits: Int, text: String) {
    #expect(DecimalText(value, significantDigits: digits).formatted() == text)
  }
}
