import LecternText

/// What each diagnostic that the program itself reports means, alphabetically by id.
enum ProgramDiagnostics {
  static let pages: [DiagnosticPage] = [
    DiagnosticPage(
      "expectation", "A claim of an expect statement does not hold.",
      example: """
        let x = [1, 2, 3]
        expect mean(x) == 3
        """,
      repair: "Look at the value that the message shows: correct the computation, or the claim."),
    DiagnosticPage(
      "file-encoding", "The notebook is not UTF-8 text, which is what all notebooks are.",
      example: """
        A file that an editor wrote as UTF-16 or Latin-1.
        """, repair: "Save it again as UTF-8; every editor offers the encoding where it saves."),
  ]
}
