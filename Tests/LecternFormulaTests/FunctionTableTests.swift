import LecternFormula
import Testing

@testable import LecternLanguage

/// The table of functions against the functions.
struct FunctionTableTests {
  /// Functions that speak of runs, which the environment answers.
  static let ofRuns = Set(FunctionTable.functions.filter { $0.group == .runs }.map(\.name))

  @Test("Every function has an implementation", arguments: FunctionTable.functions.map(\.name))
  func implementation(_ name: String) throws {
    let entry = try #require(FunctionTable.entry(named: name))
    let formula = Formula(
      Self.ofRuns.contains(name)
        ? name == "top" ? "top(1, 1)" : "\(name)(1)" : entry.example)
    #expect(formula.mistakes.isEmpty)
    if Self.ofRuns.contains(name) {
      #expect {
        _ = try formula.value()
      } throws: { ($0 as? FormulaError)?.message == "\(name) cannot be used here" }
      return
    }
    let value = try formula.value()
    let promise = try #require(formula.promise(), "the checker refuses \(entry.example)")
    #expect(promise.covers(value), "\(entry.example) is \(value.shape), promised \(promise)")
    #expect(!value.entries.isEmpty)
  }

  @Test("Only random functions draw", arguments: FunctionTable.functions.map(\.name))
  func drawing(_ name: String) throws {
    guard !Self.ofRuns.contains(name) else { return }
    let entry = try #require(FunctionTable.entry(named: name))
    let names = Names(seed: 3)
    let before = names.random
    _ = try Formula(entry.example).value(names)
    #expect((names.random != before) == entry.isRandom)
  }
}
