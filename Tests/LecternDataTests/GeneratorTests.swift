import Foundation
import LecternData
import LecternTestSupport
import Testing

/// A set as NumPy and scikit-learn make it.
struct PlanarCase: Sendable, CustomTestStringConvertible {
  var generator: Generator
  /// The sums of x1, x2 and the labels, each example weighted by its number from 1.
  var sums: [Double]
  /// Some rows: number, x1, x2, label.
  var rows: [[Double]]

  var testDescription: String { "\(generator.kind.rawValue) \(generator.count)" }

  static let all: [PlanarCase] = {
    let text = (try? String(contentsOfFile: fixtures + "/planar.txt", encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n")
    return stride(from: 0, to: lines.count - 2, by: 3).map { start in
      let words = lines[start].split(separator: " ")
      let values = numbers(lines[start].drop { $0 != " " })
      let generator = Generator(
        Generator.Kind(rawValue: String(words[0])) ?? .digits, count: Int(values[0]),
        noise: values[1], seed: UInt32(values[2]), classes: Int(values[3]), factor: values[4])
      return PlanarCase(
        generator: generator, sums: numbers(lines[start + 1]),
        rows: lines[start + 2].split(separator: ";").map { numbers($0) })
    }
  }()
}

/// A set with a number to predict, as NumPy makes it.
struct NumericCase: Sendable, CustomTestStringConvertible {
  var generator: Generator
  /// The sums of x and y, each example weighted by its number from 1.
  var sums: [Double]
  /// Some rows: number, x, y.
  var rows: [[Double]]

  var testDescription: String { "\(generator.kind.rawValue) \(generator.count)" }

  static let all: [NumericCase] = {
    let text = (try? String(contentsOfFile: fixtures + "/numeric.txt", encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n")
    return stride(from: 0, to: lines.count - 2, by: 3).map { start in
      let values = numbers(lines[start].drop { $0 != " " })
      let kind = Generator.Kind(rawValue: String(lines[start].prefix { $0 != " " }))
      return NumericCase(
        generator: Generator(
          kind ?? .digits, count: Int(values[0]), noise: values[1], seed: UInt32(values[2])),
        sums: numbers(lines[start + 1]),
        rows: lines[start + 2].split(separator: ";").map { numbers($0) })
    }
  }()
}

struct GeneratorTests {
  @Test func `The fixture has every planar kind`() {
    #expect(
      Set(PlanarCase.all.map(\.generator.kind))
        == Set(Generator.Kind.allCases).subtracting([.digits, .line, .sine, .temperature]))
    #expect(Set(NumericCase.all.map(\.generator.kind)) == [.line, .sine, .temperature])
  }

  @Test(arguments: PlanarCase.all)
  func `Points are those of NumPy and scikit-learn`(_ planar: PlanarCase) throws {
    let set = try planar.generator.generate(as: Double.self)
    let labels = try #require(set.labels)
    #expect(set.m == planar.generator.count)
    #expect(set.description == (try planar.generator.describe()))
    for row in planar.rows {
      let column = Int(row[0])
      expectClose(set.inputs[0, column], row[1], tolerance: 2e-15)
      expectClose(set.inputs[1, column], row[2], tolerance: 2e-15)
      #expect(labels[column] == Int(row[3]))
    }
    var sums = [0.0, 0, 0]
    for column in 0..<set.m {
      let weight = Double(column + 1)
      sums[0] += weight * set.inputs[0, column]
      sums[1] += weight * set.inputs[1, column]
      sums[2] += weight * Double(labels[column])
    }
    expectClose(sums, planar.sums, tolerance: 1e-8)
  }

  @Test(arguments: NumericCase.all)
  func `Numbers to predict are those of NumPy`(_ numeric: NumericCase) throws {
    let set = try numeric.generator.generate(as: Double.self)
    let targets = try #require(set.numbers())
    #expect(set.description == (try numeric.generator.describe()))
    #expect(set.features == 1)
    #expect(set.classNames == nil)
    for row in numeric.rows {
      expectClose(set.inputs[0, Int(row[0])], row[1], tolerance: 2e-15)
      // Temperatures reach 20, where neighbouring numbers are 4e-15 apart.
      expectClose(targets[0, Int(row[0])], row[2], tolerance: 4e-15)
    }
    var sums = [0.0, 0]
    for column in 0..<set.m {
      sums[0] += Double(column + 1) * set.inputs[0, column]
      sums[1] += Double(column + 1) * targets[0, column]
    }
    expectClose(sums, numeric.sums, tolerance: 1e-7)
  }

  /// Géron prints θ = (4.21509616, 2.77011339) for these hundred points.
  @Test func `The line of a hundred points is the one in the book`() throws {
    let set = try Generator(.line, count: 100, noise: 1, seed: 42).generate(as: Double.self)
    let (x, y) = (set.inputs.elements, try #require(set.numbers()).elements)
    let (meanX, meanY) = (x.reduce(0, +) / 100, y.reduce(0, +) / 100)
    let products = zip(x, y).map { ($0 - meanX) * ($1 - meanY) }
    let slope = products.reduce(0, +) / x.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +)
    expectClose(slope, 2.77011339, tolerance: 5e-9)
    expectClose(meanY - slope * meanX, 4.21509616, tolerance: 5e-9)
  }

  @Test func `Features and targets have names`() throws {
    let year = try Generator(.temperature, count: 365, seed: 1).describe()
    #expect(year.featureNames == ["day"])
    #expect(year.targetName == "temperature")
    #expect(try Generator(.line, count: 2, seed: 1).describe().targetName == "y")
  }

  @Test(arguments: [
    (Generator(.flower, count: 1, seed: 1), "generator-count"),
    (Generator(.moons, count: -5, seed: 1), "generator-count"),
    (Generator(.digits, count: .max, seed: 1), "generator-count"),
    (Generator(.moons, count: 10, noise: -1, seed: 1), "generator-noise"),
    (Generator(.moons, count: 10, noise: .nan, seed: 1), "generator-noise"),
    (Generator(.circles, count: 10, seed: 1, factor: 1), "generator-factor"),
    (Generator(.blobs, count: 10, seed: 1, classes: 0), "generator-classes"),
    (Generator(.spiral, count: 10, seed: 1, classes: .max), "generator-classes"),
    (Generator(.gaussians, count: 10, seed: 1, classes: 11), "generator-count"),
    (Generator(.temperature, count: 0, seed: 1), "generator-count"),
    (Generator(.line, count: .max, seed: 1), "generator-count"),
    (Generator(.sine, count: 10, noise: .infinity, seed: 1), "generator-noise"),
  ])
  func `Numbers that make no sense are refused`(_ generator: Generator, _ id: String) {
    #expect(failure { () throws(DataFailure) in try generator.describe() }?.id == id)
    #expect(
      failure { () throws(DataFailure) in try generator.generate(as: Float.self) }?.id == id)
  }

  @Test func `Float inputs are the rounded Double inputs`() throws {
    let generator = Generator(.moons, count: 20, seed: 4)
    let doubles = try generator.generate(as: Double.self)
    #expect(
      try generator.generate(as: Float.self).inputs == doubles.inputs.converted(to: Float.self))
  }
}
