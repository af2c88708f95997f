import LecternText
import Testing

@testable import LecternLanguage

struct TableTests {
  @Test func `every verb has one entry`() {
    #expect(StatementTable.statements.map(\.verb) == Verb.allCases)
  }

  @Test func `every option, value and form says what it means`() {
    for entry in StatementTable.statements {
      #expect(!entry.forms.isEmpty && !entry.summary.isEmpty)
      for form in entry.forms {
        #expect(!form.summary.isEmpty && !form.example.isEmpty)
        #expect(Set(form.options.map(\.key)).count == form.options.count)
        #expect(form.exactlyOneOf.joined().allSatisfy { form.option(named: $0) != nil })
        for option in form.options {
          let isInGroup = form.exactlyOneOf.joined().contains(option.key)
          #expect(option.isRequired || isInGroup || option.defaultText != nil, "\(option.key)")
        }
      }
    }
  }

  static let forms: [String] = StatementTable.statements.flatMap { entry in
    entry.forms.map { "\(entry.verb.rawValue) \($0.subject ?? "")" }
  }

  @Test(arguments: forms)
  func `the example of a form checks without a word`(name: String) throws {
    let words = name.split(separator: " ").map(String.init)
    let verb = try #require(Verb(rawValue: words[0]))
    let form = try #require(verb.entry.form(named: words.count > 1 ? words[1] : nil))
    let isPlane = form.subject == "boundary" || form.subject == "data"
    var cells: [String] = []
    switch verb {
    case .seed, .set, .data, .table,
      .show where form.subject == nil:
      break
    case .split: cells = ["data circles 300"]
    default:
      cells = [
        isPlane ? "data circles 300" : "data digits 300", "split train=80% dev=10% test=10%",
        form.subject == "normalization" ? "normalize zscore" : "",
      ]
      if ![.augment, .normalize, .model].contains(verb) {
        cells += ["model net", "layer dense 4 tanh"]
        if !["dropout", "batch_norm"].contains(form.subject) {
          let last = ["binary_cross_entropy": "sigmoid", "hinge": "linear"]
          cells.append("layer dense classes \(last[form.subject ?? ""] ?? "softmax")")
        }
        if [.evaluate, .predict, .compare, .plot, .show, .expect, .save].contains(verb) {
          cells += ["train gd lr in [0.1, 0.01] epochs=5 as rates", "train gd lr=1 epochs=5"]
        }
      }
    }
    var text = (cells + [form.example]).joined(separator: "\n")
    switch verb {
    case .layer where form.subject == "dense":
      text =
        "data digits 9\nmodel net\n\(form.example)\nlayer dense classes softmax\ntrain gd lr=1 epochs=1"
    case .layer, .loss, .regularize: text += "\ntrain gd lr=1 epochs=1"
    case .`init`:
      text =
        "data digits 9\nmodel net\nlayer dense classes softmax\n\(form.example)\ntrain gd lr=1 epochs=1"
    default: break
    }
    #expect(CheckedText(text).lines == [], "\(text)")
  }

  @Test(arguments: StatementTable.statements.map(\.verb))
  func `a value of the wrong kind gets a repair, whatever the option`(verb: Verb) throws {
    let cells =
      "data circles 300\nsplit train=80% dev=10% test=10%\ndef J(a, b) = a^2 + b^2\n"
      + "model net\nlayer dense 4 tanh\nlayer dense 1 sigmoid\ntrain gd lr=0.1 epochs=5 as one\n"
    for form in verb.entry.forms {
      guard let line = form.exampleLine(of: verb) else { continue }
      for option in form.options {
        let rest = line.split(separator: " ").filter { !$0.hasPrefix("\(option.key)=") }
        for value in ["wholly_unlike", "\"a\"", "[1, 2, 3]", "5.5", "yes"] {
          let text = "\(cells)\(rest.joined(separator: " ")) \(option.key)=\(value)"
          let place = text.utf8.count - value.utf8.count
          for mistake in CheckedText(text).program.diagnostics
          where mistake.severity == .error && (mistake.span?.start ?? 0) >= place {
            #expect(mistake.help != nil, "\(text): \(mistake.message)")
          }
        }
      }
    }
  }

  @Test(arguments: FunctionTable.functions.map(\.name))
  func `the example of a function checks without a word`(name: String) throws {
    let function = try #require(FunctionTable.entry(named: name))
    let checked = CheckedText(
      "data circles 300 seed=1\nmodel net\nlayer dense 1 sigmoid\n"
        + "train gd lr in [0.1, 0.01] epochs=5 as rates\ntrain gd lr=0.1 epochs=5\n"
        + (name == "r2" ? "data line 9\nmodel line\nlayer dense 1\ntrain gd lr=1 epochs=1\n" : "")
        + "show \(function.example)")
    #expect(checked.lines == [])
  }

  @Test(arguments: FunctionTable.domains.map(\.name))
  func `the example of a domain checks without a word`(name: String) throws {
    let domain = try #require(FunctionTable.domain(named: name))
    let checked = CheckedText(
      "data circles 300\nsplit train=80% dev=20%\nlet k = 4\nmodel net\nlayer dense k relu\n"
        + "layer dense 1 sigmoid\nsearch random epochs=5 lr=1 k in \(domain.example)")
    #expect(checked.lines == [])
  }

  @Test func `functions, options and closed words have names of their own`() {
    let words = Set(FunctionTable.functions.map(\.name))
    let keys = StatementTable.statements.flatMap { $0.forms.flatMap(\.options) }.map(\.key)
    // A schedule stands in the value of an option, so its name must not begin another option.
    let schedules = FunctionTable.functions.filter { $0.group == .schedules }.map(\.name)
    #expect(Set(schedules).isDisjoint(with: keys))
    #expect(schedules.allSatisfy { Vocabulary.role(of: $0) == nil })
    #expect(words.isDisjoint(with: Verb.allCases.map(\.rawValue)))
  }

  @Test func `function names are unique`() {
    let names = FunctionTable.functions.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func `every topic has a page of at most eighty columns`() throws {
    for topic in [nil] + HelpText.topics().map(Optional.some) {
      let page = try #require(HelpText.render(topic: topic), "\(topic ?? "overview")")
      let widest = page.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest <= 80, "\(topic ?? "overview"): \(page)")
    }
    #expect(HelpText.render(topic: "nonsense") == nil)
    #expect(Set(HelpText.topics()).count == HelpText.topics().count)
  }

  @Test func `the page of a verb shows options, defaults and an example`() throws {
    let page = try #require(HelpText.render(topic: "train"))
    for part in [
      "(beta= | mu=)", "bias_correction=", "default 0.999", "train gd lr in [0.1, 0.01]",
      "early_stopping=", "Options of every optimizer", "weight_decay=", "train adadelta",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }
}
