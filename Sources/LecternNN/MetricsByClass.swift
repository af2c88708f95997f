package import LecternTensor

/// How well one class is told from the others, or the mean of several such numbers.
///
/// A share of nothing is 0: precision where a class is never predicted, recall where it never occurs, and F1 where
/// both are 0 (scikit-learn's `zero_division=0`).
package struct ClassScores: Sendable, Equatable {
  /// Right among the examples predicted to be of the class.
  package var precision: Double
  /// Found among the examples of the class.
  package var recall: Double
  /// The harmonic mean of precision and recall.
  ///
  /// Source: van Rijsbergen 1979, chapter 7.
  package var f1: Double

  fileprivate init(right: Int, predicted: Int, actual: Int) {
    func share(_ part: Int, of whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
    precision = share(right, of: predicted)
    recall = share(right, of: actual)
    // The same fraction from the counts, which needs no case for precision and recall both 0.
    f1 = share(2 * right, of: predicted + actual)
  }

  fileprivate init(meanOf scores: [ClassScores]) {
    func mean(_ value: (ClassScores) -> Double) -> Double {
      scores.isEmpty ? 0 : scores.reduce(0) { $0 + value($1) } / Double(scores.count)
    }
    precision = mean(\.precision)
    recall = mean(\.recall)
    f1 = mean(\.f1)
  }
}

/// The scores of each class from counts by true class (row) and predicted class (column).
package func classScores(confusion counts: [[Int]]) -> [ClassScores] {
  let totals = classTotals(counts)
  return counts.indices.map {
    ClassScores(right: counts[$0][$0], predicted: totals[$0].predicted, actual: totals[$0].actual)
  }
}

/// The unweighted mean over the classes that occur, as a label or as a prediction.
///
/// The mean of F1 is the mean of the classes' F1, as scikit-learn takes it.
package func macroScores(confusion counts: [[Int]]) -> ClassScores {
  let totals = classTotals(counts)
  let scores = classScores(confusion: counts)
  return ClassScores(
    meanOf: scores.indices.filter { totals[$0].predicted + totals[$0].actual > 0 }
      .map { scores[$0] })
}

/// The scores to tell of a whole classification: of class 1 when there are two classes, else the macro mean.
package func overallScores(confusion counts: [[Int]]) -> ClassScores {
  counts.count == 2 ? classScores(confusion: counts)[1] : macroScores(confusion: counts)
}

private func classTotals(_ counts: [[Int]]) -> [(predicted: Int, actual: Int)] {
  counts.indices.map { label in
    (counts.reduce(0) { $0 + $1[label] }, counts[label].reduce(0, +))
  }
}

/// The share of columns whose label is among the `k` largest rows; 0 without columns.
///
/// Of equal outputs the one with the smaller index ranks first, so that `k` = 1 is the accuracy.
package func topAccuracy<Scalar: LecternScalar>(
  _ k: Int, outputs: Matrix<Scalar>, labels: [Int]
) -> Double {
  precondition(outputs.columns == labels.count, "Every output needs a label.")
  guard !labels.isEmpty else { return 0 }
  let rows = outputs.rows
  let hits = outputs.elements.withUnsafeBufferPointer { elements in
    labels.indices.count { column in
      let label = labels[column]
      guard (0..<rows).contains(label) else { return false }
      let own = elements[column * rows + label]
      guard !own.isNaN else { return false }
      var before = 0
      for row in 0..<rows {
        let other = elements[column * rows + row]
        if other > own || (other == own && row < label) { before += 1 }
      }
      return before < k
    }
  }
  return Double(hits) / Double(labels.count)
}
