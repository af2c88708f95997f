import LecternFormula
import LecternTensor
import LecternTestSupport
import Testing

/// What `Fixtures/values.py` wrote: expressions and the values NumPy gives them.
struct NumPyValues {
  struct Line: Sendable, CustomTestStringConvertible {
    let text: String
    /// `number`, `truth` or `rows columns`.
    let shape: String
    let entries: [Double]

    var testDescription: String { text }

    fileprivate var value: Value {
      let sizes = shape.split(separator: " ").compactMap { Int($0) }
      guard sizes.count == 2 else { return .number(entries.first ?? .nan) }
      // The file goes row by row, matrices column by column.
      let columns = (0..<sizes[1]).flatMap { c in (0..<sizes[0]).map { entries[$0 * sizes[1] + c] }
      }
      return .matrix(Matrix(rows: sizes[0], columns: sizes[1], elements: columns))
    }
  }

  /// The names that the expressions use.
  private(set) var names: [String: Value] = [:]
  private(set) var lines: [Line] = []
  /// Expressions that draw, in order, by seed.
  private(set) var draws: [(seed: UInt32, lines: [Line])] = []

  static let stored = NumPyValues()

  private init() {
    for row in (fixtureText(named: "values.txt") ?? "").split(separator: "\n") {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if fields[0] == "seed" {
        draws.append((UInt32(fields[1]) ?? 0, []))
        continue
      }
      let line = Line(
        text: fields[1], shape: fields[2],
        entries: fields[3].split(separator: " ").compactMap { Double($0) })
      switch fields[0] {
      case "let": names[line.text] = line.value
      case "draw": draws[draws.count - 1].lines.append(line)
      default: lines.append(line)
      }
    }
  }
}
