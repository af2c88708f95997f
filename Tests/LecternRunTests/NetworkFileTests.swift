import Foundation
import LecternNotebook
import LecternTestSupport
import Testing

/// `save` and `load`.
struct NetworkFileTests {
  static let net = Cells.splitMoons + "\nlayer batch_norm\nlayer dense 1 sigmoid"

  @Test(
    "A saved network comes back with all its numbers, and the same bytes every time",
    arguments: ["net.npz", "net.safetensors"])
  func roundTrip(_ name: String) async throws {
    let cells = [
      Self.net,
      """
      train adam lr=0.05 batch=20 epochs=2 as r
      save "\(name)" r
      load "\(name)" as back
      show max(abs(r.W2 - back.W2)), max(abs(r.running_var1 - back.running_var1))
      show cost(test, r) - cost(test, back), accuracy(dev)
      train adam lr=0.05 epochs=1 resume=back as onward
      """,
    ]
    let first = try TestFolder()
    let second = try TestFolder()
    let ran = try await Ran(cells[0], cells[1], in: first)
    _ = try await Ran(cells[0], cells[1], in: second)
    #expect(ran.statuses == ["ok", "ok"], "\(ran.findings)")
    for difference in [
      "max(abs(r.W2 - back.W2))", "max(abs(r.running_var1 - back.running_var1))",
      "cost(test, r) - cost(test, back)",
    ] {
      #expect(ran[difference] == [0])
    }
    let url = { (folder: TestFolder) in URL(fileURLWithPath: folder.path + "/" + name) }
    #expect(try Data(contentsOf: url(first)) == Data(contentsOf: url(second)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: first.path) == [name])
    // Another notebook finds it beside itself.
    let other = try await Ran(
      Self.net, "load \"\(name)\"\nshow accuracy(dev)\nplot cost", in: first)
    #expect(other.statuses == ["ok", "failed"])
    #expect(other["accuracy(dev)"] == ran["accuracy(dev)"])
    #expect(other.result.diagnostics.last?.message.contains("were not trained here") == true)
  }

  @Test("A file for another network names the layer, the wanted and the found shape")
  func mismatch() async throws {
    let folder = try TestFolder()
    _ = try await Ran(
      Cells.moons, "train gd lr=0.1 iterations=1\nsave \"net.npz\"", in: folder)
    let ran = try await Ran(
      "data moons 60 seed=1\nmodel net\nlayer dense 5 tanh\nlayer dense 1 sigmoid",
      "load \"net.npz\"", "load \"none.npz\"", "load \"net.npz\" weights=[W1, W9] biases=[b1, b2]",
      "load \"net.npz\" weights=[W1, W2] bias=first", in: folder)
    #expect(ran.statuses == ["ok", "failed", "failed", "failed", "failed"])
    let messages = ran.result.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(messages[0].contains("W1 of dense layer 1 must be 5 × 2, but is 4 × 2"))
    #expect(messages[1].contains("none.npz"))
    #expect(messages[2].contains("no array W9; it has W1, b1, W2, b2"))
    #expect(messages[3].contains("W1 of dense layer 1 must be 5 × 2, but is 4 × 1"))
  }

  @Test(
    "A file that tells of other activations is refused, naming the layer and both",
    arguments: ["net.npz", "net.safetensors"])
  func activations(_ name: String) async throws {
    let folder = try TestFolder()
    let head = "data moons 60 seed=1\nmodel net\nlayer dense 4 leaky_relu slope=0.1\n"
    let body = "layer batch_norm tanh\nlayer dense 1 sigmoid\n"
    _ = try await Ran(
      head + body + "train gd lr=0.1 iterations=1\nsave \"\(name)\"", in: folder)
    let load = "load \"\(name)\""
    let ran = try await Ran(
      head + "layer batch_norm relu\nlayer dense 1 sigmoid\n" + load,
      head + "layer batch_norm tanh\nlayer dropout keep=0.5\nlayer dense 1 sigmoid\n" + load,
      in: folder)
    #expect(ran.statuses == ["failed", "ok"], "\(ran.findings)")
    let message = ran.result.diagnostics.first?.message ?? ""
    for words in ["layer 2 of \(name)", "batch norm tanh", "net is batch norm ReLU"] {
      #expect(message.contains(words), "\(message)")
    }
  }

  @Test("bias=first holds for a file's own W1, W2 as well, and is never passed over")
  func biasFirst() async throws {
    let folder = try TestFolder()
    _ = try await Ran(
      "data moons 60 seed=1\nmodel wide\nlayer dense 3 bias=no\nlayer dense 1 sigmoid bias=no\n"
        + "init glorot seed=1\ntrain gd lr=0.001 iterations=1 as w\nsave \"wide.npz\"", in: folder)
    let ran = try await Ran(
      "data moons 60 seed=1\nmodel line\nlayer dense 3\nlayer dense 1 sigmoid",
      "load \"wide.npz\" bias=first as narrow", in: folder)
    #expect(ran.statuses == ["ok", "failed"])
    // W1 is 3 × 2 in the file, its first column taken for the bias.
    let message = ran.result.diagnostics.last?.message ?? ""
    #expect(message.contains("W1 of dense layer 1 must be 3 × 2, but is 3 × 1"), "\(message)")
  }

  @Test("A file that the notebook reads is not written over, nor one of another program")
  func protection() async throws {
    let folder = try TestFolder(["other.npz": "not ours"])
    let ran = try await Ran(
      Cells.moons, "train gd lr=0.1 iterations=1\nsave \"other.npz\"", "save \"fresh.npz\"",
      in: folder)
    #expect(ran.statuses == ["ok", "failed", "ok"])
    let kept = try String(contentsOfFile: folder.path + "/other.npz", encoding: .utf8)
    #expect(kept == "not ours")
  }

  @Test("A run that diverged is not saved; a folder that is not there is named")
  func failures() async throws {
    let ran = try await Ran(Cells.moons, "train gd lr=0.1 iterations=1", "save \"net.npz\"")
    #expect(ran.statuses == ["ok", "ok", "failed"])
    #expect(ran.result.diagnostics.last?.message.contains("net.npz") == true)
  }
}
