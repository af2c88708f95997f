package import LecternText

/// A whole notebook after the check: what runs, in order, and what is wrong.
package struct CheckedProgram: Sendable, Equatable {
  /// One for each `ProgramPiece`, in the same order.
  package let pieces: [CheckedPiece]
  /// The diagnostics of all pieces, in order of place.
  package let diagnostics: [Diagnostic]
  package let precision: Precision
  package let layout: Layout
  /// The notebook's seed; `seed` statements reseed its stream when they run.
  package let seed: Int
  /// Significant digits of shown numbers.
  package let digits: Int

  /// True when something must be repaired before the notebook can run; mistakes in cells that
  /// must fail do not count.
  package let hasErrors: Bool

  /// The same program with other pieces, one for each.
  package func replacing(pieces: [CheckedPiece]) -> CheckedProgram {
    CheckedProgram(
      pieces: pieces, diagnostics: diagnostics, precision: precision, layout: layout, seed: seed,
      digits: digits, hasErrors: hasErrors)
  }
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
  /// Whether a reader is to fill in blanks, `___`, before it can run.
  package let isOpen: Bool

  package init(
    statements: [CheckedStatement], uses: Set<Resource>, defines: Set<Resource>,
    diagnostics: [Diagnostic], isOpen: Bool = false
  ) {
    self.isOpen = isOpen
    self.statements = statements
    self.uses = uses
    self.defines = defines
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Something that one piece makes and another needs.
package enum Resource: Hashable, Sendable {
  case variable(String)
  /// The current data set, its splits and its normalization.
  case data
  /// A model as declared.
  case model(String)
  /// The weights of the latest run of a model.
  case trained(String)
  /// A run, or the runs of a sweep, by name.
  case run(String)
  case lastRun
  /// The notebook's stream of random numbers.
  case randomStream
  /// A file that `save` writes.
  case file(String)
}

/// A statement that may run.
package struct CheckedStatement: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case command(CheckedCommand)
    /// `let`, `NAME = …`, `def`, and loops and branches of them.
    case formula(Statement)
    case inlineValue(Expression)
    /// A loop or a branch with commands in it, pass by pass.
    case passes([[CheckedStatement]])
    /// The side of a branch that the check has chosen.
    case chosen([CheckedStatement])
    /// A branch whose condition shows when it is reached.
    case branch(Expression, then: [CheckedStatement], otherwise: [CheckedStatement])
    /// Leaves the passes at hand.
    case stopIf(Expression)
  }

  package let kind: Kind
  package let span: SourceSpan
  /// What the statement makes or changes: lost when it fails.
  package let defines: Set<Resource>
}

/// A command whose words and options are those of its entry in the statement table.
package struct CheckedCommand: Sendable, Equatable {
  package let verb: Verb
  /// The word that chooses the form: `csv`, `dense`, `adam`, `cost`.
  package let subject: String?
  /// The values after the subject.
  package let values: [Expression]
  /// The same values by the name of their slot in the table: `SPLIT`, `INDEX`, `RUN`.
  package let slots: [String: [Expression]]
  package let options: [String: Command.Option.Setting]
  /// The keys of `options` as written from left to right.
  package let optionOrder: [String]
  /// The name after `as`.
  package let result: Name?
  package let span: SourceSpan
  /// The statement as written.
  package let text: String

  /// The form of the statement table that this command follows.
  ///
  /// With the options that it takes from another verb: those of the optimizer of `search`.
  package var form: StatementForm? {
    guard let form = verb.entry.form(named: subject) else { return nil }
    return form.completed(by: form.optionSource.flatMap { word($0.key) })
  }

  /// The first value in a slot.
  package func value(_ slot: String) -> Expression? { slots[slot]?.first }

  /// The word of an option: `method=proximal`.
  package func word(_ key: String) -> String? {
    guard case .name(let word)? = fixed(key)?.kind else { return nil }
    return word
  }

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
