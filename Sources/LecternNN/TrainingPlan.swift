package import LecternTensor

/// How long a run trains.
package enum TrainingLength: Sendable, Equatable {
  /// Parameter updates.
  case iterations(Int)
  /// Passes over all examples.
  case epochs(Int)
}

/// Where the random numbers of shuffling or of dropout come from.
package enum RandomSource {
  /// One stream that goes on; a resumed run goes on with the stream of the run before.
  case stream(RandomState)
  /// A new seed before each use, by the epoch (from 1) and iteration (from 0) about to be made.
  case reseeded((_ epoch: Int, _ iteration: Int) -> UInt32)
}

/// A bound on the gradient of the cost, penalties included but weight decay not.
package enum Clipping: Sendable, Equatable {
  /// Scales the gradient of all parameters together. Source: Pascanu, Mikolov and Bengio 2013.
  case norm(Double)
  /// Cuts off each component.
  case value(Double)
}

/// Stops where validation no longer gets better, and keeps the best parameters.
///
/// Source: Prechelt 1998; Goodfellow, Bengio and Courville 2016, Algorithm 7.1.
package struct EarlyStopping: Sendable, Equatable {
  /// Entries of the validation curve without a new lowest cost after which a run stops, 1 or more.
  package var patience: Int

  package init(patience: Int) { self.patience = patience }
}

/// What a training run is told besides the network and the examples.
package struct TrainingPlan<Scalar: LecternScalar> {
  package var optimizer: Optimizer
  /// The learning rate of an update; epochs count from 1, iterations from 0.
  package var learningRate: (_ epoch: Int, _ iteration: Int) -> Double
  /// A resumed run makes as many more.
  package var length: TrainingLength
  /// Examples in a batch, nil for all; the last batch of an epoch may be smaller.
  package var batchSize: Int?
  /// Used once an epoch, when batches are smaller than the set: `RandomState.permutation`.
  package var shuffling: RandomSource
  /// Used once a forward pass, for all masks of it: `rand < keep`, [units, batch] row by row.
  package var dropout: RandomSource
  /// Measured once an epoch, with nothing dropped.
  package var validation: Examples<Scalar>?
  /// Whether shares of right predictions are recorded; they mean nothing in a regression.
  package var recordsAccuracy: Bool
  /// Asked before every iteration.
  package var shouldStop: () -> Bool
  /// Told after an iteration, at most once in `progressInterval` iterations, and at the end.
  package var progress: ((TrainingProgress) -> Void)?
  package var progressInterval: Int
  package var clipping: Clipping?
  /// Needs `validation`; the best parameters are kept however the run ends.
  package var earlyStopping: EarlyStopping?
  /// Ends the run when ‖w_t − w_{t−1}‖₂ of all parameters is smaller: over an update with a full
  /// batch, else over an epoch.
  package var tolerance: Double?
  /// Ends the run when an entry of the training cost is this or less.
  package var target: Double?

  package init(
    optimizer: Optimizer, learningRate: @escaping (_ epoch: Int, _ iteration: Int) -> Double,
    length: TrainingLength, batchSize: Int? = nil,
    shuffling: RandomSource = .stream(RandomState(seed: 0)),
    dropout: RandomSource = .stream(RandomState(seed: 0)), validation: Examples<Scalar>? = nil,
    recordsAccuracy: Bool = true, shouldStop: @escaping () -> Bool = { false },
    progress: ((TrainingProgress) -> Void)? = nil, progressInterval: Int = 100,
    clipping: Clipping? = nil, earlyStopping: EarlyStopping? = nil, tolerance: Double? = nil,
    target: Double? = nil
  ) {
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.length = length
    self.batchSize = batchSize
    self.shuffling = shuffling
    self.dropout = dropout
    self.validation = validation
    self.recordsAccuracy = recordsAccuracy
    self.shouldStop = shouldStop
    self.progress = progress
    self.progressInterval = progressInterval
    self.clipping = clipping
    self.earlyStopping = earlyStopping
    self.tolerance = tolerance
    self.target = target
  }
}

/// How far a run is.
package struct TrainingProgress: Sendable, Equatable {
  /// Updates made, of `iterationCount`; both count those of the run that was resumed.
  package var iteration: Int
  package var iterationCount: Int
  /// The epoch under way, from 1.
  package var epoch: Int
  /// The cost of the latest batch, before its update.
  package var cost: Double
}
