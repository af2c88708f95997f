import LecternLanguage
import LecternNotebook
import LecternText

/// The language as data, for editors: every statement, word, function, setting and diagnostic.
struct ReferenceRecord: Encodable {
  struct Statement: Encodable {
    let verb: String
    let summary: String
    /// What the words that choose a form are: `optimizer`.
    let subjectNoun: String
    let forms: [Form]
    /// What `as NAME` names, null where it may not follow.
    let result: String?
    /// Whether options may follow `in`.
    let varies: Bool
    /// Whether names that are no option may be keys.
    let takesAnyKey: Bool
  }

  struct Form: Encodable {
    let subject: String?
    let summary: String
    let values: [Value]
    let options: [Option]
    let exactlyOneOf: [[String]]
    let atMostOneOf: [[String]]
    let example: String
  }

  struct Value: Encodable {
    let name: String
    let presence: String
    let meaning: String
    let accepts: String?
    /// The words that may stand there, where there is nothing else.
    let words: [String]?
  }

  struct Option: Encodable {
    let key: String
    let meaning: String
    let accepts: String?
    let words: [String]?
    let standard: String?
    let isRequired: Bool
    let mayVary: Bool
    /// The words of the statement for which the option means something; empty for all.
    let appliesTo: [String]
  }

  struct Keyword: Encodable {
    let word: String
    let form: String
    let summary: String
    let details: String
    let example: String
  }

  struct Function: Encodable {
    let name: String
    let form: String
    let group: String
    let summary: String
    let parameters: [Parameter]
    let example: String
    let isRandom: Bool
  }

  struct Parameter: Encodable {
    let name: String
    let meaning: String?
    let standard: String?
  }

  struct Word: Encodable {
    let name: String
    let meaning: String
  }

  struct Setting: Encodable {
    let key: String
    let values: String
    let meaning: String
    let standard: String?
  }

  /// A subject around the cells: what is written, and what becomes of it.
  struct Topic: Encodable {
    let name: String
    let summary: String
    let synonyms: [String]
    let forms: [Word]
    let details: String
    let example: String
  }

  struct Page: Encodable {
    let id: String
    let meaning: String
    let example: String
    let repair: String
  }

  let version: String
  let statements: [Statement]
  let keywords: [Keyword]
  let operators: [String]
  let functions: [Function]
  let names: [Word]
  let cellOptions: [Setting]
  let frontMatter: [Setting]
  let course: [Setting]
  let topics: [Topic]
  let diagnostics: [Page]

  init(version: String) {
    self.version = version
    statements = StatementTable.statements.map(Statement.init)
    keywords = KeywordTable.entries.map {
      Keyword(
        word: $0.word, form: $0.form, summary: $0.summary, details: $0.details, example: $0.example)
    }
    operators = SyntaxWords.operators.sorted()
    functions = (FunctionTable.functions + FunctionTable.domains).map(Function.init)
    names = HelpText.readyMadeNames.map { Word(name: $0.0, meaning: $0.1) }
    cellOptions = SettingTable.cellOptions.map(Setting.init)
    frontMatter = SettingTable.frontMatter.map(Setting.init)
    course = SettingTable.course.map(Setting.init)
    topics = NotebookTopic.all.map {
      Topic(
        name: $0.name, summary: $0.summary, synonyms: $0.synonyms,
        forms: $0.forms.map { Word(name: $0.form, meaning: $0.meaning) }, details: $0.details,
        example: $0.example)
    }
    diagnostics = HelpTopics.diagnostics.map {
      Page(id: $0.id, meaning: $0.meaning, example: $0.example, repair: $0.repair)
    }
  }
}

extension ReferenceRecord.Statement {
  init(_ entry: StatementEntry) {
    self.init(
      verb: entry.verb.rawValue, summary: entry.summary, subjectNoun: entry.subjectNoun,
      forms: entry.forms.map(ReferenceRecord.Form.init),
      result: entry.result == .none ? nil : "\(entry.result)", varies: entry.varies,
      takesAnyKey: entry.takesAnyKey)
  }
}

extension ReferenceRecord.Form {
  init(_ form: StatementForm) {
    self.init(
      subject: form.subject, summary: form.summary,
      values: form.values.map {
        .init(
          name: $0.name, presence: "\($0.presence)", meaning: $0.meaning,
          accepts: $0.type.words, words: $0.type.choices)
      },
      options: form.options.map {
        .init(
          key: $0.key, meaning: $0.meaning, accepts: $0.type.words, words: $0.type.choices,
          standard: $0.defaultText, isRequired: $0.isRequired, mayVary: $0.mayVary,
          appliesTo: $0.appliesTo)
      },
      exactlyOneOf: form.exactlyOneOf, atMostOneOf: form.atMostOneOf, example: form.example)
  }
}

extension ReferenceRecord.Function {
  init(_ entry: FunctionEntry) {
    self.init(
      name: entry.name, form: entry.form, group: entry.group.rawValue, summary: entry.summary,
      parameters: entry.parameters.map {
        .init(name: $0.name, meaning: $0.meaning, standard: $0.defaultText)
      },
      example: entry.example, isRandom: entry.isRandom)
  }
}

extension ReferenceRecord.Setting {
  init(_ entry: SettingEntry) {
    self.init(
      key: entry.key, values: entry.values, meaning: entry.meaning, standard: entry.standard)
  }
}
