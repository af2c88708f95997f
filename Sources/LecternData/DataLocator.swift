#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that a notebook may read.
package struct LocatedFile: Sendable, Equatable {
  /// The name as the notebook writes it, or that of the compressed or dotted twin found instead.
  package var name: String
  /// The absolute path, free of symbolic links.
  package var path: String
}

/// Finds data files in the folders that a notebook may read, and refuses all others.
package struct DataLocator: Sendable, Equatable {
  /// The folders as given, in the order in which they are searched.
  package let folders: [String]
  private let roots: [String]

  /// - Parameters:
  ///   - notebookDirectory: the folder of the notebook, searched first.
  ///   - dataPath: the folders of `$LECTERN_DATA`, searched next.
  ///   - extraDirectories: the folders of `--data-dir`, searched last.
  package init(
    notebookDirectory: String, dataPath: [String] = [], extraDirectories: [String] = []
  ) {
    let first = notebookDirectory.isEmpty ? "." : notebookDirectory
    folders = [first] + dataPath.filter { !$0.isEmpty } + extraDirectories.filter { !$0.isEmpty }
    roots = folders.compactMap { realPath($0) }
  }

  /// The file with this name.
  ///
  /// With `acceptsGzip`, `a-idx3-ubyte` also finds `a-idx3-ubyte.gz`, the reverse, and the
  /// spelling `a.idx3-ubyte` that some archives unpack to.
  ///
  /// - Throws: `DataFailure.file` when it is missing, or lies outside every folder.
  package func locate(
    _ name: String, acceptsGzip: Bool = false
  ) throws(DataFailure) -> LocatedFile {
    try find(
      name, spellings: acceptsGzip ? spellings(of: name) : [name], isWanted: isRegularFile,
      otherwise: .notRegular)
  }

  /// The folder with this name.
  ///
  /// - Throws: `DataFailure.file` when it is missing, or lies outside every folder of the locator.
  func locateFolder(_ name: String) throws(DataFailure) -> LocatedFile {
    try find(name, spellings: [name], isWanted: isFolder, otherwise: .notFolder)
  }

  /// Whether there is a file or a folder with this name; one of IDX also as its compressed twin.
  ///
  /// - Throws: `DataFailure.file` for a name that no folder of the locator can hold.
  package func contains(_ name: String) throws(DataFailure) -> Bool {
    do throws(DataFailure) {
      let last = name.split(separator: "/").last ?? ""
      _ = try find(
        name, spellings: last.contains("idx") ? spellings(of: name) : [name],
        isWanted: { isRegularFile($0) || isFolder($0) }, otherwise: .notRegular)
      return true
    } catch {
      if case .file(let failure) = error, [.missing, .notRegular].contains(failure.cause) {
        return false
      }
      throw error
    }
  }

  /// Whether a path free of links lies in a folder that the notebook may read.
  func mayRead(_ path: String) -> Bool { isInside(path) }

  private func find(
    _ name: String, spellings: [String], isWanted: (String) -> Bool,
    otherwise cause: FileFailure.Cause
  ) throws(DataFailure) -> LocatedFile {
    guard !name.isEmpty, !name.utf8.contains(0) else { throw failure(name, .badName) }
    var leaves = false
    for spelling in spellings {
      let candidates =
        spelling.hasPrefix("/")
        ? [spelling] : roots.map { $0 == "/" ? "/" + spelling : $0 + "/" + spelling }
      for candidate in candidates {
        // Judged before the disk is asked, so that nothing is told about files elsewhere.
        guard isInside(normalized(candidate)) else {
          leaves = true
          continue
        }
        guard let path = realPath(candidate) else { continue }
        guard isInside(path) else {
          leaves = true
          continue
        }
        guard isWanted(path) else { throw failure(name, cause) }
        return LocatedFile(name: spelling, path: path)
      }
    }
    throw failure(name, leaves ? .leaves : .missing)
  }

  /// Where a file with this name may be written: in the folder of the notebook, or one inside it.
  ///
  /// - Throws: `DataFailure.network` when the path leaves that folder, or is no plain file.
  func destination(_ name: String) throws(DataFailure) -> String {
    func failure(_ cause: NetworkFileFailure.Cause) -> DataFailure {
      .network(NetworkFileFailure(name: name, cause: cause))
    }
    guard !name.isEmpty, !name.utf8.contains(0), let root = folders.first.flatMap({ realPath($0) })
    else { throw failure(.leaves) }
    let wanted = normalized(name.hasPrefix("/") ? name : root + "/" + name)
    let parts = wanted.split(separator: "/")
    guard let last = parts.last else { throw failure(.leaves) }
    let parent = "/" + parts.dropLast().joined(separator: "/")
    func isBelowRoot(_ path: String) -> Bool {
      path == root || path.hasPrefix(root == "/" ? root : root + "/")
    }
    guard isBelowRoot(parent) else { throw failure(.leaves) }
    guard let folder = realPath(parent) else {
      throw failure(.cannotWrite(reason: "there is no such folder"))
    }
    guard isBelowRoot(folder) else { throw failure(.leaves) }
    let path = folder == "/" ? "/\(last)" : "\(folder)/\(last)"
    var status = stat()
    // A link is refused, wherever it leads.
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw failure(.cannotWrite(reason: "it is a folder, a link or a device"))
    }
    return path
  }

  private func isInside(_ path: String) -> Bool {
    roots.contains { root in path.hasPrefix(root == "/" ? root : root + "/") || path == root }
  }

  private func failure(_ name: String, _ cause: FileFailure.Cause) -> DataFailure {
    .file(FileFailure(name: name, folders: folders, cause: cause))
  }
}

/// The names under which the same IDX file is kept: as written, compressed or not, with a dash
/// or a dot before `idx`.
private func spellings(of name: String) -> [String] {
  let isCompressed = name.hasSuffix(".gz")
  let plain = isCompressed ? String(name.dropLast(3)) : name
  var forms = [plain]
  for (from, to) in [("-idx", ".idx"), (".idx", "-idx")] {
    guard let start = lastRange(of: from, in: plain) else { continue }
    var other = plain
    other.replaceSubrange(start, with: to)
    forms.append(other)
  }
  return forms.flatMap { isCompressed ? [$0 + ".gz", $0] : [$0, $0 + ".gz"] }
}

private func lastRange(of part: String, in text: String) -> Range<String.Index>? {
  var index = text.endIndex
  while index > text.startIndex {
    index = text.index(before: index)
    if text[index...].hasPrefix(part) {
      return index..<text.index(index, offsetBy: part.count)
    }
  }
  return nil
}

/// The path with `.`, `..` and doubled slashes worked out by their spelling alone.
private func normalized(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part == ".." { _ = parts.popLast() } else { parts.append(part) }
  }
  return "/" + parts.joined(separator: "/")
}

func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

func isRegularFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Where the classic handwritten digits come from.
enum MNISTFiles {
  static let names = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
  ]

  /// A help line when `name` is one of the four files, else nil.
  static func help(for name: String) -> String? {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    guard spellings(of: last).contains(where: { names.contains($0) }) else { return nil }
    return "MNIST (LeCun, Cortes, Burges) is four files, \(names.joined(separator: ", ")), each "
      + "with or without .gz; copies are at storage.googleapis.com/cvdf-datasets/mnist/ and "
      + "ossci-datasets.s3.amazonaws.com/mnist/. Put them beside the notebook or in a folder "
      + "named by LECTERN_DATA or --data-dir"
  }
}
