import LecternData
import LecternNotebook
import LecternRun
import LecternTestSupport
import LecternText
import Testing

/// The same notebook gives the same outcome, and says what it was made from.
struct RepeatTests {
  static let notebook = """
    ---
    seed: 3
    ---

    ```nn
    data moons 60 noise=0.2
    split train=70% dev=30%
    model net
    layer dense 6 relu
    layer dropout keep=0.8
    layer dense 1 sigmoid
    train adam lr in [0.01, 0.1] batch in [7, 20] epochs=4 validate=dev as runs
    plot cost runs
    plot boundary runs
    compare runs
    show randn(2, 2), best(runs).W1
    ```

    It reads `{nn} accuracy(dev, best(runs))`.

    ```nn
    expect runs[0].cost[0] > 0
    ```
    """

  @Test("Running twice gives equal results, to the last bit", arguments: ["float64", "float32"])
  func twice(_ precision: String) async throws {
    let text = Self.notebook.replacing("seed: 3", with: "seed: 3\nprecision: \(precision)")
    let first = try await Ran(markdown: text)
    let second = try await Ran(markdown: text)
    #expect(first.statuses == ["ok", "ok", "ok"])
    #expect(first.result == second.result)
    // The same checked notebook may run again.
    #expect(await first.checked.execute() == first.result)
    let other = try await Ran(markdown: text.replacing("seed: 3", with: "seed: 4"))
    #expect(other["randn(2, 2)"] != first["randn(2, 2)"])
    #expect(other.figures("cost") != first.figures("cost"))
  }

  @Test("Parameters are names, and -P changes them")
  func parameters() async throws {
    let text = """
      ---
      params:
        rate: 0.5
        units: 3
        name: small
        deep: false
      ---

      ```nn
      data moons 40 noise=0.1 seed=1
      model net
      layer dense units tanh
      layer dense 1 sigmoid
      train gd lr=rate iterations=3 as r
      show rate, units, shape(net.W1), r.cost
      show name, deep
      ```
      """
    let plain = try await Ran(markdown: text)
    let changed = try await Ran(
      markdown: text,
      parameters: [("units", "5"), ("rate", "0.25"), ("name", "large"), ("deep", "true")])
    #expect(plain.statuses == ["ok"])
    #expect(plain["rate"] == [0.5] && plain["shape(net.W1)"] == [3, 2])
    #expect(changed["rate"] == [0.25] && changed["shape(net.W1)"] == [5, 2])
    #expect(changed["r.cost"] != plain["r.cost"])
    let contents = changed.outputs.compactMap { output -> OutputValue.Content? in
      if case .value(let value) = output { value.content } else { nil }
    }
    #expect(contents.suffix(2) == [.string("large"), .boolean(true)])
  }

  @Test("The provenance lists the notebook and the data by name and SHA-256, without folders")
  func provenance() async throws {
    let folder = try TestFolder(["pets.csv": DataTests.pets])
    try folder.write(try #require(DataTests.packedImages), to: "t10k-images-idx3-ubyte.gz")
    try folder.write(try #require(DataTests.labels), to: "t10k-labels-idx1-ubyte")
    let text = """
      ```nn
      data csv "pets.csv" label=kind
      data csv "./pets.csv" label=kind
      data csv "pets.csv" label=kind
      data idx "t10k-images-idx3-ubyte" "t10k-labels-idx1-ubyte"
      ```
      """
    let ran = try await Ran(markdown: text, named: "some/folder/notes.md", in: folder)
    #expect(ran.statuses == ["ok"])
    let inputs = ran.result.provenance.inputs
    // What `sha256sum` prints for these bytes.
    let pets = "2c3de32944670f05525ae8f272c36f0d48867191b7164714628f968be19174c5"
    let images = "a4b1e7fa34225521142f163967e43af695fe3ae200938451dc0c053b46314392"
    let labels = "b8cf683dc3db3d2804763a45734cffbd5dbccef670522cbfffc3c67b6d4e9b57"
    #expect(inputs[0].name == "notes.md")
    #expect(inputs[0].sha256 == InputRecord(name: "notes.md", contents: Array(text.utf8)).sha256)
    #expect(
      inputs.dropFirst().map(\.name) == [
        "pets.csv", "./pets.csv", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte",
      ])
    #expect(inputs.dropFirst().map(\.sha256) == [pets, pets, images, labels])
    #expect(ran.result.provenance.seed == 0)
    #expect(ran.result.provenance.versions.map(\.name) == ["Lectern"])
    // Nothing of this machine: no folder of the test, no home.
    let told = "\(ran.result)"
    #expect(!told.contains(folder.path) && !told.contains("some/folder"))
  }

  @Test("A missing file is named as the notebook names it")
  func missingFileName() async throws {
    let folder = try TestFolder()
    let ran = try await Ran("data csv \"sub/none.csv\" label=a", in: folder)
    #expect(ran.statuses == ["failed"])
    #expect(ran.result.diagnostics[0].message.contains("sub/none.csv"))
    #expect(ran.result.provenance.inputs.count == 1)
  }
}
