import Dispatch

/// A SHA-256 computed beside the work on the same bytes, which it would otherwise double.
final class ParallelDigest: @unchecked Sendable {
  // Touched on the queue only, and after all work on it.
  private var digest = Digest()
  private let queue = DispatchQueue(label: "lectern.digest")
  /// Lets a few chunks wait, so that their copies stay few.
  private let places = DispatchSemaphore(value: 4)

  /// Adds a chunk, which is copied.
  func update(_ bytes: UnsafeRawBufferPointer) {
    let copy = [UInt8](bytes)
    places.wait()
    queue.async {
      copy.withUnsafeBytes { self.digest.update($0) }
      self.places.signal()
    }
  }

  /// The digest of all chunks as 64 hexadecimal digits.
  func finish() -> String { queue.sync { digest.finish() } }
}
