import Foundation
import LecternData
import LecternNotebook
import LecternPlot
import LecternRun
import LecternText
import Testing

/// A notebook after its run.
struct Ran {
  let notebook: Notebook
  let checked: CheckedNotebook
  let result: NotebookResult

  /// Runs a notebook of the given cells.
  init(
    _ cells: String..., in folder: TestFolder? = nil,
    parameters: [(name: String, text: String)] = [],
    isStrict: Bool = false, workers: Int = 2
  ) async throws {
    let text = cells.map { "```nn\n\($0)\n```\n" }.joined(separator: "\n")
    try await self.init(
      markdown: text, in: folder, parameters: parameters, isStrict: isStrict, workers: workers)
  }

  /// Runs a notebook as written.
  init(
    markdown: String, named name: String = "notes.md", in folder: TestFolder? = nil,
    parameters: [(name: String, text: String)] = [], isStrict: Bool = false, workers: Int = 2
  ) async throws {
    notebook = try Notebook.parse(SourceFile(name: name, text: markdown))
      .applying(parameters: parameters)
    checked = CheckedNotebook(
      notebook, locator: folder?.locator ?? DataLocator(notebookDirectory: "/nowhere"),
      isStrict: isStrict)
    result = try #require(
      await checked.execute(saveFolder: folder?.path ?? "/nowhere", workers: workers))
    #expect(result.pieces.count == notebook.pieces.count)
  }

  var statuses: [String] { result.pieces.map(\.status.rawValue) }
  var outputs: [CellOutput] { result.pieces.flatMap(\.outputs) }
  /// `error diverged`, `warning data-overlap`, in order of place.
  var findings: [String] { result.diagnostics.map { "\($0.severity.rawValue) \($0.id)" } }

  /// The entries of a shown value, row by row, by the expression as written.
  subscript(_ name: String) -> [Double] {
    for case .value(let value) in outputs where value.name == name {
      switch value.content {
      case .number(let number): return [number]
      case .matrix(_, _, let values): return values
      default: return []
      }
    }
    return []
  }

  func tables(_ kind: String) -> [OutputTable] {
    outputs.compactMap { output in
      guard case .table(let table) = output, table.kind == kind else { return nil }
      return table
    }
  }

  func figures(_ kind: String) -> [Figure] {
    outputs.compactMap { output in
      guard case .figure(let figure) = output, figure.kind == kind else { return nil }
      return figure
    }
  }

  var expectations: [LecternNotebook.Expectation] {
    outputs.compactMap { output in
      guard case .expectation(let expectation) = output else { return nil }
      return expectation
    }
  }

  var texts: [String] {
    outputs.compactMap { output in
      guard case .text(let text) = output else { return nil }
      return text
    }
  }

  /// The value of a table's row, by what its first column says.
  func entry(_ kind: String, _ row: String) -> OutputTable.Entry? {
    tables(kind).first?.rows.first { $0.first == .text(row) }?.dropFirst().first
  }

  /// The curves of the only figure of a kind.
  func chart(_ kind: String) throws -> LineChart {
    let figure = try #require(figures(kind).first)
    guard case .lines(let chart) = figure.content else {
      throw Unexpected(what: "\(figure.content)")
    }
    return chart
  }
}

struct Unexpected: Error {
  let what: String
}

/// A folder that is removed when the test ends.
final class TestFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "lectern-run-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ data: Data, to name: String) throws {
    try data.write(to: URL(fileURLWithPath: path).appendingPathComponent(name))
  }

  var locator: DataLocator { DataLocator(notebookDirectory: path) }
}

/// Small data and models that many tests train.
enum Cells {
  static let moons = """
    data moons 60 noise=0.1 seed=3
    model net
    layer dense 4 tanh
    layer dense 1 sigmoid
    init glorot seed=1
    """

  /// The same with dev and test.
  static let splitMoons = """
    data moons 100 noise=0.2 seed=3
    split train=60% dev=20% test=20% seed=1
    model net
    layer dense 4 tanh
    layer dense 1 sigmoid
    init glorot seed=1
    """

  /// Pictures of digits, few and small nets.
  static let digits = """
    data digits 200 seed=1
    split train=60% dev=20% test=20% seed=1
    model net
    layer dense classes softmax
    init zeros
    """

  static let blobs = """
    data blobs 90 classes=3 noise=0.6 seed=2
    split train=60 test=30 seed=1
    model net
    layer dense classes softmax
    init normal 0.1 seed=1
    """
}
