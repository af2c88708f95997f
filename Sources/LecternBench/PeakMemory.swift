import Foundation

/// The most memory that this process held, by the kernel's own account (proc(5)).
enum PeakMemory {
  /// Megabytes at most while `work` ran; nil where the system keeps no account.
  static func megabytes(_ work: () throws -> Void) rethrows -> Double? {
    let reset = try? FileHandle(forWritingTo: URL(fileURLWithPath: "/proc/self/clear_refs"))
    try? reset?.write(contentsOf: Data("5".utf8))
    try work()
    guard reset != nil,
      let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(separator: " ").compactMap({ Double($0) }).first
    else { return nil }
    return kilobytes / 1000
  }
}
