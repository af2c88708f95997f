import Foundation

/// The notebooks that paths on the command line stand for.
struct NotebookFiles {
  struct Entry: Equatable {
    /// As shown in messages: the argument, or the folder argument and the file's name.
    let path: String
    /// Whether it came from a folder, whose pages get an index.
    let isInFolder: Bool
  }

  let entries: [Entry]

  /// Resolves arguments: a file is itself, a folder is every `.md` in it in name order, names
  /// starting with `_` or `.` left out.
  ///
  /// - Throws: `FileError` for a path that is not there or a folder without notebooks.
  init(_ arguments: [String]) throws(FileError) {
    var entries: [Entry] = []
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
        $0.hasSuffix(".md") && !$0.hasPrefix("_") && !$0.hasPrefix(".")
      }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      guard !notebooks.isEmpty else {
        throw FileError("find notebooks in", argument, cause: "it has no .md file")
      }
      let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
      entries += notebooks.map { Entry(path: "\(folder)/\($0)", isInFolder: true) }
    }
    self.entries = entries
  }
}
