/// How many mistakes were found in how many files.
package struct DiagnosticSummary: Sendable, Equatable, Encodable {
  package var errors = 0
  package var warnings = 0
  package var files = 0

  package init() {}

  /// Counts one more file and what was found in it.
  package mutating func add(_ diagnostics: [Diagnostic]) {
    files += 1
    errors += diagnostics.count { $0.severity == .error }
    warnings += diagnostics.count { $0.severity == .warning }
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// The same findings with every warning an error: what `--strict` means.
  package func promotingWarnings() -> [Diagnostic] {
    map { diagnostic in
      var promoted = diagnostic
      if promoted.severity == .warning { promoted.severity = .error }
      return promoted
    }
  }

  /// In order of place in the file; findings about the whole file come first, equals stay in order.
  package func sortedByPlace() -> [Diagnostic] {
    enumerated().sorted { lhs, rhs in
      let places = (lhs.element.span?.start ?? -1, rhs.element.span?.start ?? -1)
      return places.0 == places.1 ? lhs.offset < rhs.offset : places.0 < places.1
    }
    .map(\.element)
  }
}
