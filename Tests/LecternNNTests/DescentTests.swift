import Foundation
import LecternTestSupport
import Testing

@testable import LecternNN

/// The ways of optimizers down x²/20 + y² against those of their papers' formulas and of PyTorch.
struct DescentTests {
  private static let optimizers: [(name: String, optimizer: Optimizer, rate: Double)] = [
    ("gd", .gradientDescent, 0.9),
    ("gd-decay", .gradientDescent(weightDecay: 0.05), 0.9),
    ("momentum", .classicalMomentum(mu: 0.9), 0.1),
    ("averaged", .averagedMomentum(beta: 0.9), 0.5),
    ("nesterov", .nesterov(mu: 0.9), 0.1),
    ("adagrad", .adaGrad(), 1),
    ("rmsprop", .rmsProp(), 0.3),
    ("adam", .adam, 0.3),
    ("adamw", .adamW(weightDecay: 0.1), 0.3),
    ("adadelta", .adaDelta(), 1),
  ]

  /// The points by name, as descent.py wrote them.
  private static func expected() throws -> [String: [Double]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/descent.txt")
    var result: [String: [Double]] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      result[String(words[0])] = words.dropFirst().compactMap { Double($0) }
    }
    return result
  }

  @Test(arguments: optimizers.map(\.name))
  func `an optimizer goes the way of its formula`(name: String) throws {
    let (_, optimizer, rate) = try #require(Self.optimizers.first { $0.name == name })
    let numbers = try #require(Self.expected()[name])
    #expect(numbers.count == 52)
    var descent = Descent(optimizer, rate: rate, from: [-9, 2])
    for step in 0..<26 {
      expectClose(descent.point[0], numbers[2 * step], tolerance: 1e-12)
      expectClose(descent.point[1], numbers[2 * step + 1], tolerance: 1e-12)
      let place = descent.gradientPoint
      descent.step(along: [place[0] / 10, 2 * place[1]])
    }
  }

  @Test func `a copy goes its own way`() {
    var first = Descent(.classicalMomentum(mu: 0.9), rate: 0.1, from: [1])
    first.step(along: [1])
    var second = first
    second.step(along: [1])
    #expect(first.point == [0.9])
    expectClose(second.point[0], 0.71, tolerance: 1e-15)
  }
}
