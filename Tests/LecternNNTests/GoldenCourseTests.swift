import Foundation
import LecternNN
import LecternTensor
import Testing

/// What the assignments of Ng's deep learning course print, recomputed with NumPy.
struct GoldenCourseTests {
  /// The planar "flower" set: 400 points on eight petals, two classes.
  static func flower() -> Examples<Double> {
    var random = RandomState(seed: 1)
    var x = Matrix<Double>(rows: 2, columns: 400)
    var y = Matrix<Double>(rows: 1, columns: 400)
    for j in 0..<2 {
      let start = Double(j) * 3.12
      let end = Double(j + 1) * 3.12
      let t = (0..<200).map { start + (end - start) * Double($0) / 199 + random.normal() * 0.2 }
      let r = t.map { 4 * sin(4 * $0) + random.normal() * 0.2 }
      for i in 0..<200 {
        x[0, j * 200 + i] = r[i] * sin(t[i])
        x[1, j * 200 + i] = r[i] * cos(t[i])
        y[0, j * 200 + i] = Double(j)
      }
    }
    return Examples(inputs: x, targets: y)
  }

  /// Two noisy circles, the inner one of class 1, as scikit-learn's make_circles draws them.
  static func circles(_ count: Int, seed: UInt32) -> Examples<Double> {
    var random = RandomState(seed: seed)
    let half = count / 2
    let order = random.permutation(count)
    var x = Matrix<Double>(rows: 2, columns: count)
    var y = Matrix<Double>(rows: 1, columns: count)
    for (c, index) in order.enumerated() {
      let angle = 2 * Double.pi * Double(index % half) / Double(half)
      let radius = index < half ? 1 : 0.8
      x[0, c] = radius * cos(angle)
      x[1, c] = radius * sin(angle)
      y[0, c] = index < half ? 0 : 1
    }
    for c in 0..<count {
      x[0, c] += 0.05 * random.normal()
      x[1, c] += 0.05 * random.normal()
    }
    return Examples(inputs: x, targets: y)
  }

  static func network(
    _ units: [Int], _ hidden: Activation, _ initializer: Initializer, seed: UInt32
  ) -> Network<Double> {
    var random = RandomState(seed: seed)
    let layers =
      units.map { Layer.dense(units: $0, activation: hidden, hasBias: true, initializer: nil) }
      + [.dense(units: 1, activation: .sigmoid, hasBias: true, initializer: nil)]
    return Network(
      NetworkDescription(inputCount: 2, layers: layers, loss: .binaryCrossEntropy),
      initializer: initializer, random: &random)
  }

  static func plan(_ rate: Double, _ iterations: Int) -> TrainingPlan<Double> {
    TrainingPlan(
      optimizer: .gradientDescent, learningRate: { _, _ in rate }, length: .iterations(iterations))
  }

  @Test("Four tanh units on the flower: the costs of course 1, week 3")
  func flowerCosts() {
    let outcome = Self.network([4], .tanh, .normal(0.01), seed: 2)
      .trained(on: Self.flower(), plan: Self.plan(1.2, 6_001))
    let expected = [0.693048, 0.288083, 0.254385, 0.233864, 0.226792, 0.222644, 0.219731]
    for (k, cost) in expected.enumerated() {
      #expect(abs(outcome.costs[k * 1_000] - cost) < 1e-6, "at \(k * 1_000)")
    }
    #expect(outcome.trainAccuracies.last.map { $0 > 0.89 } == true)
  }

  @Test("He's initialization on the circles: the costs of course 2, week 1")
  func circlesCosts() {
    let outcome = Self.network([10, 5], .relu, .he, seed: 3)
      .trained(on: Self.circles(300, seed: 1), plan: Self.plan(0.01, 1_001))
    #expect(abs(outcome.costs[0] - 0.8830537463419761) < 1e-12)
    #expect(abs(outcome.costs[1_000] - 0.6879825919728063) < 1e-9)
  }

  @Test("Zeros learn nothing: the cost stays log 2")
  func zerosLearnNothing() {
    let outcome = Self.network([10, 5], .relu, .zeros, seed: 3)
      .trained(on: Self.circles(300, seed: 1), plan: Self.plan(0.01, 50))
    for cost in outcome.costs { #expect(abs(cost - 0.6931471805599453) < 1e-15) }
    #expect(outcome.trainAccuracies.last == 0.5)
  }
}
