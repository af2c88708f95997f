import Foundation
import LecternData
import LecternTensor
import LecternTestSupport
import Testing

/// Pictures changed by scipy.ndimage, as Fixtures/augmentation.py writes them.
struct AugmentationCase: Sendable, CustomTestStringConvertible {
  var size: ImageSize
  var augmentation: Augmentation
  var pictures: [Double]
  var copies: [Double]

  var testDescription: String {
    "\(size.text) by \(size.order), flip \(augmentation.flip), rotate \(augmentation.rotate), "
      + "shift \(augmentation.shift), noise \(augmentation.noise)"
  }

  static let all: [AugmentationCase] = {
    let text = (try? String(contentsOfFile: fixtures + "/augmentation.txt", encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n")
    return stride(from: 0, to: lines.count - 2, by: 3).map { start in
      let values = numbers(lines[start])
      let isColumn = lines[start].hasSuffix("column")
      return AugmentationCase(
        size: ImageSize(
          height: Int(values[0]), width: Int(values[1]), channels: Int(values[2]),
          order: isColumn ? .column : .row),
        augmentation: Augmentation(
          flip: values[3] == 1, rotate: values[4], shift: values[5], noise: values[6],
          copies: Int(values[7]), seed: UInt32(values[8])),
        pictures: numbers(lines[start + 1]), copies: numbers(lines[start + 2]))
    }
  }()
}

struct AugmentationTests {
  private let plain = Dataset<Double>(
    inputs: Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6]),
    target: .classes(labels: [1, 0, 1], names: ["cat", "dog"]))

  @Test func `The fixture has every change and both orders of pixels`() {
    let cases = AugmentationCase.all
    #expect(cases.count == 5)
    #expect(Set(cases.map(\.size.order)) == [.row, .column])
  }

  @Test(arguments: AugmentationCase.all)
  func `Copies are those of SciPy`(_ example: AugmentationCase) throws {
    let set = Dataset<Double>(
      inputs: Matrix(rows: example.pictures.count / 3, columns: 3, elements: example.pictures),
      target: .numbers([1, 2, 3]), targetName: "y", imageSize: example.size)
    let larger = try example.augmentation.applied(to: set)
    #expect(Array(larger.inputs.elements.prefix(set.inputs.count)) == example.pictures)
    expectClose(
      Array(larger.inputs.elements.dropFirst(set.inputs.count)), example.copies, tolerance: 1e-12)
    #expect(larger.m == 3 * (example.augmentation.copies + 1))
    #expect(larger.imageSize == example.size)
    #expect(larger.targetName == "y")
    var singles = set.inputs.converted(to: Float.self)
    singles =
      try example.augmentation.applied(
        to: Dataset(inputs: singles, target: .none, imageSize: example.size)
      ).inputs
    expectClose(
      singles.converted(to: Double.self).elements, larger.inputs.elements, tolerance: 1e-6)
  }

  @Test func `Labels are copied with their examples`() throws {
    let larger = try Augmentation(noise: 0.1, copies: 2, seed: 1).applied(to: plain)
    #expect(
      larger.target == .classes(labels: [1, 0, 1, 1, 0, 1, 1, 0, 1], names: ["cat", "dog"]))
  }

  @Test func `Noise has the deviation asked for, needs no pictures and comes in one stream`()
    throws
  {
    let zeros = Dataset<Double>(inputs: Matrix(rows: 40, columns: 50), target: .none)
    let larger = try Augmentation(noise: 0.5, seed: 3).applied(to: zeros)
    var random = RandomState(seed: 3)
    let normals = (0..<2000).map { _ in 0.5 * random.normal() }
    #expect(Array(larger.inputs.elements.dropFirst(2000)) == normals)
  }

  @Test func `About half of the copies are flipped, and a flip moves no value between rows`() throws
  {
    let one = Dataset<Double>(
      inputs: Matrix(rows: 4, columns: 1, elements: [1, 2, 3, 4]), target: .none,
      imageSize: ImageSize(height: 2, width: 2))
    let copies = try Augmentation(flip: true, copies: 1000, seed: 1).applied(to: one)
    let flipped = (1...1000).count { copies.inputs[0, $0] == 2 && copies.inputs[3, $0] == 3 }
    let unchanged = (1...1000).count { copies.inputs[0, $0] == 1 && copies.inputs[3, $0] == 4 }
    #expect(flipped + unchanged == 1000)
    #expect((450...550).contains(flipped))
  }

  static let refused: [(Augmentation, String)] = [
    (Augmentation(seed: 1), "augment-nothing"),
    (Augmentation(flip: true, seed: 1), "augment-no-pictures"),
    (Augmentation(rotate: 10, seed: 1), "augment-no-pictures"),
    (Augmentation(shift: 1, seed: 1), "augment-no-pictures"),
    (Augmentation(rotate: 181, seed: 1), "augment-rotation"),
    (Augmentation(rotate: .nan, seed: 1), "augment-rotation"),
    (Augmentation(shift: -1, seed: 1), "augment-shift"),
    (Augmentation(shift: .infinity, seed: 1), "augment-shift"),
    (Augmentation(noise: .nan, seed: 1), "augment-noise"),
    (Augmentation(noise: 1, copies: 0, seed: 1), "augment-copies"),
    (Augmentation(noise: 1, copies: .max, seed: 1), "data-memory"),
  ]

  @Test(arguments: refused)
  func `What makes no sense is refused`(_ augmentation: Augmentation, _ id: String) {
    #expect(failure { () throws(DataFailure) in try augmentation.applied(to: plain) }?.id == id)
  }

  @Test func `Pictures shifted out of sight are refused, and a missing size is asked for`() {
    var pictures = plain
    pictures.imageSize = ImageSize(height: 1, width: 2)
    let far = failure { () throws(DataFailure) in
      try Augmentation(shift: 1, seed: 1).applied(to: pictures)
    }
    #expect(far?.message == "A shift of 1 pixels leaves nothing of pictures of 1x2")
    let unknown = failure { () throws(DataFailure) in
      try Augmentation(flip: true, seed: 1).applied(to: plain)
    }
    #expect(unknown?.help.contains("image=20x20") == true)
  }
}
