extension SyntaxMistake {
  /// The words for a mistake.
  struct Wording {
    let id: String
    let message: String
    let help: String?

    init(_ id: String, _ message: String, _ help: String? = nil) {
      self.id = "syntax-" + id
      self.message = message
      self.help = help
    }
  }

  /// What the author reads; ids are stable.
  var wording: Wording {
    switch self {
    case .afterAs(let found):
      Wording(
        "after-as", "`as NAME` ends a command, but \(quoted(found)) follows",
        "move `as NAME` to the end of the line")
    case .argumentComma(let found):
      Wording(
        "argument-comma", "a comma is missing before \(quoted(found))",
        "the values of a call are separated by commas: f(a, b)")
    case .argumentTuple(let repair):
      Wording(
        "argument-tuple", "the values of a call stand in one pair of parentheses", short(repair))
    case .backslash:
      Wording(
        "backslash", "`\\` means nothing here",
        "a line goes on by itself while a bracket is open or after an operator or comma")
    case .bindingComma:
      Wording(
        "let-comma", "one `let` gives one value", "write a second `let` on the next line")
    case .blockColon:
      Wording("block-colon", "no colon is needed here", "delete the `:`; the block ends with end")
    case .blockWord(let word):
      Wording("block-word", "no \(word) is needed here", "the block starts on the next line")
    case .brace(let sign, let repair):
      Wording("brace", "`\(sign)` means nothing here", repair)
    case .bracketMismatch(let open, let expected, let found):
      Wording(
        "bracket-mismatch", "`\(open)` is closed by `\(found)`", "write `\(expected)` here")
    case .bracketStray(let sign):
      Wording("bracket-stray", "this `\(sign)` closes nothing", "delete it, or open its partner")
    case .bracketUnclosed(let open, let close):
      Wording(
        "bracket-unclosed", "this `\(open)` is never closed",
        "add the missing `\(close)` to its line")
    case .breakWord:
      Wording("break", "loops are left with `stop if`", "stop if condition")
    case .callSpace(let name):
      Wording(
        "call-space", "the `(` of a call touches the name", "write \(name)(…) without the space")
    case .chainedComparison(let repair):
      Wording("comparison-chain", "only two things are compared at a time", repair)
    case .comparedCondition(let repair):
      Wording(
        "comparison-chain",
        "only two things are compared at a time; a condition that is compared stands in parentheses",
        repair)
    case .chainedRange:
      Wording(
        "range-chain", "a range has two ends, a..b",
        "for other steps use linspace(a, b, count)")
    case .commandComma:
      Wording(
        "command-comma", "values and options are separated by spaces", "delete the comma")
    case .commentSign(let repair):
      Wording("comment", "a comment starts with `#`", short(repair))
    case .comparisonStatement(let line, let value, let name):
      Wording(
        "comparison-statement", "`==` compares, and nothing uses the answer",
        "\(name) = \(value)   sets it;   expect \(line)   tests it")
    case .compoundAssignment(let sign, let repair):
      Wording("compound-assignment", "`\(sign)` is written out here", repair)
    case .comprehension:
      Wording(
        "comprehension", "a list cannot hold a loop",
        "functions work on whole matrices: let y = [0..9]^2")
    case .conditionalExpression(let repair):
      Wording(
        "conditional", "`if` is a block, not part of an expression",
        repair ?? "where(condition, a, b) chooses between two values")
    case .callIndex(let repair):
      Wording("call-index", "the parts of a matrix stand in brackets", short(repair))
    case .digitGroups(let whole, let point):
      Wording(
        "decimal-comma", "a number has no comma, neither for decimals nor for thousands",
        "\(whole)   or   \(point)")
    case .decimalComma(let repair):
      Wording("decimal-comma", "decimal comma: numbers are written with a point", repair)
    case .definitionParentheses(let name):
      Wording(
        "definition-parentheses", "the parameters of \(name) are missing", "def \(name)(x)")
    case .definitionWithout(let repair):
      Wording("definition-without-def", "a function is made with `def`", repair)
    case .elseIf:
      Wording(
        "else-if", "`else` stands alone on its line",
        "put `if …` on the next line, with an `end` of its own")
    case .elseStray:
      Wording("else-stray", "this `else` belongs to no `if`", "delete it, or open an `if` before")
    case .elseTwice:
      Wording("else-twice", "this `if` has an `else` already", "end the `if` first")
    case .endMissing(let keyword, let line):
      Wording(
        "end-missing", "the block of `\(keyword)` is not ended",
        "add a line that says end" + (line.map { " before \(quoted($0))" } ?? ""))
    case .endStray:
      Wording("end-stray", "this `end` ends nothing", "delete it, or open a block before it")
    case .equalsCompares:
      Wording("equals-compares", "`=` sets a value; a comparison is written `==`", "==")
    case .emptyList(let name):
      Wording(
        "expected-value", "a list is not empty",
        name.map { "numbers of a loop are kept by record: record \($0) = …" }
          ?? "[1, 2, 3], with the entries that you want")
    case .equalsTwice(let repair):
      Wording("equals-once", "let gives a value to one name", short(repair))
    case .equalsOnce:
      Wording("equals-once", "`==` compares; `let` sets a value with `=`", "=")
    case .expectedClosing(let close, let found):
      Wording(
        "expected-closing", "expected `\(close)`\(before(found))",
        "check the brackets and commas of this line")
    case .expectedExpression(let after, let found):
      Wording(
        "expected-value",
        "expected a value\(after.map { " after \(quoted($0))" } ?? "")\(but(found))",
        "a number, a name, (…) or […]")
    case .expectedName(let after, let found):
      Wording(
        "expected-name", "expected a name after \(after)\(but(found))",
        "names start with a letter: x, W1, α")
    case .expressionStatement(let line):
      Wording(
        "expression-statement", "this line computes a value and drops it", "show \(short(line))")
    case .floorDivision(let repair):
      Wording("floor-division", "`//` is not an operator here", repair)
    case .forIn(let name, let domain):
      Wording(
        "for-in", "expected `in` after `for \(name)`", "for \(name) in \(short(domain))")
    case .functionWord(let repair):
      Wording("function", "functions are made with `def`", repair)
    case .hexadecimal:
      Wording("hexadecimal", "numbers are written in decimal", "0x1F is 31")
    case .implicitProduct(let repair):
      Wording("implicit-product", "a product needs its `*`", repair)
    case .importLine:
      Wording("import", "nothing needs to be imported", "delete this line")
    case .indexSpace(let name):
      Wording(
        "index-space", "the `[` of an index touches the name",
        "write \(short(name))[…] without the space")
    case .inlineEmpty:
      Wording("inline-empty", "there is no expression here", "`{nn} accuracy(test)`")
    case .invisibleCharacter(let value):
      Wording(
        "invisible-character",
        "an invisible character (U+\(hexadecimalDigits(value))) stands here", "delete it")
    case .lambda:
      Wording("lambda", "functions have names here", "def f(x) = x^2")
    case .letEquals(let names, let found, let value):
      Wording(
        "let-equals", "expected `=` after `let \(names)`\(but(found))",
        "let \(names) = \(short(value))")
    case .letIndex(let name):
      Wording(
        "let-index", "an entry is set without `let`", "\(name)[…] = …")
    case .valuesComma(let repair):
      Wording("list-comma", "values are separated by commas", short(repair))
    case .listComma(let repair):
      Wording("list-comma", "entries are separated by commas", short(repair))
    case .methodCall(let written, let repair):
      Wording(
        "method-call", "\(quoted(written)) is written as a function or operator here",
        short(repair))
    case .methodStatement(let written, let repair):
      Wording(
        "method-call", "\(quoted(written)) is a statement here",
        repair ?? "lectern help lists the statements")
    case .nameDash(let name, let repair):
      Wording(
        name == nil ? "after-as" : "let-equals",
        "a name has letters, digits and _, but `-` follows" + (name.map { " `\($0)`" } ?? ""),
        short(repair))
    case .nameDot(let name, let repair):
      Wording(
        "let-equals", "a name has letters, digits and _, but `.` follows \(quoted(name))",
        short(repair))
    case .nameLowLine(let name):
      Wording("name-low-line", "\(quoted(name)) is no name: names start with a letter", "x\(name)")
    case .namesWithoutLet(let repair):
      Wording("names-without-let", "several names are set at once with `let`", short(repair))
    case .nestedList(let repair):
      Wording("nested-list", "the rows of a matrix are separated by `;`", short(repair))
    case .nestingTooDeep(let limit):
      Wording(
        "nesting-too-deep", "more than \(limit) levels inside each other",
        "give parts a name with `let`")
    case .notNeedsParentheses:
      Wording("not-parentheses", "`not` needs parentheses here", "(not x)")
    case .numberDots(let text):
      Wording("number-dots", "\(quoted(text)) has more than one decimal point", "1..2 is a range")
    case .numberLeadingDot(let repair):
      Wording("number-leading-dot", "a digit is missing before the decimal point", repair)
    case .numberLetters(let number, let letters, let repair):
      Wording(
        "number-letters", "\(quoted(number + letters)) is neither a number nor a name",
        short(repair))
    case .numberLowLine(let text):
      Wording(
        "number-low-line", "in \(quoted(text)) the `_` does not stand between digits", "5_000_000")
    case .numberTooLarge:
      Wording("number-too-large", "this number is too large", "numbers end near 1.8e308")
    case .numberTooSmall:
      Wording("number-too-small", "this number is too small to differ from 0", "write 0")
    case .numberTrailingDot(let repair):
      Wording("number-trailing-dot", "a digit is missing after the decimal point", repair)
    case .operatorHabit(let written, let meant):
      Wording("operator", "`\(written)` is written `\(meant)` here", meant)
    case .optionColon(let key):
      Wording("option-colon", "an option is set with `=`", "\(key)=…")
    case .optionEquals(let key):
      Wording("option-equals", "an option is set with one `=`", "\(key)=…")
    case .parameterDefault:
      Wording("parameter-default", "parameters have no defaults", "def f(x, y) = …")
    case .partAssignment(let line):
      Wording(
        "part-assignment", "the parts of data, models and runs cannot be set",
        newPart(line) ?? "give the new value a name: let X2 = …")
    case .pasted(let written, let meant):
      Wording("pasted-sign", "`\(written)` is written `\(meant)` here", meant)
    case .percentSign(let repair):
      Wording(
        "percent", "`%` touches its number, and there is no operator `%`",
        repair ?? "80%, or for the remainder a - b * floor(a / b)")
    case .printCall(_, let content):
      Wording("print", "values are shown with `show`", "show \(short(content))")
    case .pythonRange(let repair):
      Wording("python-range", "ranges are written a..b, both ends included", short(repair))
    case .quotes(let content):
      Wording("quotes", "text stands in straight double quotes", "\"\(short(content))\"")
    case .resultQuoted(let found, let word):
      Wording("expected-name", "expected a name after `as`\(but(found))", "as \(word)")
    case .stringPrefix(let repair):
      Wording(
        "quotes", "text stands in straight double quotes, without a letter before them",
        short(repair))
    case .recordName(let expression):
      Wording("record-name", "a recorded value needs a name", "record J = \(short(expression))")
    case .reservedWord(let word):
      Wording(
        "reserved-word", "`\(word)` is a word of the language and cannot be a name",
        "choose another name, such as \(word)_1")
    case .semicolon:
      Wording("semicolon", "no `;` is needed at the end of a line", "delete it")
    case .semicolonBetween:
      Wording("semicolon-between", "one statement is one line", "start a new line after the `;`")
    case .sizeSides:
      Wording("size-sides", "the sides of a size go from 1 to 1000000", "20x20")
    case .sizeSpelling(let text):
      Wording("size", "\(quoted(text)) is neither a number nor a size", "20x20")
    case .slice(let repair):
      Wording("slice", "ranges are written a..b, both ends included", short(repair))
    case .sliceEmpty(let base, let from):
      Wording(
        "slice", "this range has no entries, since Python leaves its end out",
        "\(short(base))[\(short(from))..\(short(from))] is one entry")
    case .sliceOpen(let base, let from, let end):
      Wording(
        "slice-open", "a range needs both its ends, and both are included",
        "\(short(base))[\(short(from))..\(end)], n being the number of entries")
    case .sliceStep:
      Wording("slice-step", "a range has no step", "x[a..b]")
    case .statementStart(let line, let isExpression):
      Wording(
        "statement-start", "a line starts with a verb, `let` or a name",
        isExpression ? "show \(short(line))" : "show …, let x = …, train …")
    case .stopIf:
      Wording("stop-if", "`stop` needs a condition", "stop if condition")
    case .stringEscape(let escape):
      Wording(
        "string-escape", "`\(escape)` means nothing in a text", "known are \\\" \\\\ and \\n")
    case .stringUnterminated:
      Wording(
        "string-unterminated", "this text has no closing quote",
        "put the closing quote before the end of the line")
    case .subscriptDigits(let name):
      Wording("subscript-digits", "digits in names are written on the line", name)
    case .tooMany(let count):
      Wording(
        "too-many", "more than \(count) mistakes in this cell; the others are not listed")
    case .trailingComma(let sign):
      Wording("trailing-comma", "nothing follows this `\(sign)`", "delete it")
    case .transposeSign(let sign):
      Wording("transpose", "`\(sign)` is written `.T` here", ".T")
    case .unaryPlus:
      Wording("unary-plus", "a number needs no `+` sign", "delete it")
    case .unexpected(let found, let after):
      Wording(
        "unexpected", "\(quoted(found)) does not fit after \(quoted(after))",
        "expected an operator, a comma or the end of the line")
    case .unknownCharacter(let text):
      Wording("unknown-character", "\(quoted(text)) means nothing here", "delete it")
    case .valueAfterOption(let value):
      Wording(
        "value-after-option", "the value \(quoted(value)) stands after an option",
        "values come first, then the options")
    case .valueParentheses(let value):
      Wording(
        "value-parentheses", "a value with operators stands in parentheses",
        "(\(short(value)))")
    case .variableWord(let word):
      Wording("variable-word", "`\(word)` is called `let` here", "let x = …")
    case .verbSpace(let repair):
      Wording(
        "verb-space", "`\(repair.prefix { $0 != " " })` is a verb, not a function", short(repair))
    case .whileLoop:
      Wording(
        "while", "loops are bounded: `repeat` with `stop if`",
        "repeat 1000, then a line that says: stop if …")
    }
  }

  private func before(_ found: String?) -> String {
    found.map { " before \(quoted($0))" } ?? " before the end of the line"
  }

  private func but(_ found: String?) -> String {
    found.map { ", found \(quoted($0))" } ?? ", found the end of the line"
  }

  /// How to go on with changed inputs or targets: a data set of its own.
  private func newPart(_ line: String) -> String? {
    let sides = line.split(separator: "=", maxSplits: 1)
    let parts = sides[0].filter { $0 != " " }.split(separator: ".", maxSplits: 1)
    guard sides.count == 2, parts.count == 2, Vocabulary.splits.contains(String(parts[0])) else {
      return nil
    }
    let (split, value) = (parts[0], sides[1].drop { $0 == " " })
    let end = split == "train" ? "" : " as \(split)"
    switch parts[1] {
    case "y", "Y":
      return "make data of new labels: let y2 = \(short(String(value))), then "
        + "data values \(split).X y2 classes=2\(end)"
    case "X":
      return "make data of new inputs: let X2 = \(short(String(value))), then "
        + "data values X2 \(split).y classes=2\(end)"
    default: return nil
    }
  }

  private func quoted(_ text: String) -> String { "`\(short(text))`" }

  /// A piece of the author's text that keeps a message to one line.
  private func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(57) + "…" : line
  }

  private func hexadecimalDigits(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
