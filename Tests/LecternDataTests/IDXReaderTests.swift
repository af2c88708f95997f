import LecternData
import LecternTensor
import Testing

private let stored = DataLocator(notebookDirectory: fixtures)

/// An IDX file of the given type code, sizes and bytes.
private func idx(_ type: UInt8, _ sizes: [UInt32], _ payload: [UInt8]) -> [UInt8] {
  let header = [0, 0, type, UInt8(sizes.count)]
  return header
    + sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
    + payload
}

private func loadFailure(_ inputs: [UInt8], labels: [UInt8]? = nil) throws -> DataFailure? {
  let folder = try TestFolder()
  try folder.write(inputs, to: "x")
  if let labels { try folder.write(labels, to: "y") }
  let source = DataSource.idx(inputs: "x", labels: labels == nil ? nil : "y")
  return failure { () throws(DataFailure) in try source.load(as: Float.self, using: folder.locator)
  }
}

struct IDXReaderTests {
  @Test(arguments: ["tiny-images-idx3-ubyte", "tiny-images.gz", "two-members.gz"])
  func `Images and labels are read, plain and compressed`(_ images: String) throws {
    let source = DataSource.idx(inputs: images, labels: "tiny-labels-idx1-ubyte")
    let loaded = try source.load(as: Double.self, using: stored)
    let elements = stride(from: 0.0, to: 240, by: 10)
    #expect(loaded.dataset.inputs == Matrix(rows: 6, columns: 4, elements: Array(elements)))
    #expect(
      loaded.dataset.target == .classes(labels: [2, 0, 1, 2], names: ["0", "1", "3"]))
    #expect(loaded.dataset.imageSize == ImageSize(height: 2, width: 3))
    #expect(loaded.dataset.description == (try source.describe(using: stored)))
    #expect(loaded.records.map(\.name) == [images, "tiny-labels-idx1-ubyte.gz"])
  }

  static let types: [(UInt8, [UInt8], [Double])] = [
    (8, [0, 200], [0, 200]), (9, [0xFF, 5], [-1, 5]),
    (11, [0xFF, 0xFE, 0, 3], [-2, 3]), (12, [0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], [65536, -1]),
    (13, [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0], [1, -2]),
    (14, [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xBF, 0xE0, 0, 0, 0, 0, 0, 0], [1, -0.5]),
  ]

  @Test(arguments: types)
  func `Every number type is read`(_ type: UInt8, _ bytes: [UInt8], _ values: [Double]) throws {
    let folder = try TestFolder()
    try folder.write(idx(type, [1, 2], bytes), to: "x")
    let source = DataSource.idx(inputs: "x", labels: nil)
    #expect(
      try source.load(as: Double.self, using: folder.locator).dataset.inputs.elements == values)
    #expect(
      try source.load(as: Float.self, using: folder.locator).dataset.inputs.elements
        == values.map { Float($0) })
  }

  static let damaged: [([UInt8], String)] = [
    ([], "idx-empty"), ([0, 0, 8], "idx-truncated"), ([0x89, 0x50, 0x4E, 0x47], "idx-magic"),
    ([0, 0, 8, 0], "idx-magic"), ([0, 0, 8, 200], "idx-magic"),
    ([0, 0, 10, 1, 0, 0, 0, 1, 0], "idx-type"), ([0, 0, 8, 3, 0, 0], "idx-truncated"),
    (idx(8, [0, 28, 28], []), "idx-empty"), (idx(8, [2, 2, 2], [1, 2, 3]), "idx-truncated"),
    (idx(8, [1, 2], [1, 2, 3]), "idx-trailing"),
    (idx(8, [65536, 256, 256], [1]), "idx-too-large"),
    (idx(14, [.max, .max, .max, .max], []), "idx-too-large"),
    (idx(8, [1000, 1000, 1000], [1]), "idx-truncated"),
    (idx(13, [1], [0x7F, 0x80, 0, 0]), "idx-not-finite"),
  ]

  @Test(arguments: damaged)
  func `Damaged and forged files are refused`(_ bytes: [UInt8], _ id: String) throws {
    #expect(try loadFailure(bytes)?.id == id)
  }

  @Test(arguments: [
    ("cut.gz", "idx-truncated"), ("corrupt.gz", "idx-corrupt-gzip"), ("bomb.gz", "idx-trailing"),
    ("claim.gz", "idx-truncated"),
  ])
  func `Damaged and forged archives are refused`(_ name: String, _ id: String) {
    let source = DataSource.idx(inputs: name, labels: nil)
    #expect(
      failure { () throws(DataFailure) in try source.load(as: Double.self, using: stored) }?.id
        == id)
  }

  static let unfitting: [([UInt8], [UInt8], String)] = [
    (idx(8, [2, 1], [0, 0]), idx(8, [3], [0, 1, 0]), "idx-counts"),
    (idx(8, [2], [0, 1]), idx(8, [2, 1], [0, 0]), "idx-swapped"),
    (idx(8, [2, 1], [0, 0]), idx(8, [2, 1], [0, 0]), "idx-label-rank"),
    (idx(8, [1, 1], [0]), idx(9, [1], [0xFF]), "idx-label"),
    (idx(8, [1, 1], [0]), idx(12, [1], [0x7F, 0xFF, 0xFF, 0xFF]), "idx-label"),
  ]

  @Test(arguments: unfitting)
  func `Files that do not fit are refused`(_ x: [UInt8], _ y: [UInt8], _ id: String) throws {
    #expect(try loadFailure(x, labels: y)?.id == id)
  }

  static let labels: [(UInt8, [UInt8], Target)] = [
    (8, [2, 26, 1], .classes(labels: [1, 2, 0], names: ["1", "2", "26"])),
    (8, [5, 5, 5], .classes(labels: [0, 0, 0], names: ["5"])),
    (
      13, [0x41, 0x20, 0, 0, 0x40, 0, 0, 0, 0x40, 0, 0, 0],
      .classes(labels: [1, 0, 0], names: ["2", "10"])
    ),
    (13, [0x3F, 0, 0, 0, 0x40, 0, 0, 0, 0x40, 0, 0, 0], .numbers([0.5, 2, 2])),
  ]

  @Test(arguments: labels)
  func `Whole numbers are classes in ascending order, fractions are numbers`(
    _ type: UInt8, _ bytes: [UInt8], _ target: Target
  ) throws {
    let folder = try TestFolder()
    try folder.write(idx(8, [3, 1], [1, 2, 3]), to: "x")
    try folder.write(idx(type, [3], bytes), to: "y")
    let source = DataSource.idx(inputs: "x", labels: "y")
    let set = try source.load(as: Double.self, using: folder.locator).dataset
    #expect(set.target == target)
    #expect(try source.describe(using: folder.locator) == set.description)
  }

  @Test func `Inputs and labels that are not finite are counted and found`() throws {
    let nan: [UInt8] = [0x7F, 0xC0, 0, 0]
    let one: [UInt8] = [0x3F, 0x80, 0, 0]
    #expect(
      try loadFailure(idx(13, [2, 2], one + one + nan + nan))?.message
        == "\"x\": 2 inputs are not finite, the first in feature 0 of example 1")
    #expect(
      try loadFailure(idx(13, [2, 2], one + one + one + one), labels: idx(13, [2], one + nan))?
        .message == "\"y\": 1 label is not finite, the first in example 1")
  }

  @Test func `A size can be given where the file has rows of numbers`() throws {
    let folder = try TestFolder()
    try folder.write(idx(8, [2, 6], Array(0..<12)), to: "x")
    let size = ImageSize(height: 2, width: 3)
    let source = DataSource.idx(inputs: "x", labels: nil, imageSize: size)
    #expect(try source.describe(using: folder.locator).imageSize == size)
    #expect(
      try source.load(as: Double.self, using: folder.locator).dataset.imageSize == size)
    let wrong = DataSource.idx(
      inputs: "x", labels: nil, imageSize: ImageSize(height: 3, width: 3))
    let found = failure { () throws(DataFailure) in try wrong.describe(using: folder.locator) }
    #expect(found?.message == "\"x\" has 6 numbers an example, but image=3x3 needs 9")
  }

  @Test func `Swapped files are named`() throws {
    let folder = try TestFolder()
    try folder.write(idx(8, [2], [0, 1]), to: "labels")
    try folder.write(idx(8, [2, 1], [0, 1]), to: "images")
    let source = DataSource.idx(inputs: "labels", labels: "images")
    let found = failure { () throws(DataFailure) in try source.describe(using: folder.locator) }
    #expect(found?.message == "\"labels\" holds labels and \"images\" holds inputs")
  }
}
