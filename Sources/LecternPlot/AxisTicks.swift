/// Where an axis is marked, and with which words.
struct AxisTicks: Equatable {
  let values: [Double]
  let labels: [String]

  /// The marks or the words of an axis that has some, as many as there is room for.
  static func given(_ axis: Axis, _ map: AxisMap) -> AxisTicks? {
    let all =
      axis.categories.isEmpty
      ? axis.marks.map { (value: $0, label: Words.value($0, axis.format)) }
      : axis.categories.enumerated().map { (value: Double($0.offset), label: $0.element) }
    guard !all.isEmpty else { return nil }
    var end = -Double.infinity
    var shown: [(value: Double, label: String)] = []
    for tick in all {
      let half = TextMetrics.width(tick.label, size: Canvas.fontSize) / 2
      let place = map.position(tick.value)
      guard place - half >= end + 6 else { continue }
      end = place + half
      shown.append(tick)
    }
    return AxisTicks(values: shown.map(\.value), labels: shown.map(\.label))
  }

  /// Marks multiples of 1, 2 or 5 times a power of ten, inside the limits.
  ///
  /// - Parameters:
  ///   - limits: Of the axis, finite, lower bound below the upper one.
  ///   - count: How many there should be, roughly; there are never more than twice as many.
  ///   - format: Whether labels are numbers or shares.
  ///   - isCounted: Whether only whole numbers have a meaning, as with epochs.
  /// - Returns: The ticks, in order.
  static func linear(
    _ limits: ClosedRange<Double>, count: Int, format: Axis.Format, isCounted: Bool = false
  ) -> AxisTicks {
    var step = Step(span: limits.upperBound - limits.lowerBound, count: max(count, 1))
    if isCounted, step.value < 1 { step = Step(mantissa: 1, exponent: 0) }
    // A limit that is a multiple but for its rounding counts as one.
    let first = (limits.lowerBound / step.value - 1e-9).rounded(.up)
    let last = (limits.upperBound / step.value + 1e-9).rounded(.down)
    // Limits whose multiples a Double cannot tell apart were widened before they came here.
    guard first.magnitude < 1e16, last.magnitude < 1e16, first <= last else {
      return AxisTicks(values: [], labels: [])
    }
    let multiples = Array(Int(first)...Int(last))
    let texts = multiples.map {
      DecimalText(
        isNegative: $0 < 0, digits: Int($0.magnitude) * step.mantissa, exponent: step.exponent)
    }
    return AxisTicks(
      values: multiples.map { step.value(at: $0) },
      labels: format == .percent ? percentLabels(texts) : numberLabels(texts, step))
  }

  private static func numberLabels(_ texts: [DecimalText], _ step: Step) -> [String] {
    let largest = texts.filter { $0.digits != 0 }.map(\.magnitude).max() ?? 0
    let isLarge = largest >= 16 || largest >= 7 && largest - step.exponent < 5
    if isLarge || step.exponent < -5 {
      // One power of ten for the whole axis lets the eye compare the leading numbers.
      let common = largest
      return texts.map { text in
        guard text.digits != 0 else { return "0" }
        let scaled = DecimalText(
          isNegative: text.isNegative, digits: text.digits, exponent: text.exponent - common)
        let decimals = max(0, common - step.exponent)
        return scaled.formatted(decimals: decimals) + "×10" + DecimalText.superscript(common)
      }
    }
    return texts.map { $0.formatted(decimals: max(0, -step.exponent)) }
  }

  private static func percentLabels(_ texts: [DecimalText]) -> [String] {
    let decimals = texts.map { max(0, -($0.exponent + 2)) }.max() ?? 0
    return texts.map {
      DecimalText(isNegative: $0.isNegative, digits: $0.digits, exponent: $0.exponent + 2)
        .formatted(decimals: decimals) + " %"
    }
  }

  /// Returns ticks at powers of ten, or between them where the limits hold few.
  static func logarithmic(_ limits: ClosedRange<Double>, count: Int, format: Axis.Format)
    -> AxisTicks
  {
    let low = Int(decimalLogarithm(limits.lowerBound).rounded(.down))
    let high = Int(decimalLogarithm(limits.upperBound).rounded(.up))
    var decades = (low...high).filter { limits.contains(powerOfTen($0)) }
    if decades.count >= 3 {
      let stride = (decades.count + count - 1) / max(count, 1)
      decades = decades.filter { $0 % max(stride, 1) == 0 }
      let arePlain = decades.allSatisfy { (-4...4).contains($0) }
      return AxisTicks(
        values: decades.map(powerOfTen),
        labels: decades.map { decade in
          let text = DecimalText(digits: 1, exponent: decade)
          if format == .percent { return percentLabels([text])[0] }
          return arePlain ? text.formatted() : "10" + DecimalText.superscript(decade)
        })
    }
    let between = (low...high).flatMap { decade in [1, 2, 5].map { ($0, decade) } }
      .filter { limits.contains(Step.value($0.0, exponent: $0.1)) }
    guard between.count >= 3 else { return linear(limits, count: count, format: format) }
    return AxisTicks(
      values: between.map { Step.value($0.0, exponent: $0.1) },
      labels: between.map { digit, decade in
        let text = DecimalText(digits: digit, exponent: decade)
        return format == .percent ? percentLabels([text])[0] : text.formatted()
      })
  }

  /// The distance of two ticks: `mantissa × 10^exponent`, the mantissa 1, 2 or 5.
  struct Step: Equatable {
    let mantissa: Int
    let exponent: Int

    var value: Double { Self.value(mantissa, exponent: exponent) }

    init(mantissa: Int, exponent: Int) {
      self.mantissa = mantissa
      self.exponent = exponent
    }

    init(span: Double, count: Int) {
      let raw = span / Double(count)
      let exponent = Int(decimalLogarithm(raw).rounded(.down))
      let scaled = raw / powerOfTen(exponent)
      self.mantissa = scaled < 1.41 ? 1 : scaled < 3.16 ? 2 : scaled < 7.07 ? 5 : 1
      self.exponent = scaled < 7.07 ? exponent : exponent + 1
    }

    func value(at multiple: Int) -> Double {
      Self.value(multiple * mantissa, exponent: exponent)
    }

    /// Divides by powers of ten instead of multiplying by their inexact inverses: 0.3, not
    /// 0.30000000000000004.
    static func value(_ digits: Int, exponent: Int) -> Double {
      exponent < 0 && exponent > -300
        ? Double(digits) / powerOfTen(-exponent) : Double(digits) * powerOfTen(exponent)
    }
  }
}
