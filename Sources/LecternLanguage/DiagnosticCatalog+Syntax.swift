import LecternText

/// What the parser reports, `syntax-after-as` to `syntax-let-index`.
extension DiagnosticCatalog {
  static let syntaxPages: [DiagnosticPage] = [
    DiagnosticPage(
      "syntax-after-as", "as NAME says what the result is called, and nothing comes after it.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 as run epochs=10
        """, repair: "train gd lr=0.1 epochs=10 as run"),
    DiagnosticPage(
      "syntax-argument-comma",
      "The values of a call are separated by commas; a space is not enough.",
      example: """
        show zeros(2 3)
        """, repair: "show zeros(2, 3)"),
    DiagnosticPage(
      "syntax-argument-tuple",
      "NumPy takes a shape in parentheses of its own; here it is two values.",
      example: """
        show zeros((3, 1))
        """, repair: "show zeros(3, 1)"),
    DiagnosticPage(
      "syntax-backslash",
      "The backslash is no operator, and no line needs it to go on in the next one.",
      example: """
        show sum([1, 2, 3]) \\
        """, repair: "Delete it; a line goes on after an operator, a comma or an open bracket."),
    DiagnosticPage(
      "syntax-block-colon",
      "A block starts at the end of the line and stops at end, without colon and indentation.",
      example: """
        repeat 3:
          show 1
        end
        """, repair: "repeat 3"),
    DiagnosticPage(
      "syntax-block-word",
      "The first line of a block needs no then or do; the block starts by itself.",
      example: """
        for i in 1..3 do
          show i
        end
        """, repair: "for i in 1..3"),
    DiagnosticPage(
      "syntax-brace",
      "Braces have no meaning: neither for blocks, as in C or Java, nor for sets, as in Python.",
      example: """
        show {1, 2, 3}
        """, repair: "show [1, 2, 3]; a block ends with a line that says end."),
    DiagnosticPage(
      "syntax-bracket-mismatch", "A bracket is closed by one of another kind.",
      example: """
        show sum([1, 2, 3]]
        """, repair: "show sum([1, 2, 3])"),
    DiagnosticPage(
      "syntax-bracket-stray", "A closing bracket has no opening one before it.",
      example: """
        show (1 + 2) * 3)
        """, repair: "Delete it, or open its partner: show ((1 + 2) * 3)."),
    DiagnosticPage(
      "syntax-bracket-unclosed",
      "An opening bracket has no partner before the next statement starts.",
      example: """
        show sum([1, 2, 3]
        show 4
        """, repair: "show sum([1, 2, 3])"),
    DiagnosticPage(
      "syntax-break", "A loop is left with stop if, which says when.",
      example: """
        let J = 1
        repeat 20
          J = J / 2
          if J < 0.1
            break
          end
        end
        show J
        """, repair: "Write stop if J < 0.1 in the loop, without the if and the end around it."),
    DiagnosticPage(
      "syntax-call-index", "Parentheses call a function; the parts of a matrix stand in brackets.",
      example: """
        let A = [1, 2; 3, 4]
        show A(:, 1)
        """, repair: "show A[:, 0] is the first column: indices start at 0."),
    DiagnosticPage(
      "syntax-call-space",
      "A space parts a function from its values, and a space also parts two values.",
      example: """
        show sqrt (2)
        """, repair: "show sqrt(2)"),
    DiagnosticPage(
      "syntax-command-comma", "The values and options of a command are separated by spaces alone.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd, lr=0.1, epochs=10
        """, repair: "train gd lr=0.1 epochs=10"),
    DiagnosticPage(
      "syntax-comment", "A comment starts with # as in Python; // starts none.",
      example: """
        // the third power
        show 2^3
        """, repair: "# the third power"),
    DiagnosticPage(
      "syntax-comparison-chain",
      "A comparison has two sides; a second comparison is joined to it with and.",
      example: """
        let x = 0.5
        expect 0 < x < 1
        """, repair: "expect 0 < x and x < 1"),
    DiagnosticPage(
      "syntax-comparison-statement", "A line compares two values, but nobody asks for the answer.",
      example: """
        let x = 3
        x == 4
        show x
        """, repair: "x = 4 gives x a new value; expect x == 4 tests the old one."),
    DiagnosticPage(
      "syntax-compound-assignment",
      "The shorthands +=, -=, *= and their kin do not exist: the formula is written out.",
      example: """
        let x = 3
        x += 1
        show x
        """, repair: "x = x + 1"),
    DiagnosticPage(
      "syntax-comprehension",
      "A loop inside a list is Python's; functions work on a whole list at once.",
      example: """
        let squares = [i^2 for i in 0..9]
        show squares
        """, repair: "let squares = linspace(0, 9, 10)^2"),
    DiagnosticPage(
      "syntax-conditional",
      "if opens a block and gives no value, so it cannot stand inside a formula.",
      example: """
        let x = 2
        let side = 1 if x > 0 else -1
        show x * side
        """, repair: "let side = where(x > 0, 1, -1)"),
    DiagnosticPage(
      "syntax-decimal-comma",
      "A number has a decimal comma; a comma separates values, so a point is needed.",
      example: """
        let rate = 0,5
        show rate
        """, repair: "let rate = 0.5"),
    DiagnosticPage(
      "syntax-definition-parentheses",
      "A function needs parentheses with its parameters, even when it has none.",
      example: """
        def double = 2 * x
        show double(3)
        """, repair: "def double(x) = 2 * x"),
    DiagnosticPage(
      "syntax-definition-without-def",
      "A line gives a meaning to f(x), but only def makes functions.",
      example: """
        f(x) = x^2
        show f(3)
        """, repair: "def f(x) = x^2"),
    DiagnosticPage(
      "syntax-else-if",
      "else has its line to itself; a further question is an if in the else part.",
      example: """
        let x = 2
        if x > 2
          show "high"
        else if x > 1
          show "middle"
        end
        """, repair: "Write else, then if x > 1 on the next line; each if has an end of its own."),
    DiagnosticPage(
      "syntax-else-stray", "An else has no if that it could belong to.",
      example: """
        repeat 3
          show 1
        else
          show 2
        end
        """, repair: "Open the if before it; often an end stands too early."),
    DiagnosticPage(
      "syntax-else-twice", "An if has one else; what follows it is the last part of the block.",
      example: """
        let x = 2
        if x > 2
          show "high"
        else
          show "middle"
        else
          show "low"
        end
        """, repair: "End the first if, or put a second one into its else part."),
    DiagnosticPage(
      "syntax-end-missing",
      "Every repeat, for, if and def without = goes on to a line that says end.",
      example: """
        repeat 3
          show 1
        """, repair: "Add a line that says end; the indentation alone ends nothing."),
    DiagnosticPage(
      "syntax-end-stray", "An end has no block that it could end.",
      example: """
        show 1
        end
        """, repair: "Delete it, or open the block before it; def f(x) = … needs none."),
    DiagnosticPage(
      "syntax-equals-compares", "= gives a value to a name; where a condition is due, == is meant.",
      example: """
        let x = 3
        expect x = 3
        """, repair: "expect x == 3"),
    DiagnosticPage(
      "syntax-equals-once",
      "== asks whether two values are equal; let gives a value with a single =.",
      example: """
        let x == 3
        show x
        """, repair: "let x = 3"),
    DiagnosticPage(
      "syntax-expected-closing",
      "A bracket should close here, but something follows that does not fit into it.",
      example: """
        show (1, 2)
        """, repair: "Check the commas and brackets of the line; a list is [1, 2]."),
    DiagnosticPage(
      "syntax-expected-name", "A name is due here: of a value, a function, a variable or a part.",
      example: """
        let 3 = 4
        """, repair: "Names start with a letter: let x = 4."),
    DiagnosticPage(
      "syntax-expected-value",
      "A number, a name or a bracket is due here, and something else or nothing follows.",
      example: """
        show 2 * / 3
        """, repair: "Write the missing value, or delete the operator too many."),
    DiagnosticPage(
      "syntax-expression-statement", "A line computes a value, and nothing is done with it.",
      example: """
        sqrt(2) + 1
        """, repair: "show sqrt(2) + 1, or let y = sqrt(2) + 1 to use it later."),
    DiagnosticPage(
      "syntax-floor-division", "// is no operator; floor takes the whole part of a quotient.",
      example: """
        show 7//2
        """, repair: "show floor(7 / 2)"),
    DiagnosticPage(
      "syntax-for-in", "for goes through a range or a list, which follows the word in.",
      example: """
        let x = 8
        for i = 1..3
          x = x / i
        end
        show x
        """, repair: "for i in 1..3"),
    DiagnosticPage(
      "syntax-function", "Functions are made with def, not with function.",
      example: """
        function double(x)
          return 2 * x
        end
        show double(3)
        """, repair: "def double(x)"),
    DiagnosticPage(
      "syntax-hexadecimal", "A number is written in hexadecimal; only decimal numbers are known.",
      example: """
        show 0x1F
        """, repair: "show 31"),
    DiagnosticPage(
      "syntax-implicit-product",
      "Two factors stand side by side; in a program a product needs its sign.",
      example: """
        let x = 3
        show 2(x + 1)
        """, repair: "show 2 * (x + 1)"),
    DiagnosticPage(
      "syntax-import", "All functions are there from the start; nothing is imported.",
      example: """
        import numpy as np
        show exp(1)
        """, repair: "Delete the line, and write exp for np.exp."),
    DiagnosticPage(
      "syntax-index-space",
      "A space parts a name from the [ of its index, and a space also parts two values.",
      example: """
        let a = [1, 2, 3]
        show a [0]
        """, repair: "show a[0]"),
    DiagnosticPage(
      "syntax-inline-empty", "An inline value in the text has nothing to show.",
      example: """
        The accuracy is `{nn} # later`.
        """, repair: "Write an expression: `{nn} accuracy(test)`."),
    DiagnosticPage(
      "syntax-invisible-character",
      "A character that cannot be seen was pasted along, often from a web page or a PDF.",
      example: """
        show\u{200B} 1
        """, repair: "Delete it, or type the line anew; the message gives its number and place."),
    DiagnosticPage(
      "syntax-lambda", "Functions without a name do not exist; def gives them one.",
      example: """
        let f = lambda x: x^2
        show f(3)
        """, repair: "def f(x) = x^2"),
    DiagnosticPage(
      "syntax-let-comma",
      "A let has one = and one value; several names share the results of one function.",
      example: """
        let a = 1, b = 2
        show a
        """, repair: "Write let a = 1 and let b = 2 on two lines."),
    DiagnosticPage(
      "syntax-let-equals", "After the name, let wants = and the value.",
      example: """
        let x 3
        show x
        """, repair: "let x = 3"),
    DiagnosticPage(
      "syntax-let-index", "let names a whole value; an entry of it is changed without let.",
      example: """
        let W = zeros(2, 2)
        let W[0, 0] = 1
        show W
        """, repair: "W[0, 0] = 1"),
  ]
}
