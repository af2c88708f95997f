import Foundation
import LecternData
import LecternTestSupport
import Testing

struct PictureTests {
  /// The folder of pets copied to a place where it can be changed.
  private func pets() throws -> TestFolder {
    let folder = try TestFolder()
    try FileManager.default.copyItem(
      atPath: fixtures + "/arrays/pets", toPath: folder.path + "/pets")
    return folder
  }

  @Test func `Sub-folders are classes, and files come in the order of their names`() throws {
    let loaded = try DataSource.images("pets").load(as: Double.self, using: storedArrays)
    let set = loaded.dataset
    #expect(set.target == .classes(labels: [0, 0, 1], names: ["cat", "dog"]))
    #expect(set.imageSize == ImageSize(height: 9, width: 12, channels: 3))
    #expect(try DataSource.images("pets").describe(using: storedArrays) == set.description)
    // The second is the PNG: pixel [row, column] is (10, 5, 12) · (row + column), modulo 256.
    #expect(set.inputs.elements[324..<330] == [0, 0, 0, 10, 5, 12])
    #expect(loaded.records.map(\.name) == ["pets: 3 pictures"])
  }

  @Test func `A JPEG has Pillow's pixels`() throws {
    let text = try String(contentsOfFile: fixtures + "/arrays/jpeg.txt", encoding: .utf8)
    let set = try loadStored(.images("pets"))
    #expect(set.inputs.elements.prefix(324) == numbers(text[...].dropLast())[...])
  }

  @Test func `Pictures of another size are scaled as Pillow scales them`() throws {
    let text = try String(contentsOfFile: fixtures + "/arrays/scaled.txt", encoding: .utf8)
    for line in text.split(separator: "\n") {
      let wanted = numbers(line)
      let size = ImageSize(height: Int(wanted[0]), width: Int(wanted[1]))
      let found: (inputs: _, record: _) = try PictureReader.example(
        "grey.png", size: size, as: Double.self, using: storedArrays)
      let clipped = wanted.dropFirst(2).map { max(0, min(255, $0)) }
      // Half a step for rounding, and the digits of single precision.
      expectClose(found.inputs.elements, clipped, tolerance: 0.501)
    }
  }

  @Test func `Colour becomes grey by its luminance`() throws {
    let grey = try PictureReader.example(
      "colour.png", size: ImageSize(height: 9, width: 12), as: Double.self, using: storedArrays)
    // 0.299 · 10 + 0.587 · 5 + 0.114 · 12 = 7.293
    #expect(grey.inputs.elements.prefix(3) == [0, 7, 15])
    let size = ImageSize(height: 9, width: 12, channels: 3, order: .column)
    let columns = try PictureReader.example(
      "colour.png", size: size, as: Double.self, using: storedArrays)
    #expect(columns.inputs[size.index(row: 0, column: 1, channel: 2), 0] == 12)
    #expect(columns.inputs.elements.prefix(3) == [0, 10, 20])
  }

  @Test func `What is transparent is white`() throws {
    let size = ImageSize(height: 2, width: 2, channels: 3)
    let found = try PictureReader.example(
      "clear.png", size: size, as: Double.self, using: storedArrays)
    #expect(found.inputs.elements.prefix(6) == [10, 20, 30, 255, 255, 255])
  }

  @Test func `Sixteen bits become eight`() throws {
    let found = try PictureReader.example(
      "deep.png", size: ImageSize(height: 2, width: 3), as: Double.self, using: storedArrays)
    #expect(found.inputs.elements == [0, 40, 80, 120, 160, 200])
  }

  @Test func `Two sizes in one folder are named with both files`() throws {
    let folder = try pets()
    try FileManager.default.copyItem(
      atPath: fixtures + "/arrays/grey.png", toPath: folder.path + "/pets/dog/d.png")
    let found = storedFailure(.images("pets"), using: folder.locator)
    #expect(
      found?.message
        == "The picture \"pets/dog/d.png\" is 6x8, but \"pets/cat/a.jpg\" is 9x12x3")
    let size = ImageSize(height: 5, width: 5)
    #expect(try loadStored(.images("pets", size: size), using: folder.locator).m == 4)
  }

  @Test func `Pictures without classes have no target`() throws {
    let folder = try TestFolder()
    try FileManager.default.copyItem(
      atPath: fixtures + "/arrays/grey.png", toPath: folder.path + "/a.png")
    #expect(try loadStored(.images("."), using: folder.locator).target == .none)
  }

  @Test func `Folders that make no classes are refused`() throws {
    let folder = try pets()
    let grey = fixtures + "/arrays/grey.png"
    func id(_ name: String) -> String? { storedFailure(.images(name), using: folder.locator)?.id }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/bare/inner", withIntermediateDirectories: true)
    #expect(id("bare") == "picture-none")
    try FileManager.default.copyItem(atPath: grey, toPath: folder.path + "/bare/inner/a.png")
    #expect(id("bare") == "picture-one-class")
    try FileManager.default.copyItem(atPath: grey, toPath: folder.path + "/pets/loose.png")
    #expect(id("pets") == "picture-mixed")
    #expect(id("pets/cat/b.png") == "data-path-not-a-folder")
    #expect(id("none") == "missing-data-file")
    #expect(id("..") == "data-path-leaves")
  }

  @Test(arguments: ["pets/dog/link.png", "pets/out"])
  func `Links that lead out are refused`(_ name: String) throws {
    let folder = try pets()
    let target = name.hasSuffix("png") ? "/arrays/grey.png" : "/arrays/pets/cat"
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/\(name)", withDestinationPath: fixtures + target)
    let found = storedFailure(.images("pets"), using: folder.locator)
    #expect(found?.id == "data-path-leaves")
    #expect(found?.message.contains(name) == true)
  }

  @Test(arguments: [
    ([0x47, 0x49, 0x46], "picture-format"), ([0x89, 0x50, 0x4E, 0x47, 1], "picture-damaged"),
    ([0xFF, 0xD8, 0xFF], "picture-damaged"), ([], "picture-format"),
  ])
  func `What is no picture is refused`(_ bytes: [UInt8], _ id: String) throws {
    let folder = try TestFolder()
    try folder.write(bytes, to: "x.png")
    #expect(storedFailure(.images("."), using: folder.locator)?.id == id)
  }

  @Test func `Colours for print are refused`() {
    let found = failure { () throws(DataFailure) in
      try PictureReader.example(
        "cmyk.jpg", size: ImageSize(height: 4, width: 4), as: Float.self, using: storedArrays)
    }
    #expect(found?.id == "picture-damaged")
  }

  @Test(arguments: [
    ImageSize(height: 0, width: 4), ImageSize(height: 4, width: 5000),
    ImageSize(height: 4, width: 4, channels: 2), ImageSize(height: .max, width: .max),
  ])
  func `Sizes that no picture has are refused`(_ size: ImageSize) {
    #expect(storedFailure(.images("pets", size: size))?.id == "picture-size-asked")
  }
}
