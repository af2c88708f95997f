import Foundation
import LecternTestSupport
import Testing

@testable import LecternNotebook

struct JSONTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONReader.value(of: Array(text.utf8))
  }

  private func mistake(_ text: String) -> JSONMistake? {
    do throws(JSONMistake) {
      _ = try JSONReader.value(of: Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func `Values of every kind are read`() throws {
    let text =
      #" {"a": [1, -2.5e3, true, false, null], "b": {"c": "x\n\u00e9\ud83d\ude00\/"}, "d": {}} "#
    #expect(
      try value(text)
        == .object([
          "a": .array([.number(1), .number(-2500), .boolean(true), .boolean(false), .null]),
          "b": .object(["c": .string("x\né😀/")]), "d": .object([:]),
        ]))
    #expect(try value(#"{"a": 1, "a": 2}"#) == .object(["a": .number(2)]))
    #expect(try value(#""\ud800 x""#) == .string("\u{FFFD} x"), "half of a character")
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1, 2", 5), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{a: 1}", 1), ("[1,]", 3),
    ("[01]", 1), ("[1.]", 1), ("[.5]", 1), ("[+1]", 1), ("[NaN]", 1), ("\"a\nb\"", 2),
    ("\"\\q\"", 1), ("\"\\u12g4\"", 1), ("[1] x", 4), ("tru", 0), ("[1e]", 1), ("[-]", 1),
    ("\"abc", 4),
  ])
  func `Damage is found at its byte`(_ text: String, _ offset: Int) {
    #expect(mistake(text)?.offset == offset, "\(mistake(text) as Any)")
  }

  @Test func `Deep nesting is refused, not followed`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(mistake(deep)?.message.contains("deep") == true)
    #expect(mistake(String(repeating: "{\"a\":", count: 100_000))?.message.contains("deep") == true)
  }

  @Test func `The document is what Python writes`() {
    let value = JSONValue.object([
      "b": .array([.integer(1), .number(0.5), .array([]), .object([:])]),
      "a": .string("q\" \\ \n \t \u{01} é \u{7F}"), "Z": .null,
    ])
    #expect(
      value.document == """
        {
         "Z": null,
         "a": "q\\" \\\\ \\n \\t \\u0001 é \u{7F}",
         "b": [
          1,
          0.5,
          [],
          {}
         ]
        }

        """)
  }

  @Test func `What is accepted is what Foundation accepts`() throws {
    var random = SplitMix64(seed: 7)
    let start = Array(
      #"{"a": [1, -2.5e3, "x\u00e9\n", true], "b": {"c": null}, "d": [[], {}]}"#.utf8)
    let letters = Array(#"{}[]:,"\ 01-.eutrn"#.utf8)
    var accepted = 0
    for _ in 0..<4000 {
      var bytes = start
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = letters.randomElement(using: &random) ?? 0
      }
      let ours = (try? JSONReader.value(of: bytes)) != nil
      let theirs =
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      if ours { accepted += 1 }
      #expect(ours == theirs, "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(accepted > 100)
  }
}
