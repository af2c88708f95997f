package import LecternText

/// What each diagnostic of settings, cells and labels means, alphabetically by id.
package enum NotebookDiagnostics {
  package static let pages: [DiagnosticPage] = [
    DiagnosticPage(
      "cell-info", "The first line of a cell is ```nn and nothing else.",
      example: """
        ```nn echo=false
        show exp(1)
        ```
        """,
      repair: "Write ```nn; options are lines such as #| echo: false at the top of the cell."),
    DiagnosticPage(
      "course-notebook", "course.yml names a notebook that its folder does not have.",
      example: """
        order: [01-flower.md, 02-digit.md]
        """,
      repair: "Correct the name of the file, or delete it from the list."),
    DiagnosticPage(
      "course-order", "course.yml has order and parts, which both say how the notebooks follow.",
      example: """
        order: [01-flower.md, 02-digits.md]
        parts:
          - title: Foundations
            notebooks: [01-flower.md]
        """,
      repair: "Keep parts where the course has headings, else order."),
    DiagnosticPage(
      "course-twice", "course.yml names a notebook twice.",
      example: """
        order: [01-flower.md, 02-digits.md, 01-flower.md]
        """,
      repair: "Delete one of them."),
    DiagnosticPage(
      "course-unknown", "course.yml has a key that it does not know.",
      example: """
        titel: Deep learning
        """,
      repair: "Correct the spelling: title, subtitle, author, lang, abstract, order or parts."),
    DiagnosticPage(
      "course-unlisted", "A notebook of the folder is not named in course.yml, so it comes last.",
      example: """
        order: [01-flower.md]
        """,
      repair: "Give it a place, or let its name begin with _ to leave it out."),
    DiagnosticPage(
      "course-value", "A key of course.yml has a value of the wrong kind.",
      example: """
        order: 01-flower.md
        """,
      repair: "Write what the message names; lectern help course lists all keys."),
    DiagnosticPage(
      "fence-unclosed", "A cell or a code block has no line of three backticks that ends it.",
      example: """
        ```nn
        show exp(1)

        What follows is swallowed by the cell.
        """, repair: "Write ``` on a line of its own where the cell ends."),
    DiagnosticPage(
      "front-matter-parameter", "A parameter is a name: a letter, then letters, digits and _.",
      example: """
        ---
        params:
          learning-rate: 0.1
        ---
        Before the first step somebody has to choose the weights.
        """, repair: "Write learning_rate: 0.1."),
    DiagnosticPage(
      "front-matter-unclosed", "The settings at the top of the notebook have no second line ---.",
      example: """
        ---
        title: Where to start

        Before the first step somebody has to choose the weights.
        """,
      repair: """
        Write --- below the last setting. A line across the page is *** at the top of a notebook.
        """),
    DiagnosticPage(
      "front-matter-unknown", "The settings at the top of the notebook have no such key.",
      example: """
        ---
        titel: Where to start
        ---
        Before the first step somebody has to choose the weights.
        """,
      repair: """
        Correct the spelling: title, subtitle, author, date, lang, abstract, toc, number-sections, \
        params, seed or precision.
        """),
    DiagnosticPage(
      "front-matter-value", "A setting at the top of the notebook has a value of the wrong kind.",
      example: """
        ---
        toc: yes
        seed: -1
        ---
        Before the first step somebody has to choose the weights.
        """, repair: "Write what the message asks for: toc: true, seed: 1."),
    DiagnosticPage(
      "ipynb-attachment",
      "A cell of a Jupyter notebook has a file attached that its text does not show as a picture.",
      example: """
        A cell with the attachment plan.pdf, or with a picture that no ![…](attachment:…) names.
        """, repair: "Attach pictures as PNG or JPEG and show them; put other files beside."),
    DiagnosticPage(
      "ipynb-edited",
      "Prose that Lectern wrote for Jupyter was edited there, so its values and numbers stay text.",
      example: """
        `{nn} accuracy(test)` became 90.75 %, and then a word of the cell was changed.
        """, repair: "Write the values and references of that paragraph again."),
    DiagnosticPage(
      "ipynb-format", "A file is no Jupyter notebook of format 4.",
      example: """
        {"worksheets": [{"cells": []}], "nbformat": 3, "nbformat_minor": 0}
        """, repair: "jupyter nbconvert --to notebook --nbformat 4 old.ipynb"),
    DiagnosticPage(
      "ipynb-json", "A Jupyter notebook is JSON, and this file is damaged at the place shown.",
      example: """
        {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5
        """, repair: "Take the last copy that opens, or mend the place."),
    DiagnosticPage(
      "label-duplicate", "Two cells, headings, equations, tables or images have the same label.",
      example: """
        # Data {#sec-data}

        # More data {#sec-data}
        """, repair: "Give each its own: {#sec-more}."),
    DiagnosticPage(
      "label-kind", "A label begins with what it names: fig-, tbl-, eq- or sec-.",
      example: """
        $$ J = L + R $$ {#cost}

        See @cost.
        """, repair: "Write {#eq-cost} and @eq-cost."),
    DiagnosticPage(
      "label-unknown", "A reference such as @fig-cost names a label that nothing has.",
      example: """
        @fig-cots shows the cost.

        ```nn
        #| label: fig-cost
        data circles 300 seed=1
        plot data
        ```
        """, repair: "Correct the spelling, or give the cell or equation that label."),
    DiagnosticPage(
      "label-unused", "A label stands behind nothing that can have it, so it is shown as text.",
      example: """
        ```nn
        show exp(1)
        ```

        : The costs {#tbl-costs}
        """,
      repair: """
        Put the caption with its label right below its table, or the label behind a picture that is \
        a paragraph of its own, a heading, or a formula of its own line.
        """),
    DiagnosticPage(
      "no-cells", "The notebook has text but no cell, so there is nothing to run.",
      example: """
        # Where to start

        Before the first step somebody has to choose the weights.
        """, repair: "Write cells: a line ```nn, statements, and a line ```."),
    DiagnosticPage(
      "notebook-empty", "The file holds no text and no cell.",
      example: """
        ---
        title: Where to start
        ---
        """, repair: "Write text and cells; lectern new FILE writes a small notebook that works."),
    DiagnosticPage(
      "option-late", "Lines #| stand at the top of a cell; below a statement they do nothing.",
      example: """
        ```nn
        data circles 300 seed=1
        #| fig-cap: The training points
        plot data
        ```
        """, repair: "Move the line to the top of the cell."),
    DiagnosticPage(
      "option-value", "An option of a cell has a value of the wrong kind.",
      example: """
        ```nn
        #| echo: no
        #| timeout: soon
        show exp(1)
        ```
        """, repair: "Write what the message asks for: echo: false, timeout: 60."),
    DiagnosticPage(
      "yaml-duplicate-key", "A setting is given twice.",
      example: """
        ---
        title: Where to start
        title: Where to begin
        ---
        Before the first step somebody has to choose the weights.
        """, repair: "Delete one of the two lines."),
    DiagnosticPage(
      "yaml-syntax", "Settings are lines key: value, and these cannot be read as such.",
      example: """
        ---
        title: Training: where to start
        ---
        Before the first step somebody has to choose the weights.
        """,
      repair: """
        Put a text with a colon or a mark at its start into quotes: title: "Training: where to \
        start".
        """),
  ]
}
