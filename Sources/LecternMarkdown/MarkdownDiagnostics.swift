package import LecternText

/// What each diagnostic of the Markdown means, alphabetically by id.
package enum MarkdownDiagnostics {
  package static let pages: [DiagnosticPage] = [
    DiagnosticPage(
      "alert-unknown", "A quote begins with [!WORD], but there is no alert of this kind.",
      example: """
        > [!NOTICE]
        > The seed is fixed.
        """, repair: "Write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]."),
    DiagnosticPage(
      "control-character",
      "The file has an invisible character that is no text, often from pasting.",
      example: """
        The rate␇ is 0.1.
        """,
      repair: "Delete the character at the place shown; retype the word if you cannot see it."),
    DiagnosticPage(
      "file-too-large", "A notebook has at most 64 MiB.",
      example: """
        let X = [0.1, 0.7, 0.3, …]   # millions of numbers, typed into the cell
        """, repair: "Keep data in a file of their own and read them with a data statement."),
    DiagnosticPage(
      "footnote-duplicate", "Two footnotes have the same name.",
      example: """
        Adam[^1] adapts its steps; He[^1] scales the weights.

        [^1]: Kingma and Ba, 2015.

        [^1]: He et al., 2015.
        """,
      repair: "Rename one of them, [^2], where it is explained and where it is referred to."),
    DiagnosticPage(
      "footnote-unknown", "The text refers to a footnote that is not there.",
      example: """
        Adam[^kingma] adapts its steps.
        """, repair: "Write its text in a paragraph of its own: [^kingma]: Kingma and Ba, 2015."),
    DiagnosticPage(
      "footnote-unused", "A footnote is explained, but no text refers to it, so it is not shown.",
      example: """
        Adam adapts its steps.

        [^kingma]: Kingma and Ba, 2015.
        """, repair: "Write [^kingma] where it belongs, or delete the footnote."),
    DiagnosticPage(
      "heading-empty", "A heading has no words, so the report leaves it out.",
      example: """
        ##

        Adam adapts its steps.
        """, repair: "Write its words, or delete the line."),
    DiagnosticPage(
      "nesting-too-deep", "Quotes or lists lie too deep inside each other to be read.",
      example: """
        >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>\
        >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Adam adapts its steps.
        """, repair: "Take the text out of the quotes or lists; cells that deep would not run."),
    DiagnosticPage(
      "table-row", "A row of a table has more cells than the table has columns.",
      example: """
        | optimizer | rate |
        |-----------|------|
        | Adam | 0.001 | fast |
        """,
      repair: "Add a column to the header, or take the cell away. A bar inside of a cell is \\|."),
  ]
}
