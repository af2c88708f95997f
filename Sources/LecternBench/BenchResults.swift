import Foundation

/// All measurements of a run of the benchmark, and the machine they were made on.
struct BenchResults: Codable {
  let machine: String
  let measurements: [Measurement]

  init(_ measurements: [Measurement]) {
    machine = Self.machineDescription
    self.measurements = measurements
  }

  static func read(_ path: String) throws -> BenchResults {
    try JSONDecoder().decode(
      BenchResults.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// What became of each stored measurement: ratios where there is a floor, which machines share
  /// sooner than times.
  func comparison(with stored: BenchResults) -> String {
    let heads = ["work", "floor", "stored", "now", "change"]
    let rows: [[String]] = measurements.compactMap { now in
      guard
        let then = stored.measurements.first(where: {
          $0.suite == now.suite && $0.name == now.name && $0.floor?.kind == now.floor?.kind
        })
      else { return nil }
      let (before, after) = (then.floor?.ratio ?? then.median, now.floor?.ratio ?? now.median)
      let change = after / before
      let mark = change > 1.25 ? "  slower" : change < 0.8 ? "  faster" : ""
      return [
        "\(now.suite) \(now.name)", now.floor?.kind ?? "ms", Measurement.text(before),
        Measurement.text(after), String(format: "× %.2f", change) + mark,
      ]
    }
    return "stored on \(stored.machine)\nnow on    \(machine)\n"
      + Measurement.aligned([heads] + rows, [true, true, false, false, true])
  }

  /// The table of README.md: how many times longer each library takes than Lectern.
  var markdown: String {
    let training = measurements.filter { $0.suite == "training" }
    var peers: [String] = []
    var works: [String] = []
    for row in training {
      if !works.contains(row.name) { works.append(row.name) }
      guard let kind = row.floor?.kind, kind != "products", !peers.contains(kind) else { continue }
      peers.append(kind)
    }
    peers.sort()
    var text = "| network | ms an epoch | to its products |"
    text += peers.map { " \($0) |" }.joined() + "\n| :-- | --: | --: |"
    text += peers.map { _ in " --: |" }.joined() + "\n"
    for work in works {
      let rows = training.filter { $0.name == work }
      guard let own = rows.first else { continue }
      text += "| \(work) | \(Measurement.text(own.median)) |"
      let floor = rows.first { $0.floor?.kind == "products" }?.floor
      text += floor.map { String(format: " %.2f |", $0.ratio) } ?? " |"
      for peer in peers {
        let ratio = rows.first { $0.floor?.kind == peer }?.floor.map { 1 / $0.ratio }
        text += ratio.map { String(format: $0 < 10 ? " %.1f× |" : " %.0f× |", $0) } ?? " |"
      }
      text += "\n"
    }
    let versions = Set(training.compactMap { $0.floor?.name }).sorted()
      .filter { !$0.hasPrefix("products") }
    return text + "\nOn \(machine); \(versions.joined(separator: ", ")).\n"
  }

  /// The processor, its cores and its vector units, without a name of the machine.
  private static var machineDescription: String {
    let lines =
      (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
      .split(separator: "\n") ?? []
    func value(_ key: String) -> String? {
      lines.first { $0.hasPrefix(key) }?.split(separator: ":").last
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let flags = value("flags")?.split(separator: " ") ?? []
    let vectors =
      flags.contains("avx512f") ? "AVX-512" : flags.contains("avx2") ? "AVX2" : "vectors"
    let name = value("model name") ?? "an unknown processor"
    let model = [
      value("cpu family").map { "family \($0)" }, value("model\t").map { "model \($0)" },
    ]
    .compactMap(\.self).joined(separator: " ")
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return "\(cores) cores of \(name)\(model.isEmpty ? "" : " (\(model))") with \(vectors)"
  }
}

extension Measurement.Floor {
  /// What the work is measured beside, without versions and ways.
  var kind: String {
    if name.hasPrefix("products") { return "products" }
    return String(name.prefix { $0 != " " })
  }
}
