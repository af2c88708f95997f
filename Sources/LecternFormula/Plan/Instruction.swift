import LecternTensor

/// One step of a plan; numbers name registers, of numbers or of matrices as the case says.
enum Instruction {
  // MARK: Numbers

  case copy(Int32, to: Int32)
  case add(Int32, Int32, to: Int32)
  case subtract(Int32, Int32, to: Int32)
  case multiply(Int32, Int32, to: Int32)
  case divide(Int32, Int32, to: Int32)
  case element(ElementOperation, Int32, Int32, Int32, to: Int32)

  // MARK: Where to go on

  case jump(Int32)
  case jumpIfFalse(Int32, Int32)
  case jumpIfTrue(Int32, Int32)
  /// Goes into the first pass of a loop, or behind it when there is none.
  case enterLoop(Int32)
  /// Goes into the next pass of a loop, or on when it was the last.
  case nextPass(Int32)
  case call(Int32)
  case leave
  /// Ends the run with the message of a number.
  case fail(Int32)

  // MARK: Matrices

  /// An element plan's results.
  case evaluate(Int32, to: Int32)
  /// The sum of an element plan's results, a number.
  case sum(Int32, to: Int32)
  /// The mean of an element plan's results, a number.
  case mean(Int32, to: Int32)
  /// The sum, largest or smallest of each line along an axis.
  case reduce(Reduction, axis: Int8, Int32, to: Int32)
  /// op(a) @ op(b); the flags are 1 for a transposed left, 2 for a transposed right side.
  case product(Int32, Int32, flags: Int32, to: Int32)
  /// The same plus a column, when it is one of so many rows; then the next instruction, which adds
  /// it in any case, is passed over.
  case productPlus(Int32, Int32, flags: Int32, Int32, to: Int32)
  case transpose(Int32, to: Int32)
  /// The second register gets a value of its own that equals the first one's.
  case share(Int32, to: Int32)
  /// The second register shows what the first one holds, until one of them is written.
  case borrow(Int32, to: Int32)
  /// The second register gets what the first one holds, whose value is lost.
  case take(Int32, to: Int32)
  /// The number in a matrix of one entry.
  case number(Int32, to: Int32)
  /// A matrix of one entry.
  case single(Int32, to: Int32)
  /// Entry (i, j), or entry i of a row or column (j is -1).
  case entry(Int32, Int32, Int32, to: Int32)
  /// The entry becomes a number.
  case setEntry(Int32, Int32, Int32, from: Int32)
  /// The second matrix must have the shape of the first, a variable that it replaces.
  case requireShape(Int32, Int32, name: Int32)
  case routine(Int32)
  case derivative(Int32)
  /// Appends a number to a series.
  case record(Int32, series: Int32)
  /// What was a conditional jump over nothing.
  case nothing
}
