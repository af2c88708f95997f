import LecternData
import LecternTestSupport
import Testing

/// The course's own files, where a machine has them in `../shared/data`.
@Suite(.enabled(if: hasCourseData, "The folder ../shared/data is not there."))
struct CourseDataTests {
  private let locator = DataLocator(notebookDirectory: courseData)

  @Test(arguments: [
    ("planar_flower.csv", Generator(.flower, count: 400, seed: 1)),
    ("circles_train.csv", Generator(.circles, count: 300, noise: 0.05, seed: 1)),
    ("circles_test.csv", Generator(.circles, count: 100, noise: 0.05, seed: 2)),
    ("moons_train.csv", Generator(.moons, count: 300, noise: 0.2, seed: 3)),
  ])
  func `Generators make the course's sets`(_ file: String, _ generator: Generator) throws {
    let stored = try DataSource.csv(file, CSVOptions(label: "y"))
      .load(as: Double.self, using: locator).dataset
    let made = try generator.generate(as: Double.self)
    #expect(made.target == stored.target)
    // The flower's coordinates reach 4, where neighbouring numbers are 9e-16 apart.
    let tolerance = generator.kind == .flower ? 4e-15 : 1e-15
    expectClose(made.inputs.elements, stored.inputs.elements, tolerance: tolerance)
  }

  @Test func `The test set of MNIST is read`() throws {
    let source = DataSource.idx(
      inputs: "t10k-images-idx3-ubyte", labels: "t10k-labels-idx1-ubyte")
    let loaded = try source.load(as: Float.self, using: locator)
    #expect(try source.describe(using: locator) == loaded.dataset.description)
    #expect(loaded.dataset.m == 10_000)
    #expect(loaded.dataset.features == 784)
    #expect(loaded.dataset.labels?.prefix(5) == [7, 2, 1, 0, 4])
    #expect(loaded.dataset.classNames == (0..<10).map { String($0) })
    #expect(
      loaded.records.map(\.sha256) == [
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
      ])
  }

  @Test func `The training set of MNIST is described by its headers`() throws {
    let source = DataSource.idx(
      inputs: "train-images-idx3-ubyte", labels: "train-labels-idx1-ubyte")
    let facts = try source.describe(using: locator)
    #expect(facts.examples == 60_000)
    #expect(facts.imageSize == ImageSize(height: 28, width: 28))
    #expect(facts.classNames?.count == 10)
  }

  @Test func `Iris has three species`() throws {
    let set = try DataSource.csv("iris.csv", CSVOptions(label: "species"))
      .load(as: Double.self, using: locator).dataset
    #expect(set.m == 150)
    #expect(set.classNames == ["setosa", "versicolor", "virginica"])
    #expect(Array(set.inputs.elements.prefix(4)) == [5.1, 3.5, 1.4, 0.2])
  }

  @Test func `The gaps in the housing data are named`() {
    func found(_ options: CSVOptions) -> DataFailure? {
      failure { () throws(DataFailure) in
        try DataSource.csv("california_housing.csv", options).load(as: Double.self, using: locator)
      }
    }
    let price = CSVOptions(label: "median_house_value")
    #expect(found(price)?.id == "csv-text")
    #expect(
      found(CSVOptions(label: "median_house_value", columns: .range(0...7)))?.message
        == "\"california_housing.csv\", line 292: the cell of column \"total_bedrooms\" is empty; "
        + "207 cells of the used columns are empty")
    #expect(found(price)?.help == "Correct the cell, or leave the column out with columns=0..7")
    #expect(
      found(CSVOptions(label: "median_house_value", columns: .range(0...7)))?.help
        == "Fill the empty cells, drop their rows, or leave the column out with columns="
        + "[longitude, latitude, housing_median_age, total_rooms, population, households, "
        + "median_income]")
  }
}
