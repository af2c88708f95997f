import Foundation
import LecternData
import LecternNotebook
import LecternReport
import LecternRun
import LecternText

/// What the pages of a folder were made from, so that `--changed` knows which are still right.
///
/// It lies beside the pages and is no part of them. A page is taken as it is only when everything
/// that it depends on is the same: the program, the notebook, the data files, the options, the
/// links, the other titles of the course, and the page itself.
struct RenderLog: Codable, Equatable {
  struct Page: Codable, Equatable {
    /// The digest of what is known before the notebook runs.
    let key: String
    /// The digest of the page.
    let page: String
    /// The digests of the data files, by name.
    let inputs: [Input]
    /// The digests of the files that the notebook saved, by their name beside the page.
    let outputs: [Input]
    let entry: IndexEntry
    /// What was told of the notebook, to be told again.
    let findings: [Diagnostic]
  }

  struct Input: Codable, Equatable {
    let name: String
    let sha256: String
  }

  private(set) var pages: [String: Page] = [:]

  private static let name = ".lectern-pages.json"

  /// The log of a folder; an empty one where there is none that can be read.
  init(folder: String) {
    guard let bytes = try? FileAccess.read("\(folder)/\(Self.name)"),
      let log = try? JSONDecoder().decode(Self.self, from: Data(bytes))
    else { return }
    self = log
  }

  func write(to folder: String) throws(FileError) {
    try FileAccess.replace("\(folder)/\(Self.name)", with: JSONText.pretty(self) + "\n")
  }

  /// What is known of a page, if the page is still right.
  func current(_ item: RenderPlan.Item, key: String, _ locator: DataLocator) -> Page? {
    guard let known = pages[item.href], known.key == key,
      let page = try? FileAccess.read(item.target), Self.digest(page) == known.page,
      known.outputs == Self.files(known.outputs.map(\.name), beside: item),
      known.inputs.allSatisfy({
        InputRecord(name: $0.name, sha256: $0.sha256).isCurrent(in: locator)
      })
    else { return nil }
    return known
  }

  /// Remembers the page of a notebook in which nothing failed; forgets it where something did.
  mutating func set(
    _ item: RenderPlan.Item, key: String, page: String, _ result: NotebookResult,
    _ entry: IndexEntry, saved: [String]
  ) {
    guard result.isFine else {
      pages[item.href] = nil
      return
    }
    // The first input is the notebook itself, which is part of the key.
    pages[item.href] = Page(
      key: key, page: Self.digest(Array(page.utf8)),
      inputs: result.provenance.inputs.dropFirst().map { Input(name: $0.name, sha256: $0.sha256) },
      outputs: Self.files(saved, beside: item), entry: entry, findings: result.findings)
  }

  /// Files beside a page as they are now; those that cannot be read have no digest.
  private static func files(_ names: [String], beside item: RenderPlan.Item) -> [Input] {
    let folder = (item.target as NSString).deletingLastPathComponent
    return names.map { name in
      let bytes = try? FileAccess.read((folder.isEmpty ? "." : folder) + "/" + name)
      return Input(name: name, sha256: bytes.map(digest) ?? "")
    }
  }

  static func digest(_ bytes: [UInt8]) -> String { InputRecord(name: "", contents: bytes).sha256 }

  /// Names the program: its version, and its file's size and time, which a new build changes.
  static let program: String = {
    var status = stat()
    let path = Bundle.main.executablePath ?? ""
    guard stat(path, &status) == 0 else { return Versions.lectern }
    return
      "\(Versions.lectern) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }()
}
