import LecternLanguage
import LecternNotebook
import LecternText

extension CellOptions {
  /// Captions and labels that a cell has for a figure or a table which it does not make.
  func unusedCaptions(hasFigure: Bool, hasTable: Bool, at span: SourceSpan) -> [Diagnostic] {
    var found: [(key: String, noun: String)] = []
    if figureCaption != nil, !hasFigure { found.append(("fig-cap", "figure")) }
    if tableCaption != nil, !hasTable { found.append(("tbl-cap", "table")) }
    if let label {
      if label.hasPrefix("fig-"), !hasFigure { found.append(("label \(label)", "figure")) }
      if label.hasPrefix("tbl-"), !hasTable { found.append(("label \(label)", "table")) }
    }
    return found.map { key, noun in
      Diagnostic(
        "caption-unused", .warning, at: span, "this cell has a \(key), but makes no \(noun)",
        help: "take the \(key) away, or move it to the cell that makes the \(noun)")
    }
  }
}

extension Notebook.Piece {
  /// Captions and labels for which none of a cell's statements can make a figure or a table.
  func unusedCaptions(_ piece: CheckedPiece) -> [Diagnostic] {
    guard let options, options.isEvaluated, !piece.hasErrors, !piece.isOpen else { return [] }
    let commands = piece.statements.flatMap(\.commands)
    return options.unusedCaptions(
      hasFigure: commands.contains(where: \.mayDraw),
      hasTable: commands.contains(where: \.mayTabulate), at: span)
  }
}

extension CheckedCommand {
  fileprivate var mayDraw: Bool { [.plot, .train, .search, .predict].contains(verb) }

  fileprivate var mayTabulate: Bool {
    switch verb {
    case .seed, .set, .model, .layer, .`init`, .loss, .regularize, .plot, .expect: false
    // Without a word for what, it shows values.
    case .show: subject != nil
    default: true
    }
  }
}
