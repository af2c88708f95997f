import ArgumentParser

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
