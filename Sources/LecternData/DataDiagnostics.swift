package import LecternText

/// What each diagnostic of data and files means, alphabetically by id.
package enum DataDiagnostics {
  package static let pages: [DiagnosticPage] =
    pagesAtoB + pagesC + pagesDtoM + pagesNtoZ
}
