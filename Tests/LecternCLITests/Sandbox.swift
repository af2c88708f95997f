import Foundation
import Testing

/// What the program answered.
struct Answer: Sendable {
  let status: Int32
  /// The signal that ended the program; nil when it left by itself.
  let signal: Int32?
  let output: String
  let errors: String
  let outputBytes: Data

  /// The output as a JSON object.
  func object() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: outputBytes)
    return try #require(value as? [String: Any])
  }

  /// The messages as one JSON object a line.
  func events() throws -> [[String: Any]] {
    try errors.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(value as? [String: Any])
    }
  }
}

/// A run of the program that has not ended yet.
final class Running {
  let process = Process()
  let outputPath: String
  let errorPath: String

  init(outputPath: String, errorPath: String) {
    self.outputPath = outputPath
    self.errorPath = errorPath
  }

  /// Waits until the messages contain a text; false when the program ends or the time is up.
  func waits(for text: String, seconds: Double = 20) -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while Date() < deadline {
      let errors = FileManager.default.contents(atPath: errorPath) ?? Data()
      if String(decoding: errors, as: UTF8.self).contains(text) { return true }
      if !process.isRunning { return false }
      usleep(5_000)
    }
    return false
  }

  /// Waits for the end; a program that hangs is stopped and is a failure.
  func end(within seconds: Double, sourceLocation: SourceLocation = #_sourceLocation) -> Answer {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date() < deadline { usleep(2_000) }
    if process.isRunning {
      Issue.record("still running after \(seconds) s", sourceLocation: sourceLocation)
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    let output = FileManager.default.contents(atPath: outputPath) ?? Data()
    let errors = FileManager.default.contents(atPath: errorPath) ?? Data()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Answer(
      status: process.terminationStatus, signal: isSignal ? process.terminationStatus : nil,
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self), outputBytes: output)
  }
}

/// A folder of its own for one test, in which the program runs as from a shell.
final class Sandbox {
  let path: String
  /// Where the streams go: outside the folder, so that a listing shows the program's files only.
  private let streams: String

  init() throws {
    let base = NSTemporaryDirectory() + "lectern-\(UUID().uuidString)"
    path = base + "/work"
    streams = base + "/streams"
    for folder in [path, streams] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  /// The program, which the package manager puts beside the bundle of the tests.
  static let program: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("lectern").path
  }()

  /// An optimised build of the program, for what takes too long without optimisation.
  static let releaseProgram = ProcessInfo.processInfo.environment["LECTERN_RELEASE_BINARY"]

  /// The folder of the package, for what lies beside it.
  static let package: String = {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }()

  func start(
    _ arguments: [String], in folder: String = "", environment: [String: String] = [:],
    program: String = Sandbox.program
  ) throws -> Running {
    let name = UUID().uuidString
    let running = Running(
      outputPath: "\(streams)/\(name).out", errorPath: "\(streams)/\(name).err")
    for stream in [running.outputPath, running.errorPath] {
      try Data().write(to: URL(fileURLWithPath: stream))
    }
    let process = running.process
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(
      fileURLWithPath: folder.isEmpty ? path : "\(path)/\(folder)", isDirectory: true)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": path, "LANG": "C.UTF-8"]
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: running.outputPath)
    process.standardError = FileHandle(forWritingAtPath: running.errorPath)
    try process.run()
    return running
  }

  /// Runs `lectern` with arguments to its end.
  @discardableResult
  func lectern(
    _ arguments: String..., in folder: String = "", environment: [String: String] = [:],
    within seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Answer {
    try start(arguments, in: folder, environment: environment)
      .end(within: seconds, sourceLocation: sourceLocation)
  }

  /// Runs a line of bash in which `$lectern` is the program.
  func bash(_ line: String, within seconds: Double = 30) throws -> Answer {
    try start(
      ["-c", line], environment: ["lectern": Self.program], program: "/bin/bash"
    ).end(within: seconds)
  }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
  }

  /// A notebook of one cell under a heading.
  func notebook(_ cell: String, to name: String = "n.md") throws {
    try write("# Notebook\n\n```nn\n\(cell)\n```\n", to: name)
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(path)/\(name)") }

  func text(_ name: String) throws -> String {
    String(decoding: try #require(bytes(name)), as: UTF8.self)
  }

  /// The names in a folder, hidden ones too, in order.
  func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }
}

/// Expects the status that the help documents; a signal is never an answer.
func expect(
  _ answer: Answer, _ status: Int32, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(answer.signal == nil, "ended by a signal", sourceLocation: sourceLocation)
  #expect(
    answer.status == status, "\(answer.errors.prefix(2000))", sourceLocation: sourceLocation)
}

/// A notebook that trains a small network; quick also without optimisation.
let smallTraining = """
  data moons 60 noise=0.1 seed=1
  model net
  layer dense 3 tanh
  layer dense 1 sigmoid
  train gd lr=0.5 iterations=20 as run
  """
