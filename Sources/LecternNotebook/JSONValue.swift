/// A JSON document as a value, for formats whose keys are not ours to declare.
package enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  package static func integer(_ number: Int) -> JSONValue { .number(Double(number)) }

  /// The value of a key; nil for anything but an object that has it.
  package subscript(_ key: String) -> JSONValue? {
    if case .object(let entries) = self { entries[key] } else { nil }
  }

  package var text: String? { if case .string(let text) = self { text } else { nil } }

  package var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  package var entries: [String: JSONValue]? {
    if case .object(let entries) = self { entries } else { nil }
  }

  /// A whole number.
  package var integer: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }

  /// The document with keys in order, one space of indentation a level and a line end: as Python's
  /// `json.dumps(indent=1, sort_keys=True, ensure_ascii=False)` writes it.
  package var document: String {
    var text = ""
    write(to: &text, indentation: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indentation: Int) {
    switch self {
    case .null: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .number(let number):
      // Not finite numbers have no JSON; formats that need them write text.
      text += Int(exactly: number).map(String.init) ?? (number.isFinite ? "\(number)" : "null")
    case .string(let string): Self.write(string, to: &text)
    case .array(let items):
      Self.write("[", "]", items.count, to: &text, indentation) { index, text in
        items[index].write(to: &text, indentation: indentation + 1)
      }
    case .object(let entries):
      let sorted = entries.sorted {
        $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
      }
      Self.write("{", "}", sorted.count, to: &text, indentation) { index, text in
        Self.write(sorted[index].key, to: &text)
        text += ": "
        sorted[index].value.write(to: &text, indentation: indentation + 1)
      }
    }
  }

  private static func write(
    _ open: String, _ close: String, _ count: Int, to text: inout String, _ indentation: Int,
    _ item: (Int, inout String) -> Void
  ) {
    guard count > 0 else {
      text += open + close
      return
    }
    text += open
    for index in 0..<count {
      text += (index > 0 ? ",\n" : "\n") + String(repeating: " ", count: indentation + 1)
      item(index, &text)
    }
    text += "\n" + String(repeating: " ", count: indentation) + close
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{08}": text += "\\b"
      case "\u{0C}": text += "\\f"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
