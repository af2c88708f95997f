import LecternTestSupport
import LecternText
import Testing

@Suite struct SourceFileTests {
  @Test func `a byte order mark is dropped and CRLF kept`() throws {
    let file = try SourceFile(name: "a.md", bytes: [0xef, 0xbb, 0xbf] + Array("a\r\nü".utf8))
    #expect(file.text == "a\r\nü")
    #expect(file.lineSpan(0) == SourceSpan(0, 1))
    #expect(file.position(at: 5) == SourcePosition(line: 2, column: 2))
  }

  @Test(
    arguments: [
      (Array("ab\ncd".utf8) + [0xff], 5, 2), ([0x61, 0xc3, 0x28], 1, 1),
      ([0xed, 0xa0, 0x80], 0, 1),
      (Array("é\n".utf8) + [0xe2, 0x82], 3, 2), ([0xef, 0xbb, 0xbf, 0x0a, 0x80], 4, 2),
      ([0xc0, 0x80], 0, 1),
    ] as [([UInt8], Int, Int)])
  func `bytes that are not UTF-8 are refused with their place`(
    bytes: [UInt8], offset: Int, line: Int
  ) {
    let error = #expect(throws: TextEncodingError.self) {
      try SourceFile(name: "a.md", bytes: bytes)
    }
    #expect(error?.offset == offset)
    #expect(error?.line == line)
  }

  @Test func `the mark of UTF-16 is named`() {
    let error = #expect(throws: TextEncodingError.self) {
      try SourceFile(name: "a.md", bytes: [0xff, 0xfe, 0x23, 0x00])
    }
    #expect(error?.description == "a.md is UTF-16 text; save it as UTF-8")
  }

  @Test func `a slice of a fragment keeps its places`() {
    let fragment = SourceFragment(
      lines: [(text: "ab", indentation: 0, sourceStart: 10), ("cd", 2, 21)], separator: "\n")
    #expect(fragment.text == "ab\n  cd")
    #expect(fragment.sourceOffset(3) == 20)
    #expect(fragment.sourceOffset(4) == 20)
    #expect(fragment.sourceOffset(6) == 22)
    let slice = fragment.slice(1..<6)
    #expect(slice.text == "b\n  c")
    #expect(slice.sourceOffset(0) == 11)
    #expect(slice.sourceOffset(3) == 20)
    #expect(slice.sourceSpan(4..<5) == SourceSpan(21, 22))
  }
}
