import LecternNotebook
package import LecternText

extension NotebookResult {
  /// Whether no cell, check or expectation failed.
  package var isFine: Bool {
    !diagnostics.hasErrors && !pieces.contains { $0.status == .failed }
  }

  /// The diagnostics, and the claims that did not hold as further ones: on a terminal there is no
  /// page on which they stand at their place.
  package var findings: [Diagnostic] {
    let failed = zip(pieces, pieces.map(\.outputs)).flatMap { piece, outputs in
      outputs.compactMap { output -> Diagnostic? in
        guard case .expectation(let claim) = output, !claim.passed, piece.status == .failed,
          let span = claim.span
        else { return nil }
        return Diagnostic(
          "expectation", at: span,
          claim.actual.isEmpty ? "this does not hold" : "this does not hold: \(claim.actual)",
          help: claim.help)
      }
    }
    return (diagnostics + failed).sortedByPlace()
  }
}
