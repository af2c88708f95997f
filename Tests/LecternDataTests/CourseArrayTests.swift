import LecternData
import LecternTensor
import Testing

/// The array files of the course, where a machine has them in `../shared/data`.
@Suite(.enabled(if: hasCourseData, "The folder ../shared/data is not there."))
struct CourseArrayTests {
  private let locator = DataLocator(notebookDirectory: courseData)

  private func load(_ source: DataSource) throws -> LoadedDataset<Double> {
    let loaded = try source.load(as: Double.self, using: locator)
    #expect(try source.describe(using: locator) == loaded.dataset.description)
    return loaded
  }

  private static let digest = "fbe56ab67c3ae28d564e3a644189117976d6b31af0a3ce9bb17dbf22908af242"

  @Test func `The cats are read`() throws {
    let options = ArrayOptions(
      input: "train_set_x", label: "train_set_y", classes: "list_classes")
    let loaded = try load(.hdf5("train_catvnoncat.h5", options))
    let set = loaded.dataset
    #expect((set.features, set.m) == (12288, 209))
    #expect(set.inputs.elements.prefix(5) == [17, 31, 56, 22, 33])
    #expect(set.labels?.reduce(0, +) == 72)
    #expect(set.classNames == ["non-cat", "cat"])
    #expect(set.imageSize == ImageSize(height: 64, width: 64, channels: 3))
    #expect(loaded.records.map(\.sha256) == [Self.digest])
  }

  @Test(arguments: [
    ("test_catvnoncat.h5", "test_set", 50, [17, 33]), ("test_signs.h5", "test_set", 120, [20]),
    ("train_signs_jpeg.h5", "train_set", 1080, [180]),
  ])
  func `The other pictures have the course's labels`(
    _ file: String, _ set: String, _ m: Int, _ counts: [Int]
  ) throws {
    let options = ArrayOptions(input: set + "_x", label: set + "_y")
    let loaded = try load(.hdf5(file, options)).dataset
    #expect((loaded.features, loaded.m) == (12288, m))
    let labels = try #require(loaded.labels)
    let classes = try #require(loaded.classCount)
    let found = (0..<classes).map { label in labels.count { $0 == label } }
    #expect(found == (counts.count == 1 ? Array(repeating: counts[0], count: 6) : counts))
  }

  @Test func `The digits of MATLAB are read`() throws {
    let size = ImageSize(height: 20, width: 20, order: .column)
    let set = try load(.mat("digits5000.mat", ArrayOptions(imageSize: size))).dataset
    #expect((set.features, set.m) == (400, 5000))
    #expect(set.classNames == (1...10).map { String($0) })
    #expect(set.labels?.first == 9)
    #expect(set.inputs.elements.min() == -0.1319632301985249)
    #expect(set.inputs.elements.max() == 1.1276882991588884)
    #expect(set.imageSize == size)
  }

  @Test func `Training and validation points lie in one file`() throws {
    let train = try load(.mat("data.mat")).dataset
    let dev = try load(.mat("data.mat", ArrayOptions(input: "Xval", label: "yval"))).dataset
    #expect((train.m, train.labels?.reduce(0, +)) == (211, 106))
    #expect((dev.m, dev.labels?.reduce(0, +)) == (200, 87))
    #expect(abs(train.inputs[0, 0] + 0.158986) < 1e-6)
    #expect(abs(train.inputs[1, 0] - 0.423977) < 1e-6)
  }

  @Test func `The water levels have numbers as labels`() throws {
    let set = try load(.mat("ex5data1.mat", ArrayOptions(input: "Xtest", label: "ytest"))).dataset
    #expect((set.features, set.m) == (1, 21))
    #expect(set.labels == nil)
    #expect(set.numbers()?.columns == 21)
  }
}
