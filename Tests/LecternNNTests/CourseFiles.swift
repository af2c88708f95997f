import Foundation
import LecternData
import LecternNN
import LecternTensor
import Testing

/// The assignments' own files, which are not part of the package.
enum CourseFiles {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/data").standardized.path

  static let areThere = FileManager.default.fileExists(atPath: folder)

  /// Whether the engine's callers are optimised, so that long runs take seconds.
  #if DEBUG
    static let isRelease = false
  #else
    static let isRelease = true
  #endif

  static func load(_ source: DataSource) throws -> Dataset<Double> {
    try source.load(as: Double.self, using: DataLocator(notebookDirectory: folder)).dataset
  }

  /// An array of a MATLAB file; its rows are what the file's are.
  static func matrix(_ file: String, _ name: String) throws -> Matrix<Double> {
    // Read as examples without labels, which are columns here.
    try load(.mat(file, ArrayOptions(input: name, examples: .rows))).inputs.transposed
  }

  /// The columns of a file of numbers without a header.
  static func columns(_ file: String) throws -> [[Double]] {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    let rows = try text.split(whereSeparator: \.isNewline).map { line in
      try line.split(separator: ",").map { try #require(Double($0)) }
    }
    return (0..<(rows.first?.count ?? 0)).map { c in rows.map { $0[c] } }
  }

  /// The values less their mean, by their deviation, which is told as well.
  static func standardized(
    _ values: [Double], ofSample isSample: Bool = true
  ) -> (values: [Double], mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (square / Double(values.count - (isSample ? 1 : 0))).squareRoot()
    return (values.map { ($0 - mean) / deviation }, mean, deviation)
  }
}
