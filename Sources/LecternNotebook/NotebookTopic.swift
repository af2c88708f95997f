internal import LecternMarkdown

/// A subject of notebooks outside of the language of cells, as `lectern help` explains it.
package struct NotebookTopic: Sendable {
  package let name: String
  package let summary: String
  /// Other words by which authors ask for it.
  package let synonyms: [String]
  /// What is written and what becomes of it.
  package let forms: [(form: String, meaning: String)]
  /// What must be known besides; empty when the forms say everything.
  package let details: String
  /// A notebook that checks and runs without a finding.
  package let example: String
}

/// What may stand around and in front of cells.
extension NotebookTopic {
  package static let all = [prose, references, captions, footnotes, exercises]

  /// The topics that a word asks for.
  package static func named(_ word: String) -> [NotebookTopic] {
    all.filter { $0.name == word || $0.synonyms.contains(word) }
  }

  private static let prose = NotebookTopic(
    name: "prose", summary: "the text between the cells: Markdown, values, formulas",
    synonyms: [
      "markdown", "text", "inline", "value", "values", "math", "formula", "formulas", "tex",
      "latex", "alert", "callout", "quote", "list", "picture", "image", "link", "html", "comment",
    ],
    forms: [
      ("# Words", "a heading, with up to six #"),
      ("*a*, **b**, `c`", "emphasis, strong words, code"),
      ("- a, 1. b", "lists, also inside of each other"),
      (
        "`{nn} EXPR`",
        "the value of an expression, which may be any that show takes; shares such as 88% and "
          + "accuracy(test) in percent. In headings, tables, captions and the abstract, too. It is "
          + "computed where it stands, in the abstract last"
      ),
      ("$x$, $$x$$", "formulas in TeX, in the line and of their own"),
      ("| a | b |", "a table, with a line |---|--:| below its first row; : aligns"),
      (
        "![words](net.png)",
        "a picture beside the notebook, which becomes part of the page; the words say what it shows"
      ),
      ("[words](b.md#sec-c)", "a link: to a place of another notebook, to #sec-c, to an address"),
      (
        "> [!\(AlertKind.note.rawValue.uppercased())]",
        "begins a box, its lines with > before them; also "
          + AlertKind.allCases.dropFirst().map { $0.rawValue.uppercased() }.joined(separator: ", ")
      ),
      ("> words", "a quotation"),
      (
        "```nn", "a cell; a fence with any other word is only shown, in the colours of its language"
      ),
      ("<!-- words -->", "a comment, which nobody sees; other HTML is shown as it is written"),
    ],
    details: "Straight quotes become those of the language that lang: names. A dollar is \\$.",
    example: """
      ```nn
      let x = [1, 4, 7]
      ```

      The cost is $\\frac{1}{m} \\sum_i (x_i - 3)^2$, here `{nn} mean((x - 3)^2)`.

      > [!TIP]
      > The lowest place is the mean, `{nn} mean(x)`.
      """)

  private static let references = NotebookTopic(
    name: "references",
    summary: "labels of figures, tables, equations and headings, and their numbers in the text",
    synonyms: [
      "reference", "label", "labels", "ref", "cross-reference", "equation", "equations", "heading",
      "headings", "section", "sections", "number", "anchor",
    ],
    forms: LabelTable.Kind.allCases.map { kind in (kind.form, kind.labelMeaning) } + [
      ("@fig-cost", "a reference: Figure 3, a link to it; so with tbl-, eq-, sec-"),
      ("[-@fig-cost]", "its number alone: 3"),
    ],
    details: "A label is used once in a notebook, and a reference may stand before what it "
      + "names. Without number-sections: true, a reference to a section is its heading.",
    example: """
      ## The cost {#sec-cost}

      $$J(w) = (w - 3)^2$$ {#eq-cost}

      @fig-cost draws @eq-cost, @tbl-rules says what one can do about it.

      ```nn
      #| label: fig-cost
      #| fig-cap: The cost and its lowest place, $w = 3$.
      def J(w) = (w - 3)^2
      plot function J range=[0, 6]
      ```

      | rule | use |
      |------|-----|
      | step against the slope | @sec-cost |

      : What to do {#tbl-rules}
      """)

  private static let footnotes = NotebookTopic(
    name: "footnotes", summary: "notes and sources at the end of the page",
    synonyms: [
      "footnote", "note", "notes", "citation", "citations", "cite", "bibliography", "literature",
    ],
    forms: [
      ("[^kingma]", "a mark in the text: the number of the note, a link to it"),
      (
        "[^kingma]: Words.",
        "the note, a paragraph of its own anywhere; it may be referred to several times"
      ),
    ],
    details: "There is no list of literature besides: a source is a footnote, with a link if you "
      + "like.",
    example: """
      Adam[^kingma] adapts its steps to each weight.

      [^kingma]: Kingma and Ba, [Adam](https://arxiv.org/abs/1412.6980), 2015.

      ```nn
      show 0.9^10
      ```
      """)

  private static let captions = NotebookTopic(
    name: "captions", summary: "the words at figures and tables, and those for who cannot see them",
    synonyms: [
      "caption", "subcaption", "subcaptions", "alt", "alternative", "panel", "panels", "fig-cap",
      "tbl-cap", "fig-alt", "layout-ncol",
    ],
    forms: [
      ("#| fig-cap: Words.", "the caption of the first figure that the cell draws"),
      ("#| tbl-cap: Words.", "the caption of the first table that the cell makes"),
      (
        "#| tbl-cap: [Words, \"Else, too\"]",
        "of the first, of the second …; words with a comma or a colon in quotes. So with fig-cap"
      ),
      ("#| fig-alt: Words.", "what a figure shows, instead of the words that the program finds"),
      (
        "#| layout-ncol: 2",
        "figures side by side, panels (a) and (b) of one figure, whose caption is fig-cap"
      ),
    ],
    details: "Captions may hold `{nn} values`, which are computed after the cell, formulas and "
      + "references. Without one, a figure or a table says itself what it is. What show prints of a "
      + "value is no table. A table or picture of the text has its own: lectern help references.",
    example: """
      ```nn
      #| label: tbl-rates
      #| tbl-cap: From `{nn} rate(1)` downwards.
      def rate(k) = 0.2/(1 + k)
      table k=1..4 alpha=rate(k)
      ```

      ```nn
      #| label: fig-two
      #| fig-cap: (a) An activation that ends, (b) one that does not.
      #| layout-ncol: 2
      plot function sigmoid
      plot function relu
      ```
      """)

  private static let exercises = NotebookTopic(
    name: "exercises", summary: "tasks with points, which the notebook itself marks",
    synonyms: [
      "exercise", "task", "tasks", "quiz", "grade", "grades", "grading", "assignment", "solution",
      "autograder", "points", "___", "blank", "open",
    ],
    forms: [
      (
        "expect CLAIM points=2",
        "2 points if the claim holds; \"words\" before points= say what it is"
      ),
      ("#| points: 5", "5 points if the cell runs and all of its claims hold"),
      (
        "let a = ___",
        "a blank: the cell does not run, its points are open, and the exit status stays 0"
      ),
      ("#| echo: fold", "a hint or a solution that the reader opens; with #| output: false"),
      ("#| error: true", "a cell that fails on purpose: the mistake to be explained"),
      ("#| eval: false", "code that is only shown"),
    ],
    details: "The head of the page, the list of the course and the terminal add the points up. A "
      + "claim that does not hold makes the exit status 1, but the report is written. lectern run "
      + "--format json gives every claim with its points to programs, --timeout and --memory limit "
      + "the cells of strangers. Functions, random numbers with a seed and claims with ~= make an "
      + "answer the same on every machine.",
    example: """
      Write the slope of $w^2 - 6 w$ at $w$.

      ```nn
      #| label: slope
      def slope(w) = 2 * w - 6
      expect slope(3) == 0 "the slope at the minimum" points=2
      expect slope(5) ~= 4 points=3
      ```

      Where is it 0?

      ```nn
      let w = ___
      expect slope(w) == 0 points=1
      ```
      """)
}
