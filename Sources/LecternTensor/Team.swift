internal import CKernels

/// The cores that share one piece of work.
package enum Team {
  /// The most parts that a piece of work is cut into.
  package static let mostParts = 65535

  /// Calls `body` with the parts of a range, `grain` indices each but the last, on several cores.
  ///
  /// The parts do not depend on the number of cores, and must not depend on one another.
  package static func share(_ count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    guard count > grain else {
      if count > 0 { body(0..<count) }
      return
    }
    let grain = max(grain, (count + mostParts - 1) / mostParts)
    withoutActuallyEscaping(body) { body in
      var work = Work(count: count, grain: grain, body: body)
      withUnsafeMutablePointer(to: &work) { work in
        lectern_share((count + grain - 1) / grain, work) { context, index in
          guard let work = context?.assumingMemoryBound(to: Work.self).pointee else { return }
          let start = index * work.grain
          work.body(start..<min(start + work.grain, work.count))
        }
      }
    }
  }

  private struct Work {
    let count: Int
    let grain: Int
    let body: (Range<Int>) -> Void
  }
}
