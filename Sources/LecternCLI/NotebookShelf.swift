import Foundation
import LecternData
import LecternNotebook
import LecternReport
import LecternText

/// The notebooks of one command, each read and parsed once, and what their prose leads to.
final class NotebookShelf {
  private var notebooks: [String: Notebook] = [:]
  private var anchors: [String: Set<String>] = [:]
  /// The page of each notebook that is rendered, by the notebook's path free of links; empty when
  /// pages lie beside their notebooks.
  private var hrefs: [String: String] = [:]

  /// The form of the pages.
  private let form: ReportForm

  /// Notebooks that are not to be read, and why.
  private let refused: [String: FileError]

  init(_ form: ReportForm = .html, refused: [String: FileError] = [:]) {
    self.form = form
    self.refused = refused
  }

  /// Pictures of prose are part of the page, so they have a limit, in bytes.
  private static let pictureLimit = 8 << 20

  /// The notebook of a path; one that is not UTF-8 has that as its only diagnostic.
  func notebook(_ path: String) throws(FileError) -> Notebook {
    if let known = notebooks[path] { return known }
    if let refusal = refused[path] { throw refusal }
    let bytes = try FileAccess.read(path)
    let notebook: Notebook
    do throws(TextEncodingError) {
      notebook = Notebook.parse(try SourceFile(name: path, bytes: bytes))
    } catch {
      notebook = Self.unreadable(path, bytes, error)
    }
    notebooks[path] = notebook
    return notebook
  }

  /// Those of the notebooks that can be read.
  func readable(_ paths: [String]) -> [Notebook] { paths.compactMap { try? notebook($0) } }

  /// Says which pages are made, so that links between their notebooks lead to them.
  func setPages(_ pages: [(path: String, href: String)]) {
    for page in pages { hrefs[Self.real(page.path)] = page.href }
  }

  /// What the prose of a notebook leads to.
  func targets(of notebook: Notebook) -> ResolvedTargets {
    let folder = (notebook.source.name as NSString).deletingLastPathComponent
    let locator = DataLocator(notebookDirectory: folder)
    return ResolvedTargets(
      notebook, page: { self.page($0, locator) }, pages: Self.notebooks(in: folder),
      picture: { Self.picture($0, locator) })
  }

  private func page(_ path: String, _ locator: DataLocator) -> ResolvedTargets.Lookup {
    // What lies above the notebook is looked for, but not read.
    if path.split(separator: "/").contains("..") {
      let above = (locator.folders.first ?? ".") + "/" + path
      guard FileManager.default.fileExists(atPath: above) else { return .missing }
      return hrefs.isEmpty
        ? .elsewhere : hrefs[Self.real(above)].map { .page(.init(href: $0)) } ?? .unrendered
    }
    guard let file = try? locator.locate(path) else { return .missing }
    let anchors: Set<String>
    if let known = self.anchors[file.path] {
      anchors = known
    } else {
      anchors = (try? notebook(file.path)).map { ReportPage.anchors(of: $0) } ?? []
      self.anchors[file.path] = anchors
    }
    guard !hrefs.isEmpty else {
      return .page(
        .init(href: (path as NSString).deletingPathExtension + form.ending, anchors: anchors))
    }
    return hrefs[file.path].map { .page(.init(href: $0, anchors: anchors)) } ?? .unrendered
  }

  /// The names of the notebooks of a folder, for suggestions.
  private static func notebooks(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    return (names ?? []).filter { $0.hasSuffix(".md") }.sorted()
  }

  private static func picture(_ path: String, _ locator: DataLocator) -> ResolvedTargets.Picture {
    let file: LocatedFile
    do throws(DataFailure) {
      file = try locator.locate(path)
    } catch {
      return .missing(reason: error.message, help: "put the picture beside the notebook")
    }
    do throws(FileError) {
      let bytes = try FileAccess.read(file.path)
      guard bytes.count <= pictureLimit else {
        return .missing(
          reason: "it has more than \(pictureLimit >> 20) MiB",
          help: "make it smaller: it becomes part of the page")
      }
      guard let url = PictureURL.of(bytes) else {
        return .missing(
          reason: "it is no PNG, JPEG, GIF, WebP or SVG picture", help: "save it as one of these")
      }
      return .url(url)
    } catch {
      return .missing(reason: error.cause, help: "let it be read")
    }
  }

  static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// A notebook whose only content is the diagnostic that it is not text.
  private static func unreadable(
    _ path: String, _ bytes: [UInt8], _ error: TextEncodingError
  ) -> Notebook {
    let lossy = SourceFile(name: path, text: String(decoding: bytes, as: UTF8.self))
    let line = min(max(error.line - 1, 0), lossy.lineStarts.count - 1)
    return Notebook(
      source: lossy, frontMatter: FrontMatter(), blocks: [], pieces: [],
      diagnostics: [
        Diagnostic(
          "file-encoding", at: lossy.lineSpan(line), error.description,
          help: "save the file as UTF-8")
      ])
  }
}
