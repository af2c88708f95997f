import Foundation
import LecternData
import LecternNotebook
import LecternText

/// The notebooks that paths on the command line stand for.
struct NotebookFiles {
  struct Entry: Equatable {
    /// As shown in messages: the argument, or the folder argument and the file's name.
    let path: String
    /// Whether it came from a folder, whose pages get an index.
    let isInFolder: Bool
  }

  let entries: [Entry]
  /// Notebooks of folders that are links to files elsewhere.
  let refused: [String: FileError]
  /// The course that the only argument is; nil for files, or several folders.
  let course: Course?
  /// What is wrong with `course.yml`, and the file itself, where there is one.
  let courseFindings: (source: SourceFile, diagnostics: [Diagnostic])?

  /// The end of the name of a report in Markdown, which is no notebook.
  static let reportEnding = ".report.md"

  /// Resolves arguments: a file is itself, a folder is every `.md` in it in the order of its
  /// `course.yml`, else by name, reports and names starting with `_` or `.` left out.
  ///
  /// - Throws: `FileError` for a path that is not there or a folder without notebooks.
  init(_ arguments: [String], isStrict: Bool = false) throws(FileError) {
    var entries: [Entry] = []
    var refused: [String: FileError] = [:]
    var courses: [(course: Course, source: SourceFile?, diagnostics: [Diagnostic])] = []
    for argument in arguments {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
        throw FileError("read", argument, errno: ENOENT)
      }
      guard isFolder.boolValue else {
        entries.append(Entry(path: argument, isInFolder: false))
        continue
      }
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: argument)
      } catch {
        throw FileError("read", argument, errno: errno == 0 ? EACCES : errno)
      }
      let notebooks = names.filter {
        $0.hasSuffix(".md") && !$0.hasSuffix(Self.reportEnding) && !$0.hasPrefix("_")
          && !$0.hasPrefix(".")
      }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      guard !notebooks.isEmpty else {
        throw FileError("find notebooks in", argument, cause: "it has no .md file")
      }
      let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
      for name in notebooks {
        if let refusal = Self.linkOut(name, of: folder) { refused["\(folder)/\(name)"] = refusal }
      }
      let found = try Self.course(of: notebooks, in: folder)
      courses.append(found)
      entries += found.course.notebooks.map { Entry(path: "\(folder)/\($0)", isInFolder: true) }
    }
    self.entries = entries
    self.refused = refused
    let only = arguments.count == 1 ? courses.first : nil
    course = only?.course
    courseFindings = only.flatMap { found in
      found.source.map {
        ($0, isStrict ? found.diagnostics.promotingWarnings() : found.diagnostics)
      }
    }
  }

  /// A folder of a stranger's may hold links to files that are none of its own.
  private static func linkOut(_ name: String, of folder: String) -> FileError? {
    do throws(DataFailure) {
      _ = try DataLocator(notebookDirectory: folder).locate(name)
      return nil
    } catch {
      guard case .file(let failure) = error, failure.cause == .leaves else { return nil }
      return FileError("read", "\(folder)/\(name)", cause: error.message)
    }
  }

  private static func course(
    of notebooks: [String], in folder: String
  ) throws(FileError) -> (course: Course, source: SourceFile?, diagnostics: [Diagnostic]) {
    let path = "\(folder)/\(Course.fileName)"
    guard FileManager.default.fileExists(atPath: path) else {
      return (Course(notebooks: notebooks), nil, [])
    }
    if let refusal = linkOut(Course.fileName, of: folder) { throw refusal }
    let bytes = try FileAccess.read(path)
    do throws(TextEncodingError) {
      let source = try SourceFile(name: path, bytes: bytes)
      let (course, diagnostics) = Course.read(source, notebooks: notebooks)
      return (course, source, diagnostics)
    } catch {
      throw FileError("read", path, cause: error.description)
    }
  }
}
