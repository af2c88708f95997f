import Foundation
import LecternNN
import LecternTensor

/// Epochs of the course's networks, beside the matrix products they are made of and beside what
/// students would use instead.
enum TrainingSuite {
  /// Measures all, in turns with the libraries of `peers.py` that the interpreter `peers` has.
  static func measure(_ stopwatch: Stopwatch, peers: String?) throws -> [Measurement] {
    let process = try peers.map { try PythonProcess($0, script: "peers.py") }
    defer { process?.close() }
    var result: [Measurement] = []
    for work in cases { result += try work.measure(stopwatch, beside: process) }
    return result
  }

  private static let cases: [any TrainingWork] = [
    TrainingCase<Double>(
      "planar", "2-4-1 float64", sizes: [2, 4, 1], hidden: .tanh, examples: 400, batchSize: nil,
      optimizer: .gradientDescent, rate: 1.2, epochs: 2000, isPeer: { $0 == "NumPy" }),
    TrainingCase<Float>(
      "planar", "2-4-1", sizes: [2, 4, 1], hidden: .tanh, examples: 400, batchSize: nil,
      optimizer: .gradientDescent, rate: 1.2, epochs: 2000, isPeer: { $0 != "NumPy" }),
    TrainingCase<Float>(
      "cat", "12288-20-7-5-1", sizes: [12288, 20, 7, 5, 1], hidden: .relu, examples: 209,
      batchSize: nil, optimizer: .gradientDescent, rate: 0.0075, epochs: 20),
    TrainingCase<Double>(
      "digits", "400-25-10 full batch float64", sizes: [400, 25, 10], hidden: .sigmoid,
      examples: 5000, batchSize: nil, optimizer: .gradientDescent, rate: 0.001, epochs: 10,
      isPeer: { _ in false }),
    TrainingCase<Float>(
      "digits", "400-25-10 batch 64", sizes: [400, 25, 10], hidden: .relu, examples: 5000,
      batchSize: 64, optimizer: .adam, rate: 0.001, epochs: 20),
    TrainingCase<Float>(
      "mnist", "784-128-10 batch 128", sizes: [784, 128, 10], hidden: .relu, examples: 60_000,
      batchSize: 128, optimizer: .adam, rate: 0.001, epochs: 1),
    TrainingCase<Float>(
      "wide", "784-512-512-10 batch 256", sizes: [784, 512, 512, 10], hidden: .relu,
      examples: 60_000, batchSize: 256, optimizer: .adam, rate: 0.001, epochs: 1),
  ]
}

private protocol TrainingWork: Sendable {
  func measure(_ stopwatch: Stopwatch, beside peers: PythonProcess?) throws -> [Measurement]
}

/// A network of dense layers, random examples, and how they are trained.
private struct TrainingCase<Scalar: LecternScalar>: TrainingWork {
  /// As `peers.py` calls the workload.
  private let name: String
  private let title: String
  private let sizes: [Int]
  private let hidden: Activation
  private let exampleCount: Int
  private let batchSize: Int?
  private let optimizer: Optimizer
  private let rate: Double
  /// Epochs in a run, so that a run takes a few milliseconds at least.
  private let epochs: Int
  /// Whether a library computes the same in the same precision.
  private let isPeer: @Sendable (String) -> Bool

  init(
    _ name: String, _ title: String, sizes: [Int], hidden: Activation, examples: Int,
    batchSize: Int?, optimizer: Optimizer, rate: Double, epochs: Int,
    isPeer: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.name = name
    self.title = title
    self.sizes = sizes
    self.hidden = hidden
    exampleCount = examples
    self.batchSize = batchSize
    self.optimizer = optimizer
    self.rate = rate
    self.epochs = epochs
    self.isPeer = isPeer
  }

  /// Milliseconds an epoch: beside the products alone, and beside each peer.
  func measure(_ stopwatch: Stopwatch, beside peers: PythonProcess?) throws -> [Measurement] {
    let (network, examples) = made()
    let rate = rate
    let plan = TrainingPlan<Scalar>(
      optimizer: optimizer, learningRate: { _, _ in rate }, length: .epochs(epochs),
      batchSize: batchSize)
    let peak = PeakMemory.megabytes { _ = network.trained(on: examples, plan: plan) }
    let floor = ProductFloor<Scalar>(
      network.description, examples.count, batchSize ?? examples.count)
    let times = stopwatch.times(
      { _ = network.trained(on: examples, plan: plan) },
      besides: { for _ in 0..<epochs { floor.runEpoch() } })
    let share = 1 / Double(epochs)
    let own = times.work.map { $0 * share }
    var result = [
      Measurement(
        "training", "\(name) \(title)", own,
        floor: (floor.name, times.floor.map { $0 * share }))
    ]
    result[0].examplesPerSecond = Double(exampleCount) * 1000 / result[0].median
    result[0].peakMegabytes = peak
    let (numbers, outputs) = (
      examples.inputs.count + examples.targets.count, sizes[sizes.count - 1]
    )
    let weights = zip(sizes, sizes.dropFirst()).reduce(outputs) { $0 + $1.0 * $1.1 }
    result[0].peakLimit =
      Double((numbers + 3 * weights) * MemoryLayout<Scalar>.stride) / 1e6 + 100
    guard let peers else { return result }
    for (peer, version) in try Peers(peers.greeting).versions where isPeer(peer) {
      // In turns, because the speed of a shared machine drifts.
      var (mine, others): ([Double], [Double]) = ([], [])
      for _ in 0..<Self.peerRuns {
        guard let time = try peers.milliseconds(name, peer, epochs) else { break }
        others.append(time)
        mine += Stopwatch(runs: 1).times { _ = network.trained(on: examples, plan: plan) }
          .map { $0 * share }
      }
      guard !others.isEmpty else { continue }
      result.append(
        Measurement(
          "training", "\(name) \(title)", mine, floor: ("\(peer) \(version)", others)))
    }
    return result
  }

  /// Peers take long.
  private static var peerRuns: Int { 3 }

  private func made() -> (Network<Scalar>, Examples<Scalar>) {
    var random = RandomState(seed: 1)
    let outputs = sizes[sizes.count - 1]
    let layers = sizes.indices.dropFirst().map { index in
      Layer.dense(
        units: sizes[index],
        activation: index < sizes.count - 1 ? hidden : outputs == 1 ? .sigmoid : .softmax,
        hasBias: true, initializer: nil)
    }
    let network = Network<Scalar>(
      NetworkDescription(
        inputCount: sizes[0], layers: layers,
        loss: outputs == 1 ? .binaryCrossEntropy : .crossEntropy), random: &random)
    var targets = Matrix<Scalar>(rows: outputs, columns: exampleCount)
    for column in 0..<exampleCount {
      let label = random.integer(upTo: max(outputs - 1, 1))
      if label < outputs { targets.elements[column * outputs + label] = 1 }
    }
    return (
      network,
      Examples(inputs: random.uniforms(rows: sizes[0], columns: exampleCount), targets: targets)
    )
  }
}

/// The libraries that `peers.py` has found.
private struct Peers: Decodable {
  private let peers: [String: String]

  init(_ greeting: String) throws {
    do {
      self = try JSONDecoder().decode(Peers.self, from: Data(greeting.utf8))
    } catch {
      throw BenchFailure("peers.py does not start: \(greeting)")
    }
  }

  var versions: [(name: String, version: String)] {
    peers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension PythonProcess {
  /// Milliseconds an epoch; nil where the peer cannot do the work.
  fileprivate func milliseconds(_ work: String, _ peer: String, _ epochs: Int) throws -> Double? {
    struct Answer: Decodable {
      let seconds: Double?
    }
    let line = try answer("\(work) \(peer) \(epochs)")
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line.utf8)) else {
      throw BenchFailure("\(peer) on \(work): \(line)")
    }
    return answer.seconds.map { 1000 * $0 }
  }
}
