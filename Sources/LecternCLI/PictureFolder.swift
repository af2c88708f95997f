import Foundation
import LecternReport

/// The folder of the figures of a report in Markdown, `NAME_files` beside it.
///
/// Only files that Lectern wrote are ever replaced or removed.
enum PictureFolder {
  /// Where the figures of a report go; nil when the report goes to a stream or a device.
  static func path(for target: String) -> String? {
    guard target != "-" else { return nil }
    var status = stat()
    if stat(target, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return nil }
    return (target as NSString).deletingPathExtension + "_files"
  }

  /// Writes the figures and removes those of an earlier report that are no longer there.
  ///
  /// - Throws: `FileError`, also when another file has the name of a figure.
  static func replace(
    _ folder: String, with pictures: [MarkdownReport.Picture]
  ) throws(FileError) {
    for picture in pictures {
      let path = "\(folder)/\(picture.name)"
      if FileManager.default.fileExists(atPath: path), !isOurs(path) {
        throw FileError("write", path, cause: "it is there already, and Lectern did not write it")
      }
    }
    if !pictures.isEmpty { try FileAccess.makeFolder(folder) }
    for picture in pictures {
      try FileAccess.replace("\(folder)/\(picture.name)", with: picture.svg)
    }
    let current = Set(pictures.map(\.name))
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasSuffix(".svg") && !current.contains(name) {
      if isOurs("\(folder)/\(name)") { unlink("\(folder)/\(name)") }
    }
    // Only an empty folder goes.
    if pictures.isEmpty, !names.isEmpty { rmdir(folder) }
  }

  private static func isOurs(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = FileHandle(forReadingAtPath: path)
    else { return false }
    defer { try? handle.close() }
    let mark = Data(MarkdownReport.pictureMark.utf8)
    return (try? handle.read(upToCount: mark.count)) == mark
  }
}
