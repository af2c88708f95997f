import Foundation
import Synchronization

/// Ctrl-C, as a flag that long work asks for between steps.
///
/// The first interrupt asks; a second one ends the program at once. Nothing half-written is left,
/// because files are written beside and renamed.
enum Interruption {
  private static let count = Atomic<Int>(0)

  static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

  static func install() {
    for signalNumber in [SIGINT, SIGTERM] {
      signal(signalNumber) { _ in
        if Interruption.count.add(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
      }
    }
    // A reader that goes away (`lectern run … | head`) ends the output, not with a crash.
    signal(SIGPIPE, SIG_IGN)
  }
}
