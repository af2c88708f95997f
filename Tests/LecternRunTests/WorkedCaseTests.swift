import Foundation
import Testing

/// The numeric cases that the deeplearning.ai assignments test their students' code with, computed
/// by cells.
struct WorkedCaseTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/WorkedCases")

  private static let claims = [
    "12-1-python-basics.md": 24, "12-2-logistic-regression.md": 34,
    "12-3-one-hidden-layer.md": 36, "12-4-deep-network.md": 47,
    "12-5-initialization-regularization.md": 15, "12-6-optimizers.md": 36, "12-7-softmax.md": 13,
  ]

  @Test(arguments: claims.keys.sorted())
  func `cells give the printed digits`(_ name: String) async throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    let ran = try await Ran(markdown: text, named: name)
    #expect(ran.findings.isEmpty, "\(ran.result.diagnostics.map(\.message))")
    #expect(ran.expectations.count == Self.claims[name])
    for expectation in ran.expectations {
      #expect(expectation.passed, "\(expectation.expression): \(expectation.actual)")
    }
  }
}
