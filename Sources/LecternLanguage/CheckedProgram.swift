package import LecternText

/// A whole notebook after the check: what runs, in order, and what is wrong.
package struct CheckedProgram: Sendable, Equatable {
  /// One for each `ProgramPiece`, in the same order.
  package let pieces: [CheckedPiece]
  /// The diagnostics of all pieces, in order of place.
  package let diagnostics: [Diagnostic]
  package let precision: Precision
  /// The notebook's seed; `seed` statements reseed its stream when they run.
  package let seed: Int
  /// Significant digits of shown numbers.
  package let digits: Int

  /// True when something must be repaired before the notebook can run; mistakes in cells that
  /// must fail do not count.
  package let hasErrors: Bool
}

/// One piece after the check.
package struct CheckedPiece: Sendable, Equatable {
  /// The statements without mistakes; empty when the piece is not evaluated.
  package let statements: [CheckedStatement]
  /// What the piece needs from earlier pieces.
  package let uses: Set<Resource>
  /// What the piece makes or changes.
  package let defines: Set<Resource>
  package let diagnostics: [Diagnostic]

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Something that one piece makes and another needs.
package enum Resource: Hashable, Sendable {
  case variable(String)
  /// The current data set, its splits and its normalization.
  case data
  case model(String)
  /// A run, or the runs of a sweep, by name.
  case run(String)
  case lastRun
  /// The notebook's stream of random numbers.
  case randomStream
}

/// A statement that may run.
package struct CheckedStatement: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case command(CheckedCommand)
    case binding([Name], Expression)
    case update(Name, [IndexItem]?, Expression)
    case inlineValue(Expression)
  }

  package let kind: Kind
  package let span: SourceSpan
}

/// A command whose words and options are those of its entry in the statement table.
package struct CheckedCommand: Sendable, Equatable {
  package let verb: Verb
  /// The word that chooses the form: `csv`, `dense`, `adam`, `cost`.
  package let subject: String?
  /// The values after the subject.
  package let values: [Expression]
  package let options: [String: Command.Option.Setting]
  /// The keys of `options` as written from left to right.
  package let optionOrder: [String]
  /// The name after `as`.
  package let result: Name?
  package let span: SourceSpan
  /// The statement as written.
  package let text: String

  /// The form of the statement table that this command follows.
  package var form: StatementForm? { verb.entry.form(named: subject) }

  /// The expression of an option that has one value.
  package func fixed(_ key: String) -> Expression? {
    guard case .fixed(let value)? = options[key] else { return nil }
    return value
  }

  /// The options that vary, from left to right.
  package var varied: [(key: String, domain: Expression)] {
    optionOrder.compactMap { key in
      guard case .varied(let domain)? = options[key] else { return nil }
      return (key, domain)
    }
  }
}
