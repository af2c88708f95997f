import LecternLanguage
import LecternTensor

/// Notebooks that nobody would write: those of a collection with parts exchanged, torn and blown up.
struct Mutator {
  private let collection: [String]
  private let words: [String]
  private var random: RandomState

  /// - Precondition: `collection` is not empty.
  init(collection: [String], seed: UInt32) {
    self.collection = collection
    random = RandomState(seed: seed)
    let language =
      Verb.allCases.map(\.rawValue) + KeywordTable.entries.map(\.word)
      + FunctionTable.functions.map { $0.name + "(" } + SyntaxWords.operators
    words = language.sorted() + Self.scraps
  }

  /// Numbers at the ends of their ranges, signs, and what other languages write.
  private static let scraps = [
    "0", "1", "-1", "1e308", "1e-308", "1e999", "0/0", "4294967296", "9223372036854775807",
    "0.1", "80%", "20x20", "999999999x9", "[", "]", "(", ")", "[]", ":", "..", "=", "==", "~=",
    "^", "@", "*", "-", "+", "/", ".T", ".", ",", ";", "#", "\"", "'", "`", "```", "```nn\n", "$",
    "$$", "\\", "{", "}", "_", "_x", "π", "θ", "ᵀ", "²", "\u{200B}", "\u{FEFF}", "\r\n", "\t", "\n",
    "\n\n", "---\n", "#| ", "#| timeout: 1\n", "#| memory: 1 kB\n", "#| error: true\n", "{nn} ",
    "> ",
    "- ", "|", "@fig-", "epoch", "iteration", "train.X", "train", "m", "features", "classes", "in",
    "as", "axis=0", "axis=1", "zeros(1e5, 1e5)", "eye(1e9)", "randn(3, 2)", "1..1e12", "1..9",
    "repeat 1e9\n", "for i in 1..1e9\n", "end\n", "grad(", "numgrad(", "jacobian(", "best(", "runs",
    "np.", "print(", "range(", "f(f(f(", "x[x[x[",
  ]

  /// The notebook of a round, which is the same for the same seed.
  mutating func notebook() -> String {
    var text = pick(collection)
    for _ in 0..<1 + random.below(6) {
      text = mutated(text)
      if text.utf8.count > 20_000 { text = String(text.prefix(10_000)) }
    }
    return text
  }

  private mutating func mutated(_ text: String) -> String {
    switch random.below(10) {
    case 0: return mutatedBytes(text)
    case 1: return exchangedLines(text)
    case 2: return splicedLines(text)
    case 3: return nested(text)
    default: return mutatedWords(text)
    }
  }

  private mutating func mutatedBytes(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let place = random.below(bytes.count + 1)
    let end = min(bytes.count, place + random.below(9))
    let filling = (0..<random.below(5)).map { _ in UInt8(truncatingIfNeeded: random.below(256)) }
    bytes.replaceSubrange(place..<end, with: filling)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func mutatedWords(_ text: String) -> String {
    var parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<1 + random.below(3) {
      let place = random.below(parts.count)
      switch random.below(4) {
      case 0: parts[place] = pick(words)
      case 1: parts.insert(pick(words), at: place)
      case 2: parts[place] = pick(parts)
      default: if parts.count > 1 { parts.remove(at: place) }
      }
    }
    return parts.joined(separator: " ")
  }

  private mutating func exchangedLines(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let (first, second) = (random.below(lines.count), random.below(lines.count))
    switch random.below(3) {
    case 0: lines.swapAt(first, second)
    case 1: lines.insert(lines[first], at: second)
    default: if lines.count > 1 { lines.remove(at: first) }
    }
    return lines.joined(separator: "\n")
  }

  private mutating func splicedLines(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let other = pick(collection).split(separator: "\n", omittingEmptySubsequences: false)
    let start = random.below(other.count)
    let end = min(other.count, start + 1 + random.below(6))
    lines.insert(contentsOf: other[start..<end], at: random.below(lines.count + 1))
    return lines.joined(separator: "\n")
  }

  /// One piece many times over: depth, length, many mistakes of a kind.
  private mutating func nested(_ text: String) -> String {
    let piece = pick(words)
    let count = 1 << random.below(9)
    let place = text.index(text.startIndex, offsetBy: random.below(text.count + 1))
    return text[..<place] + String(repeating: piece, count: count) + text[place...]
  }

  private mutating func pick(_ values: [String]) -> String { values[random.below(values.count)] }
}

extension RandomState {
  /// A number from 0 to `bound` − 1.
  fileprivate mutating func below(_ bound: Int) -> Int { integer(upTo: max(bound, 1) - 1) }
}
