import Foundation

/// A script beside this file at work in another's interpreter: one process, so that both sides of a
/// comparison are warm.
final class PythonProcess {
  /// Its first line.
  let greeting: String
  private let process = Process()
  private let input = Pipe()
  private let output: FileHandle

  init(_ python: String, script: String) throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent(script).path
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [path]
    process.standardInput = input
    process.standardOutput = pipe
    output = pipe.fileHandleForReading
    try process.run()
    greeting = try Self.line(output)
  }

  /// The line that answers a line.
  func answer(_ question: String) throws -> String {
    try input.fileHandleForWriting.write(contentsOf: Data("\(question)\n".utf8))
    return try Self.line(output)
  }

  func close() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private static func line(_ output: FileHandle) throws -> String {
    var line = Data()
    while let byte = try output.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) {
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }
}

/// What kept a suite from measuring.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
