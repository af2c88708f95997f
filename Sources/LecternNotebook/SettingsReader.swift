internal import LecternText
internal import Yams

/// A YAML value with its place in the file.
struct Setting {
  enum Content {
    /// `isPlain` is false for quoted and block text, which is never a number or a truth value.
    case scalar(String, isPlain: Bool)
    case list([Setting])
    case mapping([Entry])
  }

  struct Entry {
    let key: String
    let keySpan: SourceSpan
    let value: Setting
  }

  let content: Content
  let span: SourceSpan
}

/// Reads YAML of front matter and cell options; the only file that knows Yams.
///
/// Types are decided here and not by YAML 1.1, for which `no` is a truth value and `1:30` a number.
struct SettingsReader {
  private(set) var diagnostics: [Diagnostic] = []

  private let fragment: SourceFragment
  /// What is being read, for messages: "the front matter".
  private let subject: String
  /// Offsets in `fragment` at which YAML's lines start.
  private let lineStarts: [Int]

  private static let byteLimit = 65_536
  private static let depthLimit = 8

  init(_ fragment: SourceFragment, subject: String) {
    self.fragment = fragment
    self.subject = subject
    var starts = [0]
    var offset = 0
    var previous: Unicode.Scalar = " "
    for scalar in fragment.text.unicodeScalars {
      offset += UTF8.width(scalar)
      switch scalar {
      case "\n" where previous == "\r": starts[starts.count - 1] = offset
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": starts.append(offset)
      default: break
      }
      previous = scalar
    }
    lineStarts = starts
  }

  /// The entries of the mapping that the text must be; empty when it is broken.
  mutating func entries() -> [Setting.Entry] {
    guard fragment.utf8.count <= Self.byteLimit else {
      report(0, "\(subject) has more than 64 KiB", help: "keep settings short")
      return []
    }
    if let anchor = anchorOffset() {
      report(
        anchor, "YAML anchors and tags are not used here",
        help: "write the value out; put text that begins with & or ! in quotes")
      return []
    }
    do {
      guard let node = try Yams.compose(yaml: fragment.text, .basic, .default, .utf8) else {
        return []
      }
      guard case .mapping(let entries) = setting(node, depth: 0)?.content else {
        if diagnostics.isEmpty {
          report(
            offset(node.mark), "\(subject) must be lines of the form key: value",
            help: "title: My notebook")
        }
        return []
      }
      return entries
    } catch {
      report(error)
      return []
    }
  }

  // MARK: - Nodes

  private mutating func setting(_ node: Node, depth: Int) -> Setting? {
    guard depth <= Self.depthLimit else {
      if diagnostics.isEmpty {
        report(offset(node.mark), "\(subject) is nested too deep", help: "settings are flat")
      }
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return Setting(
        content: .scalar(scalar.string, isPlain: isPlain), span: span(of: scalar))
    case .sequence(let sequence):
      let items = sequence.compactMap { setting($0, depth: depth + 1) }
      let start = fragment.sourceOffset(offset(node.mark))
      let whole = items.reduce(SourceSpan(start, start + 1)) { $0.union($1.span) }
      return Setting(content: .list(items), span: whole)
    case .mapping(let mapping):
      var entries: [Setting.Entry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          report(offset(key.mark), "a key in \(subject) must be a word", help: "title: My notebook")
          continue
        }
        guard let value = setting(value, depth: depth + 1) else { continue }
        entries.append(
          Setting.Entry(key: name.string, keySpan: span(of: name), value: value))
      }
      let start = fragment.sourceOffset(offset(node.mark))
      let whole = entries.reduce(SourceSpan(start, start + 1)) { $0.union($1.value.span) }
      return Setting(content: .mapping(entries), span: whole)
    case .alias:
      return nil
    }
  }

  /// libyaml tells where a scalar starts; its end is read off the text.
  private func span(of scalar: Node.Scalar) -> SourceSpan {
    let start = offset(scalar.mark)
    let bytes = fragment.utf8
    let text = Array(scalar.string.utf8)
    var end = start
    if bytes[start...].starts(with: text) {
      end = start + text.count
    } else {
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      if start < end, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
        if let close = bytes[(start + 1)..<end].firstIndex(of: bytes[start]) { end = close + 1 }
      }
      while end > start, bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    }
    return fragment.sourceSpan(start..<end)
  }

  /// The offset in the fragment of a mark of libyaml, which counts Unicode scalars from 1.
  private func offset(_ mark: Mark?) -> Int {
    guard let mark else { return 0 }
    guard mark.line >= 1, mark.line <= lineStarts.count else { return fragment.utf8.count }
    var offset = lineStarts[mark.line - 1]
    var column = mark.column
    while column > 1, offset < fragment.utf8.count {
      offset += 1
      while offset < fragment.utf8.count, fragment.utf8[offset] & 0xc0 == 0x80 { offset += 1 }
      column -= 1
    }
    return offset
  }

  // MARK: - Mistakes

  private mutating func report(_ offset: Int, _ message: String, help: String?) {
    // A mark behind the last line is shown at the end of the text.
    let bytes = fragment.utf8
    var start = min(max(0, offset), bytes.count)
    if start == bytes.count {
      while start > 0, bytes[start - 1] <= UInt8(ascii: " ") { start -= 1 }
    }
    let end = min(start + 1, bytes.count)
    diagnostics.append(
      Diagnostic("yaml-syntax", at: fragment.sourceSpan(start..<end), message, help: help))
  }

  private mutating func report(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report(
        offset(mark), "\(subject) is not valid YAML: \(problem)",
        help: "write key: value; put text that contains a colon or begins with a mark in quotes")
    case .reader(let problem, let place, _, _):
      report(place ?? 0, "\(subject) is not valid YAML: \(problem)", help: nil)
    case .duplicatedKeysInMapping(let keys, let context):
      reportDuplicate(keys.first ?? "", first: offset(context.mark))
    default:
      report(0, "\(subject) is not valid YAML", help: "write key: value")
    }
  }

  private mutating func reportDuplicate(_ key: String, first: Int) {
    let wanted = Array((key + ":").utf8)
    let line = lineStarts.lastIndex { $0 <= first } ?? 0
    let column = first - lineStarts[line]
    let second = lineStarts[(line + 1)...].first { start in
      start + column <= fragment.utf8.count
        && fragment.utf8[(start + column)...].starts(with: wanted)
    }
    let place = second.map { $0 + column } ?? first
    let width = max(1, min(key.utf8.count, fragment.utf8.count - place))
    let span = fragment.sourceSpan(place..<min(fragment.utf8.count, place + width))
    var notes: [Diagnostic.Note] = []
    if second != nil {
      let end = min(fragment.utf8.count, first + key.utf8.count)
      notes = [Diagnostic.Note("first given here", at: fragment.sourceSpan(first..<end))]
    }
    diagnostics.append(
      Diagnostic(
        "yaml-duplicate-key", at: span, "\(key) is given twice", notes: notes,
        help: "delete one of them"))
  }

  /// Where an anchor is defined: an `&` at which a value may begin, or a tag before one.
  ///
  /// Refused before reading, since aliases of aliases make a small text an endless value.
  private func anchorOffset() -> Int? {
    let bytes = fragment.utf8
    var isValueStart = true
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      case UInt8(ascii: "\n"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"),
        UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","):
        isValueStart = true
      case UInt8(ascii: "&") where isValueStart, UInt8(ascii: "!") where isValueStart:
        let next = offset + 1 < bytes.count ? bytes[offset + 1] : UInt8(ascii: " ")
        if next > UInt8(ascii: " ") { return offset }
        isValueStart = false
      default: isValueStart = false
      }
    }
    return nil
  }
}
