import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much memory there is to use.
package enum SystemMemory {
  /// What the task at hand may use, if that is less than the machine has.
  @TaskLocal package static var limit: Int?

  /// What the machine has.
  package static let physical: Int = {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : 1 << 32
  }()

  /// The most that one thing may take: four fifths of what the machine has, or the limit.
  package static var usable: Int { min(physical / 5 * 4, limit ?? .max) }
}

/// Numbers that do not fit the machine.
package struct MemoryFailure: Sendable, Equatable {
  /// What needs the memory, as the author knows it: a file, or an option.
  package var what: String
  package var bytes: Double
  /// The memory of the machine in bytes, or the limit that was set.
  package var available: Double
  package var isLimited: Bool
}

/// Refuses what would take more than there is to use.
///
/// - Throws: `DataFailure.memory`.
func requireMemory(bytes: Double, for what: @autoclosure () -> String) throws(DataFailure) {
  guard bytes > Double(SystemMemory.usable) else { return }
  throw .memory(
    MemoryFailure(
      what: what(), bytes: bytes,
      available: Double(SystemMemory.limit ?? SystemMemory.physical),
      isLimited: SystemMemory.limit != nil))
}

extension MemoryFailure {
  var words: Words {
    func size(_ bytes: Double) -> String {
      ByteCount(bytes: Int(min(bytes, 9e18))).text
    }
    return Words(
      "data-memory",
      "The numbers of \(what) need about \(size(bytes)) of memory; the "
        + "\(isLimited ? "limit is" : "machine has") \(size(available))",
      help: "Take fewer examples, or set precision float32"
        + (isLimited ? ", or raise the limit with #| memory:" : ""))
  }
}
