import LecternText

/// What a run has used of its limits.
final class FormulaMeter {
  /// The counts, where a loop finds them without asking anybody.
  struct Counters {
    var steps = 0.0
    /// The steps at which somebody is asked whether to stop.
    var nextPoll: Double
    /// Bytes of matrices and series now.
    var bytes = 0
  }

  let limits: FormulaLimits
  /// Bytes that values of earlier statements hold.
  private let kept: Int
  let isStopped: () -> Bool
  let counters: UnsafeMutablePointer<Counters>

  /// Steps between two questions whether to stop: about two milliseconds.
  private static let pollInterval = 2e6

  init(limits: FormulaLimits, kept: Int = 0, isStopped: @escaping () -> Bool) {
    self.limits = limits
    self.kept = kept
    self.isStopped = isStopped
    counters = .allocate(capacity: 1)
    counters.initialize(
      to: Counters(nextPoll: min(Self.pollInterval, limits.steps), bytes: kept))
  }

  deinit { counters.deallocate() }

  /// Counts work that is done or about to be done, and asks now and then whether to stop.
  func count(_ count: Double, at span: SourceSpan) throws(FormulaError) {
    counters.pointee.steps += count
    if counters.pointee.steps > counters.pointee.nextPoll { try poll(at: span) }
  }

  func poll(at span: SourceSpan) throws(FormulaError) {
    let steps = counters.pointee.steps
    counters.pointee.nextPoll = min(steps + Self.pollInterval, limits.steps)
    if isStopped() { throw FormulaError("the cell was stopped here", at: span) }
    guard steps > limits.steps else { return }
    throw FormulaError(
      "this cell has used its \(NumberText.short(limits.steps)) steps", at: span,
      help: "a step is one number computed: take fewer passes or smaller matrices, or count "
        + "seconds instead with #| timeout:")
  }

  func allocate(_ extra: Int, at span: SourceSpan) throws(FormulaError) {
    let (total, overflow) = counters.pointee.bytes.addingReportingOverflow(extra)
    guard !overflow, total <= limits.bytes else {
      throw FormulaError(
        "matrices need more than \(ByteCount(bytes: limits.bytes).text) here"
          + (kept >= 1 << 20 ? ", \(ByteCount(bytes: kept).text) of it for earlier values" : ""),
        at: span, help: "use smaller matrices, or raise the limit with #| memory:")
    }
    counters.pointee.bytes = total
  }

  func release(_ bytes: Int) { counters.pointee.bytes -= bytes }
}
