import ArgumentParser
import Foundation

/// `lectern-bench`: how long things take, each beside what it cannot be faster than.
@main
struct LecternBench: AsyncParsableCommand {
  enum Suite: String, CaseIterable, ExpressibleByArgument {
    case start
    case check
    case render
    case sweep
    case products
    case training
    case formulas
  }

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "lectern-bench",
    abstract: "Measure Lectern: medians, and ratios to a floor measured in the same run.",
    discussion: """
      start     lectern as a whole process, beside a process that does nothing
      check     reading a megabyte of Markdown, and checking generated cells
      render    writing the page of a notebook with 100 figures
      sweep     four runs of one train, beside the same runs one after the other
      products  matrix products, beside OpenBLAS and oneDNN where they are installed
      training  an epoch, beside its matrix products alone and beside the libraries of --peers
      formulas  loops of formulas, beside NumPy doing the same if --python names one that has it

      Only a release build says anything. Times depend on the machine; ratios less so.
      """)

  @Argument(help: ArgumentHelp("What to measure; everything if left out.", valueName: "suite"))
  var suites: [Suite] = []

  @Option(help: ArgumentHelp("Counted runs, after one that is not.", valueName: "count"))
  var runs = 15

  @Option(
    help: ArgumentHelp(
      "The program that start measures; the one beside this program if left out.",
      valueName: "path"))
  var lectern: String?

  @Option(
    help: ArgumentHelp(
      "A Python that has NumPy, which formulas is measured beside.", valueName: "path"))
  var python: String?

  @Option(
    help: ArgumentHelp(
      "A Python that has some of NumPy, PyTorch, JAX, scikit-learn and Keras, which training is "
        + "measured beside.", valueName: "path"))
  var peers: String?

  @Option(help: "text for people, json for programs, markdown for the table of README.md.")
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "Results in JSON to compare with: ratios to what was measured in the same run, else times.",
      valueName: "path"))
  var compare: String?

  @Flag(help: "Shows the results of --compare in --format instead of measuring anything.")
  var stored = false

  func validate() throws {
    guard (1...1000).contains(runs) else { throw ValidationError("--runs wants 1 to 1000") }
    guard !stored || compare != nil else { throw ValidationError("--stored wants --compare") }
  }

  func run() async throws {
    let earlier = try compare.map { try BenchResults.read($0) }
    if stored, let earlier {
      try show(earlier)
      return
    }
    let results = BenchResults(try await measurements())
    try show(results)
    if let earlier {
      // Data goes to one stream, what is said about it to the other.
      let text = "\n" + results.comparison(with: earlier)
      FileHandle.standardError.write(Data(text.utf8))
    }
  }

  private func show(_ results: BenchResults) throws {
    switch format {
    case .text: print(Measurement.table(results.measurements), terminator: "")
    case .json: print(try results.json)
    case .markdown: print(results.markdown, terminator: "")
    }
  }

  private func measurements() async throws -> [Measurement] {
    let stopwatch = Stopwatch(runs: runs)
    var results: [Measurement] = []
    for suite in suites.isEmpty ? Suite.allCases : suites {
      switch suite {
      case .start: results += try StartSuite(program: program()).measure(stopwatch)
      case .check: results += CheckSuite.measure(stopwatch)
      case .render: results += try await RenderSuite.measure(stopwatch)
      case .sweep: results += try await SweepSuite.measure(stopwatch)
      case .products: results += ProductSuite.measure(stopwatch)
      case .training: results += try TrainingSuite.measure(stopwatch, peers: peers)
      case .formulas: results += try await FormulaSuite.measure(runs, python: python)
      }
    }
    return results
  }

  private func program() throws -> String {
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let path = lectern ?? own.deletingLastPathComponent().appendingPathComponent("lectern").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw ValidationError(
        "\(path): there is no program; build it with swift build -c release --product lectern")
    }
    return path
  }
}
