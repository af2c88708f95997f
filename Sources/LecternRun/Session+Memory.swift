import LecternLanguage
import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    let available = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
    let needed = elements * Double(MemoryLayout<S>.size)
    guard needed > 0.8 * available else { return }
    let gibibyte = Double(1 << 30)
    throw StatementFailure(
      "train-memory", at: span,
      "\(activity) needs about \(NumberText.short((needed / gibibyte).rounded(.up))) GiB of memory; "
        + "the machine has \(NumberText.short((available / gibibyte).rounded())) GiB",
      help: help)
  }
}
