import ArgumentParser
import Foundation
import LecternNotebook
import LecternReport

/// Which notebooks become which pages, and how these follow each other.
struct RenderPlan {
  struct Item {
    /// The notebook, as shown in messages.
    let path: String
    /// The file of its page; `-` is standard output.
    let target: String

    /// The page's name among the others of its folder.
    var href: String { (target as NSString).lastPathComponent }
  }

  let form: ReportForm
  let items: [Item]
  /// Where pages go together; nil when each lies beside its notebook.
  let folder: String?
  /// The course and its pages, where a list of them is written.
  let course: Course?
  let site: Site?

  /// - Throws: `ValidationError` where two files would be one.
  init(
    _ files: NotebookFiles, _ form: ReportForm, output: String?, outputFolder: String?,
    _ shelf: NotebookShelf
  ) throws {
    self.form = form
    let isCourse = files.entries.contains(where: \.isInFolder)
    folder = outputFolder ?? (isCourse ? "output" : nil)
    items = try Self.items(of: files, form, output: output, in: folder)
    var isFolder: ObjCBool = false
    if let output, FileManager.default.fileExists(atPath: output, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw ValidationError("\(output) is a folder: give --output-dir, or the name of a file in it")
    }
    for item in items where FileAccess.isSame(item.path, item.target) {
      throw ValidationError("the page of \(item.path) would take the place of the notebook itself")
    }
    if isCourse { shelf.setPages(items.map { ($0.path, $0.href) }) }
    // Only pages have a list of them and a search.
    guard isCourse, form == .html else {
      course = nil
      site = nil
      return
    }
    let course = files.course ?? Course(notebooks: items.map(\.path))
    self.course = course
    var pages = items.map { item in
      let title = (try? shelf.notebook(item.path)).map { ReportPage.title(of: $0) }
      return Site.Page(title: title ?? item.href, href: item.href)
    }[...]
    site = Site(
      title: course.title, lang: course.lang,
      parts: course.parts.map { part in
        defer { pages = pages.dropFirst(part.notebooks.count) }
        return Site.Part(title: part.title, pages: Array(pages.prefix(part.notebooks.count)))
      })
  }

  /// Where each page goes; two notebooks never share one.
  private static func items(
    of files: NotebookFiles, _ form: ReportForm, output: String?, in folder: String?
  ) throws -> [Item] {
    var seen: [String: String] = [:]
    return try files.entries.map { entry in
      if let output { return Item(path: entry.path, target: output) }
      let base = (entry.path as NSString).deletingPathExtension
      let name = (base as NSString).lastPathComponent + form.ending
      let target = folder.map { "\($0)/\(name)" } ?? base + form.ending
      if let other = seen[target] {
        throw ValidationError("\(other) and \(entry.path) would both be written to \(target)")
      }
      if folder != nil, [Site.indexName, Site.searchName].contains(name) {
        throw ValidationError(
          "\(entry.path) would take the place of \(name) of the course: rename it")
      }
      seen[target] = entry.path
      return Item(path: entry.path, target: target)
    }
  }
}
