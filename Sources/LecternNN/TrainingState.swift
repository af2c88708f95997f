package import LecternTensor

/// What training knows besides the outcome's network and curves, so that a resumed run gives bit
/// for bit what one longer run gives.
package struct TrainingState<Scalar: LecternScalar>: Sendable {
  /// Whose memory `first` and `second` are; another optimizer starts afresh.
  package let optimizer: Optimizer
  /// All numbers of the last update, in the order of `ParameterLayout`, where early stopping kept
  /// others; else they are the network's.
  var lastNumbers: [Scalar]?
  /// What the optimizer remembers, in the same order; empty when it does not.
  var first: [Scalar] = []
  var second: [Scalar] = []
  /// β₁ᵗ and β₂ᵗ of Adam.
  var powers = (1.0, 1.0)
  /// The streams of shuffling and of dropout, where they were streams.
  var shuffleStream: RandomState?
  var maskStream: RandomState?
  var costAtStart: Double?
  var best = BestParameters<Scalar>()
  var unfinished: UnfinishedEpoch<Scalar>?
  /// Whether a full batch was measured last without the update that belongs to it.
  var endsBeforeUpdate = false

  init(optimizer: Optimizer) { self.optimizer = optimizer }
}

/// The lowest validation cost so far and the numbers that gave it.
struct BestParameters<Scalar: LecternScalar>: Sendable {
  var entry: Int?
  var cost = Double.infinity
  /// In the order of `ParameterLayout`.
  var numbers: [Scalar] = []
  /// Entries since then.
  var waited = 0
}

/// An epoch that a run left before its end; its entry of the curves gives way to the whole epoch's.
struct UnfinishedEpoch<Scalar: LecternScalar>: Sendable {
  var order: [Int]
  var batchSize: Int
  var sums: EpochSums
  /// As it was before the entry of the part.
  var best: BestParameters<Scalar>
  /// The parameters at its start, for a tolerance.
  var epochStart: [Scalar]?
}

/// What an epoch of mini-batches has measured so far.
struct EpochSums: Sendable {
  var data = 0.0
  var penalty = 0.0
  var seen = 0
  var matches = 0
  var firstRate: Double?
}
