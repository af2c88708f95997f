import LecternTensor

/// The operations of one traced evaluation, in order, each with the rule that leads derivatives of
/// its result back to its operands.
///
/// Source: Griewank and Walther, Evaluating Derivatives, 2nd ed., chapter 3 (reverse mode).
final class Tape {
  /// Adds to the derivatives of the operands what the derivative by the result gives them.
  typealias Rule = (_ slope: Matrix<Double>, _ slopes: inout Slopes) -> Void

  private var rules: [Rule?] = []

  /// Derivatives by the nodes of a tape, as far as they are known.
  struct Slopes {
    fileprivate var values: [Matrix<Double>?]

    subscript(_ node: Int) -> Matrix<Double>? { values[node] }

    /// Adds a term to the derivative by a node; one of no node is dropped.
    mutating func add(_ term: @autoclosure () -> Matrix<Double>, to node: Int?) {
      guard let node else { return }
      guard var sum = values[node].take() else {
        values[node] = term()
        return
      }
      let term = term()
      sum.elements.withUnsafeMutableBufferPointer { sum in
        term.elements.withUnsafeBufferPointer { term in
          guard let sum = sum.baseAddress, let source = term.baseAddress else { return }
          Double.add(count: term.count, factor: 1, source, to: sum)
        }
      }
      values[node] = sum
    }
  }

  /// Adds a node without operands: what is differentiated by.
  func makeLeaf() -> Int {
    rules.append(nil)
    return rules.count - 1
  }

  func record(_ rule: @escaping Rule) -> Int {
    rules.append(rule)
    return rules.count - 1
  }

  /// The derivatives of node `output`, weighted by `seed`, by every node before it.
  func slopes(of output: Int, seed: Matrix<Double>) -> Slopes {
    var slopes = Slopes(values: Array(repeating: nil, count: rules.count))
    slopes.values[output] = seed
    for node in stride(from: output, through: 0, by: -1) {
      guard let rule = rules[node], let slope = slopes.values[node] else { continue }
      rule(slope, &slopes)
      slopes.values[node] = nil
    }
    return slopes
  }

  /// Records `target[rows, columns] = source`; the replaced entries lose their slopes.
  func recordReplacement(
    in target: TracedValue, at rows: [Int], _ columns: [Int], by source: TracedValue,
    isSpread: Bool
  ) -> Int? {
    guard target.node != nil || source.node != nil else { return nil }
    return record { slope, slopes in
      var kept = slope
      for column in columns { for row in rows { kept[row, column] = 0 } }
      slopes.add(kept, to: target.node)
      slopes.add(
        isSpread
          ? Matrix(
            rows: 1, columns: 1,
            elements: [slope.selecting(rows: rows, columns: columns).elements.reduce(0, +)])
          : slope.selecting(rows: rows, columns: columns), to: source.node)
    }
  }
}
