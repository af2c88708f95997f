import Foundation
import Testing

/// The original files of MNIST, which are not part of the package.
struct MNISTTests {
  private static let data =
    URL(fileURLWithPath: Sandbox.package).deletingLastPathComponent()
    .appendingPathComponent("shared/data").path
  private static let isThere = ["train", "t10k"].allSatisfy { part in
    ["images-idx3", "labels-idx1"].allSatisfy {
      FileManager.default.fileExists(atPath: "\(data)/\(part)-\($0)-ubyte.gz")
    }
  }

  @Test(.enabled(if: isThere, "the files of MNIST are not in ../shared/data"))
  func `a network learns from the test files in one epoch`() throws {
    let sandbox = try Sandbox()
    try sandbox.notebook(
      """
      set precision float32
      data idx "t10k-images-idx3-ubyte" "t10k-labels-idx1-ubyte" as train
      normalize divide 255
      model mnist
      layer dense 16 relu
      layer dense classes softmax
      init he seed=1
      train adam lr=0.003 batch=128 epochs=1 shuffle_seed=epoch as run
      plot images 10 train
      expect accuracy(train) >= 80%
      """)
    let answer = try sandbox.lectern(
      "render", "n.md", environment: ["LECTERN_DATA": Self.data], within: 60)
    expect(answer, 0)
    #expect(answer.errors.contains("1 expectation holds"))
    #expect(try !sandbox.text("n.html").contains(Self.data))
  }

  @Test(
    .enabled(if: isThere, "the files of MNIST are not in ../shared/data"),
    .enabled(if: Sandbox.releaseProgram != nil, "LECTERN_RELEASE_BINARY names no release build"))
  func `the notebook passes 97 % in five epochs`() throws {
    let sandbox = try Sandbox()
    let program = try #require(Sandbox.releaseProgram)
    let answer = try sandbox.start(
      [
        "render", Sandbox.package + "/notebooks/mnist/mnist.md", "-o", "mnist.html", "--data-dir",
        Self.data,
      ], program: program
    ).end(within: 120)
    expect(answer, 0)
    #expect(answer.errors.contains("1 expectation holds, 10 of 10 points"))
  }
}
