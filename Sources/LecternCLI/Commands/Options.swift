import ArgumentParser
import LecternRun
import LecternText

/// Options that every command which reads notebooks takes.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: [.customShort("P")],
    help: ArgumentHelp(
      "Give a parameter of the notebooks another value.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    name: .customLong("data-dir"),
    help: ArgumentHelp(
      "A further folder that data files may be read from; may be given several times.",
      valueName: "folder"))
  var dataFolders: [String] = []

  @Flag(help: "Count warnings as errors.")
  var strict = false

  /// - Throws: `ValidationError` for arguments that make no sense.
  func settings() throws -> NotebookSettings {
    do {
      return try NotebookSettings(
        parameters: parameters, dataFolders: dataFolders, isStrict: strict)
    } catch {
      throw ValidationError(error.message)
    }
  }
}

extension Messages.Format: ExpressibleByArgument {}

/// Options of commands that run notebooks: limits that hold whatever the cells ask for.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Stop every cell after so many seconds, or earlier if it says so.", valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "Let no cell use more memory than this, such as 500MB or 2GiB.", valueName: "size"))
  var memory: ByteCount?

  mutating func validate() throws {
    if let timeout, !(timeout > 0) { throw ValidationError("--timeout wants seconds above 0") }
  }

  var limits: RunLimits { RunLimits(timeout: timeout, memory: memory) }
}

extension ByteCount: ExpressibleByArgument {
  /// Reads `500MB` or `2GiB`.
  public init?(argument: String) {
    self.init(argument)
  }
}
