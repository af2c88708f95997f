/// What can be wrong with the spelling of a cell; the words for it are in `Parser+Messages.swift`.
enum SyntaxMistake {
  case afterAs(String)
  case argumentComma(String)
  case argumentTuple(String)
  case backslash
  case bindingComma
  case blockColon
  case blockWord(String)
  case brace(String, String)
  case bracketMismatch(String, String, String)
  case bracketStray(String)
  case bracketUnclosed(String, String)
  case breakWord
  case callSpace(String)
  case chainedComparison(String)
  case chainedRange
  case commandComma
  case commentSign(String)
  case comparisonStatement(String, String, String)
  case compoundAssignment(String, String)
  case comprehension
  case conditionalExpression(String?)
  case callIndex(String)
  case decimalComma(String)
  case digitGroups(String, String)
  case definitionParentheses(String)
  case definitionWithout(String)
  case elseIf
  case elseStray
  case elseTwice
  case endMissing(String, before: String?)
  case endStray
  case equalsCompares
  case emptyList(String?)
  case equalsOnce
  case equalsTwice(String)
  case expectedClosing(String, String?)
  case expectedExpression(String?, String?)
  case expectedName(String, String?)
  case expressionStatement(String)
  case floorDivision(String)
  case forIn(String, String)
  case functionWord(String)
  case hexadecimal
  case implicitProduct(String)
  case importLine
  case indexSpace(String)
  case inlineEmpty
  case invisibleCharacter(UInt32)
  case lambda
  case letEquals(String, String?, String)
  case nameDot(String, String)
  case letIndex(String)
  case listComma(String)
  case valuesComma(String)
  case methodCall(String, String)
  case methodStatement(String, String?)
  case nameDash(String?, String)
  case nameLowLine(String)
  case namesWithoutLet(String)
  case nestedList(String)
  case nestingTooDeep(Int)
  case notNeedsParentheses
  case numberDots(String)
  case numberLeadingDot(String)
  case numberLetters(String, String, String)
  case numberLowLine(String)
  case numberTooLarge
  case numberTooSmall
  case numberTrailingDot(String)
  case operatorHabit(String, String)
  case optionColon(String)
  case optionEquals(String)
  case parameterDefault
  case comparedCondition(String)
  case partAssignment(String)
  case pasted(String, String)
  case percentSign(String?)
  case printCall(String, String)
  case pythonRange(String)
  case quotes(String)
  case resultQuoted(String, String)
  case stringPrefix(String)
  case recordName(String)
  case reservedWord(String)
  case semicolon
  case semicolonBetween
  case sizeSides
  case sizeSpelling(String)
  case slice(String)
  case sliceEmpty(String, String)
  case sliceOpen(String, String, String)
  case sliceStep
  case statementStart(String, isExpression: Bool)
  case stopIf
  case stringEscape(String)
  case stringUnterminated
  case subscriptDigits(String)
  case tooMany(Int)
  case trailingComma(String)
  case transposeSign(String)
  case unaryPlus
  case unexpected(String, String)
  case unknownCharacter(String)
  case valueAfterOption(String)
  case valueParentheses(String)
  case variableWord(String)
  case verbSpace(String)
  case whileLoop
}
