package import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Expects a text to equal the file `Fixtures/<name>` beside the test.
///
/// A missing file is a failure; it is written only when the environment has `LECTERN_RECORD=1`.
package func expectSnapshot(
  of text: String, named name: String, testFile: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = testFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let path = folder.joined(separator: "/") + "/Fixtures/" + name
  if let record = getenv("LECTERN_RECORD"), String(cString: record) == "1" {
    if !writeFile(text, to: path) {
      Issue.record("cannot write Fixtures/\(name)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let stored = readFile(path) else {
    Issue.record(
      "Fixtures/\(name) is missing; LECTERN_RECORD=1 writes it:\n\(text)",
      sourceLocation: sourceLocation)
    return
  }
  guard stored != text else { return }
  Issue.record(
    "differs from Fixtures/\(name):\n\(lineDifference(from: stored, to: text))",
    sourceLocation: sourceLocation)
}

/// The text of a file beside the test, for golden values; nil when there is none.
package func fixtureText(named name: String, testFile: String = #filePath) -> String? {
  let folder = testFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  return readFile(folder.joined(separator: "/") + "/Fixtures/" + name)
}

/// The changed lines, `-` stored and `+` now, with their numbers.
private func lineDifference(from stored: String, to text: String) -> String {
  let old = stored.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  var rows: [(line: Int, order: Int, text: String)] = []
  for change in new.difference(from: old) {
    switch change {
    case .remove(let offset, let line, _): rows.append((offset, 0, "-\(offset + 1): \(line)"))
    case .insert(let offset, let line, _): rows.append((offset, 1, "+\(offset + 1): \(line)"))
    }
  }
  rows.sort { ($0.line, $0.order) < ($1.line, $1.order) }
  return rows.prefix(60).map(\.text).joined(separator: "\n")
}

private func readFile(_ path: String) -> String? {
  guard let stream = fopen(path, "rb") else { return nil }
  defer { fclose(stream) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&buffer, 1, buffer.count, stream)
    guard count > 0 else { break }
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func writeFile(_ text: String, to path: String) -> Bool {
  guard let stream = fopen(path, "wb") else { return false }
  let bytes = Array(text.utf8)
  let written = fwrite(bytes, 1, bytes.count, stream)
  return fclose(stream) == 0 && written == bytes.count
}
