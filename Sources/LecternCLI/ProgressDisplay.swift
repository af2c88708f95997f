import Foundation
import LecternRun
import LecternText
import Synchronization

/// Shows how a notebook runs: one line that is drawn again on a terminal, plain lines elsewhere.
final class ProgressDisplay: RunObserver {
  private struct State {
    var lastDrawn = ContinuousClock.Instant?.none
    var lastPrinted = ContinuousClock.Instant?.none
    var started: [String: ContinuousClock.Instant] = [:]
    var isLineShown = false
    var pieceStart = ContinuousClock.now
    var timings: [Duration] = []
  }

  private let notebook: String
  private let messages: Messages
  private let isInteractive: Bool
  private let state = Mutex(State())

  init(notebook: String, messages: Messages) {
    self.notebook = notebook
    self.messages = messages
    isInteractive = messages.format == .plain && Terminal.standardError.isInteractive
  }

  /// How long each piece took, in order.
  var timings: [Duration] { state.withLock { $0.timings } }

  func pieceDidStart(_ index: Int, of count: Int, line: Int) {
    state.withLock { $0.pieceStart = .now }
    messages.log(
      "cell-started",
      [
        "notebook": .text(notebook), "index": .number(Double(index)),
        "count": .number(Double(count)), "line": .number(Double(line)),
      ])
    guard isInteractive else { return }
    state.withLock { draw("\(notebook):\(line)  cell \(index + 1) of \(count)", &$0) }
  }

  func pieceDidEnd(_ index: Int, status: String) {
    state.withLock { $0.timings.append(.now - $0.pieceStart) }
    messages.log(
      "cell-ended",
      [
        "notebook": .text(notebook), "index": .number(Double(index)), "status": .text(status),
      ])
  }

  func trainingDidAdvance(_ update: TrainingUpdate) {
    let now = ContinuousClock.now
    state.withLock { state in
      let start = state.started[update.name] ?? now
      state.started[update.name] = start
      if isInteractive {
        if let last = state.lastDrawn, now - last < .milliseconds(80) { return }
        state.lastDrawn = now
        draw(line(update, elapsed: now - start), &state)
        return
      }
      // Elsewhere a line every few seconds: enough to see that it lives, few enough for a log.
      let last = state.lastPrinted ?? start
      guard now - last >= .seconds(5) else { return }
      state.lastPrinted = now
      messages.say(
        "\(notebook): \(update.name): \(update.unit) \(update.step) of \(update.stepCount), cost "
          + NumberText.short(update.cost))
      messages.log(
        "training",
        [
          "notebook": .text(notebook), "run": .text(update.name), "unit": .text(update.unit),
          "step": .number(Double(update.step)), "of": .number(Double(update.stepCount)),
          "cost": .number(update.cost),
        ])
    }
  }

  func trainingDidEnd(_ name: String) {
    state.withLock { state in
      state.started = [:]
      state.lastDrawn = nil
    }
  }

  /// Takes the progress line away, so that what follows starts on a clean line.
  func finish() {
    state.withLock { state in
      if state.isLineShown { Terminal.standardError.write("\r\u{1b}[K") }
      state.isLineShown = false
    }
  }

  /// A line such as `rates lr=0.1  ███████░░░  iteration 700/1000  cost 0.3127  3 s left`.
  private func line(_ update: TrainingUpdate, elapsed: Duration) -> String {
    let share = update.stepCount > 0 ? Double(update.step) / Double(update.stepCount) : 0
    let width = 20
    let filled = max(0, min(width, Int(share * Double(width))))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    var text =
      "\(update.name)  \(bar)  \(update.unit) \(update.step)/\(update.stepCount)  cost "
      + NumberText.short(update.cost)
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    if share > 0.02, share < 1, seconds > 0.5 {
      text += "  \(Self.duration(seconds * (1 - share) / share)) left"
    }
    return text
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e7).rounded(.up))
    return whole < 120 ? "\(whole) s" : whole < 7200 ? "\(whole / 60) min" : "\(whole / 3600) h"
  }

  private func draw(_ text: String, _ state: inout State) {
    let width = max(20, Terminal.standardError.width - 1)
    Terminal.standardError.write(
      "\r\(String(DisplayText.sanitized(text).prefix(width)))\u{1b}[K")
    state.isLineShown = true
  }
}
