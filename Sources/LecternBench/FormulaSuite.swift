import Foundation
import LecternData
import LecternNotebook
import LecternRun
import LecternText
import Synchronization

/// Loops of formulas, beside NumPy running the same ones.
enum FormulaSuite {
  /// Measures each loop in turns with NumPy, if `python` is an interpreter that has it.
  static func measure(_ runs: Int, python: String?) async throws -> [Measurement] {
    let numpy = try python.map { try PythonProcess($0, script: "formulas.py") }
    if let numpy, !numpy.greeting.hasPrefix("NumPy") {
      throw BenchFailure("\(python ?? "") has no NumPy; pip install numpy")
    }
    defer { numpy?.close() }
    var measurements: [Measurement] = []
    for loop in FormulaLoop.all {
      // A short run shows that both do the same; in a long one last bits may grow.
      let short = try await loop.milliseconds(iterations: 100)
      if let other = try numpy?.milliseconds(loop, iterations: 100),
        abs(short.last - other.last) > 1e-9 * max(1, abs(other.last))
      {
        throw BenchFailure("\(loop.title) comes to \(short.last), in NumPy to \(other.last)")
      }
      // One run each that is not counted, then in turns.
      _ = try await loop.milliseconds(iterations: loop.iterations)
      _ = try numpy?.milliseconds(loop, iterations: loop.iterations)
      var times: [Double] = []
      var others: [Double] = []
      for _ in 0..<runs {
        times.append(try await loop.milliseconds(iterations: loop.iterations).time)
        if let other = try numpy?.milliseconds(loop, iterations: loop.iterations) {
          others.append(other.time)
        }
      }
      measurements.append(
        Measurement(
          "formulas", loop.title, times,
          floor: numpy.map { ($0.greeting, others) }))
    }
    return measurements
  }
}

/// A notebook whose last cell is the loop that is timed and whose last value is compared.
private struct FormulaLoop {
  /// As `formulas.py` calls it.
  let name: String
  let title: String
  let iterations: Int
  let setup: String
  let loop: String

  static let all = [
    FormulaLoop(
      name: "flower", title: "flower 2-4-1, 10000 iterations", iterations: 10_000,
      setup: """
        data flower 400 seed=1
        let X = train.X
        let Y = train.Y
        seed 2
        let W1 = 0.01 * randn(4, 2)
        let b1 = zeros(4, 1)
        let W2 = 0.01 * randn(1, 4)
        let b2 = zeros(1, 1)
        """,
      loop: """
        repeat ITERATIONS
          let A1 = tanh(W1 @ X + b1)
          let A2 = sigmoid(W2 @ A1 + b2)
          let cost = -sum(Y * log(A2) + (1 - Y) * log(1 - A2)) / m
          let dZ2 = A2 - Y
          let dW2 = dZ2 @ A1.T / m
          let db2 = sum(dZ2, axis=1) / m
          let dZ1 = (W2.T @ dZ2) * (1 - A1^2)
          let dW1 = dZ1 @ X.T / m
          let db1 = sum(dZ1, axis=1) / m
          W1 = W1 - 1.2 * dW1
          b1 = b1 - 1.2 * db1
          W2 = W2 - 1.2 * dW2
          b2 = b2 - 1.2 * db2
          record J = cost
        end
        let last = cost
        """),
    FormulaLoop(
      name: "digits", title: "400-25-10, 4000 examples, 100 iterations", iterations: 100,
      setup: """
        seed 1
        let X = rand(400, 4000)
        let Y = onehot(floor(10 * rand(1, 4000)), 10)
        seed 1
        let W1 = 0.01 * randn(25, 400)
        let b1 = zeros(25, 1)
        let W2 = 0.01 * randn(10, 25)
        let b2 = zeros(10, 1)
        let n = 4000
        """,
      loop: """
        repeat ITERATIONS
          let A1 = sigmoid(W1 @ X + b1)
          let Z2 = W2 @ A1 + b2
          let t = exp(Z2 - max(Z2, axis=0))
          let A2 = t / sum(t, axis=0)
          let cost = -sum(Y * log(A2)) / n
          let dZ2 = A2 - Y
          let dW2 = dZ2 @ A1.T / n
          let db2 = sum(dZ2, axis=1) / n
          let dZ1 = (W2.T @ dZ2) * A1 * (1 - A1)
          let dW1 = dZ1 @ X.T / n
          let db1 = sum(dZ1, axis=1) / n
          W1 = W1 - 0.5 * dW1
          b1 = b1 - 0.5 * db1
          W2 = W2 - 0.5 * dW2
          b2 = b2 - 0.5 * db2
          record J = cost
        end
        let last = cost
        """),
    FormulaLoop(
      name: "scalars", title: "a million steps of numbers", iterations: 1_000_000,
      setup: "let w = 1",
      loop: """
        repeat ITERATIONS
          w = w - 0.001 * (w - 0.5)
        end
        let last = w
        """),
  ]

  /// Runs the notebook; the time is that of the cell with the loop.
  func milliseconds(iterations: Int) async throws -> (time: Double, last: Double) {
    let loop = loop.replacing("ITERATIONS", with: "\(iterations)")
    let text = [setup, loop, "show last"].map { "```nn\n\($0)\n```\n" }.joined()
    let checked = CheckedNotebook(
      Notebook.parse(SourceFile(name: "formulas.md", text: text)),
      locator: DataLocator(notebookDirectory: "."))
    guard !checked.hasErrors else {
      throw BenchFailure("\(title): \(checked.diagnostics.map(\.message))")
    }
    let observer = CellTimes()
    let result = await checked.execute(observer: observer)
    for case .value(let value) in result?.pieces.flatMap(\.outputs) ?? [] {
      if case .number(let last) = value.content, let time = observer.milliseconds(of: 1) {
        return (time, last)
      }
    }
    throw BenchFailure("\(title): \(result?.diagnostics.map(\.message) ?? ["interrupted"])")
  }
}

extension PythonProcess {
  /// Milliseconds that NumPy takes, and what the loop comes to.
  fileprivate func milliseconds(
    _ loop: FormulaLoop, iterations: Int
  ) throws -> (time: Double, last: Double) {
    let words = try answer("\(loop.name) \(iterations)").split(separator: " ").compactMap {
      Double($0)
    }
    guard words.count == 2 else { throw BenchFailure("\(loop.title): NumPy gave no answer") }
    return (words[0], words[1])
  }
}

/// How long each cell takes.
private final class CellTimes: RunObserver {
  private let starts = Mutex<[Int: ContinuousClock.Instant]>([:])
  private let times = Mutex<[Int: Duration]>([:])

  func milliseconds(of piece: Int) -> Double? {
    times.withLock { $0[piece] }.map { $0 / .milliseconds(1) }
  }

  func pieceDidStart(_ index: Int, of count: Int, line: Int) {
    starts.withLock { $0[index] = ContinuousClock.now }
  }

  func pieceDidEnd(_ index: Int, status: String) {
    let end = ContinuousClock.now
    guard let start = starts.withLock({ $0[index] }) else { return }
    times.withLock { $0[index] = end - start }
  }

  func trainingDidAdvance(_ update: TrainingUpdate) {}
  func trainingDidEnd(_ name: String) {}
}
