import LecternText

/// What a run has used of its limits.
struct FormulaMeter {
  let limits: FormulaLimits
  let isStopped: () -> Bool
  private(set) var steps = 0.0
  /// Bytes of matrices and series now.
  var bytes = 0
  private var nextPoll = pollInterval

  /// Steps between two questions whether to stop: about two milliseconds.
  static let pollInterval = 2e6
  /// What a statement costs by itself when it runs one by one, in steps.
  private static let statementSteps = 100.0

  init(limits: FormulaLimits, isStopped: @escaping () -> Bool) {
    self.limits = limits
    self.isStopped = isStopped
  }

  /// Counts work that is done or about to be done, and asks now and then whether to stop.
  mutating func count(_ count: Double, at span: SourceSpan) throws(FormulaError) {
    steps += count
    // Work that is not planned takes longer; it is asked about more often but costs no more.
    nextPoll -= count + Self.statementSteps
    guard nextPoll <= 0 || steps > limits.steps else { return }
    nextPoll = Self.pollInterval
    try check(at: span)
  }

  func check(at span: SourceSpan) throws(FormulaError) {
    if isStopped() { throw FormulaError("the cell was stopped here", at: span) }
    guard steps > limits.steps else { return }
    throw FormulaError(
      "this cell has used its \(NumberText.short(limits.steps)) steps", at: span,
      help: "a step is one number computed; fewer passes or smaller matrices need fewer, or raise "
        + "the limit with #| timeout: or --formula-steps")
  }

  func checkBytes(adding extra: Int = 0, at span: SourceSpan) throws(FormulaError) {
    let (total, overflow) = bytes.addingReportingOverflow(extra)
    guard overflow || total > limits.bytes else { return }
    throw FormulaError(
      "the matrices of this cell need more than \(limits.bytes >> 20) MiB", at: span,
      help: "use smaller matrices, or raise the limit with #| memory: or --formula-memory")
  }
}
