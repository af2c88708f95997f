import Foundation

/// What several runs of one piece of work took.
struct Measurement: Codable {
  let suite: String
  let name: String
  let runs: Int
  /// Milliseconds.
  let median: Double
  let minimum: Double
  let maximum: Double
  let floor: Floor?
  /// Examples that went through training in a second.
  var examplesPerSecond: Double?
  /// The most memory of the process while it trained, and the bound that it must keep.
  var peakMegabytes: Double?
  var peakLimit: Double?

  /// Work measured in turns with the other, which that cannot do without.
  struct Floor: Codable {
    let name: String
    /// Milliseconds.
    let median: Double
    /// The median of the ratios of neighbouring runs, which the drift of a machine spares.
    let ratio: Double
  }

  /// - Precondition: At least one time, and as many of the floor if there is one.
  init(
    _ suite: String, _ name: String, _ times: [Double],
    floor: (name: String, times: [Double])? = nil
  ) {
    self.suite = suite
    self.name = name
    runs = times.count
    median = Self.median(times)
    minimum = times.min() ?? .nan
    maximum = times.max() ?? .nan
    self.floor = floor.map { floor in
      Floor(
        name: floor.name, median: Self.median(floor.times),
        ratio: Self.median(zip(times, floor.times).map { $0 / $1 }))
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The measurements in aligned columns.
  static func table(_ measurements: [Measurement]) -> String {
    var heads = ["suite", "work", "runs", "median ms", "min", "max", "floor", "floor ms", "ratio"]
    var isText = [true, true, false, false, false, false, true, false, false]
    let isTraining = measurements.contains { $0.examplesPerSecond != nil }
    if isTraining {
      heads += ["examples/s", "peak MB", "limit"]
      isText += [false, false, false]
    }
    let rows =
      [heads]
      + measurements.map { row in
        [
          row.suite, row.name, "\(row.runs)", text(row.median), text(row.minimum),
          text(row.maximum), row.floor?.name ?? "", row.floor.map { text($0.median) } ?? "",
          row.floor.map { text($0.ratio) } ?? "",
        ]
          + (isTraining
            ? [row.examplesPerSecond, row.peakMegabytes, row.peakLimit].map {
              $0.map { String(format: "%.0f", $0) } ?? ""
            } : [])
      }
    return Self.aligned(rows, isText)
  }

  static func aligned(_ rows: [[String]], _ isText: [Bool]) -> String {
    let widths = isText.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return isText[column] ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// Three digits or more.
  static func text(_ value: Double) -> String {
    String(format: value < 0.1 ? "%.4f" : value < 10 ? "%.2f" : "%.1f", value)
  }
}

/// Times work over several runs, after one that warms caches and is not counted.
struct Stopwatch {
  let runs: Int

  func times(_ work: () throws -> Void) rethrows -> [Double] {
    try work()
    return try (0..<runs).map { _ in try time(work) }
  }

  /// Times two pieces of work in turns.
  func times(
    _ work: () throws -> Void, besides floor: () throws -> Void
  ) rethrows -> (work: [Double], floor: [Double]) {
    try work()
    try floor()
    var times: (work: [Double], floor: [Double]) = ([], [])
    for _ in 0..<runs {
      times.work.append(try time(work))
      times.floor.append(try time(floor))
    }
    return times
  }

  /// Microseconds: those of OpenBLAS wait for 2^26 cycles.
  static let pause: UInt32 = 50_000

  /// Milliseconds, once the threads of what ran before have stopped waiting for more.
  private func time(_ work: () throws -> Void) rethrows -> Double {
    usleep(Self.pause)
    return try ContinuousClock().measure(work) / .milliseconds(1)
  }
}
