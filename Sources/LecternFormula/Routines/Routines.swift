import LecternLanguage

/// The functions of formulas that work on whole matrices.
enum Routines {
  private static let table = byName(reductions + makers + shapers + costs)

  /// Those to which it matters where the examples are.
  private static let byLayout: [Layout: [String: RoutineFunction]] = Dictionary(
    uniqueKeysWithValues: Layout.allCases.map { ($0, byName([onehot($0), crossEntropy($0)])) })

  private static func byName(_ functions: [RoutineFunction]) -> [String: RoutineFunction] {
    Dictionary(uniqueKeysWithValues: functions.map { ($0.name, $0) })
  }

  static func function(named name: String, _ layout: Layout) -> RoutineFunction? {
    table[name] ?? byLayout[layout]?[name]
  }
}
