/// The shapes of a TrueType font, without the programs that fit them to coarse grids.
///
/// Source: OpenType Specification 1.9, tables glyf and loca.
struct GlyphOutlines {
  private let glyphs: [BigEndian]

  init?(_ glyf: BigEndian, _ loca: BigEndian, count: Int, isLong: Bool) {
    var glyphs: [BigEndian] = []
    for index in 0..<count {
      guard let start = isLong ? loca.long(4 * index) : loca.word(2 * index).map({ 2 * $0 }),
        let end = isLong ? loca.long(4 * index + 4) : loca.word(2 * index + 2).map({ 2 * $0 }),
        let glyph = glyf.slice(start, end - start)
      else { return nil }
      glyphs.append(glyph)
    }
    self.glyphs = glyphs
  }

  /// The glyphs and those that they are composed of.
  func closure(of wanted: Set<Int>) -> Set<Int> {
    var all = wanted
    var open = Array(wanted)
    while let glyph = open.popLast() {
      for part in parts(of: glyphs[glyph]) where part.glyph < glyphs.count {
        if all.insert(part.glyph).inserted { open.append(part.glyph) }
      }
    }
    return all
  }

  /// The outlines of these glyphs, all others empty, and the table of their offsets.
  func subset(_ wanted: Set<Int>) -> (glyf: [UInt8], loca: [UInt8])? {
    var shapes: [UInt8] = []
    var index: [UInt8] = []
    for glyph in glyphs.indices {
      index += BigEndian.long(shapes.count)
      guard wanted.contains(glyph), !glyphs[glyph].bytes.isEmpty else { continue }
      guard let bytes = withoutProgram(glyphs[glyph]) else { return nil }
      shapes += bytes + Array(repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
    return (shapes, index + BigEndian.long(shapes.count))
  }

  private func withoutProgram(_ glyph: BigEndian) -> [UInt8]? {
    guard let contours = glyph.word(0) else { return nil }
    guard contours >= 0x8000 else {
      let place = 10 + 2 * contours
      guard let length = glyph.word(place), let head = glyph.slice(0, place),
        let rest = glyph.slice(place + 2 + length, glyph.bytes.count - place - 2 - length)
      else { return nil }
      return head.bytes + [0, 0] + rest.bytes
    }
    var bytes = glyph.bytes
    let parts = parts(of: glyph)
    guard let last = parts.last else { return nil }
    // Bit 8 says that a program follows the last part.
    for part in parts { bytes[part.place] &= 0xfe }
    return Array(bytes.prefix(last.end))
  }

  /// The parts of a composite glyph: where each stands and which glyph it is.
  private func parts(of glyph: BigEndian) -> [(place: Int, end: Int, glyph: Int)] {
    guard let contours = glyph.word(0), contours >= 0x8000 else { return [] }
    var parts: [(place: Int, end: Int, glyph: Int)] = []
    var place = 10
    while let flags = glyph.word(place), let index = glyph.word(place + 2) {
      var end = place + 4 + (flags & 0x1 != 0 ? 4 : 2)
      if flags & 0x8 != 0 { end += 2 }
      if flags & 0x40 != 0 { end += 4 }
      if flags & 0x80 != 0 { end += 8 }
      guard end <= glyph.bytes.count else { break }
      parts.append((place, end, index))
      place = end
      guard flags & 0x20 != 0 else { break }
    }
    return parts
  }
}

/// Which glyph stands for a character of the basic plane.
///
/// Source: OpenType Specification 1.9, table cmap, format 4.
struct CharacterMap {
  private let table: BigEndian
  private let segmentCount: Int

  init?(_ cmap: BigEndian) {
    guard let count = cmap.word(2) else { return nil }
    for index in 0..<count {
      guard let offset = cmap.long(4 + 8 * index + 4) else { return nil }
      guard cmap.word(offset) == 4, let length = cmap.word(offset + 2),
        let table = cmap.slice(offset, length), let doubled = table.word(6)
      else { continue }
      self.table = table
      segmentCount = doubled / 2
      return
    }
    return nil
  }

  func glyph(of character: Unicode.Scalar) -> Int? {
    let code = Int(character.value)
    guard code < 0xffff else { return nil }
    for segment in 0..<segmentCount {
      guard let end = table.word(14 + 2 * segment) else { return nil }
      guard code <= end else { continue }
      let starts = 16 + 2 * segmentCount
      let rangePlace = starts + 4 * segmentCount + 2 * segment
      guard let start = table.word(starts + 2 * segment), start <= code,
        let delta = table.word(starts + 2 * segmentCount + 2 * segment),
        let range = table.word(rangePlace)
      else { return nil }
      if range == 0 { return (code + delta) & 0xffff }
      guard let glyph = table.word(rangePlace + range + 2 * (code - start)), glyph != 0 else {
        return nil
      }
      return (glyph + delta) & 0xffff
    }
    return nil
  }
}
