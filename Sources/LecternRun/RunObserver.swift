/// Somebody who watches a notebook run: the terminal's progress line, a log.
///
/// Calls come from the cores that train, so an observer guards its own state.
package protocol RunObserver: Sendable {
  /// A piece begins; `line` counts from 1, `count` is the number of pieces.
  func pieceDidStart(_ index: Int, of count: Int, line: Int)
  func trainingDidAdvance(_ update: TrainingUpdate)
  func trainingDidEnd(_ name: String)
  func pieceDidEnd(_ index: Int, status: String)
}

/// How far one training run has come.
package struct TrainingUpdate: Sendable {
  /// The run's name, with the varied value in a sweep: "rates lr=0.1".
  package let name: String
  package let step: Int
  package let stepCount: Int
  /// "iteration" or "epoch".
  package let unit: String
  package let cost: Double
}

/// An observer that looks away.
package struct SilentObserver: RunObserver {
  package init() {}
  package func pieceDidStart(_ index: Int, of count: Int, line: Int) {}
  package func trainingDidAdvance(_ update: TrainingUpdate) {}
  package func trainingDidEnd(_ name: String) {}
  package func pieceDidEnd(_ index: Int, status: String) {}
}
