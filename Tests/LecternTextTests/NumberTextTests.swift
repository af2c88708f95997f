import LecternText
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-3.0, "-3"), (0.1 + 0.2, "0.3"),
    (0.693147180559945, "0.693147"),
    (90.75, "90.75"), (1e-7, "1e-7"), (1.25e-7, "1.25e-7"), (0.0001, "0.0001"),
    (-2.5e-12, "-2.5e-12"),
    (101770, "101770"), (1_863_690, "1863690"), (1_234_567.5, "1.23457e6"), (2e9, "2e9"),
    (1e300, "1e300"), (.leastNonzeroMagnitude, "4.94066e-324"), (123456.75, "123457"),
    (0.99999999, "1"),
    (.infinity, "∞"), (-.infinity, "-∞"), (.nan, "not a number"),
  ])
  func `a number has at most six significant digits and no trailing zeros`(
    value: Double, text: String
  ) {
    #expect(NumberText.short(value) == text)
  }

  @Test(arguments: [
    (0.9075, "90.75 %"), (1.0, "100 %"), (0.0, "0 %"), (0.5, "50 %"), (0.12345, "12.35 %"),
    (-0.00001, "0 %"), (2.0 / 3, "66.67 %"), (1e300, "1e302 %"), (.nan, "not a number"),
  ])
  func `a share is a percentage with at most two decimals`(value: Double, text: String) {
    #expect(NumberText.share(value) == text)
  }
}
