/// What a run says of its training, beside the numbers of its network: `RUN.cost`.
package enum RunMember: String, CaseIterable, Sendable {
  case cost
  case penalty
  case trainAccuracy = "train_accuracy"
  case devCost = "dev_cost"
  case devAccuracy = "dev_accuracy"
  case testCost = "test_cost"
  case testAccuracy = "test_accuracy"
  case learningRate = "lr"
  case epochs
  case iterations
  case bestIteration = "best_iteration"
  case bestEpoch = "best_epoch"

  /// Whether it is a row with a number for each iteration, or each epoch of mini-batches.
  var isCurve: Bool {
    switch self {
    case .cost, .penalty, .trainAccuracy, .devCost, .devAccuracy, .testCost, .testAccuracy,
      .learningRate:
      true
    case .epochs, .iterations, .bestIteration, .bestEpoch: false
    }
  }

  /// Whether a run has it that was validated on a split, and whose labels are numbers or classes;
  /// what is nil is not known.
  func belongs(toRunValidatedOn split: String?, isRegression: Bool?) -> Bool {
    switch self {
    case .cost, .penalty, .learningRate, .epochs, .iterations: true
    case .trainAccuracy: isRegression != true
    case .devCost: split == "dev"
    case .devAccuracy: split == "dev" && isRegression != true
    case .testCost: split == "test"
    case .testAccuracy: split == "test" && isRegression != true
    case .bestIteration, .bestEpoch: split != nil
    }
  }

  var meaning: String {
    switch self {
    case .cost:
      "the cost while training, a row: of each iteration from 0, or of each epoch of batches"
    case .penalty: "the penalty's part of it"
    case .trainAccuracy: "the accuracy while training, as plot accuracy draws it"
    case .devCost: "the cost on dev while training, with validate=dev"
    case .devAccuracy: "the accuracy on dev while training, with validate=dev"
    case .testCost, .testAccuracy: "the same with validate=test"
    case .learningRate: "the learning rate of each entry"
    case .epochs: "how many epochs were trained"
    case .iterations: "how many updates were made"
    case .bestIteration:
      "the iteration with the lowest cost on the validation split, from 0; of all examples at once"
    case .bestEpoch: "the epoch with the lowest cost on the validation split, from 1; of batches"
    }
  }
}
