/// A network as columns of units from the inputs to the outputs.
package struct NetworkDiagram: Sendable, Equatable {
  package enum Column: Sendable, Equatable {
    /// Units that stand below each other; `words` tell of them, line by line.
    case units(count: Int, words: [String])
    /// A layer that keeps the number of units: `batch norm`, `dropout`.
    case between(words: String)
  }

  package let title: String
  package let columns: [Column]
  /// Units by column that a dropout mask leaves out; among those that are drawn.
  package let dropped: [Set<Int>]
  /// W of each column of units but the first, row by row, [units, inputs]; empty without weights.
  package let weights: [[Double]]

  package init(
    title: String, columns: [Column], dropped: [Set<Int>] = [], weights: [[Double]] = []
  ) {
    self.title = title
    self.columns = columns
    self.dropped = dropped
    self.weights = weights
  }

  /// Units of a column that are drawn; of more, the first and the last.
  static let unitLimit = 9
  private static let headCount = 5

  /// The units of a column that are drawn, in order.
  package static func drawn(of count: Int) -> [Int] {
    if count <= unitLimit { return Array(0..<max(count, 0)) }
    return Array(0..<headCount) + [count - 2, count - 1]
  }

  /// Columns of units that are drawn; of more, the first and the last.
  static let columnLimit = 9

  /// The columns that are drawn, with the number of each column of units; a bar stands for those
  /// that are left out.
  var shownColumns: [(column: Column, index: Int, ordinal: Int)] {
    var ordinal = -1
    let all = columns.enumerated().map {
      index, column -> (column: Column, index: Int, ordinal: Int) in
      if case .units = column { ordinal += 1 }
      return (column, index, ordinal)
    }
    let count = ordinal + 1
    guard count > Self.columnLimit else { return all }
    let (head, tail) = (5, count - 3)
    let before = all.filter { $0.ordinal < head }
    let after = all.filter { $0.ordinal >= tail }
    return before + [(.between(words: "\(tail - head) more layers"), -1, head)] + after
  }

  /// The last drawn unit before the ones that are left out.
  static func gap(of count: Int) -> Int? { count > unitLimit ? headCount - 1 : nil }
}

extension NetworkDiagram {
  static func words(title: String, diagrams: [NetworkDiagram]) -> FigureWords {
    guard let first = diagrams.first, !first.columns.isEmpty else {
      return FigureWords(headline: title, sentences: ["There are no layers to show."])
    }
    var sentences: [String] = []
    for diagram in diagrams {
      let parts = diagram.columns.map { column in
        switch column {
        case .units(_, let words): words.joined(separator: " ")
        case .between(let words): words
        }
      }
      if diagram == first {
        sentences.append("From left to right: \(parts.joined(separator: ", ")).")
      }
      let count = diagram.dropped.reduce(0) { $0 + $1.count }
      if count > 0 || (diagrams.count > 1 && diagram != first) {
        sentences.append(
          "In the diagram “\(diagram.title)”, \(Words.count(count, "unit")) of those drawn "
            + "\(count == 1 ? "is" : "are") crossed out, and \(count == 1 ? "its" : "their") "
            + "edges are gone.")
      }
    }
    if !first.weights.isEmpty {
      let scale = DivergingScale(first.weights.joined())
      sentences.append(
        "Edges are the thicker, the larger a weight; solid orange ones are positive, dashed blue "
          + "ones negative. " + scale.sentence)
    }
    return FigureWords(headline: title, sentences: sentences)
  }
}
