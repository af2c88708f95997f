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
  var variables: [String: Value] = [:]
  var data: DataSplits<S>? {
    didSet { keptOutputs = [:] }
  }
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
  /// The networks that `save` wrote, by file name.
  var savedFiles: [String: NetworkFile] = [:]
  /// The notebook's seed: of its own stream and of statements that name none.
  var seed: UInt32
  var random: RandomState
  let digits: Int
  /// What the piece under way has produced so far.
  var outputs: [CellOutput] = []
  /// Findings that do not stop a piece: a run of a sweep that diverged.
  var warnings: [Diagnostic] = []
  var inputs: [Provenance.Input] = []
  /// When the piece under way must be done, if it has a `timeout`.
  var deadline: ContinuousClock.Instant?

  init(context: RunContext, seed: Int, digits: Int) {
    self.context = context
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

  /// Runs one statement.
  ///
  /// - Throws: `StatementFailure`, which ends the piece.
  func execute(_ statement: CheckedStatement) async throws(StatementFailure) {
    switch statement.kind {
    case .binding(let names, let expression):
      let value = try evaluate(expression)
      // One name, one value: functions with several results come with `def`.
      for name in names { variables[name.text] = value }
    case .update(let name, let index, let expression):
      try update(name, index, expression)
    case .inlineValue(let expression):
      outputs.append(
        .value(output(named: context.text(of: expression.span), try evaluate(expression))))
    case .command(let command):
      try await execute(command)
    }
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

  private func update(
    _ name: Name, _ index: [IndexItem]?, _ expression: Expression
  ) throws(StatementFailure) {
    let value = try evaluate(expression)
    guard let index else {
      variables[name.text] = value
      return
    }
    guard case .matrix(var target)? = variables[name.text] else {
      throw StatementFailure("update-index", at: name.span, "\(name.text) has no elements")
    }
    let place = try formula { evaluator throws(FormulaError) in
      try evaluator.selection(of: target, index, at: name.span)
    }
    guard let source = value.matrix,
      source.count == 1
        || (source.rows == place.rows.count && source.columns == place.columns.count)
    else {
      throw StatementFailure(
        "update-shape", at: expression.span,
        "\(value.kindName) does not fill \(place.rows.count) × \(place.columns.count) elements")
    }
    for (j, column) in place.columns.enumerated() {
      for (i, row) in place.rows.enumerated() {
        target[row, column] = source.count == 1 ? source.elements[0] : source[i, j]
      }
    }
    variables[name.text] = .matrix(target)
  }
}

/// What a run brings from outside: names, places, and who watches.
struct RunContext: Sendable {
  let source: SourceFile
  let parameters: [(name: String, value: ParameterValue)]
  let locator: DataLocator
  /// Where `save` puts files.
  let saveFolder: String
  /// How many runs train at a time; results do not depend on it.
  let workers: Int
  let observer: any RunObserver
  let isInterrupted: @Sendable () -> Bool

  func text(of span: SourceSpan) -> String {
    source.text(in: span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
