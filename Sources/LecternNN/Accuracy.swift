package import LecternTensor

/// The class an output column stands for: its largest row, or, for one row, 1 above the threshold.
package func predictedClasses<Scalar: LecternScalar>(
  _ outputs: Matrix<Scalar>, threshold: Double = 0.5
) -> [Int] {
  let rows = outputs.rows
  return outputs.elements.withUnsafeBufferPointer { elements in
    (0..<outputs.columns).map { column in
      if rows == 1 { return elements[column] > Scalar(threshold) ? 1 : 0 }
      var best = 0
      for row in 1..<max(rows, 1)
      where elements[column * rows + row] > elements[column * rows + best] { best = row }
      return best
    }
  }
}

/// The share of columns whose predicted class is that of the targets; 0 without columns.
package func accuracy<Scalar: LecternScalar>(
  _ outputs: Matrix<Scalar>, targets: Matrix<Scalar>, threshold: Double = 0.5
) -> Double {
  accuracy(
    predicted: predictedClasses(outputs, threshold: threshold), labels: predictedClasses(targets))
}

/// The share of equal entries; 0 without entries.
package func accuracy(predicted: [Int], labels: [Int]) -> Double {
  precondition(predicted.count == labels.count, "Every prediction needs a label.")
  guard !labels.isEmpty else { return 0 }
  return Double(zip(predicted, labels).count { $0 == $1 }) / Double(labels.count)
}

/// Counts of examples by true class (row) and predicted class (column).
package func confusionCounts(predicted: [Int], labels: [Int], classCount: Int) -> [[Int]] {
  var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
  for (prediction, label) in zip(predicted, labels)
  where (0..<classCount).contains(prediction) && (0..<classCount).contains(label) {
    counts[label][prediction] += 1
  }
  return counts
}
