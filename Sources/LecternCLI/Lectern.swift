import ArgumentParser
import Foundation
import LecternRun

/// The program: its commands, and what its exit status tells.
@main
struct Lectern: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lectern",
    abstract: "Course notebooks on deep learning: a Markdown file in, a report out.",
    discussion: """
      EXIT STATUS
        0    fine
        1    a cell, a check or an expectation failed
        2    wrong usage, or a file that cannot be read or written
        3    a fault of Lectern's own
        130  interrupted
      """,
    version: Versions.lectern,
    subcommands: [
      Render.self, Check.self, Run.self, Format.self, New.self, Convert.self, Help.self,
    ])

  static func main() async {
    Signals.install()
    var asked = ""
    do {
      var command = try parseAsRoot()
      asked = type(of: command).configuration.commandName ?? asked
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      leave(after: error, asked)
    }
  }

  /// Prints what went wrong, or the help that was asked for, and exits with the documented status.
  private static func leave(after error: any Error, _ asked: String) -> Never {
    if let status = error as? ExitStatus {
      Foundation.exit(status.rawValue)
    }
    if let failure = error as? FileError {
      Terminal.standardError.write("lectern: \(failure.description)\n")
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    if let failure = error as? ValidationError {
      // Found by a command after its arguments were parsed: its own help is what helps.
      Terminal.standardError.write(
        "Error: \(failure.message)\n  See 'lectern \(asked) --help' for more information.\n")
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    let message = fullMessage(for: error)
    if exitCode(for: error).isSuccess {
      Terminal.standardOutput.write(message + "\n")
      Foundation.exit(ExitStatus.fine.rawValue)
    }
    Terminal.standardError.write(message + "\n")
    Foundation.exit(ExitStatus.usage.rawValue)
  }
}

/// The exit status, as `lectern --help` documents it.
enum ExitStatus: Int32, Error {
  case fine = 0
  case failed = 1
  case usage = 2
  case fault = 3
  case interrupted = 130
}
