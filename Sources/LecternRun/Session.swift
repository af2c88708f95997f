import LecternData
import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternTensor
import LecternText

/// The state of one running notebook: names, data, models and runs.
///
/// Owned by one run and used from one task at a time; sweeps hand out copies of what they need.
final class Session<S: LecternScalar> {
  let context: RunContext
  let variables = Variables()
  /// The series that formulas recorded.
  var records = FormulaRecords()
  /// Which names stand for shares.
  var shares = ShareNames()
  /// Series that the passes of the loop at hand go on with; nil outside of one.
  var blockSeries: Set<String>?
  var data: DataSplits<S>? {
    didSet { forgetOutputs() }
  }
  /// How many statements have made splits.
  var readingCount = 0
  var models: [String: ModelDefinition] = [:]
  var currentModel: String?
  var runs: [String: RunGroup<S>] = [:]
  var lastRun: RunGroup<S>?
  /// The latest run of each model, for `net.W1`.
  var latestRunOfModel: [String: RunRecord<S>] = [:]
  /// How many runs there have been.
  var runCount = 0
  /// What networks said of splits in the piece under way.
  var keptOutputs: [OutputKey: Matrix<S>] = [:]
  /// Splits of other data than a run's own, prepared as its network wants them.
  var keptData: [OutputKey: Dataset<S>] = [:]
  /// The networks that `save` wrote, by file name.
  var savedFiles: [String: NetworkFile] = [:]
  /// The notebook's seed: of its own stream and of statements that name none.
  var seed: UInt32
  var random: RandomState
  let digits: Int
  /// What the piece under way has produced so far.
  var outputs: [CellOutput] = []
  /// The updates that stand below a training table already.
  var toldUpdates: Set<String> = []
  /// Findings that do not stop a piece: a run of a sweep that diverged.
  var warnings: [Diagnostic] = []
  var inputs: [Provenance.Input] = []
  /// What the piece under way may use.
  var limits: CellLimits
  /// When it must be done.
  var deadline: ContinuousClock.Instant?

  init(context: RunContext, seed: Int, digits: Int) {
    self.context = context
    limits = CellLimits(context.limits)
    self.seed = UInt32(truncatingIfNeeded: seed)
    random = RandomState(seed: UInt32(truncatingIfNeeded: seed))
    self.digits = digits
    for (name, value) in context.parameters {
      variables[name] =
        switch value {
        case .number(let number): .number(number)
        case .boolean(let flag): .boolean(flag)
        case .string(let text): .string(text)
        }
    }
  }

  /// How a statement ended.
  enum Flow {
    case next
    /// A `stop if` was true: the passes at hand are left.
    case stopped
  }

  /// Runs one statement.
  ///
  /// - Throws: `StatementFailure`, which ends the piece.
  @discardableResult
  func execute(_ statement: CheckedStatement) async throws(StatementFailure) -> Flow {
    if context.isInterrupted() { throw .interruption(at: statement.span) }
    try checkTime(at: statement.span)
    switch statement.kind {
    case .formula(let formula):
      try run(FormulaProgram([formula]))
      shares.follow(formula)
    case .inlineValue(let expression):
      outputs.append(
        .value(output(of: expression, try evaluate(expression))))
    case .command(let command):
      try await execute(command)
    case .passes(let passes):
      let isOutermost = blockSeries == nil
      if isOutermost { blockSeries = [] }
      defer { if isOutermost { blockSeries = nil } }
      for pass in passes {
        if case .stopped = try await execute(pass) { return .next }
      }
    case .chosen(let statements): return try await execute(statements)
    case .branch(let condition, let then, let otherwise):
      guard let truth = try evaluate(condition).scalar else {
        throw StatementFailure("value", at: condition.span, "if wants a yes or no")
      }
      return try await execute(truth != 0 ? then : otherwise)
    case .stopIf(let condition):
      guard let truth = try evaluate(condition).scalar else {
        throw StatementFailure("value", at: condition.span, "stop if wants a yes or no")
      }
      return truth != 0 ? .stopped : .next
    }
    return .next
  }

  private func execute(_ statements: [CheckedStatement]) async throws(StatementFailure) -> Flow {
    for statement in statements {
      if case .stopped = try await execute(statement) { return .stopped }
    }
    return .next
  }

  private func execute(_ command: CheckedCommand) async throws(StatementFailure) {
    switch command.verb {
    case .seed: try reseed(command)
    case .set: break  // It holds for the whole notebook, as the check has found.
    case .data: try loadData(command)
    case .split: try split(command)
    case .normalize: try normalize(command)
    case .model, .layer, .`init`, .loss, .regularize: try declare(command)
    case .train: try await train(command)
    case .evaluate: try evaluate(command)
    case .compare: try compare(command)
    case .plot: try plot(command)
    case .table: try table(command)
    case .show: try show(command)
    case .expect: try expect(command)
    case .augment: try augment(command)
    case .search: try await search(command)
    case .check: try check(command)
    case .predict: try predict(command)
    case .save: try save(command)
    case .load: try load(command)
    }
  }

  private func reseed(_ command: CheckedCommand) throws(StatementFailure) {
    seed = try seedValue(command.values[0])
    random = RandomState(seed: seed)
  }
}

/// What a run brings from outside: names, places, and who watches.
struct RunContext: Sendable {
  let source: SourceFile
  let parameters: [(name: String, value: ParameterValue)]
  /// How examples lie in the matrices that cells see.
  let layout: Layout
  let locator: DataLocator
  /// Where `save` puts files.
  let saveFolder: String
  /// How many runs train at a time; results do not depend on it.
  let workers: Int
  /// What no cell may exceed.
  let limits: RunLimits
  let observer: any RunObserver
  let isInterrupted: @Sendable () -> Bool

  func text(of span: SourceSpan) -> String {
    source.text(in: span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
