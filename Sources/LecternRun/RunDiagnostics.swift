package import LecternText

/// What each diagnostic of a run means, those of formulas included, alphabetically by id.
package enum RunDiagnostics {
  package static let pages: [DiagnosticPage] =
    pagesAtoL + pagesMtoP + pagesRtoZ
}
