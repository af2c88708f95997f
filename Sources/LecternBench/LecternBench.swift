import ArgumentParser
import Foundation

/// `lectern-bench`: how long things take, each beside what it cannot be faster than.
@main
struct LecternBench: AsyncParsableCommand {
  enum Suite: String, CaseIterable, ExpressibleByArgument {
    case start
    case check
    case render
    case products
    case training
    case formulas
  }

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "lectern-bench",
    abstract: "Measure Lectern: medians, and ratios to a floor measured in the same run.",
    discussion: """
      start     lectern as a whole process, beside a process that does nothing
      check     reading and checking generated cells
      render    writing the page of a notebook with 20 figures
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

  @Option(help: "text for people, json for programs.")
  var format = Format.text

  func validate() throws {
    guard (1...1000).contains(runs) else { throw ValidationError("--runs wants 1 to 1000") }
  }

  func run() async throws {
    let stopwatch = Stopwatch(runs: runs)
    var results: [Measurement] = []
    for suite in suites.isEmpty ? Suite.allCases : suites {
      switch suite {
      case .start: results += try StartSuite(program: program()).measure(stopwatch)
      case .check: results += CheckSuite.measure(stopwatch)
      case .render: results += try await RenderSuite.measure(stopwatch)
      case .products: results += ProductSuite.measure(stopwatch)
      case .training: results += try TrainingSuite.measure(stopwatch, peers: peers)
      case .formulas: results += try await FormulaSuite.measure(runs, python: python)
      }
    }
    switch format {
    case .text: print(Measurement.table(results), terminator: "")
    case .json: print(try Measurement.json(results))
    }
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
