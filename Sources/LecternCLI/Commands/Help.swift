import ArgumentParser
import LecternRun
import LecternText

/// `lectern help`: the reference of the language, from its own tables.
struct Help: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a word of the language, a function or a diagnostic.",
    discussion: "Without a topic, lists what there is to ask for.")

  @ArgumentParser.Argument(
    help: ArgumentHelp(
      "A word of the language, a function or the id of a diagnostic.", valueName: "topic"))
  var topic: String?

  @Option(help: "text for people, json for editors: the whole reference as data.")
  var format = Format.text

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  func run() throws {
    if format == .json {
      guard topic == nil else {
        throw ValidationError("--format json gives the whole reference; leave out \(topic ?? "")")
      }
      let reference = ReferenceRecord(version: Versions.lectern)
      try Terminal.standardOutput.deliver(JSONText.pretty(reference) + "\n")
      return
    }
    // `lectern help render` asks for a command, as with any other program.
    if let topic,
      let command = Lectern.configuration.subcommands.first(where: {
        $0.configuration.commandName == topic
      }), HelpTopics.page(topic) == nil
    {
      try Terminal.standardOutput.deliver(Lectern.helpMessage(for: command) + "\n")
      return
    }
    guard let text = HelpTopics.page(topic) else {
      let near =
        Suggestion.nearest(to: topic ?? "", among: HelpTopics.words())
        .map { "; did you mean \($0.name)?" } ?? ""
      throw ValidationError(
        "there is no help on \(topic ?? "")\(near) (lectern help lists the topics)")
    }
    try Terminal.standardOutput.deliver(text + "\n")
  }
}
