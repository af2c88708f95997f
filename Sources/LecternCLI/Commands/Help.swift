import ArgumentParser
import LecternLanguage
import LecternText

/// `lectern help`: the reference of the language, from its own tables.
struct Help: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a statement, a function or a mistake.",
    discussion: "Without a topic, lists what there is to ask for.")

  @ArgumentParser.Argument(
    help: ArgumentHelp("A verb, a function or the id of a diagnostic.", valueName: "topic"))
  var topic: String?

  func run() throws {
    // `lectern help render` asks for a command, as with any other program.
    if let topic,
      let command = Lectern.configuration.subcommands.first(where: {
        $0.configuration.commandName == topic
      }), HelpText.render(topic: topic) == nil
    {
      try Terminal.standardOutput.deliver(Lectern.helpMessage(for: command) + "\n")
      return
    }
    guard let text = HelpText.render(topic: topic) else {
      let near =
        Suggestion.nearest(to: topic ?? "", among: HelpText.topics())
        .map { "; did you mean \($0)?" } ?? ""
      throw ValidationError(
        "there is no help on \(topic ?? "")\(near) (lectern help lists the topics)")
    }
    try Terminal.standardOutput.deliver(text + "\n")
  }
}
