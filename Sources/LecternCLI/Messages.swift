import Foundation
import LecternText

/// How the commands speak on standard error: in lines for people, or in JSON lines for programs.
struct Messages: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case plain
    case json
  }

  let format: Format

  /// Prints diagnostics in the form for this format.
  func report(_ diagnostics: [Diagnostic], in source: SourceFile) {
    guard !diagnostics.isEmpty else { return }
    let terminal = Terminal.standardError
    switch format {
    case .plain:
      let text = TerminalRenderer(useColor: terminal.usesColor).render(diagnostics, in: source)
      terminal.write(text.hasSuffix("\n") ? text : text + "\n")
    case .json:
      for diagnostic in diagnostics {
        log("diagnostic", ["diagnostic": .record(DiagnosticRecord(diagnostic, in: source))])
      }
    }
  }

  /// One value of a log line.
  enum Field: Encodable {
    case text(String)
    case number(Double)
    case record(DiagnosticRecord)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number):
        if number.isFinite { try container.encode(number) } else { try container.encodeNil() }
      case .record(let record): try container.encode(record)
      }
    }
  }

  /// One JSON line; nothing in the plain format.
  func log(_ event: String, _ fields: [String: Field]) {
    guard format == .json else { return }
    var line = fields
    line["event"] = .text(event)
    Terminal.standardError.write(JSONText.line(line) + "\n")
  }

  /// One line for people; nothing in the JSON format.
  func say(_ text: String) {
    guard format == .plain else { return }
    Terminal.standardError.write(DisplayText.sanitized(text) + "\n")
  }

  /// A failure outside the notebook.
  func fail(_ text: String) {
    say("lectern: \(text)")
    log("failure", ["message": .text(text)])
  }
}

/// JSON with keys in order, so that the same values are the same bytes.
enum JSONText {
  static func pretty(_ value: some Encodable) -> String { encode(value, [.prettyPrinted]) }

  static func line(_ value: some Encodable) -> String { encode(value, []) }

  private static func encode(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
  ) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("The records of this program encode to JSON.")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
