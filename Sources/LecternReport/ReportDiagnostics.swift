package import LecternText

/// What each diagnostic of formulas, links and pictures in the text means, alphabetically by id.
package enum ReportDiagnostics {
  package static let pages: [DiagnosticPage] = [
    DiagnosticPage(
      "link-notebook", "A link leads to a notebook that is not there, or that gets no page.",
      example: """
        See [the next lesson](02-digit.md).
        """, repair: "Correct the name of the file; it counts from the folder of the notebook."),
    DiagnosticPage(
      "link-place", "A link leads to a place that the notebook does not have.",
      example: """
        See [above](#sec-optimizers).
        """,
      repair: """
        Give the heading a label, ## Optimizers {#sec-optimizers}, or write the address that it has.
        """),
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
    DiagnosticPage(
      "picture-missing", "A picture of the text cannot be shown.",
      example: """
        ![A network of three layers.](networ.png)
        """,
      repair: """
        Put a PNG, JPEG, GIF, WebP or SVG file into the notebook's folder; it becomes part of the page.
        """),
    DiagnosticPage(
      "picture-words", "A picture has no words for readers who do not see it.",
      example: """
        ![](network.png)
        """, repair: "Say in the brackets what it shows."),
  ]
}
