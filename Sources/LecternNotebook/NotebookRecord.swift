package import LecternText

/// A notebook's outcome as programs read it: what `run --format json` prints.
///
/// Numbers carry all their digits. JSON has no infinities, so a number that is not finite is one of the
/// strings `NaN`, `Infinity` and `-Infinity`; null means that there is no value.
package struct NotebookRecord: Sendable, Encodable {
  /// A cell; `index` counts the cells from 0, `line` is that of its fence, from 1.
  package struct Cell: Sendable, Encodable {
    package let index: Int
    package let label: String?
    package let line: Int
    package let status: String
    /// Why it was not run, in words; null where it was.
    package let reason: String?
    package let outputs: [OutputRecord]

    private enum CodingKeys: String, CodingKey {
      case index, label, line, status, reason, outputs
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(index, forKey: .index)
      try container.encode(label, forKey: .label)
      try container.encode(line, forKey: .line)
      try container.encode(status, forKey: .status)
      try container.encode(reason, forKey: .reason)
      try container.encode(outputs, forKey: .outputs)
    }
  }

  package struct Expectations: Sendable, Encodable {
    package let passed: Int
    package let failed: Int
    package let points: JSONNumber
    package let possible: JSONNumber
    /// The points of cells that need files which are not there; `possible` does not count them.
    package let leftOut: JSONNumber
    /// The cells with blanks to fill in; `possible` counts their points.
    package let open: Int
  }

  package let notebook: String
  package let cells: [Cell]
  package let expectations: Expectations
  package let diagnostics: [DiagnosticRecord]

  package init(_ notebook: Notebook, _ result: NotebookResult) {
    self.notebook = notebook.source.name
    let pairs = zip(notebook.pieces, result.pieces).filter { $0.0.options != nil }
    cells = pairs.enumerated().map { index, pair in
      Cell(
        index: index, label: pair.0.label, line: pair.0.line, status: pair.1.status.rawValue,
        reason: pair.1.reason, outputs: pair.1.outputs.map { OutputRecord($0) })
    }
    let summary = result.expectations
    expectations = Expectations(
      passed: summary.passed, failed: summary.failed, points: JSONNumber(summary.points),
      possible: JSONNumber(summary.possible), leftOut: JSONNumber(result.pointsLeftOut),
      open: result.pieces.count { $0.open?.hasBlanks == true })
    diagnostics = result.diagnostics.map { DiagnosticRecord($0, in: notebook.source) }
  }
}

/// A number with all its digits, or the name of one that JSON does not have.
package struct JSONNumber: Sendable, Encodable {
  private let value: Double

  package init(_ value: Double) {
    self.value = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isNaN {
      try container.encode("NaN")
    } else if value.isInfinite {
      try container.encode(value > 0 ? "Infinity" : "-Infinity")
    } else {
      try container.encode(value)
    }
  }
}
