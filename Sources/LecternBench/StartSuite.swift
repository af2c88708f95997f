import Foundation

/// The program from its start to its end, as a person waits for it.
struct StartSuite {
  private let program: String
  private let folder: URL

  init(program: String) {
    self.program = program
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("lectern-bench-\(UUID().uuidString)")
  }

  func measure(_ stopwatch: Stopwatch) throws -> [Measurement] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let cells = folder.appendingPathComponent("cells.md").path
    let small = folder.appendingPathComponent("small.md").path
    try GeneratedNotebook.cells(30).write(toFile: cells, atomically: true, encoding: .utf8)
    try GeneratedNotebook.smallTraining.write(toFile: small, atomically: true, encoding: .utf8)
    return try [
      ("--version", ["--version"]), ("check, 30 cells", ["check", cells]),
      ("render, one small train", ["render", small]),
    ].map { name, arguments in
      let times = try stopwatch.times(
        { try Self.run([program] + arguments) },
        besides: { try Self.run(["/usr/bin/env"]) }
      )
      return Measurement("start", name, times.work, floor: ("env alone", times.floor))
    }
  }

  /// Runs a program to its end in an empty environment, its output thrown away.
  ///
  /// Not `Foundation.Process`, whose own threads and pipes take as long as the programs do.
  private static func run(_ command: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var process: pid_t = 0
    var status: Int32 = 0
    let code = posix_spawn(&process, command[0], &actions, nil, &arguments, &environment)
    guard code == 0 else { throw CommandFailure(command: command, cause: "error \(code)") }
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw CommandFailure(command: command, cause: "status \(status)") }
  }

  private struct CommandFailure: Error, CustomStringConvertible {
    let command: [String]
    let cause: String

    var description: String { "\(command.joined(separator: " ")) failed: \(cause)" }
  }
}
