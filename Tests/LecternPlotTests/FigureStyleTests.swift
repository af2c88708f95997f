import Testing

@testable import LecternPlot

@Suite struct FigureStyleTests {
  /// Returns a colour's relative luminance.
  ///
  /// Source: WCAG 2.2, definition of relative luminance.
  private static func luminance(_ hex: String) -> Double {
    let value = Int(hex.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(value >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : power24((part + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// The power 2.4, as the fifth root of the twelfth power, by Newton's method.
  private static func power24(_ base: Double) -> Double {
    let square = base * base
    let fourth = square * square
    let target = fourth * fourth * fourth
    var root = 1.0
    for _ in 0..<60 {
      let fourth = root * root * root * root
      root -= (fourth * root - target) / (5 * fourth)
    }
    return root
  }

  private static func contrast(_ first: String, _ second: String) -> Double {
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test(arguments: FigureStyle.hues + [FigureStyle.ink, FigureStyle.muted])
  func `text in each hue reads on both surfaces`(color: FigureStyle.Color) {
    #expect(Self.contrast(color.light, FigureStyle.surface.light) >= 4.5)
    #expect(Self.contrast(color.dark, FigureStyle.surface.dark) >= 4.5)
  }

  @Test(arguments: zip(FigureStyle.hues, FigureStyle.tints))
  func `marks stand out from the region of their class`(
    hue: FigureStyle.Color, tint: FigureStyle.Color
  ) {
    #expect(Self.contrast(hue.light, tint.light) >= 3)
    #expect(Self.contrast(hue.dark, tint.dark) >= 3)
  }

  @Test(arguments: [FigureStyle.right, FigureStyle.wrong])
  func `counts read on the darkest cell`(cell: FigureStyle.Color) {
    #expect(Self.contrast(FigureStyle.ink.light, cell.light) >= 4.5)
    #expect(Self.contrast(FigureStyle.ink.dark, cell.dark) >= 4.5)
  }

  @Test func `drawings name only variables that the style sheet sets`() {
    for figure in Samples.all {
      for part in figure.svg().split(separator: "var(--plot-").dropFirst() {
        let name = part.prefix { $0 != "," }
        #expect(name == "font" || FigureStyle.css.contains("--plot-\(name):"))
      }
    }
  }
}
