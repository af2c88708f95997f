import Glibc
import LecternTestSupport
import Testing

@testable import LecternFormula

/// Programs made at random, run as plans, against an interpreter that only knows 2 × 2 matrices.
struct RandomProgramTests {
  @Test(arguments: 0..<400)
  func `a plan does what its statements say`(_ seed: Int) throws {
    var generator = SplitMix64(seed: seed)
    let program = RandomProgram(&generator)
    // As one plan, and statement by statement as a cell with commands in between.
    let whole = Program(program.text)
    #expect(whole.mistakes.isEmpty, "\(program.text)")
    let first = whole.run()
    #expect(first.failure == nil, "\(program.text)")
    var pieces = Program(program.definitions).run()
    for statement in program.statements {
      pieces = Program(statement).run(variables: pieces.variables)
      #expect(pieces.failure == nil, "\(statement)")
    }
    for (name, value) in program.outcome {
      for outcome in [first, pieces] {
        let entries = try #require(outcome[name], "\(name) of\n\(program.text)")
        // The engine keeps a column together.
        let rows = [entries[0], entries[2], entries[1], entries[3]]
        let isClose = zip(rows, value).allSatisfy { abs($0 - $1) < 1e-9 }
        #expect(isClose, "\(name) is \(rows), not \(value), of\n\(program.text)")
      }
    }
  }
}

/// Derivatives of functions made at random, against central differences.
struct RandomGradientTests {
  @Test(arguments: 0..<300)
  func `grad agrees with central differences`(_ seed: Int) throws {
    var generator = SplitMix64(seed: 10_000 + seed)
    let program = RandomProgram(&generator, bound: .tanh)
    let text =
      program.text + "\ndef J(W) = sum(f0(W, B) * f1(C, W)) + mean(f1(W @ W.T, A))\n"
      + "let g = grad(J, A)\nlet n = numgrad(J, A)\nlet d = max(abs(g - n)) / (1 + max(abs(g)))\n"
    let outcome = Program(text).run()
    #expect(outcome.failure == nil, "\(text)")
    let distance = try #require(outcome["d"]?.first)
    #expect(distance < 1e-6, "\(text)")
  }
}

/// A matrix row by row.
private typealias Entries = [Double]
private typealias Memory = [String: Entries]

/// A text with what it means.
private struct Phrase {
  let text: String
  let value: (Memory) -> Entries
}

private struct Action {
  let lines: [String]
  let run: (inout Memory) -> Void

  var indented: [String] { lines.map { "  " + $0 } }
}

private struct RandomFunction {
  let name: String
  let text: String
  let results: (Entries, Entries) -> [Entries]
}

private struct RandomProgram {
  private(set) var definitions = ""
  private(set) var statements: [String] = []
  private(set) var outcome: Memory = [:]
  private var functions: [RandomFunction] = []

  var text: String { definitions + statements.joined(separator: "\n") }

  private static let names = ["A", "B", "C"]

  /// What keeps values small.
  enum Bound {
    case clip
    /// Without kinks, for derivatives.
    case tanh
  }

  private let bound: Bound

  init(_ generator: inout SplitMix64, bound: Bound = .clip) {
    self.bound = bound
    for index in 0..<3 {
      let function = self.function(index, &generator)
      functions.append(function)
      definitions += function.text
    }
    for name in Self.names {
      let start = literal(&generator)
      statements.append("let \(name) = \(start.text)")
      outcome[name] = start.value([:])
    }
    for _ in 0..<6 {
      let action = self.action(Self.names, depth: 2, &generator)
      statements.append(action.lines.joined(separator: "\n"))
      action.run(&outcome)
    }
  }

  // MARK: Expressions

  private func number(_ generator: inout SplitMix64) -> Double {
    Double(generator.next(below: 13) - 6) / 4
  }

  private func literal(_ generator: inout SplitMix64) -> Phrase {
    let entries = (0..<4).map { _ in number(&generator) }
    let text = "[\(entries[0]), \(entries[1]); \(entries[2]), \(entries[3])]"
    return Phrase(text: text) { _ in entries }
  }

  private func expression(
    _ names: [String], depth: Int, _ generator: inout SplitMix64
  ) -> Phrase {
    if depth == 0 || generator.next(below: 5) == 0 {
      guard generator.next(below: 6) > 0 else { return literal(&generator) }
      let name = generator.pick(names)
      return Phrase(text: name) { $0[name] ?? [] }
    }
    let left = expression(names, depth: depth - 1, &generator)
    let right = expression(names, depth: depth - 1, &generator)
    func element(_ sign: String, _ apply: @escaping (Double, Double) -> Double) -> Phrase {
      Phrase(text: "(\(left.text) \(sign) \(right.text))") { memory in
        zip(left.value(memory), right.value(memory)).map(apply)
      }
    }
    switch generator.next(below: 9) {
    case 0: return element("+", +)
    case 1: return element("-", -)
    case 2: return element("*", *)
    case 3:
      return Phrase(text: "(\(left.text) @ \(right.text))") { memory in
        let (a, b) = (left.value(memory), right.value(memory))
        return [
          a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
          a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        ]
      }
    case 4:
      return Phrase(text: "\(left.text).T") { memory in
        let a = left.value(memory)
        return [a[0], a[2], a[1], a[3]]
      }
    case 5:
      let factor = number(&generator)
      return Phrase(text: "(\(factor) * \(left.text))") { left.value($0).map { factor * $0 } }
    case 6:
      return Phrase(text: "(\(left.text) + sum(\(right.text)))") { memory in
        let total = right.value(memory).reduce(0, +)
        return left.value(memory).map { $0 + total }
      }
    default:
      let single = functions.filter { !$0.name.hasSuffix("pair") }
      guard !single.isEmpty else { return element("-", -) }
      let function = generator.pick(single)
      return Phrase(text: "\(function.name)(\(left.text), \(right.text))") { memory in
        function.results(left.value(memory), right.value(memory))[0]
      }
    }
  }

  private func bounded(_ names: [String], _ generator: inout SplitMix64) -> Phrase {
    let inner = expression(names, depth: 2, &generator)
    if generator.next(below: 4) == 0, names.contains(inner.text) { return inner }
    if bound == .tanh {
      return Phrase(text: "tanh(\(inner.text))") { inner.value($0).map { Glibc.tanh($0) } }
    }
    return Phrase(text: "clip(\(inner.text), -2, 2)") { memory in
      inner.value(memory).map { min(2, max(-2, $0)) }
    }
  }

  // MARK: Statements

  private func action(_ names: [String], depth: Int, _ generator: inout SplitMix64) -> Action {
    switch generator.next(below: depth > 0 ? 8 : 4) {
    case 0, 1:
      let name = generator.pick(names)
      let value = bounded(names, &generator)
      let word = generator.next(below: 3) == 0 ? "let " : ""
      return Action(lines: ["\(word)\(name) = \(value.text)"]) { $0[name] = value.value($0) }
    case 2:
      let name = generator.pick(names)
      let (row, column) = (generator.next(below: 2), generator.next(below: 2))
      let value = number(&generator)
      return Action(lines: ["\(name)[\(row), \(column)] = \(value)"]) {
        $0[name]?[2 * row + column] = value
      }
    case 3:
      guard let function = functions.first(where: { $0.name.hasSuffix("pair") }) else {
        return Action(lines: ["\(names[0]) = \(names[0])"]) { _ in }
      }
      let (a, b) = (bounded(names, &generator), bounded(names, &generator))
      let targets = [names[generator.next(below: names.count)], names[0]]
      guard targets[0] != targets[1] else {
        return Action(lines: ["\(targets[0]) = \(a.text)"]) { $0[targets[0]] = a.value($0) }
      }
      return Action(
        lines: ["let \(targets[0]), \(targets[1]) = \(function.name)(\(a.text), \(b.text))"]
      ) { memory in
        let results = function.results(a.value(memory), b.value(memory))
        for (name, value) in zip(targets, results) { memory[name] = value }
      }
    case 4, 5:
      let count = 1 + generator.next(below: 3)
      let body = (0..<2).map { _ in action(names, depth: depth - 1, &generator) }
      return Action(lines: ["repeat \(count)"] + body.flatMap(\.indented) + ["end"]) { memory in
        for _ in 0..<count { for step in body { step.run(&memory) } }
      }
    default:
      let tested = expression(names, depth: 1, &generator)
      let bound = number(&generator) + 0.1234
      let then = action(names, depth: depth - 1, &generator)
      let other = action(names, depth: depth - 1, &generator)
      return Action(
        lines: ["if sum(\(tested.text)) > \(bound)"] + then.indented + ["else"] + other.indented
          + ["end"]
      ) { memory in
        if tested.value(memory).reduce(0, +) > bound {
          then.run(&memory)
        } else {
          other.run(&memory)
        }
      }
    }
  }

  /// Functions with a block of their own; the last one gives two results.
  private func function(_ index: Int, _ generator: inout SplitMix64) -> RandomFunction {
    let name = index == 2 ? "pair" : "f\(index)"
    let local = bounded(["a", "b"], &generator)
    let steps = (0..<2).map { _ in
      action(["a", "b", "local"], depth: 1, &generator)
    }
    let results = (0..<(index == 2 ? 2 : 1)).map { _ in
      bounded(["a", "b", "local"], &generator)
    }
    let lines =
      ["let local = \(local.text)"] + steps.flatMap(\.lines)
      + ["return " + results.map(\.text).joined(separator: ", ")]
    return RandomFunction(
      name: name,
      text: "def \(name)(a, b)\n" + lines.map { "  \($0)\n" }.joined() + "end\n"
    ) { a, b in
      var memory = ["a": a, "b": b]
      memory["local"] = local.value(memory)
      for step in steps { step.run(&memory) }
      return results.map { $0.value(memory) }
    }
  }
}
