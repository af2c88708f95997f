import LecternData
import LecternTensor
import LecternTestSupport
import Testing

/// The random numbers and the sets of points that the courses' figures depend on.
struct CourseSetsTests {
  @Test("The legacy generator's first numbers and permutations")
  func generator() {
    var random = RandomState(seed: 1)
    expectClose(
      (0..<6).map { _ in random.normal() },
      [
        1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705,
        0.8654076293246785, -2.3015386968802827,
      ], tolerance: 0)
    let permutations: [(UInt32, Int, [Int])] = [
      (0, 148, [24, 7, 37, 114, 27, 26, 43, 54, 132, 71, 76, 22]),
      (11, 300, [174, 113, 86, 239, 12, 252, 261, 39, 200, 61, 122, 279]),
      (12, 300, [224, 136, 67, 231, 213, 77, 1, 281, 191, 190, 75, 265]),
    ]
    for (seed, count, head) in permutations {
      var random = RandomState(seed: seed)
      #expect(Array(random.permutation(count).prefix(12)) == head)
    }
  }

  struct Points: Sendable, CustomTestStringConvertible {
    let generator: Generator
    /// The coordinates of the first two points.
    let first: [Double]
    let sums: [Double]
    var labels: [Int] = []
    var testDescription: String { "\(generator.kind)" }
  }

  @Test(
    "Sets of points begin and add up as the assignments' do",
    arguments: [
      Points(
        generator: Generator(.flower, count: 400, seed: 1),
        first: [1.20444229, 3.57611415, 0.1587099, -1.4821709],
        sums: [-17.33836367, 27.42634695]),
      Points(
        generator: Generator(.circles, count: 300, noise: 0.05, seed: 1),
        first: [-0.07741354, 0.85260226, 0.4318696, -0.87214504],
        sums: [0.08752101, 0.01565958], labels: [1, 0, 1, 1, 0, 0, 1, 0, 1, 1]),
      Points(
        generator: Generator(.moons, count: 300, noise: 0.2, seed: 3),
        first: [-0.21687013, 1.01544937, 0.80505015, -0.5579734],
        sums: [149.62770561, 79.68444214], labels: [0, 1, 1, 1, 0, 0, 1, 1, 0, 1]),
    ])
  func points(_ points: Points) throws {
    let set = try points.generator.generate(as: Double.self)
    expectClose(Array(set.inputs.elements.prefix(4)), points.first, tolerance: Course.printed)
    let sums = (0..<2).map { row in (0..<set.m).reduce(0) { $0 + set.inputs[row, $1] } }
    expectClose(sums, points.sums, tolerance: Course.printed)
    #expect(Array(try #require(set.labels).prefix(points.labels.count)) == points.labels)
    guard points.generator.kind == .flower else { return }
    let squares = set.inputs.elements.reduce(0) { $0 + $1 * $1 }
    expectClose(squares, 3156.783789, tolerance: 1e-6)
    expectClose(
      Array(set.inputs.elements.suffix(2)), [0.73078083, 3.06832921], tolerance: Course.printed)
  }

  @Test(
    "The football players' points are those of the file",
    .enabled(if: CourseFiles.areThere, "The folder ../shared/data is not there."),
    arguments: [("", 211, 106), ("val", 200, 87)])
  func football(_ part: String, _ count: Int, _ ones: Int) throws {
    let set = try CourseFiles.load(
      .mat("data.mat", ArrayOptions(input: "X\(part)", label: "y\(part)")))
    #expect(set.m == count && set.features == 2)
    #expect(try #require(set.labels).reduce(0, +) == ones)
    if part.isEmpty {
      expectClose(
        Array(set.inputs.elements.prefix(2)), [-0.158986, 0.423977], tolerance: 5e-7)
    }
  }
}
