import LecternLanguage
import LecternNotebook
import LecternText

extension Diagnostic {
  /// A cell uses what another one, with the options `maker`, makes only here or there.
  static func needsMissing(
    _ resource: Resource, madeBy maker: CellOptions, line: Int, for user: CellOptions,
    _ severity: Severity, at span: SourceSpan
  ) -> Diagnostic {
    let isSubstitute = maker.needs.isEmpty
    let files = isSubstitute ? maker.without : maker.needs
    let names = Omission.list(files.map(\.text))
    let place =
      isSubstitute
      ? "only without \(names)" : "only where \(names) \(files.count == 1 ? "is" : "are") found"
    let key = isSubstitute ? "without" : "needs"
    let isGiven = isSubstitute ? !user.without.isEmpty : !user.needs.isEmpty
    let written = files.map(\.text).joined(separator: ", ")
    return Diagnostic(
      "needs-missing", severity, at: span,
      "this uses \(resource.words), which the cell at line \(line) makes \(place)",
      notes: files.first.map { [.init("the option of that cell", at: $0.span)] } ?? [],
      help: isGiven
        ? "write \(written) into `\(key)` of this cell too"
        : "add `#| \(key): \(written)` to this cell too")
  }

  /// A cell that runs nowhere.
  static func needsImpossible(_ options: CellOptions) -> Diagnostic {
    let names = Omission.list(options.without.map(\.text))
    return Diagnostic(
      "needs-impossible", at: options.without.first?.span,
      "this cell never runs: it needs \(names), and runs only without",
      help: "delete one of the two options")
  }
}

extension Resource {
  /// Names come before what has none.
  var rank: Int {
    switch self {
    case .variable, .run, .model: 0
    case .trained, .file: 1
    case .data: 2
    case .lastRun: 3
    case .randomStream: 4
    }
  }

  /// As a sentence speaks of it.
  var words: String {
    switch self {
    case .variable(let name), .run(let name): "`\(name)`"
    case .data: "the data"
    case .model(let name): "the model `\(name)`"
    case .trained(let name): "the weights of `\(name)`"
    case .lastRun: "the latest run"
    case .randomStream: "random numbers"
    case .file(let name): "the file \(name)"
    }
  }
}
