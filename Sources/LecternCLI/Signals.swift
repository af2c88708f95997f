import Foundation
import Synchronization

/// What the system tells the process from outside: that the reader wants to stop, or that the
/// program has broken.
enum Signals {
  private static let interruptions = Atomic<Int>(0)

  /// Whether Ctrl-C was pressed; long work asks between steps.
  static var isInterrupted: Bool { interruptions.load(ordering: .relaxed) > 0 }

  static func install() {
    // The first interrupt asks; a second one ends the program at once. Nothing half-written is
    // left, because files are written beside and renamed.
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if Signals.interruptions.add(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
      }
    }
    // A reader that goes away (`lectern run … | head`) ends the output, not with a crash.
    signal(SIGPIPE, SIG_IGN)
    // A fault of our own has its documented exit status. The handler has a stack of its own,
    // because the fault may be that there is no stack left.
    let size = 1 << 16
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    var action = sigaction()
    action.sa_flags = Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND))
    action.__sigaction_handler.sa_handler = { _ in
      let words: StaticString =
        "lectern: a fault of Lectern's own; the previous report is as it was\n"
      _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
      _exit(ExitStatus.fault.rawValue)
    }
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      sigaction(number, &action, nil)
    }
  }
}
