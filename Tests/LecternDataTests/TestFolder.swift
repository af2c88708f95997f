import Foundation
import LecternData

/// A folder that is removed when the test ends.
final class TestFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "lectern-data-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  var locator: DataLocator { DataLocator(notebookDirectory: path) }
}

/// The folder of stored files beside these tests.
let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Fixtures").path

/// The folder of the course's own files, which not every machine has.
let courseData = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("../../../shared/data").standardized.path

let hasCourseData = FileManager.default.fileExists(atPath: courseData)

/// The failure that `body` ends with, or nil.
func failure<Value>(of body: () throws(DataFailure) -> Value) -> DataFailure? {
  do throws(DataFailure) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

/// The numbers of a line of a fixture.
func numbers(_ line: Substring) -> [Double] { line.split(separator: " ").compactMap { Double($0) } }
