import LecternTestSupport
import LecternText
import Testing

@testable import LecternLanguage

struct ParserFuzzTests {
  private static let words = [
    "let ", "def ", "repeat ", "for ", "in ", "if ", "else", "else if ", "end", "return ", "stop ",
    "record ", "train ", "show ", "expect ", "plot ", "as ", "and ", "or ", "not ", "x", " x", "f(",
    "(", ")", "[", "]", " [", " (", ",", ";", ":", ".", "..", "=", "==", "+", "-", " -", "*", "**",
    "/", "//", "@", "^", "<", ">=", "!", "&&", "+=", "1", " 2", "0.5", ".5", "1.", "80%", "20x20",
    "1e9", "1e999", "0,5", "\"a\"", "\"", "'", "“", "”", "#", "−", "²", "ᵀ", "₁", "\u{200B}", "\\",
    "{", "}", "$", "\n", "\n", "\n", " ", "\r\n", "\t", "print(", "range(", "lambda ", "np.", ".T",
    ".dot(", "while ", "lr=", "lr in ", "import ",
  ]

  private static let valid = [
    "train gd lr=0.2/(1 + epoch) epochs=10 as run\nplot cost run",
    "def f(X)\n  let A = sigmoid(W @ X + b)\n  return A, softmax(A, axis=0)\nend",
    "for l in 1..10\n  if l > 2\n    W[l, :] = -W[0, :]^2\n  else\n    stop if x < 1e-6\n  end\nend",
    "expect accuracy(test) >= 90% points=20 \"good\"\nshow [1, 2; 3, 4].T, θ[0..3]",
    "data csv \"digits.csv\" label=y image=20x20 as train\nlayer dense 25 sigmoid",
  ]

  static func input(_ generator: inout SplitMix64) -> String {
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      let bytes = (0..<Int.random(in: 0..<24, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      return String(decoding: bytes, as: UTF8.self)
    case 1:
      return (0..<Int.random(in: 1..<16, using: &generator)).map { _ in generator.pick(words) }
        .joined()
    default:
      var bytes = Array(generator.pick(valid).utf8)
      for _ in 0..<Int.random(in: 1..<4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...127, using: &generator)
        case 1: bytes.insert(contentsOf: generator.pick(words).utf8, at: place)
        default:
          bytes.removeSubrange(place..<min(bytes.count, place + 4))
          if bytes.isEmpty { return "" }
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test(arguments: 0..<4)
  func `nothing an author types stops the parser`(_ seed: Int) {
    var generator = SplitMix64(seed: seed)
    for number in 0..<5_000 {
      let text = Self.input(&generator)
      let parsed = ParsedCell(text)
      let spans = parsed.diagnostics.compactMap(\.span)
      let isFine =
        spans.count == parsed.diagnostics.count
        && spans.allSatisfy {
          0 <= $0.start && $0.start <= $0.end && $0.end <= parsed.file.utf8.count
        }
        && zip(spans, spans.dropFirst()).allSatisfy { $0.start <= $1.start }
        && parsed.diagnostics.allSatisfy { !$0.message.contains("\n") }
        && parsed.cell.statements.allSatisfy { $0.span.end <= parsed.file.utf8.count }
      // A line left out without a word would hide a mistake.
      let isExplained =
        !parsed.text.contains("<") || !parsed.diagnostics.isEmpty || text.contains("<")
      if !isFine || !isExplained {
        Issue.record("seed \(seed), case \(number): \(text.debugDescription) \(parsed.summary)")
      }
    }
  }

  // MARK: Round trip

  private static func expression(_ depth: Int, _ generator: inout SplitMix64) -> String {
    guard depth > 0 else {
      return generator.pick(["1", "0.5", "80%", "x", "θ", "\"a\\\"b\"", "20x20", "test.y", "5_000"])
    }
    func part() -> String { expression(depth - 1, &generator) }
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return "(-\(part()))"
    case 1: return "(not \(part()))"
    case 2: return "f(\(part()), axis=\(part()))"
    case 3: return "[\(part()), \(part()); \(part()), x]"
    case 4: return "x[\(part()), :]"
    case 5: return "x.T"
    case 6: return "(\(part())..\(part()))"
    default:
      return "(\(part()) \(generator.pick(BinaryOperator.allCases).rawValue) \(part()))"
    }
  }

  @Test(arguments: 0..<4)
  func `what is written is read back`(_ seed: Int) {
    var generator = SplitMix64(seed: 1000 + seed)
    for number in 0..<300 {
      let value = Self.expression(Int.random(in: 0..<4, using: &generator), &generator)
      let text = generator.pick([
        "let a, b = \(value)", "x[0, :] = \(value)", "show \(value), \(value)",
        "def f(x, y) = \(value)", "repeat \(value)\nrecord J = \(value)\nend",
        "if \(value)\nreturn \(value), x\nelse\nstop if \(value)\nend",
        "train gd lr=\(value) mu in \(value) as run", "expect \(value) points=20",
      ])
      let parsed = ParsedCell(text)
      if parsed.text != text || !parsed.diagnostics.isEmpty {
        Issue.record("seed \(seed), case \(number): \(text)\n\(parsed.text)\n\(parsed.summary)")
      }
    }
  }
}
