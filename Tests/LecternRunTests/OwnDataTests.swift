import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// `data values` and `plot scatter`: points that the notebook has.
struct OwnDataTests {
  @Test func `own numbers are data like any other`() async throws {
    // The line through five points: numpy.polyfit([1, 2, 3, 4, 5], [3, 4, 8, 9, 11], 1).
    let ran = try await Ran(
      """
      let x = [1, 2, 3, 4, 5]
      data values x [3, 4, 8, 9, 11] features=["size"] target="price"
      model line
      layer dense 1
      train gd lr=0.05 iterations=2000 as fit
      plot data
      plot fit fit
      show fit.W1, fit.b1, train.X, train.y, features, m
      """)
    #expect(ran.findings.isEmpty)
    expectClose(ran["fit.W1"][0], 2.1, tolerance: 1e-6)
    expectClose(ran["fit.b1"][0], 0.7, tolerance: 1e-6)
    #expect(ran["train.X"] == [1, 2, 3, 4, 5] && ran["train.y"] == [3, 4, 8, 9, 11])
    #expect(ran["features"] == [1] && ran["m"] == [5])
    guard case .scatter(let plot)? = ran.figures("data").first?.content else {
      throw Unexpected(what: "no points")
    }
    #expect((plot.xLabel, plot.yLabel) == ("size", "price"))
  }

  @Test func `classes have names, pictures a size, and rows are examples where layout says so`()
    async throws
  {
    let ran = try await Ran(
      """
      set layout rows
      data values [1, 0, 0, 1; 0, 1, 1, 0; 1, 1, 0, 0] [0; 1; 1] classes=2 names=["no", "yes"] image=2x2
      data values [1, 0, 0, 1] [1] classes=2 names=["no", "yes"] as test
      plot images 2
      model net
      layer dense 3 tanh
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=1
      show train.X, test.y, classes, shape(net.W1)
      """)
    #expect(ran.findings == ["warning data-overlap"])
    #expect(ran["train.X"] == [1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0])
    #expect(ran["test.y"] == [1] && ran["classes"] == [2] && ran["shape(net.W1)"] == [4, 3])
    guard case .images(let grid)? = ran.figures("images").first?.content else {
      throw Unexpected(what: "no pictures")
    }
    #expect((grid.width, grid.height) == (2, 2))
  }

  @Test(arguments: [
    ("data values [1, 2, 3] [1, 2, 3, 4]", "there are 3 examples, but 4 targets"),
    ("data values [1, 2; 3, 4; 5, 6] [1, 2, 3]", "there are 2 examples, but 3 targets"),
    ("data values [1, 2, 3] [1, 2, 3; 4, 5, 6]", "the targets are one row, not 2 × 3"),
    ("data values [1, 2, 3] classes=2", "classes= speaks of targets, and there are none"),
    (
      "data values [1, 2, 3] [0, 1, 2] classes=3 names=[\"a\"]", "names= has 1 texts for 3 classes"
    ),
    ("data values [1, 2, 3] features=[\"a\", \"b\"]", "features= has 2 texts for 1 features"),
    (
      "data values [1, 2, 3] image=2x2", "a picture of 2 x 2 has 4 pixels, but there are 1 features"
    ),
  ])
  func `what does not fit is seen before anything runs`(_ line: String, _ message: String)
    async throws
  {
    let ran = try await Ran(line)
    #expect(ran.findings == ["error data-values"])
    #expect(ran.result.diagnostics.first?.message == message)
    #expect(ran.checked.hasErrors)
  }

  @Test(arguments: [
    (
      "data values x [0, 1, 3] classes=3",
      "target 2 is 3, and 3 classes are the numbers from 0 to 2"
    ),
    (
      "data values x [0, 0.5, 1] classes=2",
      "target 1 is 0.5, and 2 classes are the numbers from 0 to 1"
    ),
    ("data values x [0, 1/0, 1]", "target 1 is ∞"),
    (
      "data values (x * (1 / 0)) [0, 1, 1]",
      "3 inputs are not finite numbers, the first in feature 0 of example 0"
    ),
    ("data values x ones(1, n)", "there are 3 examples, but 4 targets"),
  ])
  func `what shows only when it runs is a failure of the cell`(_ line: String, _ message: String)
    async throws
  {
    let ran = try await Ran("let x = [1, 2, 3]\nlet n = sum([1, 3])\n\(line)")
    #expect(ran.statuses == ["failed"])
    #expect(ran.result.diagnostics.first { $0.severity == .error }?.message == message)
  }

  @Test func `points stand in groups, in classes or alone`() async throws {
    let ran = try await Ran(
      """
      let A = [1, 2, 3; 4, 5, 6]
      let B = [0; 1]
      plot scatter A B names=["a", "b"] x=[-1, 4] y=[0, 8]
      plot scatter A classes=[0, 1, 1]
      plot scatter [1, 2, 3] [4, 5, 6] xlabel="size"
      data moons 10 seed=1
      plot data x=[-3, 3] y=[-2, 2]
      """)
    #expect(ran.findings.isEmpty)
    let plots = ran.figures("scatter").compactMap { figure in
      if case .scatter(let plot) = figure.content { plot } else { nil }
    }
    try #require(plots.count == 3)
    #expect(plots[0].x == [1, 2, 3, 0] && plots[0].y == [4, 5, 6, 1])
    #expect(plots[0].classes == [0, 0, 0, 1] && plots[0].classNames == ["a", "b"])
    #expect(plots[0].xRange == -1...4 && plots[0].yRange == 0...8)
    #expect(plots[1].classes == [0, 1, 1] && plots[1].classNames == ["0", "1"])
    #expect(plots[2].classes.isEmpty && plots[2].y == [4, 5, 6])
    #expect((plots[2].xLabel, plots[2].yLabel) == ("size", "[4, 5, 6]"))
    guard case .scatter(let moons)? = ran.figures("data").first?.content else {
      throw Unexpected(what: "no points")
    }
    #expect(moons.xRange == -3...3 && moons.yRange == -2...2)
  }

  @Test(arguments: [
    ("plot scatter [1, 2, 3; 1, 2, 3; 1, 2, 3]", "plot-points"),
    ("plot scatter [1, 2, 3] [1, 2]", "plot-series"),
    ("plot scatter [1, 2; 3, 4] classes=[0, 1, 1]", "plot-series"),
    ("plot scatter [1, 2; 3, 4] [1, 2; 3, 4] names=[\"a\"]", "plot-bar"),
    ("plot scatter [1, 2; 3, 4] classes=[0, 0.5]", "plot-series"),
    ("plot scatter ones(sum([3]), 2)", "plot-points"),
    ("plot scatter [1, 2; 3, 4] x=[3, 1]", "interval-empty"),
  ])
  func `what is no set of points is said`(_ line: String, _ id: String) async throws {
    #expect(try await Ran(line).findings == ["error \(id)"])
  }

  @Test func `points that are not finite leave a figure`() async throws {
    let ran = try await Ran("plot scatter [1, 0/0, 3; 1/0, 2, 3]", "plot scatter [0/0; 1]")
    #expect(ran.statuses == ["ok", "ok"])
  }

  @Test func `digits may be some of the ten`() async throws {
    let ran = try await Ran(
      "data digits 40 classes=[9, 4] seed=1\nshow classes, sum(train.y)",
      "data digits 20 classes=0..4 seed=1\nshow classes")
    #expect(ran.findings.isEmpty)
    #expect(ran["classes"] == [2] && ran["sum(train.y)"] == [20])
    #expect(ran.tables("data")[0].columns.suffix(2) == ["class 9", "class 4"])
    for classes in ["[4]", "[4, 4]", "[4, 12]", "[0.5, 1]", "[1, 2", "3"] {
      let findings = try await Ran("data digits 40 classes=\(classes)").findings
      #expect(findings.contains { $0.hasPrefix("error") }, "\(classes)")
    }
  }

  @Test func `columns of a matrix and certain examples are pictures`() async throws {
    let ran = try await Ran(
      "let M = [1, 0; 0, 1; 0.5, 0.25; 1, 1]",
      "plot images of=M image=2x2 names=[\"a\", \"b\"]",
      "plot images of=(M - 0.5) image=2x2",
      "data digits 30 seed=1\nplot images train examples=[3, 17, 3]\nplot images of=train.X[:, 0]")
    #expect(ran.findings.isEmpty)
    let figures = ran.figures("images")
    try #require(figures.count == 4)
    guard case .images(let grid) = figures[0].content,
      case .weightImages(let weights) = figures[1].content,
      case .images(let digits) = figures[2].content, case .images(let one) = figures[3].content
    else { throw Unexpected(what: "no pictures") }
    #expect(grid.pictures.map(\.label) == ["a", "b"])
    #expect(grid.pictures.map(\.pixels) == [[255, 0, 128, 255], [0, 255, 64, 255]])
    #expect(weights.units == [[0.5, -0.5, 0, 0.5], [-0.5, 0.5, -0.25, 0.5]])
    #expect(digits.pictures.count == 3 && digits.pictures[0] == digits.pictures[2])
    #expect(one.pictures.count == 1 && one.pictures[0].pixels.count == 400)
  }

  @Test(arguments: [
    ("plot images of=ones(4, 2)", "plot-images"),
    ("plot images of=ones(4, 2) image=3x3", "plot-images"),
    ("plot images of=[0/0; 1; 1; 1] image=2x2", "plot-images"),
    ("plot images of=ones(4, 401) image=2x2", "plot-images"),
    ("plot images of=ones(4, 2) image=2x2 names=[\"a\"]", "plot-bar"),
    ("plot images of=ones(4, 2) examples=[1]", "option-conflict"),
    ("data digits 20 seed=1\nplot images examples=[20]", "plot-images"),
    ("data digits 20 seed=1\nplot images examples=[0.5]", "plot-images"),
  ])
  func `what is no picture is said`(_ line: String, _ id: String) async throws {
    #expect(try await Ran(line).findings == ["error \(id)"])
  }

  @Test func `warnings that are known are not given`() async throws {
    for isStrict in [false, true] {
      for option in ["#| warning: false\n", ""] {
        let ran = try await Ran(
          "\(option)let unused = 1\nlet y = log([0, 1])\nplot series y", isStrict: isStrict)
        #expect(ran.findings.isEmpty == !option.isEmpty, "\(ran.findings)")
        #expect(ran.result.isFine == (!option.isEmpty || !isStrict))
      }
    }
    // A mistake is no warning.
    #expect(try await Ran("#| warning: false\nshow nothing").findings == ["error name-unknown"])
  }
}
