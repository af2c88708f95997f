import ArgumentParser
import Foundation
import LecternData
import LecternLanguage
import LecternNotebook
import LecternReport
import LecternRun
import LecternText

/// `lectern-fuzz`: parses, checks, formats, runs and writes notebooks that were mutated at random.
///
/// A trap, a hang or a lack of memory ends the process with the number of the notebook, which
/// `--first` and `--print` show again.
@main
struct LecternFuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lectern-fuzz",
    abstract: "Look for notebooks that stop Lectern.",
    discussion: """
      Every notebook is parsed, checked and formatted; one without mistakes is run, too, within a \
      small budget, and its page written. The notebooks come from the language's own examples and \
      from the files that are named.
      """)

  @ArgumentParser.Argument(help: "Notebooks to mutate besides the examples of the language.")
  var files: [String] = []

  @ArgumentParser.Option(help: "How many notebooks.")
  var count = 100_000

  @ArgumentParser.Option(help: "The number of the first.")
  var first = 0

  @ArgumentParser.Option(help: "Seconds that one notebook may take before it counts as a hang.")
  var patience: UInt32 = 20

  @ArgumentParser.Flag(help: "Print the notebooks.")
  var print = false

  func run() async throws {
    let collection = Self.examples + (try files.flatMap(Self.parts))
    Guard.install(megabytes: 6144)
    var ran = 0
    for number in first..<(first + count) {
      // Every notebook has a stream of its own, so that one can be made alone.
      var mutator = Mutator(collection: collection, seed: UInt32(truncatingIfNeeded: number))
      let text = mutator.notebook()
      // Written at once, so that it is there when the notebook ends the process.
      if print { FileHandle.standardOutput.write(Data("--- \(number)\n\(text)\n".utf8)) }
      Guard.begin(number, patience: patience)
      if try await Self.exercise(text, number) { ran += 1 }
    }
    Guard.end()
    Swift.print("\(count) notebooks, \(ran) of them run")
  }

  /// The examples of statements, words, functions and diagnostics, each as a notebook.
  private static let examples: [String] = {
    let head = "data circles 30 seed=1\nmodel net\nlayer dense 3 tanh\nlayer dense 1 sigmoid\n"
    let statements = StatementTable.statements.flatMap { $0.forms.map(\.example) }
    let functions = FunctionTable.functions.map { "show \($0.example)" }
    let cells =
      statements.map { head + "train gd lr=0.1 iterations=2 as first\n" + $0 } + functions
      + KeywordTable.entries.map(\.example) + DiagnosticCatalog.pages.map(\.example)
    return cells.map { "# A\n\n```nn\n\($0)\n```\n\nIt is `{nn} 1 + 1`.\n" }
  }()

  /// A notebook as it is, and its cells one by one with what stands around them.
  private static func parts(of path: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let cells = text.split(separator: "```nn\n").dropFirst().map { "```nn\n" + $0.prefix(2000) }
    return [text] + cells
  }

  /// Does everything with a notebook; returns whether it was run.
  private static func exercise(_ text: String, _ number: Int) async throws -> Bool {
    let source = SourceFile(name: "fuzz.md", text: text)
    let notebook = Notebook.parse(source)
    let formatted = FormattedNotebook(notebook).text
    let again = FormattedNotebook(Notebook.parse(SourceFile(name: "fuzz.md", text: formatted))).text
    guard formatted == again else {
      throw FuzzFailure("notebook \(number) is formatted anew when it is formatted again")
    }
    let checked = CheckedNotebook(notebook, locator: DataLocator(notebookDirectory: "/nonexistent"))
    _ = TerminalRenderer(useColor: true).render(checked.diagnostics, in: source)
    _ = GitHubRenderer().render(checked.diagnostics, in: source)
    for diagnostic in checked.diagnostics {
      guard let span = diagnostic.span else { continue }
      guard 0 <= span.start, span.start <= span.end, span.end <= source.utf8.count else {
        throw FuzzFailure("notebook \(number): \(diagnostic.id) has no place in the file")
      }
    }
    try writeForms(notebook, checked.unexecuted(reason: "not run"), number)
    guard !checked.hasErrors else { return false }
    let limits = RunLimits(timeout: 0.02, memory: ByteCount("50MB"))
    guard
      let result = await checked.execute(saveFolder: "/nonexistent", workers: 1, limits: limits)
    else { return false }
    _ = ReportPage.render(notebook, result)
    try writeForms(notebook, result, number)
    return true
  }

  /// The other forms of a report; what is written for Jupyter must be read again.
  private static func writeForms(
    _ notebook: Notebook, _ result: NotebookResult, _ number: Int
  ) throws {
    _ = MarkdownReport(notebook, result, pictureFolder: nil)
    let file = SourceFile(name: "n.ipynb", text: IpynbReport.render(notebook, result))
    guard let found = IpynbFile.read(file).notebook else {
      throw FuzzFailure("notebook \(number) cannot be read when it is written for Jupyter")
    }
    _ = Notebook.parse(SourceFile(name: "n.md", text: ConvertedNotebook(found).text))
  }
}

struct FuzzFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Says which notebook was at work when the process ends without being asked.
enum Guard {
  /// What a signal handler writes: made before, since it may not make anything.
  nonisolated(unsafe) private static let message = UnsafeMutablePointer<CChar>.allocate(
    capacity: 64)
  nonisolated(unsafe) private static var length = 0

  static func install(megabytes: UInt) {
    var limit = rlimit(rlim_cur: megabytes << 20, rlim_max: megabytes << 20)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGALRM] {
      Foundation.signal(signal) { number in
        write(2, Guard.message, Guard.length)
        _exit(128 + number)
      }
    }
  }

  static func begin(_ number: Int, patience: UInt32) {
    length = Int(
      withVaList([number]) { vsnprintf(message, 64, "notebook %ld stopped the program\n", $0) })
    alarm(patience)
  }

  static func end() {
    alarm(0)
  }
}
