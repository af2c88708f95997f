import LecternNN
import LecternTensor
import Testing

/// Formulas as a report prints them, with the numbers in use.
struct FormulaTests {
  static let optimizers: [(Optimizer, String)] = [
    (.gradientDescent, "w ← w − α·g"),
    (
      .gradientDescent(weightDecay: 0.1),
      "w ← w − α·(g + 0.1·w) for weights\nb ← b − α·g for the others"
    ),
    (.nesterov(mu: 0.9), "g = ∇J(w − 0.9·h)\nh ← 0.9·h + α·g\nw ← w − h"),
    (.adaGrad(), "G ← G + g²\nw ← w − α·g/(√G + 1e-8)"),
    (.adaGrad(epsilon: 1e-3, isEpsilonInside: true), "G ← G + g²\nw ← w − α·g/√(G + 0.001)"),
    (.rmsProp(), "S ← 0.9·S + (1 − 0.9)·g²\nw ← w − α·g/(√S + 1e-8)"),
    (
      .adam,
      """
      m ← 0.9·m + (1 − 0.9)·g
      v ← 0.999·v + (1 − 0.999)·g²
      m̂ = m/(1 − 0.9^t), v̂ = v/(1 − 0.999^t)
      w ← w − α·m̂/(√v̂ + 1e-8)
      """
    ),
    (
      .adamW(isBiasCorrected: false, isEpsilonInside: true),
      """
      m ← 0.9·m + (1 − 0.9)·g
      v ← 0.999·v + (1 − 0.999)·g²
      w ← w − α·(m/√(v + 1e-8) + 0.01·w) for weights
      b ← b − α·m/√(v + 1e-8) for the others
      """
    ),
    (
      .adaDelta(),
      """
      E ← 0.95·E + (1 − 0.95)·g²
      Δ = g·√(D + 1e-6)/√(E + 1e-6)
      D ← 0.95·D + (1 − 0.95)·Δ²
      w ← w − α·Δ
      """
    ),
  ]

  @Test("An optimizer prints its update", arguments: optimizers)
  func optimizer(_ optimizer: Optimizer, formula: String) {
    #expect(optimizer.formula == formula)
  }

  @Test("An update is printed with penalties and clipping in their order")
  func wholeUpdate() {
    var plan = TrainingPlan<Double>(
      optimizer: .gradientDescent, learningRate: { _, _ in 1 }, length: .epochs(1))
    plan.clipping = .norm(5)
    #expect(
      plan.updateFormula(penalties: [.maxNorm(3), .elastic(l1: 0.1, l2: 0.2)]) == """
        g ← g + 2·0.2·W
        g ← g·min(1, 5/‖g‖₂), ‖g‖₂ over all parameters
        w ← w − α·g
        after it: W ← sign(W)·max(|W| − α·0.1, 0)
        after it, for each row w of W: w ← w·min(1, 3/‖w‖₂)
        """)
    plan.clipping = .value(0.5)
    #expect(
      plan.updateFormula(penalties: [.l2(lambda: 0.7), .l1(lambda: 0.1, isProximal: false)]) == """
        g ← g + (0.7/m)·W
        g ← g + 0.1·sign(W)
        g ← min(max(g, −0.5), 0.5)
        w ← w − α·g
        """)
  }

  @Test("Losses and penalties print their terms")
  func terms() {
    #expect(Loss.huber(delta: 0.5).formula.contains("e²/2 for |e| ≤ 0.5, else 0.5·(|e| − 0.25)"))
    #expect(Loss.hinge.formula(outputCount: 1) == "(1/m) Σ_i max(0, 1 − ŷ·a), ŷ = 2y − 1")
    #expect(Loss.hinge.formula(outputCount: 3) == Loss.hinge.formula)
    #expect(Penalty.l1(lambda: 0.1, scale: 0.5).formula == "0.1·0.5 Σ|w|")
    #expect(Penalty.elastic(l1: 0.1, l2: 0.2).formula == "0.1 Σ|w| + 0.2 Σ‖W‖²")
    #expect(Penalty.maxNorm(3).formula == "‖w‖₂ ≤ 3 for each row w of W")
  }
}
