import LecternLanguage
import LecternNotebook
import LecternText

/// Captions and labels of a cell for which there is no figure or table.
enum UnusedCaptions {
  /// How many figures and tables there are, or may be.
  private struct Count {
    var figures = 0
    var tables = 0
  }

  /// What is known before anything runs: no statement of the cell shows such a thing.
  static func found(
    _ options: CellOptions, before piece: CheckedPiece, at span: SourceSpan
  ) -> [Diagnostic] {
    // A cell that is not run or has mistakes shows nothing, which is another matter.
    guard options.isEvaluated, !piece.hasErrors else { return [] }
    var count = Count()
    for command in piece.statements.flatMap(\.commands) {
      if command.mayDraw { count.figures = .max }
      if command.mayTabulate { count.tables = .max }
    }
    return found(options, count, at: span)
  }

  /// What the run found besides.
  static func found(
    _ options: CellOptions, _ outputs: [CellOutput], checkedBefore piece: CheckedPiece,
    at span: SourceSpan
  ) -> [Diagnostic] {
    guard found(options, before: piece, at: span).isEmpty else { return [] }
    var count = Count()
    for output in outputs {
      switch output {
      case .figure: count.figures += 1
      case .table: count.tables += 1
      case .value, .text, .expectation: break
      }
    }
    return found(options, count, at: span)
  }

  private static func found(
    _ options: CellOptions, _ count: Count, at span: SourceSpan
  ) -> [Diagnostic] {
    found(options.figureCaptions.count, "fig-cap", options, count.figures, "figure", "fig-", span)
      + found(options.tableCaptions.count, "tbl-cap", options, count.tables, "table", "tbl-", span)
  }

  private static func found(
    _ captions: Int, _ key: String, _ options: CellOptions, _ count: Int, _ noun: String,
    _ prefix: String, _ span: SourceSpan
  ) -> [Diagnostic] {
    var keys = captions > 0 && count == 0 ? [key] : []
    if let label = options.label, label.hasPrefix(prefix), count == 0 {
      keys.append("label \(label)")
    }
    let unused = keys.map { key in
      Diagnostic(
        "caption-unused", .warning, at: span, "this cell has a \(key), but makes no \(noun)",
        help: "take the \(key) away, or move it to the cell that makes the \(noun)")
    }
    guard captions > count, count > 0 else { return unused }
    return unused + [
      Diagnostic(
        "caption-unused", .warning, at: span,
        "\(key) has \(captions) captions, but the cell makes \(count) \(noun)\(count == 1 ? "" : "s")",
        help: "give one for each \(noun), in the order in which they stand")
    ]
  }
}

extension CheckedCommand {
  /// Whether the statement may draw a figure; that of a training that breaks off is no reason to
  /// have a caption.
  fileprivate var mayDraw: Bool { verb == .plot || verb == .predict }

  /// Whether the statement may make a table; `show` makes one of the things it has words for, and
  /// prints values.
  fileprivate var mayTabulate: Bool {
    switch verb {
    case .data, .split, .augment, .train, .search, .check, .evaluate, .predict, .compare, .table,
      .save, .load:
      true
    case .show: subject != nil
    case .seed, .set, .normalize, .model, .layer, .`init`, .loss, .regularize, .plot, .expect: false
    }
  }
}
