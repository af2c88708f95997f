import LecternData
import LecternTestSupport
import Testing

struct DigitsTests {
  @Test func `Digits are balanced, shuffled, 20 by 20 and from 0 to 1`() throws {
    let set = try Generator(.digits, count: 100, seed: 1).generate(as: Double.self)
    let labels = try #require(set.labels)
    for digit in 0..<10 { #expect(labels.count { $0 == digit } == 10) }
    #expect(labels != labels.sorted())
    #expect(set.imageSize == ImageSize(height: 20, width: 20))
    #expect(set.features == 400)
    #expect(set.inputs.elements.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(set.classNames == (0..<10).map { String($0) })
  }

  @Test func `The same seed draws the same digits and another seed others`() throws {
    let first = try Generator(.digits, count: 10, seed: 1).generate(as: Double.self)
    #expect(try Generator(.digits, count: 10, seed: 1).generate(as: Double.self) == first)
    #expect(try Generator(.digits, count: 10, seed: 2).generate(as: Double.self) != first)
  }

  @Test func `Every digit has ink well inside the paper`() throws {
    let set = try Generator(.digits, count: 200, noise: 0, seed: 3).generate(as: Double.self)
    for column in 0..<set.m {
      var ink = 0.0
      var border = 0.0
      for row in 0..<20 {
        for x in 0..<20 {
          let value = set.inputs[row * 20 + x, column]
          ink += value
          if row == 0 || row == 19 || x == 0 || x == 19 { border += value }
        }
      }
      #expect(ink > 8, "digit \(column)")
      #expect(border < ink / 4, "digit \(column)")
    }
  }

  /// The nearest mean picture of each class, the plainest classifier there is, must already see
  /// the classes apart, but not all of them: then there is something left to learn.
  @Test func `The classes can be told apart but not trivially`() throws {
    let set = try Generator(.digits, count: 600, seed: 1).generate(as: Double.self)
    let labels = try #require(set.labels)
    var means = [[Double]](repeating: [Double](repeating: 0, count: 400), count: 10)
    for column in 0..<500 {
      for pixel in 0..<400 { means[labels[column]][pixel] += set.inputs[pixel, column] / 50 }
    }
    let correct = (500..<600).count { column in
      let distances = means.map { mean in
        (0..<400).reduce(0.0) { sum, pixel in
          let difference = set.inputs[pixel, column] - mean[pixel]
          return sum + difference * difference
        }
      }
      return distances.indices.min { distances[$0] < distances[$1] } == labels[column]
    }
    #expect((60...95).contains(correct))
  }
}
