import Foundation
import Testing

/// Data files that are damaged, forged, elsewhere or not there.
struct DataFileTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.notebook("data idx \"images\" \"labels\" as train\nplot images 2")
    try sandbox.write([0, 0, 8, 1, 0, 0, 0, 2, 0, 1], to: "labels")
  }

  private func images(_ count: [UInt8], _ rows: [UInt8], _ columns: [UInt8]) -> [UInt8] {
    [0, 0, 8, 3] + count + rows + columns + [1, 2, 3, 4, 5, 6, 7]
  }

  @Test func `a file that is cut short`() throws {
    try sandbox.write(images([0, 0, 0, 2], [0, 0, 0, 2], [0, 0, 0, 2]), to: "images")
    let answer = try sandbox.lectern("render", "n.md")
    expect(answer, 1)
    #expect(answer.errors.contains("error[idx-truncated]"))
    #expect(answer.errors.contains("its header announces 24 bytes, there are 23"))
    #expect(answer.errors.contains("help: "))
  }

  @Test(
    arguments: [
      [[0, 0, 0x80, 0], [0, 0, 1, 0], [0, 0, 2, 0]],
      [[0, 0, 0x40, 0], [0, 0, 1, 0], [0, 0, 0, 100]],
      [[0xff, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff]],
      [[0, 0, 0, 0], [0, 0, 0, 2], [0, 0, 0, 2]],
    ] as [[[UInt8]]])
  func `a header that claims gigabytes costs neither memory nor time`(_ sizes: [[UInt8]]) throws {
    try sandbox.write(images(sizes[0], sizes[1], sizes[2]), to: "images")
    // A third of what the header claims, so that taking its word would fail.
    for pack in ["true", "gzip -f images"] {
      let answer = try sandbox.bash(
        "\(pack); ulimit -v 1400000; exec \"$lectern\" render n.md", within: 10)
      expect(answer, 1)
      #expect(answer.errors.contains("n.md:4:"))
      #expect(answer.errors.contains("error[idx-"), "\(answer.errors)")
      #expect(answer.errors.contains("help: "))
    }
  }

  @Test func `a packed file that holds more than its header says is not unpacked whole`() throws {
    let header = "printf '\\0\\0\\10\\3\\0\\0\\0\\2\\0\\0\\0\\2\\0\\0\\0\\2'"
    let answer = try sandbox.bash(
      "{ \(header); head -c 400M /dev/zero; } | gzip -1 > images.gz; ulimit -v 400000; "
        + "exec \"$lectern\" render n.md")
    expect(answer, 1)
    #expect(answer.errors.contains("n.md:4:"))
    #expect(answer.errors.contains("error[idx-"), "\(answer.errors)")
  }

  @Test func `a path outside is refused unless its folder is named`() throws {
    try sandbox.write("a,y\n1,0\n2,1\n", to: "elsewhere/d.csv")
    for path in ["../elsewhere/d.csv", sandbox.path + "/elsewhere/d.csv"] {
      try sandbox.notebook("data csv \"\(path)\" label=y\nplot data", to: "in/n.md")
      let refused = try sandbox.lectern("render", "in/n.md")
      expect(refused, 1)
      #expect(refused.errors.contains("in/n.md:4:10: error[data-path-leaves]"))
      #expect(refused.errors.contains("--data-dir"))
      expect(try sandbox.lectern("render", "in/n.md", "--data-dir", "elsewhere"), 0)
    }
  }

  @Test func `a link that leads outside is refused`() throws {
    try sandbox.write("a,y\n1,0\n2,1\n", to: "elsewhere/d.csv")
    try sandbox.notebook("data csv \"d.csv\" label=y\nplot data", to: "in/n.md")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/in/d.csv", withDestinationPath: "../elsewhere/d.csv")
    let answer = try sandbox.lectern("render", "in/n.md")
    expect(answer, 1)
    #expect(answer.errors.contains("error[data-path-leaves]"))
  }

  @Test func `files beside the notebook come before those of the data folders`() throws {
    try sandbox.write("a,y\n1,0\n2,1\n", to: "far/d.csv")
    try sandbox.notebook("data csv \"d.csv\" label=y as train\nshow train.m", to: "in/n.md")
    let found = try sandbox.lectern(
      "run", "in/n.md", environment: ["LECTERN_DATA": sandbox.path + "/far"])
    expect(found, 0)
    #expect(found.output.contains("train.m = 2"))
    try sandbox.write("a,y\n1,0\n2,1\n3,1\n", to: "in/d.csv")
    let beside = try sandbox.lectern(
      "run", "in/n.md", environment: ["LECTERN_DATA": sandbox.path + "/far"])
    #expect(beside.output.contains("train.m = 3"))
  }

  @Test func `a missing file is told with the places that were searched`() throws {
    try sandbox.notebook("data csv \"nope.csv\" label=y\nplot data")
    let answer = try sandbox.lectern("render", "n.md")
    expect(answer, 1)
    #expect(answer.errors.contains("there is no file \"nope.csv\""))
    #expect(answer.errors.contains("LECTERN_DATA"))
  }

  @Test func `missing MNIST is told with the place to get it`() throws {
    try sandbox.notebook(
      "data idx \"train-images-idx3-ubyte\" \"train-labels-idx1-ubyte\" as train\nplot images 4")
    let answer = try sandbox.lectern("render", "n.md")
    expect(answer, 1)
    #expect(answer.errors.contains("n.md:4:"))
    #expect(answer.errors.contains("train-images-idx3-ubyte"))
    #expect(answer.errors.contains("ossci-datasets.s3.amazonaws.com/mnist"))
    #expect(answer.errors.contains("LECTERN_DATA"))
  }
}
