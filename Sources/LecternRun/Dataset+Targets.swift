import LecternData
import LecternTensor

extension Dataset {
  /// The targets a network with this many outputs learns: [classes, m] with a 1 for the class,
  /// [1, m] of 0 and 1 for two classes, or the numbers themselves; nil where they do not fit.
  func targets(outputs: Int) -> Matrix<S>? {
    let matrix = outputs == 1 ? binary() ?? numbers() : oneHot()
    return matrix?.rows == outputs ? matrix : nil
  }

  /// What `.Y` shows: [classes, m], or [1, m] for two classes or numbers.
  func targetMatrix() -> Matrix<Double> {
    let matrix = (classCount ?? 0) > 2 ? oneHot() : binary() ?? numbers()
    return matrix?.converted(to: Double.self) ?? Matrix(rows: 0, columns: m)
  }

  /// What `.y` shows: class numbers counted from 0, or the numbers themselves, [1, m].
  var targetRow: Matrix<Double> {
    switch target {
    case .classes(let labels, _):
      Matrix(rows: 1, columns: m, elements: labels.map(Double.init))
    case .numbers(let values): Matrix(rows: 1, columns: m, elements: values)
    case .none: Matrix(rows: 0, columns: m)
    }
  }
}
