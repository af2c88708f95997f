import Foundation
import LecternData
import LecternTensor
import Testing

/// A file of the fixtures, and which of its arrays to read.
struct ArrayFixture: Sendable, CustomTestStringConvertible {
  var file: String
  var options: [ArrayOptions]

  init(_ file: String, _ inputs: String...) {
    self.file = file
    options = inputs.map { ArrayOptions(input: $0, label: file.hasSuffix("h5") ? nil : "y") }
    if inputs.isEmpty { options = [ArrayOptions()] }
  }

  var testDescription: String { file }

  var bytes: [UInt8] {
    get throws {
      Array(try Data(contentsOf: URL(fileURLWithPath: "\(fixtures)/arrays/\(file)")))
    }
  }

  /// The same set in the file `x` of another folder.
  func sources(named name: String) -> [DataSource] {
    options.map { options in
      switch file.split(separator: ".").last {
      case "npy": .npy(inputs: name)
      case "npz": .npz(name, options)
      case "mat": .mat(name, options)
      case "h5": .hdf5(name, options)
      default: .images(".", size: ImageSize(height: 4, width: 4, channels: 3))
      }
    }
  }

  static let all = [
    ArrayFixture("clf8.npy"), ArrayFixture("version3.npy"), ArrayFixture("stored.npz"),
    ArrayFixture("packed.npz"), ArrayFixture("plain.mat", "X", "int16"),
    ArrayFixture("packed.mat", "X", "cube"), ArrayFixture("v73.mat"),
    ArrayFixture("plain.h5", "x", "deep/er/x", "names", "y"),
    ArrayFixture("chunks.h5", "plain", "checked", "cube"), ArrayFixture("latest.h5", "x"),
    ArrayFixture("grey.png"), ArrayFixture("pets/cat/a.jpg"),
  ]
}

struct DamagedArrayTests {
  /// What may come of a damaged file: nothing but a failure, or a set that is whole.
  private func read(_ source: DataSource, _ folder: TestFolder) -> DataFailure? {
    failure { () throws(DataFailure) in
      _ = try source.describe(using: folder.locator)
      let set = try source.load(as: Float.self, using: folder.locator).dataset
      #expect(set.inputs.count == set.m * set.features)
      return set
    }
  }

  @Test(arguments: ArrayFixture.all)
  func `A file cut anywhere is refused`(_ fixture: ArrayFixture) throws {
    let folder = try TestFolder()
    let bytes = try fixture.bytes
    // What nobody reads may lie behind the numbers, but not behind the end of an array of its own.
    let isWhole = fixture.file.hasSuffix("npy") || fixture.file.hasSuffix("npz")
    let name = fixture.file.hasSuffix("g") ? "x.png" : "x"
    for count in Swift.stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
      try folder.write(Array(bytes.prefix(count)), to: name)
      for source in fixture.sources(named: name) {
        let found = read(source, folder)
        if isWhole || count < 100 { #expect(found != nil, "\(count) bytes") }
      }
    }
  }

  @Test(arguments: ArrayFixture.all)
  func `Changed bytes never stop the program`(_ fixture: ArrayFixture) throws {
    let folder = try TestFolder()
    let original = try fixture.bytes
    let name = fixture.file.hasSuffix("g") ? "x.png" : "x"
    let sources = fixture.sources(named: name)
    var random = RandomState(seed: 7)
    func below(_ bound: Int) -> Int { Int(random.uniform() * Double(bound)) }
    for round in 0..<mutationCount {
      var bytes = original
      for _ in 0...below(4) {
        // Headers lie at the start, lists of archives at the end.
        let span = min(bytes.count, [1024, bytes.count, bytes.count][below(3)])
        let place = below(4) == 0 ? bytes.count - 1 - below(span) : below(span)
        switch below(5) {
        case 0: bytes[place] ^= 1 << UInt8(below(8))
        case 1: bytes[place] = UInt8(below(256))
        case 2: bytes[place] = 0xFF
        case 3: for next in place..<min(place + 8, bytes.count) { bytes[next] = 0xFF }
        default: for next in place..<min(place + 4, bytes.count) { bytes[next] = UInt8(below(256)) }
        }
      }
      try folder.write(bytes, to: name)
      let clock = ContinuousClock.now
      _ = read(sources[round % sources.count], folder)
      #expect(ContinuousClock.now - clock < .seconds(5))
    }
  }

  private let mutationCount = 300
}
