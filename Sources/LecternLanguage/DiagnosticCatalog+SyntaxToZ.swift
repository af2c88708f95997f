import LecternText

/// What the parser reports, `syntax-list-comma` to `syntax-while`.
extension DiagnosticCatalog {
  static let syntaxPagesLater: [DiagnosticPage] = [
    DiagnosticPage(
      "syntax-list-comma",
      "The entries of a list are separated by commas; MATLAB's spaces are not enough.",
      example: """
        show [1 2 3]
        """, repair: "show [1, 2, 3]"),
    DiagnosticPage(
      "syntax-method-call",
      "Python's x.sum() or np.exp(x) is a plain function or an operator here.",
      example: """
        let x = [1, 2, 3]
        show x.sum(), np.exp(x)
        """, repair: "show sum(x), exp(x)"),
    DiagnosticPage(
      "syntax-name-low-line", "A name starts with a low line; names start with a letter.",
      example: """
        let _x = 3
        show 1
        """, repair: "let x_1 = 3"),
    DiagnosticPage(
      "syntax-names-without-let",
      "Several results of a function are named together, and that takes let.",
      example: """
        def both(x)
          return x, 2 * x
        end
        show both(2)
        a, b = both(3)
        show a * b
        """, repair: "let a, b = both(3)"),
    DiagnosticPage(
      "syntax-nested-list", "A matrix has one pair of brackets, with semicolons between its rows.",
      example: """
        show [[1, 2], [3, 4]]
        """, repair: "show [1, 2; 3, 4]"),
    DiagnosticPage(
      "syntax-nesting-too-deep",
      "A formula or a block has more than 256 levels, more than a person writes.",
      example: """
        show 0+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+
        1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1
        """, repair: "Add up a list with sum, and name parts of a long formula with let."),
    DiagnosticPage(
      "syntax-not-parentheses",
      "not reaches far to the right, so behind another operator it needs parentheses.",
      example: """
        let x = 1
        show x
        expect x > 0 == not x < 0
        """, repair: "expect (x > 0) == (not x < 0)"),
    DiagnosticPage(
      "syntax-number-dots", "A number has one decimal point; two dots make a range.",
      example: """
        show 1.2.3
        """, repair: "Delete a point, or write a range: 1..3."),
    DiagnosticPage(
      "syntax-number-leading-dot", "A number starts with its point; a digit comes first.",
      example: """
        show .5
        """, repair: "show 0.5"),
    DiagnosticPage(
      "syntax-number-letters", "Letters touch a number; this is neither a product nor a name.",
      example: """
        let x = 3
        show x
        show 2x
        """, repair: "show 2 * x, or begin the name with a letter: x2."),
    DiagnosticPage(
      "syntax-number-low-line",
      "The low line groups the digits of a long number, so a digit stands on both its sides.",
      example: """
        show 5__000
        """, repair: "show 5_000"),
    DiagnosticPage(
      "syntax-number-too-large", "A number is larger than float64 can hold.",
      example: """
        show 1e999
        """, repair: "Use a number below 1.8e308."),
    DiagnosticPage(
      "syntax-number-too-small", "A number is so small that float64 takes it for 0.",
      example: """
        show 1e-999
        """, repair: "Write 0, or a number above 5e-324."),
    DiagnosticPage(
      "syntax-number-trailing-dot", "A number ends with its point; a digit follows it.",
      example: """
        show 2. * 3
        """, repair: "show 2.0 * 3, or show 2 * 3"),
    DiagnosticPage(
      "syntax-operator", "An operator is spelled as in another language, such as ** or &&.",
      example: """
        show 2**3
        """, repair: "show 2^3; the words and, or, not replace &&, || and !."),
    DiagnosticPage(
      "syntax-option-colon", "An option gets its value with =, not with a colon.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr: 0.1 epochs=10
        """, repair: "train gd lr=0.1 epochs=10"),
    DiagnosticPage(
      "syntax-option-equals", "== compares; an option gets its value with a single =.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr==0.1 epochs=10
        """, repair: "train gd lr=0.1 epochs=10"),
    DiagnosticPage(
      "syntax-parameter-default", "A parameter has no value of its own; every call gives it one.",
      example: """
        def scale(x, factor=2) = factor * x
        show scale(3)
        """, repair: "def scale(x, factor) = factor * x, and show scale(3, 2)"),
    DiagnosticPage(
      "syntax-part-assignment", "A part of data, a model or a run can be read, but not changed.",
      example: """
        data circles 300 seed=1
        train.X = train.X / 2
        show shape(train.X)
        """, repair: "Give the new value a name: let X2 = train.X / 2."),
    DiagnosticPage(
      "syntax-pasted-sign",
      "A sign such as × or ≥ was pasted from a text; it is typed with other signs here.",
      example: """
        show 3 × 2
        """, repair: "show 3 * 2"),
    DiagnosticPage(
      "syntax-percent",
      "% after a number means hundredths and touches it; as an operator it does not exist.",
      example: """
        show 5 % 2
        """, repair: "show 5% for 0.05, or show 5 - 2 * floor(5 / 2) for the remainder."),
    DiagnosticPage(
      "syntax-print", "print is called show, and takes no parentheses.",
      example: """
        print(2 * 3)
        """, repair: "show 2 * 3"),
    DiagnosticPage(
      "syntax-python-range", "Python's range(n) leaves its end out; a..b includes both ends.",
      example: """
        for i in range(3)
          show i
        end
        """, repair: "for i in 0..2"),
    DiagnosticPage(
      "syntax-quotes", "Text stands in straight double quotes, not in single or in curly ones.",
      example: """
        show 'cost'
        """, repair: "show \"cost\""),
    DiagnosticPage(
      "syntax-range-chain", "A range has two ends and no step: a..b goes up by 1.",
      example: """
        show 0..2..10
        """, repair: "show linspace(0, 10, 6), six numbers from 0 to 10"),
    DiagnosticPage(
      "syntax-record-name",
      "record keeps a value of each pass under a name; an expression needs one.",
      example: """
        let x = 8
        repeat 3
          x = x / 2
          record x^2
        end
        show x
        """, repair: "record J = x^2"),
    DiagnosticPage(
      "syntax-reserved-word", "A word of the grammar, such as end, in or let, is taken for a name.",
      example: """
        let end = 3
        show 1
        """, repair: "Choose another name: let last = 3."),
    DiagnosticPage(
      "syntax-semicolon", "A line ends by itself; a semicolon separates the rows of a matrix.",
      example: """
        let x = 3;
        show x
        """, repair: "let x = 3"),
    DiagnosticPage(
      "syntax-semicolon-between", "Two statements stand on one line.",
      example: """
        let x = 3; show x
        """, repair: "Write each on a line of its own, without the semicolon."),
    DiagnosticPage(
      "syntax-size", "A size such as 20x20 has only whole numbers with x between them.",
      example: """
        data images "pets" image=20x20px
        """, repair: "image=20x20"),
    DiagnosticPage(
      "syntax-size-sides", "A side of a size is 0 or longer than any picture or filter.",
      example: """
        data images "pets" image=0x20
        """, repair: "Use whole numbers from 1 to 1000000: image=20x20."),
    DiagnosticPage(
      "syntax-slice", "Python's a[0:2] leaves its end out; a[0..1] includes both ends.",
      example: """
        let a = [1, 2, 3]
        show a[0:2]
        """, repair: "show a[0..1]"),
    DiagnosticPage(
      "syntax-slice-open", "A slice lacks one of its ends; a range says both.",
      example: """
        let a = [1, 2, 3]
        show a
        show a[1:]
        """, repair: "show a[1..2]; a[:] alone means all entries."),
    DiagnosticPage(
      "syntax-slice-step", "A slice has a third number, a step; a range goes up by 1.",
      example: """
        let a = [1, 2, 3, 4]
        show a
        show a[0:4:2]
        """, repair: "Name the entries: show [a[0], a[2]]"),
    DiagnosticPage(
      "syntax-statement-start", "A line starts with something that begins no statement.",
      example: """
        3 + 4
        """, repair: "Start with a verb, let or a name: show 3 + 4."),
    DiagnosticPage(
      "syntax-stop-if",
      "stop ends a loop when a condition holds, so if and the condition follow it.",
      example: """
        let x = 8
        repeat 20
          x = x / 2
          stop x < 1
        end
        show x
        """, repair: "stop if x < 1"),
    DiagnosticPage(
      "syntax-string-escape",
      "A backslash in a text goes with a quote, another backslash or n, and nothing else.",
      example: """
        show "a\\tb"
        """, repair: "Write a space for a tab; a backslash is doubled: \"a\\\\tb\"."),
    DiagnosticPage(
      "syntax-string-unterminated",
      "A text has an opening quote, but none at its end in the same line.",
      example: """
        show "cost
        """, repair: "show \"cost\""),
    DiagnosticPage(
      "syntax-subscript-digits",
      "Small digits below the line were pasted; a name has ordinary digits.",
      example: """
        let W1 = 3
        show W₁
        """, repair: "show W1"),
    DiagnosticPage(
      "syntax-too-many",
      "The text of the cell is hardly a program, so only the first 100 mistakes are listed.",
      example: #"""
        \mathbf{a}^{[1]} = \tanh(\mathbf{W}^{[1]} \mathbf{a}^{[0]} + \mathbf{b}^{[1]})
        \mathbf{a}^{[2]} = \tanh(\mathbf{W}^{[2]} \mathbf{a}^{[1]} + \mathbf{b}^{[2]})
        \mathbf{a}^{[3]} = \tanh(\mathbf{W}^{[3]} \mathbf{a}^{[2]} + \mathbf{b}^{[3]})
        \mathbf{a}^{[4]} = \tanh(\mathbf{W}^{[4]} \mathbf{a}^{[3]} + \mathbf{b}^{[4]})
        \mathbf{a}^{[5]} = \tanh(\mathbf{W}^{[5]} \mathbf{a}^{[4]} + \mathbf{b}^{[5]})
        """#, repair: "Put formulas of the text outside of the cell, between $ and $."),
    DiagnosticPage(
      "syntax-trailing-comma",
      "A list or a call ends with a comma or semicolon that nothing follows.",
      example: """
        show [1, 2, 3,]
        """, repair: "show [1, 2, 3]"),
    DiagnosticPage(
      "syntax-transpose",
      "The transpose is written .T; MATLAB's quote and the raised T mean nothing.",
      example: """
        let W = [1, 2; 3, 4]
        show W'
        """, repair: "show W.T"),
    DiagnosticPage(
      "syntax-unary-plus", "A plus stands before a number as its sign.",
      example: """
        show +3
        """, repair: "show 3"),
    DiagnosticPage(
      "syntax-unexpected",
      "A line was complete, and then something follows that no operator or comma joins to it.",
      example: """
        show 1 2
        """, repair: "Write the operator or comma that is missing, or start a new line."),
    DiagnosticPage(
      "syntax-unknown-character", "A character has no meaning in the language.",
      example: """
        show 3 $ 4
        """, repair: "Delete it; in a text between quotes it may stand."),
    DiagnosticPage(
      "syntax-value-after-option", "A command lists its values first, then its options with =.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train lr=0.1 gd epochs=10
        """, repair: "train gd lr=0.1 epochs=10"),
    DiagnosticPage(
      "syntax-value-parentheses",
      "A command separates values by spaces, so one with an operator needs parentheses.",
      example: """
        let n = 3
        data circles 300 seed=1
        model net
        layer dense 2*n relu
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=10
        """, repair: "layer dense (2*n) relu"),
    DiagnosticPage(
      "syntax-variable-word", "A value gets its name with let, not with var or const.",
      example: """
        var x = 3
        show x
        """, repair: "let x = 3"),
    DiagnosticPage(
      "syntax-verb-space",
      "A verb such as show starts a line and has no parentheses around its values.",
      example: """
        show(3)
        """, repair: "show 3"),
    DiagnosticPage(
      "syntax-while",
      "A loop says how often it runs at most: repeat, with stop if to end it before.",
      example: """
        let x = 8
        while x > 1
          x = x / 2
        end
        show x
        """, repair: "repeat 100, and in the loop the line stop if x <= 1."),
  ]
}
