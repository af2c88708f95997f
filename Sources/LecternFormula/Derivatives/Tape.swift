import LecternTensor

/// The operations of one traced run, in order, each with the rule that leads derivatives of its
/// result back to its operands.
///
/// A node is a value of the run: a matrix, or a number as one of a single entry. Source: Griewank
/// and Walther, Evaluating Derivatives, 2nd ed., chapter 3 (reverse mode).
struct Tape {
  /// The derivatives by the operands from that by the result; nil where it is 0.
  typealias Rule = (_ slope: Matrix<Double>) -> [Matrix<Double>?]

  private struct Entry {
    let operands: [Int]
    let rule: Rule
  }

  /// Nil for a leaf: what is differentiated by.
  private var entries: [Entry?] = []

  mutating func makeLeaf() -> Int {
    entries.append(nil)
    return entries.count - 1
  }

  /// Adds a node; operands that depend on no leaf are negative.
  mutating func record(_ operands: [Int], _ rule: @escaping Rule) -> Int {
    entries.append(Entry(operands: operands, rule: rule))
    return entries.count - 1
  }

  /// The derivatives of node `output`, weighted by `seed`, by the leaves.
  func slopes(of output: Int, seed: Matrix<Double>, by leaves: [Int]) -> [Matrix<Double>?] {
    var slopes = [Matrix<Double>?](repeating: nil, count: entries.count)
    guard output >= 0 else { return leaves.map { _ in nil } }
    slopes[output] = seed
    for node in stride(from: output, through: 0, by: -1) {
      guard let entry = entries[node], let slope = slopes[node].take() else { continue }
      for (operand, term) in zip(entry.operands, entry.rule(slope)) {
        guard operand >= 0, let term else { continue }
        guard var sum = slopes[operand].take() else {
          slopes[operand] = term
          continue
        }
        for index in sum.elements.indices { sum.elements[index] += term.elements[index] }
        slopes[operand] = sum
      }
    }
    return leaves.map { slopes[$0] }
  }
}
