import LecternData
import LecternTensor
import Testing

private let set = Dataset<Double>(
  inputs: Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6]),
  target: .classes(labels: [1, 0, 1], names: ["cat", "dog"]))

struct DatasetTests {
  @Test func `A subset keeps order and repeats`() {
    let subset = set.subset([2, 0, 2])
    #expect(subset.inputs.elements == [5, 6, 1, 2, 5, 6])
    #expect(subset.target == .classes(labels: [1, 1, 1], names: ["cat", "dog"]))
    #expect(set.subset([]).m == 0)
  }

  @Test func `Labels become columns, rows and numbers`() {
    #expect(set.oneHot() == Matrix(rows: 2, columns: 3, elements: [0, 1, 1, 0, 0, 1]))
    #expect(set.binary() == Matrix(rows: 1, columns: 3, elements: [1, 0, 1]))
    #expect(set.numbers() == nil)
    var numeric = set
    numeric.target = .classes(labels: [1, 0, 1], names: ["2", "10"])
    #expect(numeric.numbers()?.elements == [10, 2, 10])
    numeric.target = .numbers([0.5, 1, 2])
    #expect(numeric.numbers()?.elements == [0.5, 1, 2])
    #expect(numeric.oneHot() == nil)
  }

  @Test func `Relabelling follows the names`() throws {
    let other = try set.relabelled(to: ["dog", "cat", "bird"])
    #expect(other.labels == [0, 1, 0])
    let found = failure { () throws(DataFailure) in try set.relabelled(to: ["cat", "bird"]) }
    #expect(found?.id == "unknown-class")
    #expect(found?.message.contains("\"dog\"") == true)
  }

  @Test func `Inputs that are not finite are counted and found`() {
    #expect(set.nonFiniteInputs() == nil)
    var bad = set
    bad.inputs[1, 1] = .nan
    bad.inputs[0, 2] = -.infinity
    let found = bad.nonFiniteInputs()
    #expect(found?.count == 2)
    #expect(found?.firstFeature == 1)
    #expect(found?.firstExample == 1)
  }

  @Test func `A single class is noticed`() {
    #expect(set.onlyClass() == nil)
    #expect(set.subset([0, 2]).onlyClass() == "dog")
  }

  @Test(arguments: [2, 400])
  func `Examples in both sets are counted once each`(_ features: Int) {
    var random = RandomState(seed: 1)
    let all = Dataset<Double>(
      inputs: random.normals(rows: features, columns: 60), target: .none)
    var test = all.subset([50, 51, 3, 3, 7])
    #expect(all.subset(Array(0..<50)).sharedExamples(with: test) == 3)
    // One number in 400 differs.
    test.inputs[0, 4] += 1
    #expect(all.subset(Array(0..<50)).sharedExamples(with: test) == 2)
  }
}
