import Foundation
import LecternData
import LecternNotebook
import LecternReport
import LecternRun
import LecternText

/// The options that say how notebooks are read and where their data are.
struct NotebookSettings: Sendable {
  var parameters: [(name: String, text: String)] = []
  var dataFolders: [String] = []
  var isStrict = false
  private var isForSeveral = false

  /// Splits `name=value` arguments.
  ///
  /// - Throws: `FileError` naming an argument without `=`.
  init(parameters: [String] = [], dataFolders: [String] = [], isStrict: Bool = false)
    throws(UsageFailure)
  {
    for parameter in parameters {
      guard let mark = parameter.firstIndex(of: "="), mark != parameter.startIndex else {
        throw UsageFailure("-P wants name=value, not \(parameter)")
      }
      self.parameters.append(
        (String(parameter[..<mark]), String(parameter[parameter.index(after: mark)...])))
    }
    for folder in dataFolders {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else { throw UsageFailure("--data-dir \(folder): there is no such folder") }
    }
    self.dataFolders = dataFolders
    self.isStrict = isStrict
  }

  /// What is given to a notebook: of several, each takes the parameters that it has.
  func parameters(for notebook: Notebook) -> [(name: String, text: String)] {
    guard isForSeveral else { return parameters }
    let names = Set(notebook.frontMatter.parameters.map(\.name))
    return parameters.filter { names.contains($0.name) }
  }

  /// The same settings for several notebooks.
  ///
  /// - Throws: `UsageFailure` for a parameter that none of them has.
  func forSeveral(_ notebooks: [Notebook]) throws(UsageFailure) -> NotebookSettings {
    let names = Set(notebooks.flatMap { $0.frontMatter.parameters.map(\.name) })
    for (name, _) in parameters where !names.contains(name) {
      throw UsageFailure("no notebook has the parameter \(name)")
    }
    var settings = self
    settings.isForSeveral = true
    return settings
  }

  /// Looks beside the notebook, then in `$LECTERN_DATA`, then in the folders of `--data-dir`.
  func locator(for path: String) -> DataLocator {
    let variable = ProcessInfo.processInfo.environment["LECTERN_DATA"] ?? ""
    return DataLocator(
      notebookDirectory: (path as NSString).deletingLastPathComponent,
      dataPath: variable.split(separator: ":").map(String.init), extraDirectories: dataFolders)
  }
}

/// Something wrong with the command line.
struct UsageFailure: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}

/// A notebook read and checked.
struct NotebookJob: Sendable {
  let checked: CheckedNotebook
  /// The formulas of the notebook, where they were asked for.
  let math: TypesetMath
  /// Where the links and pictures of its prose lead, by their destination in the Markdown.
  let addresses: [String: String]

  var source: SourceFile { checked.notebook.source }

  /// Reads and checks one notebook, its formulas too when there is a typesetter.
  ///
  /// - Throws: `FileError` for a file that cannot be read, `UsageFailure` for a parameter the
  ///   notebook does not have. A file that is not UTF-8 is a notebook with one diagnostic.
  init(
    _ path: String, _ settings: NotebookSettings, _ shelf: NotebookShelf,
    _ typesetter: MathTypesetter? = nil
  ) throws {
    try self.init(try shelf.notebook(path), settings, shelf, typesetter)
  }

  private init(
    _ notebook: Notebook, _ settings: NotebookSettings, _ shelf: NotebookShelf,
    _ typesetter: MathTypesetter?
  ) throws(UsageFailure) {
    let path = notebook.source.name
    var notebook = notebook
    do throws(ParameterError) {
      notebook = try notebook.applying(parameters: settings.parameters(for: notebook))
    } catch {
      throw UsageFailure("\(path): \(error.description)")
    }
    math = typesetter?.typeset(notebook) ?? .none
    let targets = shelf.targets(of: notebook)
    addresses = targets.addresses
    checked = CheckedNotebook(
      notebook.adding(math.diagnostics + targets.diagnostics), locator: settings.locator(for: path),
      isStrict: settings.isStrict)
  }

  /// The notebook with the certain repairs of its diagnostics, and these as lines for people.
  ///
  /// A repair may show a further mistake, so this goes on until there is none to repair. A round
  /// that leaves more errors than before is not kept.
  func repaired(
    _ settings: NotebookSettings, _ shelf: NotebookShelf, _ typesetter: MathTypesetter?
  ) throws(UsageFailure) -> (job: NotebookJob, repairs: [String]) {
    var job = self
    var repairs: [String] = []
    for _ in 0..<Self.repairRounds {
      let (text, edits) = job.source.applying(job.checked.diagnostics.compactMap(\.fix))
      guard !edits.isEmpty else { break }
      let next = try NotebookJob(
        Notebook.parse(SourceFile(name: source.name, text: text)), settings, shelf, typesetter)
      guard next.errorCount <= job.errorCount else { break }
      repairs += edits.map { edit in
        let place = job.source.position(at: edit.span.start)
        let old = job.source.text(in: edit.span)
        let change =
          old.isEmpty
          ? "added `\(edit.replacement)`"
          : edit.replacement.isEmpty
            ? "took `\(old)` away" : "`\(old)` is now `\(edit.replacement)`"
        return "\(source.name):\(place.line):\(place.column): \(change)"
      }
      job = next
    }
    return (job, repairs)
  }

  private static let repairRounds = 20

  private var errorCount: Int {
    checked.diagnostics.count { $0.severity == .error }
  }
}
