import Testing

@testable import LecternFormula

/// Reverse mode against central differences, function by function.
struct DerivativeTests {
  private static let expressions = [
    // Element by element
    "exp(W)", "log(W + 3)", "log10(W + 3)", "log1p(W^2)", "sqrt(W + 3)", "abs(W)", "sin(W)",
    "cos(W)", "sigmoid(W)", "tanh(W)", "relu(W)", "leaky_relu(W)", "leaky_relu(W, 0.2)", "elu(W)",
    "softplus(W)", "clip(W, -0.4, 0.9)", "where(W > 0.1, W^2, 3 * W)", "W^3", "2^W", "(W + 3)^1.5",
    "W / (V + 3)", "V / (W + 3)", "-W", "W * V - W", "round(W) + W", "floor(W) * W", "sign(W) * W",
    "max(W) * V", "min(W) * V", "max(0.1, W)", "min(W, V)", "maximum(0.01 * W, W) * V",
    "reverse(W, axis=1)", "reverse(W[:, 0])",
    // Reductions, with and without axes
    "sum(W) * V", "sum(W, axis=0)", "sum(W, axis=1)", "mean(W) * W", "mean(W, axis=0)",
    "mean(W, axis=1)", "var(W) * V", "var(W, axis=0)", "var(W, axis=1)", "std(W) * V",
    "std(W, axis=0)", "std(W, axis=1)", "max(W, axis=0)", "max(W, axis=1)", "min(W, axis=0)",
    "min(W, axis=1)", "norm(W) * V", "norm(W, axis=0)", "norm(W, axis=1)", "cumsum(W[0, :])",
    "cumsum(W, axis=0)", "cumsum(W, axis=1)", "sort(W[0, :])", "sort(W, axis=0)", "sort(W, axis=1)",
    // Shapes
    "W.T", "reshape(W, 3, 2)", "rows(W, 0, 1)", "columns(W, 1, 2)", "concat(W, V)",
    "stack(W, V, W)",
    "outer(W[:, 0], W[0, :])", "diag(W[0, :])", "W[1, :]", "W[:, 0..1]", "W[0, 2] * V",
    "W[:, [2, 0, 2]]", "[W, V; V, W]",
    // Products and spreading
    "W @ V.T", "V.T @ W", "W @ [1; 2; 3]", "W + [1, 2, 3]", "W * [1; 2]", "W[:, 0] * V",
    "W @ W.T @ W",
    // Activations and costs of several
    "softmax(W, axis=0)", "softmax(W, axis=1)", "softmax(W[0, :])",
    "cross_entropy([1, 0, 1; 0, 1, 0], softmax(W, axis=0))", "mse(W, V)", "ewa(W[0, :], 0.9)",
    "ewa(V[0, :], 0.5 + 0.1 * W[0, 0])",
    "ewa(V[0, :], 0.5 + 0.1 * W[0, 0], correct=yes)", "ewa(W[1, :], 0.9, correct=yes)",
    "leaky_relu(V, W[0, 0])",
    "elu(V, W[0, 0])", "clip(V, W[0, 1], W[0, 2])", "linspace(W[0, 0], W[1, 2], 4)",
    "(V + 3)^W[0, 0]", "W[0, 0]^V", "inverse_time(W[0, 0], W[0, 2], 3)",
    "exponential(W[0, 0], W[1, 1], 3)",
    "cosine(W[0, 0], 10, 3)", "warmup(W[0, 0], 10, 3)", "step(W[0, 0], 0.5, 10, 23)",
    "log(sum(exp(W), axis=0))",
    // Derivatives of what a name stands for
    "(W + 1) * (W + 1)",
  ]

  @Test(arguments: expressions)
  func `reverse mode agrees with central differences`(_ expression: String) throws {
    let outcome = Program(
      """
      let V = [0.3, -1.1, 0.7; 2.1, 0.6, -0.2]
      let A = [0.52, -0.31, 1.27; -1.6, 0.83, 0.14]
      def weighted(Z) = sum(Z * cos(cumsum(cumsum(0 * Z + 1.7, axis=0), axis=1)))
      def J(W) = weighted(\(expression))
      let g = grad(J, A)
      let n = numgrad(J, A)
      let d = max(abs(g - n)) / (1 + max(abs(n)))
      """
    ).run()
    #expect(outcome.failure == nil)
    #expect(try #require(outcome["d"]?.first) < 1e-7, "\(outcome["g"] ?? [])")
    #expect(outcome["n"]?.contains { $0 != 0 } == true, "nothing depends on W")
  }

  @Test(arguments: [
    ("let s = 0\n  for i in 0..2\n    s = s + W[0, i]^i * W[1, i]\n  end\n  return s"),
    ("let s = W\n  repeat 4\n    s = tanh(s) * W + s\n  end\n  return sum(s)"),
    ("if sum(W) > 0\n    return sum(W^2)\n  else\n    return sum(W^3)\n  end"),
    ("let s = 1\n  repeat 50\n    s = 0.5 * (s + exp(W[0, 0]) / s)\n    stop if abs(s^2 - exp(W[0, 0])) < 1e-14\n  end\n  return s * sum(W)"),
    ("let Z = zeros(2, 3)\n  Z[0, :] = W[1, :]^2\n  Z[1, 2] = W[0, 0]\n  return sum(Z * W)"),
    ("let Z = 1 * W\n  Z[0, :] = 2 * Z[1, :]\n  Z[:, 1] = W[0, 2]\n  return sum(Z * W)"),
    ("let Z = W\n  Z[:, [0, 2, 0]] = W * W\n  return sum(Z * W)"),
    ("let v = W[0, :]\n  v[[2, 0]] = v[[0, 1]]^2\n  return sum(v * v)"),
    ("let s = 0\n  for w in W\n    s = s * 0.5 + w^3\n  end\n  return s"),
    ("let s = 0\n  for w in [W[0, 0], W[1, 1]^2]\n    s = s + w^2\n  end\n  return s"),
    ("let i = W[0, 0]\n  let s = 0\n  for i in 1..3\n    s = s + i * W[0, 1]\n  end\n  return s"),
    ("let s = 0\n  for x in W[0, 0]..2.9\n    s = s + x^2\n  end\n  return s"),
    ("let a, b = parts(W)\n  return sum(a * b) + sum(a)"),
  ])
  func `control flow is differentiated as it was taken`(_ body: String) throws {
    let outcome = Program(
      """
      def parts(X)
        return X^2, sin(X)
      end
      def J(W)
        \(body)
      end
      let A = [0.52, -0.31, 1.27; -0.6, 0.83, 0.14]
      let d = max(abs(grad(J, A) - numgrad(J, A)))
      """
    ).run()
    #expect(outcome.failure == nil)
    #expect(try #require(outcome["d"]?.first) < 1e-7)
  }

  @Test func `a Jacobian is a row of derivatives for each entry`() throws {
    let outcome = Program(
      """
      let z = [0.5; -1; 2]
      def f(z) = softmax(z, axis=0)
      let J = jacobian(f, z)
      let p = f(z)
      let d = max(abs(J - (diag(p) - outer(p, p))))
      """
    ).run()
    #expect(try #require(outcome["d"]?.first) < 1e-15)
  }
}
