/// A word that begins a statement which is not a command, and what it says.
package struct KeywordEntry: Sendable {
  package let word: String
  package let form: String
  package let summary: String
  /// What must be known besides.
  package let details: String
  /// A cell that checks without error.
  package let example: String
}

/// The words of names, functions and blocks: the grammar, suggestions and help read this.
package enum KeywordTable {
  package static let entries: [KeywordEntry] = [
    KeywordEntry(
      word: "let", form: "let NAME[, NAME …] = EXPR", summary: "names a value",
      details: "Without let the value of a name changes and keeps its shape: W = …, or one entry "
        + "W[0, 1] = …, a row W[0, :] = … or a column W[:, 1] = …. Several names take the results "
        + "of a function that returns several.",
      example: """
        let W = 0.01 * randn(3, 2)
        W = W - 0.1 * W
        W[0, 1] = 5
        show W
        """),
    KeywordEntry(
      word: "def", form: "def NAME(PARAMETER, …) = EXPR   or   def NAME(PARAMETER, …) … end",
      summary: "makes a function of your own",
      details: "In a block, return gives the result, or several. A function sees its parameters, "
        + "what it names itself and the values that have a name where it is called; it cannot call "
        + "itself. Its shapes are checked at every call.",
      example: """
        def sigma(z) = 1/(1 + exp(-z))
        def forward(X, W, b)
          let Z = W @ X + b
          return sigma(Z), Z
        end
        let A, Z = forward([1, 2; 3, 4], [0.5, -1], 0)
        show A, Z
        """),
    KeywordEntry(
      word: "return", form: "return EXPR[, EXPR …]", summary: "ends a function with its results",
      details: "Every return of a function gives as many values, of the same shapes.",
      example: """
        def larger(a, b)
          if a > b
            return a
          end
          return b
        end
        show larger(1, 2)
        """),
    KeywordEntry(
      word: "repeat", form: "repeat COUNT … end", summary: "does the lines up to end COUNT times",
      details: "What the lines change must be named before with let; what they name themselves has "
        + "the value of the last pass after end.",
      example: """
        let w = 4
        repeat 20
          w = w - 0.1 * 2 * w
        end
        show w
        """),
    KeywordEntry(
      word: "for", form: "for NAME in FIRST..LAST … end   or   for NAME in [VALUE, …] … end",
      summary: "does the lines up to end once for each value",
      details: "A range includes its end. Where the bounds are known before running, layers may "
        + "stand in it, too.",
      example: """
        let total = 0
        for k in 1..100
          total = total + k
        end
        show total
        """),
    KeywordEntry(
      word: "if", form: "if CONDITION … [else …] end",
      summary: "does the lines up to else or end where the condition holds",
      details: "Conditions are made of == != ~= < <= > >=, and, or, not. x ~= 0.67 holds where x "
        + "rounds to the digits written.",
      example: """
        let z = -2
        if z < 0
          z = 0.01 * z
        end
        show z
        """),
    KeywordEntry(
      word: "else", form: "if CONDITION … else … end",
      summary: "begins the lines for a condition that does not hold",
      details:
        "It stands alone on its line; a further condition is an if of its own, with its end.",
      example: """
        let z = 3
        let a = 0
        if z < 0
          a = 0
        else
          a = z
        end
        show a
        """),
    KeywordEntry(
      word: "end", form: "end", summary: "closes def, repeat, for and if",
      details: "It stands alone on its line.",
      example: """
        let x = 1
        repeat 3
          x = 2 * x
        end
        show x
        """),
    KeywordEntry(
      word: "stop", form: "stop if CONDITION", summary: "leaves the loop where the condition holds",
      details: "It leaves the innermost repeat or for.",
      example: """
        let w = 1
        repeat 1000
          w = w - 0.1 * 2 * w
          stop if abs(w) < 1e-6
        end
        show w
        """),
    KeywordEntry(
      word: "record", form: "record NAME   or   record NAME = EXPR",
      summary: "adds a number to a series",
      details: "The series has the number's value at each pass; plot series NAME draws it, show "
        + "NAME prints it, and in formulas it is a row.",
      example: """
        let w = 4
        repeat 20
          w = w - 0.1 * 2 * w
          record J = w^2
        end
        plot series J
        """),
  ]

  static func entry(for word: String) -> KeywordEntry? { entries.first { $0.word == word } }
}
