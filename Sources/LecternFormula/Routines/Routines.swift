/// The functions that work on whole matrices; the table in `LecternLanguage` declares each of them.
enum Routines {
  static let table: [String: RoutineFunction] = Dictionary(
    uniqueKeysWithValues: (reductions + makers + shapers + costs).map { ($0.name, $0) })
}
