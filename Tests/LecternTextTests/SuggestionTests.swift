import LecternText
import Testing

@Suite struct SuggestionTests {
  @Test(
    arguments: [
      ("tain", ["train", "test"], "train"), ("Softmax", ["softmax"], "softmax"),
      ("epohcs", ["epochs", "beta"], "epochs"), ("W3", ["W1", "W2"], "W1"), ("xyz", ["train"], nil),
      ("learning_rat", ["learning_rate"], "learning_rate"), ("lr", ["mu", "lambda"], nil),
      ("cats", ["dogs", "bats", "oats"], "bats"), ("same", ["same"], nil), ("", ["ab"], nil),
      ("RELU", ["elu", "relu"], "relu"),
    ] as [(String, [String], String?)])
  func `the nearest name is offered only when it is close`(
    name: String, candidates: [String], expected: String?
  ) {
    #expect(Suggestion.nearest(to: name, among: candidates)?.name == expected)
  }
}
