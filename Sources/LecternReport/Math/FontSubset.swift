import CZlib

/// A TrueType font with the shapes of some characters only.
///
/// Glyphs keep their numbers, so that all tables but the outlines stay as they are; hinting programs
/// are left out. Source: OpenType Specification 1.9; WOFF File Format 1.0, W3C 2012.
struct FontSubset {
  /// The font in the form that pages embed.
  let webFont: [UInt8]

  private static let kept = ["OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post"]

  /// Nil when the bytes are no font of the kind that this code understands.
  init?(_ font: [UInt8], keeping characters: Set<Unicode.Scalar>) {
    let file = BigEndian(font)
    guard let count = file.word(4), let head = Self.table("head", in: file, count),
      let maxp = Self.table("maxp", in: file, count),
      let cmap = Self.table("cmap", in: file, count),
      let glyf = Self.table("glyf", in: file, count),
      let loca = Self.table("loca", in: file, count),
      let glyphCount = maxp.word(4), let isLong = head.word(50),
      let outlines = GlyphOutlines(glyf, loca, count: glyphCount, isLong: isLong == 1),
      let map = CharacterMap(cmap)
    else { return nil }
    var wanted: Set<Int> = [0]
    for character in characters {
      if let glyph = map.glyph(of: character), glyph < glyphCount { wanted.insert(glyph) }
    }
    guard let (shapes, index) = outlines.subset(outlines.closure(of: wanted)) else { return nil }
    var tables: [(tag: String, bytes: [UInt8])] = [("glyf", shapes), ("loca", index)]
    for tag in Self.kept {
      guard let table = Self.table(tag, in: file, count) else { continue }
      switch tag {
      case "head":
        // Short offsets become long ones; the sum over the whole file is nobody's concern here.
        var bytes = table.bytes
        guard bytes.count >= 54 else { return nil }
        bytes[51] = 1
        tables.append((tag, bytes))
      case "post":
        // Version 3: no names of glyphs.
        guard table.bytes.count >= 32 else { return nil }
        tables.append((tag, [0, 3, 0, 0] + table.bytes[4..<32]))
      case "name":
        // No names at all; what the font is stands in the style sheet.
        tables.append((tag, [0, 0, 0, 0, 0, 6]))
      default: tables.append((tag, table.bytes))
      }
    }
    guard let packed = Self.packed(tables.sorted { $0.tag < $1.tag }) else { return nil }
    webFont = packed
  }

  private static func table(_ tag: String, in file: BigEndian, _ count: Int) -> BigEndian? {
    for index in 0..<count {
      let entry = 12 + 16 * index
      guard let name = file.slice(entry, 4) else { return nil }
      if name.bytes.elementsEqual(tag.utf8) {
        guard let offset = file.long(entry + 8), let length = file.long(entry + 12) else {
          return nil
        }
        return file.slice(offset, length)
      }
    }
    return nil
  }

  private static func packed(_ tables: [(tag: String, bytes: [UInt8])]) -> [UInt8]? {
    var directory: [UInt8] = []
    var body: [UInt8] = []
    let start = 44 + 20 * tables.count
    var size = 12 + 16 * tables.count
    for (tag, bytes) in tables {
      guard var data = deflated(bytes) else { return nil }
      if data.count >= bytes.count { data = bytes }
      directory += Array(tag.utf8)
      for number in [start + body.count, data.count, bytes.count, checksum(bytes)] {
        directory += BigEndian.long(number)
      }
      body += data + Array(repeating: 0, count: (4 - data.count % 4) % 4)
      size += (bytes.count + 3) / 4 * 4
    }
    var header = Array("wOFF".utf8) + [0, 1, 0, 0] + BigEndian.long(start + body.count)
    header += BigEndian.word(tables.count) + [0, 0] + BigEndian.long(size) + [0, 1, 0, 0]
    return header + Array(repeating: 0, count: 20) + directory + body
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0
    for (index, byte) in bytes.enumerated() { sum &+= UInt32(byte) << (8 * (3 - index % 4)) }
    return Int(sum)
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    var size = compressBound(uLong(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&result, &size, bytes, uLong(bytes.count), 9) == Z_OK else { return nil }
    return Array(result.prefix(Int(size)))
  }
}

/// Bytes read as numbers, the high byte first; nil beyond the end.
struct BigEndian {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func word(_ offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= bytes.count else { return nil }
    return Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
  }

  func long(_ offset: Int) -> Int? {
    guard let high = word(offset), let low = word(offset + 2) else { return nil }
    return high << 16 | low
  }

  func slice(_ offset: Int, _ count: Int) -> BigEndian? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return BigEndian(Array(bytes[offset..<(offset + count)]))
  }

  static func word(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  static func long(_ value: Int) -> [UInt8] { word(value >> 16) + word(value) }
}
