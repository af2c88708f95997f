import LecternData
import LecternLanguage
import LecternTensor
import LecternText

extension Session {
  /// Refuses runs that the machine cannot hold, before they start: one a core at a time, and
  /// the outcome of every run that is done.
  func checkMemory(
    oneRun: Int, outcome: Int, runs: Int, at span: SourceSpan
  ) throws(StatementFailure) {
    try checkMemory(
      elements: Double(oneRun) * Double(min(runs, context.workers))
        + Double(outcome) * Double(runs),
      runs > 1 ? "training \(runs) networks" : "training",
      help: "fewer units, or a smaller batch=" + (runs > 1 ? ", or fewer runs" : ""), at: span)
  }

  /// Refuses what needs more numbers at once than the machine has room for.
  func checkMemory(
    elements: Double, _ activity: String, help: String, at span: SourceSpan
  ) throws(StatementFailure) {
    let needed = elements * Double(MemoryLayout<S>.size)
    let available = Double(limits.memory?.bytes ?? SystemMemory.usable)
    guard needed > available else { return }
    let limit = limits.memory.map { "the limit is \($0.text)" }
    throw StatementFailure(
      "train-memory", at: span,
      "\(activity) needs about \(ByteCount(bytes: Int(min(needed, 9e18))).text) of memory; "
        + (limit ?? "the machine has \(ByteCount(bytes: SystemMemory.physical).text)"),
      help: limit == nil ? help : help + ", or raise the limit with #| memory:")
  }
}
