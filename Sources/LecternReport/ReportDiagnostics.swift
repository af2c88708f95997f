package import LecternText

/// What each diagnostic of formulas in the text means, alphabetically by id.
package enum ReportDiagnostics {
  package static let pages: [DiagnosticPage] = [
    DiagnosticPage(
      "math-refused", "A formula holds a link, a picture or an attribute, which is not shown.",
      example: """
        See $\\href{https://arxiv.org/abs/1412.6980}{\\text{Adam}}$.
        """, repair: "Write links in the text: [Adam](https://arxiv.org/abs/1412.6980)."),
    DiagnosticPage(
      "math-tex", "A formula cannot be typeset: it has an unknown command or lacks a brace.",
      example: """
        The cost is $J = \\frca{1}{m}$.
        """, repair: "Correct it at the place shown; the report shows its source until then."),
    DiagnosticPage(
      "math-unavailable",
      "What typesets formulas is not installed, so the report shows their source.",
      example: """
        The cost is $J = \\frac{1}{m} \\sum_i L_i$.
        """, repair: "Install what the message names; the results do not depend on it."),
  ]
}
