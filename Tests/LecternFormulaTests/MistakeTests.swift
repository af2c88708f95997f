import LecternFormula
import LecternTensor
import LecternTestSupport
import Testing

/// Mistakes that only values show: each is an error that names its cause, never a trap.
struct MistakeTests {
  private static let names = NumPyValues.stored.names.merging([
    "far": .number(1e300), "t": .boolean(true), "s": .string("blue"), "nothing": .number(.nan),
  ]) { $1 }

  private static func failure(of text: String) -> FormulaError? {
    do throws(FormulaError) {
      _ = try Formula(text).value(Names(names))
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "A mistake is explained",
    arguments: [
      ("C + R", "2 × 1 and 1 × 3 do not fit element by element"),
      ("R * C", "1 × 3 and 2 × 1 do not fit element by element"),
      ("A + B", "2 × 3 and 3 × 2 do not fit element by element"),
      ("A @ A", "(2 × 3) @ (2 × 3) does not fit: 3 ≠ 2"),
      ("A[2, 0]", "there is no row 2: they go from 0 to 1"),
      ("A[0, 3]", "there is no column 3: they go from 0 to 2"),
      ("A[-1, 0]", "there is no row -1: they go from 0 to 1"),
      ("A[0.5, 0]", "an index is a whole number, not 0.5"),
      ("A[nothing, 0]", "an index is a whole number, and this is not a number"),
      ("A[far, 0]", "there is no row 1e300: they go from 0 to 1"),
      ("A[0, 1..3]", "there is no column 3: they go from 0 to 2"),
      ("R[0..2e8]", "there is no element 200000000: they go from 0 to 2"),
      ("R[-5..1]", "there is no element -5: they go from 0 to 2"),
      ("R[0..far]", "there is no element 1e300: they go from 0 to 2"),
      ("zeros(0, 3)[0, 0]", "there is no row 0: there are none"),
      ("A[0]", "a 2 × 3 matrix takes two indices"),
      ("A[0, 0, 0]", "a matrix has rows and columns, not 3 indices"),
      ("s[0]", "a text has no elements"),
      ("A[s, 0]", "an index is a whole number, not a text"),
      ("s + 1", "+ does not apply to a text and a number"),
      ("-s", "- does not apply to a text"),
      ("s.T", "only a matrix has a transpose"),
      ("A.cost", "there is no .cost here"),
      ("nobody", "nobody has no value yet"),
      ("nofunction(1)", "nofunction is not a function"),
      ("exp()", "exp lacks an argument"),
      ("exp(1, 2)", "exp has fewer arguments"),
      ("exp(y=1)", "exp has no argument y"),
      ("exp(s)", "exp wants a number or a matrix, not a text"),
      ("sum(A, axis=2)", "axis is 0 (down the columns) or 1 (along the rows)"),
      ("sum(A, axis=0.5)", "axis is 0 (down the columns) or 1 (along the rows)"),
      ("argmax(A)", "argmax of a 2 × 3 matrix needs an axis"),
      ("softmax(A)", "softmax of a 2 × 3 matrix needs an axis"),
      ("argmax(zeros(0, 3), axis=0)", "argmax of an empty matrix"),
      ("onehot([0, 3], 3)", "label 3 is not one of 0 to 2"),
      ("onehot([-1, 1], 3)", "label -1 is not one of 0 to 2"),
      ("onehot([0.5], 3)", "label 0.5 is not one of 0 to 2"),
      ("onehot([0], 0)", "onehot wants at least one class"),
      ("reshape(A, 4, 4)", "6 numbers do not fill 4 × 4"),
      ("rows(A, 0, 5)", "there are 2 rows: they go from 0 to 1"),
      ("columns(A, 3, 3)", "there are 3 columns: they go from 0 to 2"),
      ("cross_entropy(A, B)", "cross_entropy wants two matrices of one shape, not 2 × 3 and 3 × 2"),
      ("mse(A, 1)", "mse wants two matrices of one shape, not 2 × 3 and 1 × 1"),
      ("concat(A, B)", "matrices side by side need the same number of rows"),
      ("stack(A, C)", "stacked matrices need the same number of columns"),
      ("[A, R]", "matrices side by side need the same number of rows"),
      ("[A; C]", "stacked matrices need the same number of columns"),
      ("[1, 2; 3]", "the rows of this matrix have different lengths: 2, 1"),
      ("[s]", "a matrix holds numbers, not a text"),
      ("clip(C, R, 1)", "the arguments of clip do not fit element by element: 2 × 1 and 1 × 3"),
      ("where(C, R, 1)", "the arguments of where do not fit element by element: 2 × 1 and 1 × 3"),
      // Sizes that no machine has.
      ("zeros(1e9, 1e9)", "1000000000 × 1000000000 is too large for a matrix"),
      ("zeros(1e18, 1e18)", "1000000000000000000 × 1000000000000000000 is too large for a matrix"),
      ("ones(3e5, 3e5)", "300000 × 300000 is too large for a matrix"),
      ("randn(1e9, 1e9)", "1000000000 × 1000000000 is too large for a matrix"),
      ("eye(1e9)", "1000000000 × 1000000000 is too large for a matrix"),
      ("diag(zeros(1, 1e5))", "100000 × 100000 is too large for a matrix"),
      ("outer(zeros(1, 1e6), zeros(1, 1e6))", "1000000 × 1000000 is too large for a matrix"),
      ("zeros(1e6, 1) @ zeros(1, 1e6)", "the product is too large: 1000000 × 1000000"),
      ("onehot(zeros(1, 1e6), 1e6)", "1000000 × 1000000 is too large for a matrix"),
      ("linspace(0, 1, 1e12)", "1 × 1000000000000 is too large for a matrix"),
      ("permutation(1e12)", "1 × 1000000000000 is too large for a matrix"),
      ("[0..1e12]", "1 × 1000000000001 is too large for a matrix"),
      ("[0..far]", "this range is too long"),
      ("[0..1/0]", "this range is too long"),
      ("[0..nothing]", "a range goes from a number to a number"),
      ("zeros(-1, 2)", "zeros wants a whole number, 0 or more, not -1"),
      ("zeros(1.5, 2)", "zeros wants a whole number, 0 or more, not 1.5"),
      ("zeros(nothing, 2)", "zeros wants a whole number, 0 or more, and this is not a number"),
      ("integers(5, 5, 1, 1)", "integers wants whole numbers, the first below the second"),
      ("integers(0, 1e18, 1, 1)", "integers draws from at most 4294967295 numbers"),
      ("integers(-9e18, 9e18, 1, 1)", "integers draws from at most 4294967295 numbers"),
    ])
  func message(_ text: String, _ message: String) throws {
    let error = try #require(Self.failure(of: text), "\(text) has a value")
    #expect(error.message == message)
    #expect(error.span.end <= text.utf8.count && !error.span.isEmpty)
  }

  @Test("A range that goes down is empty", arguments: ["[far..0]", "[2..1]", "[0..-far]"])
  func emptyRange(_ text: String) throws {
    #expect(try Formula(text).value(Names(Self.names)).shape == "1 0")
  }

  @Test(
    "A claim with ~= holds when the value rounds to the digits written",
    arguments: [
      ("0.67214 ~= 0.6721", true), ("0.67206 ~= 0.6721", true), ("0.67216 ~= 0.6721", false),
      ("0.6720 ~= 0.6721", false), ("0.672 ~= 0.67", true), ("0.804 ~= 80%", true),
      ("0.806 ~= 80%", false), ("0.8004 ~= 80.0%", true), ("0.801 ~= 80.0%", false),
      ("1.4e-7 ~= 1e-7", true), ("1.6e-7 ~= 1e-7", false), ("0 ~= 1e-7", false),
      ("1.54e-7 ~= 1.5e-7", true), ("5_000_000.4 ~= 5_000_000", true),
      ("5_000_001 ~= 5_000_000", false), ("-0.67214 ~= -0.6721", true),
      ("0.67214 ~= -0.6721", false), ("-0.6722 ~= -0.6721", false), ("3 ~= 3", true),
      ("3.4 ~= 3", true), ("3.6 ~= 3", false), ("2.5 ~= 3", true), ("99.5 ~= 1e2", true),
      ("150.5 ~= 1e2", false), ("0/0 ~= 1", false), ("1/0 ~= 1e308", false),
      ("0.6725 ~= 0.672", true),
    ])
  func rounding(_ claim: String, _ holds: Bool) throws {
    guard case .boolean(let answer) = try Formula(claim).value() else {
      Issue.record("\(claim) is no claim")
      return
    }
    #expect(answer == holds)
  }

  private static func nested(_ opening: String, _ inside: String, _ closing: String) -> String {
    String(repeating: opening, count: 20_000) + inside + String(repeating: closing, count: 20_000)
  }

  @Test(
    "Long and deep expressions have a value or a mistake, never an end of the stack",
    arguments: [
      (LongText("1" + String(repeating: " + 1", count: 200)), true),
      (LongText("2" + String(repeating: " * 1", count: 200)), true),
      (LongText("true_" + String(repeating: " or true_", count: 200)), true),
      (LongText("1" + String(repeating: " + 1", count: 20_000)), false),
      (LongText("A" + String(repeating: ".T", count: 200)), true),
      (LongText("A" + String(repeating: ".T", count: 20_000)), false),
      (LongText("R" + String(repeating: "[:]", count: 20_000)), false),
      (LongText(Self.nested("(", "1", ")")), false),
      (LongText(String(repeating: "-", count: 20_000) + "1"), false),
      (LongText(String(repeating: "not ", count: 20_000) + "true_"), false),
      (LongText("1" + String(repeating: " ^ 1", count: 20_000)), false),
      (LongText(Self.nested("exp(", "0", ")")), false),
      (LongText(Self.nested("[", "0", "]")), false),
    ])
  func deepExpressions(_ long: LongText, _ hasValue: Bool) {
    let formula = Formula(long.text)
    let names = Names(Self.names.merging(["true_": .boolean(true)]) { $1 })
    let value = try? formula.value(names)
    if hasValue { #expect(value != nil) }
    #expect(value != nil || !formula.mistakes.isEmpty)
  }
}
