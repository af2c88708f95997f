import Foundation
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
  init(_ arguments: [String]) throws(FileError) {
    var entries: [Entry] = []
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
      let found = try Self.course(of: notebooks, in: folder)
      courses.append(found)
      entries += found.course.notebooks.map { Entry(path: "\(folder)/\($0)", isInFolder: true) }
    }
    self.entries = entries
    let only = arguments.count == 1 ? courses.first : nil
    course = only?.course
    courseFindings = only.flatMap { found in found.source.map { ($0, found.diagnostics) } }
  }

  private static func course(
    of notebooks: [String], in folder: String
  ) throws(FileError) -> (course: Course, source: SourceFile?, diagnostics: [Diagnostic]) {
    let path = "\(folder)/\(Course.fileName)"
    guard FileManager.default.fileExists(atPath: path) else {
      return (Course(notebooks: notebooks), nil, [])
    }
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
