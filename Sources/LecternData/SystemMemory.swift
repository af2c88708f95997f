/// Numbers that do not fit the machine.
package struct MemoryFailure: Sendable, Equatable {
  /// What needs the memory, as the author knows it: a file, or an option.
  package var what: String
  package var bytes: Double
  /// The memory of the machine in bytes.
  package var available: Double
}

/// Refuses what would take more than four fifths of the machine's memory.
///
/// - Throws: `DataFailure.memory`.
func requireMemory(bytes: Double, for what: @autoclosure () -> String) throws(DataFailure) {
  let available = Double(physicalMemory)
  guard bytes > 0.8 * available else { return }
  throw .memory(MemoryFailure(what: what(), bytes: bytes, available: available))
}

extension MemoryFailure {
  var words: Words {
    func gibibytes(_ bytes: Double) -> String {
      let count = (bytes / Double(1 << 30)).rounded(.up)
      return count < 1e6 ? "\(Int(count)) GiB" : "\(count) GiB"
    }
    return Words(
      "data-memory",
      "The numbers of \(what) need about \(gibibytes(bytes)) of memory; the machine has "
        + gibibytes(available),
      help: "Take fewer examples, or set precision float32")
  }
}
