import LecternText

/// A statement that cannot go on: it becomes the diagnostic of its cell.
struct StatementFailure: Error {
  let diagnostic: Diagnostic
  /// True when the reader asked to stop: nothing of the notebook is reported then.
  var isInterruption = false

  init(_ id: String, at span: SourceSpan, _ message: String, help: String? = nil) {
    diagnostic = Diagnostic(id, at: span, message, help: help)
  }

  static func interruption(at span: SourceSpan) -> StatementFailure {
    var failure = StatementFailure("interrupted", at: span, "interrupted")
    failure.isInterruption = true
    return failure
  }
}
