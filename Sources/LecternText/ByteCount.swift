/// An amount of memory as people write it: `500 MB`, `2 GiB`.
package struct ByteCount: Sendable, Hashable {
  package let bytes: Int

  package init(bytes: Int) {
    self.bytes = bytes
  }

  private static let units: [(name: String, factor: Double)] = [
    ("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12), ("kib", 1024), ("mib", 1_048_576),
    ("gib", 1_073_741_824), ("tib", 1_099_511_627_776),
  ]

  /// A number above 0 with its unit; nil for anything else, also for a number alone.
  package init?(_ text: String) {
    let text = text.lowercased().filter { $0 != " " && $0 != "_" }
    let number = text.prefix { !$0.isLetter }
    guard let factor = Self.units.first(where: { $0.name == text.dropFirst(number.count) })?.factor,
      let amount = Double(number), amount > 0, let bytes = Int(exactly: (amount * factor).rounded())
    else { return nil }
    self.bytes = bytes
  }

  /// As it was written, or with three digits at most, rounded up: `1.5 GiB`.
  package var text: String {
    for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
    where bytes >= size && bytes.isMultiple(of: size) {
      return "\(bytes / size) \(unit)"
    }
    let steps: [(unit: String, size: Int)] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    for (unit, size) in steps where bytes >= size {
      let amount = Double(bytes) / Double(size)
      let scale = amount < 10 ? 10.0 : 1
      return "\(NumberText.short((amount * scale).rounded(.up) / scale)) \(unit)"
    }
    return "\(bytes) bytes"
  }
}
