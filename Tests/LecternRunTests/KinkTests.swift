import LecternNotebook
import Testing

/// Gradient checks where the cost has kinks, or only seems to.
struct KinkTests {
  @Test func `a smooth cost near a flat place has no kink`() async throws {
    let ran = try await Ran(
      """
      def J(w) = sum((w - 1)^2) + sum(sigmoid(w)) * 0
      let w = [1.000001, 0.999999, 2]
      check gradient (2 * (w - 1)) of J at w eps=1e-4
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran.tables("gradient-check")[0].columns.contains("without kinks") == false)
  }

  @Test(arguments: ["0.00003", "-0.00005", "0.00002", "0.000025", "0.00009"])
  func `a kink between both sides is one, wherever it lies`(_ place: String) async throws {
    let ran = try await Ran(
      """
      def J(w) = sum(relu(w)) + w[1]^2
      let w = [\(place), 3]
      check gradient ([(w[0] > 0) * 1, (w[1] > 0) + 2 * w[1]]) of J at w eps=1e-4
      """)
    let table = try #require(ran.tables("gradient-check").first)
    #expect(
      table.columns == ["parameter", "checked", "relative difference", "without kinks", "verdict"])
    #expect(ran.tables("gradient-worst")[0].note?.hasPrefix("1 checked component crosses") == true)
    // Kinks are no mistake of the gradient.
    #expect(ran.findings.isEmpty)
    #expect(ran.texts[0].contains("without kinks"))
    #expect(!ran.texts[0].contains("worry"))
  }
}
