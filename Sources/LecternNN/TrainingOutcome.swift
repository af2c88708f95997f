package import LecternTensor

/// How a run ended.
package enum TrainingEnd: Sendable, Equatable {
  case completed
  /// The cost or a parameter stopped being a finite number at this iteration (from 0).
  case diverged(iteration: Int, learningRate: Double, costAtStart: Double)
  case cancelled
  /// Validation did not get better for the patience of `EarlyStopping`.
  case stoppedEarly
  /// The parameters moved less than the tolerance of the plan.
  case reachedTolerance
  /// The training cost came down to the target of the plan.
  case reachedTarget
}

/// What a run leaves behind.
package struct TrainingOutcome<Scalar: LecternScalar>: Sendable {
  /// The parameters of the last update, or with early stopping those of `bestEntry`.
  package var network: Network<Scalar>
  /// Data and penalty together.
  ///
  /// Full batch: entry k is the cost before update k. Mini-batches: the mean over epoch k + 1,
  /// weighted by examples, each batch measured before its update.
  package var costs: [Double] = []
  /// The penalty's part of each cost.
  package var penalties: [Double] = []
  /// Shares of right predictions of the same forward passes; empty when not recorded.
  package var trainAccuracies: [Double] = []
  /// Costs of the validation examples, one for each entry of `costs`.
  ///
  /// Full batch: with the parameters of the cost of the same index. Mini-batches: after the epoch.
  package var validationCosts: [Double] = []
  package var validationAccuracies: [Double] = []
  /// The learning rate of each entry: that of its first update.
  package var learningRates: [Double] = []
  /// Updates made.
  package var iterations = 0
  /// Epochs begun; one that ends before its only update does not count.
  package var epochs = 0
  package var end = TrainingEnd.completed
  /// The entry of the curves whose parameters early stopping kept; nil without it, or when no
  /// validation cost was a finite number.
  package var bestEntry: Int?
  /// How often a row of weights was scaled down to the bound of `Penalty.maxNorm`.
  package var clippedRows = 0
  /// What `Network.resumed` goes on from; nil for a network that was never trained.
  package var state: TrainingState<Scalar>?

  /// An outcome without training: the numbers of a network that was read from a file, say.
  package init(network: Network<Scalar>) { self.network = network }
}
