import Foundation
import LecternData
import LecternTensor
import Testing

/// Whether a Python program runs to its end.
private func python(_ program: String) -> Bool {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3", "-c", program]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}

struct NetworkFileTests {
  private static let network = NetworkFile(
    entries: [
      .init(name: "W1", Matrix<Double>(rows: 2, columns: 3, elements: [1, 4, 2, 5, 3, 6])),
      .init(name: "b1", Matrix<Double>(rows: 2, columns: 1, elements: [-0.5, 1e-300])),
      .init(name: "gamma1", Matrix<Float>(rows: 1, columns: 2, elements: [0.1, .pi])),
    ], metadata: ["layers": "dense 2 \"relu\"", "α": "β"])

  private func contents(_ folder: TestFolder, _ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")))
  }

  @Test(arguments: ["net.npz", "net.safetensors", "NET.NPZ"])
  func `What is written is read`(_ name: String) throws {
    let folder = try TestFolder()
    try Self.network.write(to: name, using: folder.locator)
    let read = try NetworkFile.read(name, using: folder.locator)
    #expect(read.file == Self.network)
    #expect(read.record == InputRecord(name: name, contents: try contents(folder, name)))
    let first = try contents(folder, name)
    try Self.network.write(to: name, using: folder.locator)
    #expect(try contents(folder, name) == first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
  }

  @Test func `An archive has the bytes of the format`() throws {
    let folder = try TestFolder()
    try Self.network.write(to: "net.npz", using: folder.locator)
    let bytes = try contents(folder, "net.npz")
    // The local header: version, no flags, stored, 0:00 on 1 January 1980.
    #expect(bytes.prefix(14) == [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0])
    let set = try DataSource.npz("net.npz", ArrayOptions(input: "W1")).load(
      as: Double.self, using: folder.locator)
    #expect(set.dataset.inputs.elements == [1, 2, 3, 4, 5, 6])
  }

  @Test(.enabled(if: python("import numpy"), "There is no NumPy here."))
  func `NumPy opens the archive`() throws {
    let folder = try TestFolder()
    try Self.network.write(to: "net.npz", using: folder.locator)
    let program = """
      import numpy
      f = numpy.load("\(folder.path)/net.npz")
      assert f.files == ["W1", "b1", "gamma1"]
      assert f["W1"].tolist() == [[1, 2, 3], [4, 5, 6]] and f["b1"].tolist() == [[-0.5], [1e-300]]
      assert f["gamma1"].dtype == "float32" and f["W1"].dtype == "float64"
      """
    #expect(python(program))
  }

  @Test func `Safetensors have their header first and numbers row by row`() throws {
    let folder = try TestFolder()
    try Self.network.write(to: "net.safetensors", using: folder.locator)
    let bytes = try contents(folder, "net.safetensors")
    let size = Int(bytes[0]) + Int(bytes[1]) << 8
    #expect(size % 8 == 0)
    let header = String(decoding: bytes[8..<8 + size], as: UTF8.self)
    #expect(
      header.trimmingCharacters(in: .whitespaces) == #"{"W1":{"data_offsets":[0,48],"dtype":"F64","#
        + #""shape":[2,3]},"__metadata__":{"layers":"dense 2 \"relu\"","lectern":"1","α":"β"},"#
        + #""b1":{"data_offsets":[48,64],"dtype":"F64","shape":[2,1]},"#
        + #""gamma1":{"data_offsets":[64,72],"dtype":"F32","shape":[1,2]}}"#)
    let numbers = bytes[(8 + size)...].prefix(48)
    let values = Swift.stride(from: 0, to: 48, by: 8).map { start in
      numbers.dropFirst(start).prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    #expect(values.map { Double(bitPattern: $0) } == [1, 2, 3, 4, 5, 6])
  }

  @Test func `Weights of other programs are read`() throws {
    let archive = try NetworkFile.read("weights.npz", using: storedArrays).file
    #expect(archive.entries.map(\.name) == ["W1", "b1"])
    #expect(archive.metadata.isEmpty)
    #expect(
      archive["W1"]
        == .init(
          name: "W1", rows: 2, columns: 3, values: .float([0, 0.375, 0.125, 0.5, 0.25, 0.625]))
    )
    #expect(archive["b1"]?.columns == 1)
    let mat = try NetworkFile.read("packed.mat", using: storedArrays)
    #expect(mat.file["single"]?.rows == 4)
  }

  @Test(arguments: ["net.npz", "net.safetensors"])
  func `A file of another program is left alone`(_ name: String) throws {
    let folder = try TestFolder([name: "mine"])
    let found = failure { () throws(DataFailure) in
      try Self.network.write(to: name, using: folder.locator)
    }
    #expect(found?.id == "network-not-ours")
    #expect(try contents(folder, name) == Array("mine".utf8))
    if name.hasSuffix("npz") {
      let other = try Data(contentsOf: URL(fileURLWithPath: fixtures + "/arrays/weights.npz"))
      try folder.write(Array(other), to: name)
      let again = failure { () throws(DataFailure) in
        try Self.network.write(to: name, using: folder.locator)
      }
      #expect(again?.id == "network-not-ours")
    }
  }

  @Test(arguments: [
    ("../net.npz", "network-path"), ("/tmp/net.npz", "network-path"), ("", "network-format"),
    ("net.mat", "network-format"), ("net.txt", "network-format"), ("no/net.npz", "network-write"),
    ("folder.npz", "network-write"), ("link.npz", "network-write"), ("out/net.npz", "network-path"),
  ])
  func `Places outside the notebook's folder are refused`(_ name: String, _ id: String) throws {
    let folder = try TestFolder()
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder.path + "/folder.npz", withIntermediateDirectories: false)
    try files.createSymbolicLink(
      atPath: folder.path + "/link.npz", withDestinationPath: "/tmp/elsewhere.npz")
    try files.createSymbolicLink(atPath: folder.path + "/out", withDestinationPath: fixtures)
    let found = failure { () throws(DataFailure) in
      try Self.network.write(to: name, using: folder.locator)
    }
    #expect(found?.id == id)
  }

  @Test(arguments: ["net.npz", "net.safetensors"])
  func `A damaged file never stops the program`(_ name: String) throws {
    let folder = try TestFolder()
    try Self.network.write(to: name, using: folder.locator)
    let original = try contents(folder, name)
    var random = RandomState(seed: 3)
    func below(_ bound: Int) -> Int { Int(random.uniform() * Double(bound)) }
    for _ in 0..<400 {
      var bytes = original
      for _ in 0...below(3) { bytes[below(bytes.count)] = [0, 0xFF, UInt8(below(256))][below(3)] }
      if below(4) == 0 { bytes = Array(bytes.prefix(below(bytes.count))) }
      try folder.write(bytes, to: name)
      _ = failure { () throws(DataFailure) in
        try NetworkFile.read(name, using: folder.locator).file
      }
    }
  }

  @Test(arguments: [
    #"{"W":{"dtype":"F64","shape":[1000000,1000000],"data_offsets":[0,8000000000000]}}"#,
    #"{"W":{"dtype":"F64","shape":[1],"data_offsets":[8,0]}}"#,
    #"{"W":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}}"#,
    #"{"W":{"dtype":"I8","shape":[8],"data_offsets":[0,8]}}"#,
    #"{"W":{"dtype":"F64","shape":[1,1,1],"data_offsets":[0,8]}}"#,
    #"{"W":{"dtype":"F64","shape":[9223372036854775807,2],"data_offsets":[0,8]}}"#,
    "{", "{}", "[]", #"{"W":3}"#,
  ])
  func `Forged headers are refused`(_ header: String) throws {
    let folder = try TestFolder()
    let size = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
    try folder.write(
      size + Array(header.utf8) + [UInt8](repeating: 0, count: 8), to: "x.safetensors")
    let found = failure { () throws(DataFailure) in
      try NetworkFile.read("x.safetensors", using: folder.locator).file
    }
    #expect(found != nil)
  }
}
