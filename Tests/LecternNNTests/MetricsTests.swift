import Foundation
import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Metrics against scikit-learn's values, which `Fixtures/metrics.py` makes.
struct MetricsTests {
  static func numbers(_ name: String, _ what: String) throws -> [Double] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/metrics.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("\(name) \(what) ") })
    return try line.split(separator: " ").dropFirst(2).map { try #require(Double($0)) }
  }

  struct Classes: Sendable, CustomTestStringConvertible {
    let name: String
    let seed: UInt32
    let count: Int
    let classes: Int
    var omitted: [Int] = []
    var testDescription: String { name }

    var confusion: [[Int]] {
      var random = RandomState(seed: seed)
      func draws() -> [Double] { (0..<count).map { _ in random.uniform() } }
      func draw() -> [Int] { draws().map { Int($0 * Double(classes)) } }
      var labels = draw()
      let isRight = draws().map { $0 < 0.5 }
      var predicted = zip(zip(isRight, labels), draw()).map { $0.0 ? $0.1 : $1 }
      predicted = predicted.map { omitted.contains($0) ? 0 : $0 }
      if omitted.count > 1 { labels = labels.map { $0 == omitted[1] ? 0 : $0 } }
      return confusionCounts(predicted: predicted, labels: labels, classCount: classes)
    }
  }

  @Test(
    "Scores by class are those of scikit-learn",
    arguments: [
      Classes(name: "two", seed: 1, count: 40, classes: 2),
      Classes(name: "three", seed: 2, count: 60, classes: 3),
      Classes(name: "unpredicted", seed: 3, count: 50, classes: 4, omitted: [2]),
      Classes(name: "absent", seed: 4, count: 50, classes: 5, omitted: [1, 3]),
    ])
  func scoresByClass(_ example: Classes) throws {
    let scores = classScores(confusion: example.confusion)
    expectClose(
      scores.map(\.precision), try Self.numbers(example.name, "precision"), tolerance: 1e-15)
    expectClose(scores.map(\.recall), try Self.numbers(example.name, "recall"), tolerance: 1e-15)
    expectClose(scores.map(\.f1), try Self.numbers(example.name, "f1"), tolerance: 1e-15)
    let macro = macroScores(confusion: example.confusion)
    expectClose(
      [macro.precision, macro.recall, macro.f1], try Self.numbers(example.name, "macro"),
      tolerance: 1e-15)
    #expect(
      overallScores(confusion: example.confusion) == (example.classes == 2 ? scores[1] : macro))
  }

  @Test("Shares of nothing are zero")
  func sharesOfNothing() {
    #expect(classScores(confusion: [[0, 0], [0, 0]]).allSatisfy { $0.f1 == 0 && $0.recall == 0 })
    let none = macroScores(confusion: [[0, 0, 0], [0, 0, 0], [0, 0, 0]])
    #expect(none.precision == 0 && none.recall == 0 && none.f1 == 0)
    #expect(macroScores(confusion: []).f1 == 0)
    let empty = Matrix<Double>(rows: 3, columns: 0)
    #expect(topAccuracy(1, outputs: empty, labels: []) == 0)
    #expect(meanSquaredError(empty, targets: empty) == 0 && rSquared(empty, targets: empty) == 0)
    #expect(meanAbsoluteError(empty, targets: empty) == 0)
    #expect(areaUnderCurve(outputs: empty, labels: []) == nil)
  }

  @Test(
    "The ROC curve is scikit-learn's, equal scores together",
    arguments: [("distinct", 5, 30, 0), ("tied", 6, 60, 6), ("level", 7, 12, 1)])
  func curve(name: String, seed: UInt32, count: Int, levels: Double) throws {
    var random = RandomState(seed: seed)
    var scores = (0..<count).map { _ in random.uniform() }
    let positives = scores.map { random.uniform() < 0.25 + 0.5 * $0 }
    if levels > 0 { scores = scores.map { ($0 * levels).rounded(.down) / levels } }
    let curve = rocCurve(scores: scores, positives: positives)
    expectClose(
      curve.falsePositiveRates, try Self.numbers(name, "fpr"), tolerance: 1e-15)
    expectClose(curve.truePositiveRates, try Self.numbers(name, "tpr"), tolerance: 1e-15)
    #expect(curve.thresholds == (try Self.numbers(name, "thresholds")))
    let area = try #require(areaUnderCurve(scores: scores, positives: positives))
    expectClose(area, try Self.numbers(name, "auc")[0], tolerance: 1e-14)
  }

  @Test("One side alone, or a score that is no number, has no area but a curve")
  func curveWithoutArea() {
    #expect(areaUnderCurve(scores: [1, 2], positives: [true, true]) == nil)
    #expect(areaUnderCurve(scores: [1, 2], positives: [false, false]) == nil)
    #expect(areaUnderCurve(scores: [.nan, 2], positives: [false, true]) == nil)
    let allPositive = rocCurve(scores: [0.2, 0.1], positives: [true, true])
    #expect(allPositive.falsePositiveRates == [0, 0, 0])
    #expect(allPositive.truePositiveRates == [0, 0.5, 1])
    let wild = rocCurve(scores: [.nan, 3, -.infinity], positives: [false, true, true])
    #expect(wild.truePositiveRates == [0, 0.5, 1] && wild.falsePositiveRates == [0, 0, 1])
    #expect(rocCurve(scores: [], positives: []).thresholds == [.infinity])
    #expect(areaUnderCurve(scores: [1, 2, 3], positives: [false, true, true]) == 1)
    #expect(areaUnderCurve(scores: [3, 2, 1], positives: [false, true, true]) == 0)
  }

  @Test(
    "The area of several classes is the mean of each against the rest",
    arguments: [("ovr", 8, 80, 4, 0), ("ovrtied", 9, 80, 3, 5)])
  func severalClasses(name: String, seed: UInt32, count: Int, classes: Int, levels: Double) throws {
    var random = RandomState(seed: seed)
    var outputs: Matrix<Double> = random.uniforms(rows: classes, columns: count)
    let labels = (0..<count).map { _ in Int(random.uniform() * Double(classes)) }
    for (column, label) in labels.enumerated() { outputs[label, column] += 0.4 }
    if levels > 0 {
      outputs.elements = outputs.elements.map { ($0 * levels).rounded(.down) / levels }
    }
    let area = try #require(areaUnderCurve(outputs: outputs, labels: labels))
    expectClose(area, try Self.numbers(name, "auc")[0], tolerance: 1e-14)
    guard levels == 0 else { return }
    for k in 1...3 {
      #expect(
        topAccuracy(k, outputs: outputs, labels: labels)
          == (try Self.numbers(name, "top\(k)")[0]))
    }
    #expect(topAccuracy(classes, outputs: outputs, labels: labels) == 1)
  }

  @Test("Of equal outputs the smaller index ranks first, and one output is its own score")
  func tiesAndOneOutput() {
    let outputs = Matrix<Float>(
      rows: 3, columns: 3, elements: [0.4, 0.4, 0.2, 0.1, 0.5, 0.5, 0.2, 0.2, 0.2])
    let labels = [1, 2, 2]
    #expect(topAccuracy(1, outputs: outputs, labels: labels) == 0)
    #expect(topAccuracy(2, outputs: outputs, labels: labels) == 2.0 / 3)
    #expect(topAccuracy(3, outputs: outputs, labels: labels) == 1)
    #expect(topAccuracy(9, outputs: outputs, labels: [7, -1, 0]) == 1.0 / 3)
    let scores = Matrix<Float>(rows: 1, columns: 4, elements: [0.1, 0.4, 0.35, 0.8])
    #expect(areaUnderCurve(outputs: scores, labels: [0, 0, 1, 1]) == 0.75)
  }

  @Test(
    "Errors of a regression are scikit-learn's",
    arguments: [("one", 10, 1, 30), ("several", 11, 3, 25)])
  func regression(name: String, seed: UInt32, rows: Int, columns: Int) throws {
    var random = RandomState(seed: seed)
    var targets: Matrix<Double> = random.normals(rows: rows, columns: columns)
    let noise: Matrix<Double> = random.normals(rows: rows, columns: columns)
    var outputs = targets
    for i in outputs.elements.indices { outputs.elements[i] += 0.5 * noise.elements[i] }
    // The last output's targets are constant, so that no share of a spread can be told.
    if rows > 2 { for c in 0..<columns { targets[2, c] = 1.5 } }
    expectClose(
      [
        meanSquaredError(outputs, targets: targets), meanAbsoluteError(outputs, targets: targets),
        rSquared(outputs, targets: targets),
      ],
      [
        try Self.numbers(name, "mse")[0], try Self.numbers(name, "mae")[0],
        try Self.numbers(name, "r2")[0],
      ], tolerance: 1e-14)
    #expect(rSquared(targets, targets: targets) == 1)
  }
}
