import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// Figures of functions and of numbers, as notebooks ask for them.
struct FigureTests {
  private static func bars(_ ran: Ran) throws -> BarChart {
    guard case .bars(let chart) = try #require(ran.figures("bar").first).content else {
      throw Unexpected(what: "no bars")
    }
    return chart
  }

  private static func panels(_ ran: Ran, _ kind: String) throws -> [ContourPanel] {
    guard case .contours(let panels) = try #require(ran.figures(kind).first).content else {
      throw Unexpected(what: "no level lines")
    }
    return panels
  }

  @Test func `curves and their derivatives are those of the engine`() async throws {
    let ran = try await Ran(
      """
      def cube(x) = x^3
      plot function sigmoid cube range=[-2, 2] derivative=yes ylabel="a"
      """)
    #expect(ran.findings == [])
    let chart = try ran.chart("function")
    #expect(chart.series.map(\.name) == ["sigmoid", "sigmoid′", "cube", "cube′"])
    #expect(chart.series.map(\.isDashed) == [false, true, false, true])
    #expect(chart.series.map(\.group) == [0, 0, 1, 1])
    #expect(chart.yAxis.label == "a")
    let sigmoid = chart.series[0]
    let slope = chart.series[1]
    let middle = try #require(sigmoid.x.firstIndex(of: 0))
    #expect(sigmoid.y[middle] == 0.5)
    #expect(slope.y[try #require(slope.x.firstIndex(of: 0))] == 0.25)
    for (x, y) in zip(chart.series[3].x, chart.series[3].y) {
      expectClose(y, 3 * x * x, tolerance: 1e-12)
    }
    #expect(
      ran.figures("function")[0].summary.contains(
        "sigmoid′ begins and ends at 0.105, with its highest value, 0.25, at x = 0"))
  }

  @Test func `a jump and a pole are told and leave gaps`() async throws {
    let ran = try await Ran(
      """
      def inverse(x) = 1 / x
      plot function inverse sign log derivative=yes
      """)
    let series = try ran.chart("function").series
    #expect(
      series.allSatisfy {
        $0.name == "sign′" || $0.y.contains { $0.isNaN } || $0.name.hasPrefix("log")
      })
    let words = ran.figures("function")[0].summary
    #expect(words.contains("inverse breaks at 0."))
    #expect(words.contains("sign breaks at 0."))
    #expect(words.contains("log has no value from -5 to 0."))
    // The path of a curve with a gap at 0 does not run through it.
    #expect(series[0].interruptions == [0...0])
  }

  @Test func `a relu's kink between the places is kept`() async throws {
    let ran = try await Ran(
      """
      def bent(x) = relu(x - 0.0123)
      plot function bent
      """)
    let curve = try ran.chart("function").series[0]
    // Left of the kink all values are 0, right of it all lie on the line.
    for (x, y) in zip(curve.x, curve.y) { expectClose(y, max(x - 0.0123, 0), tolerance: 1e-12) }
    #expect(curve.x.contains { $0 > 0.0123 - 0.003 && $0 < 0.0123 + 0.003 })
  }

  @Test func `bars have the author's names, values and rows`() async throws {
    let ran = try await Ran(
      """
      plot bar [92.1, 95.3; 90.4, -91] labels=["tanh", "relu"] names=["train", "dev"] ylabel="accuracy"
      """)
    #expect(ran.findings == [])
    let chart = try Self.bars(ran)
    #expect(chart.categories == ["tanh", "relu"])
    #expect(
      chart.series == [
        BarChart.Series(name: "train", values: [92.1, 95.3]),
        BarChart.Series(name: "dev", values: [90.4, -91]),
      ])
    #expect(
      ran.figures("bar")[0].summary
        == "accuracy, 2 groups of 2 bars. train has tanh: 92.1; relu: 95.3. dev has tanh: 90.4; relu: -91."
    )
  }

  @Test func `a histogram tells what it leaves out`() async throws {
    let ran = try await Ran(
      """
      plot histogram [1, 10, 100, 1000, -3, 0, log(0), log(0)] log=x bins=3 xlabel="size"
      """)
    guard case .histogram(let histogram) = try #require(ran.figures("histogram").first).content
    else { throw Unexpected(what: "no histogram") }
    #expect(histogram.series[0].counts == [1, 1, 2])
    #expect(histogram.series[0].nonFiniteCount == 2)
    #expect(histogram.series[0].nonPositiveCount == 2)
    expectClose(histogram.edges, [1, 10, 100, 1000], tolerance: 1e-9)
    #expect(
      ran.figures("histogram")[0].summary.hasSuffix(
        "leaves out 2 values that are not finite and 2 values at or below zero, which a "
          + "logarithmic axis does not show."))
  }

  @Test func `level lines, the minimum and recorded paths`() async throws {
    let ran = try await Ran(
      """
      def J(w, b) = (w - 1)^2 + 3 * (b + 0.5)^2 + 2
      let w = -2
      let b = 2
      repeat 20
        w = w - 0.1 * 2 * (w - 1)
        b = b - 0.1 * 6 * (b + 0.5)
        record ws = w
        record bs = b
      end
      plot contour J path=[ws; bs] levels=[3, 5, 4]
      """)
    #expect(ran.findings == [])
    let panel = try #require(Self.panels(ran, "contour").first)
    #expect(panel.levels == [3, 4, 5])
    #expect(panel.xLabel == "w" && panel.yLabel == "b")
    let minimum = try #require(panel.minimum)
    expectClose(minimum.x, 1, tolerance: 1e-7)
    expectClose(minimum.y, -0.5, tolerance: 1e-7)
    expectClose(minimum.value, 2, tolerance: 1e-12)
    #expect(panel.paths[0].x.count == 20)
    expectClose(panel.paths[0].x[0], -1.4, tolerance: 1e-12)
  }

  @Test("Examples stand among the level lines, over their part of the plane, under given labels")
  func contourWithExamples() async throws {
    let ran = try await Ran(
      """
      data moons 60 seed=1
      split train=80% test=20%
      def p(a, b) = sigmoid(a + b)
      plot contour p test levels=[0.5] xlabel="width" ylabel="height"
      plot contour p train x=[-1, 1] constraint=l1
      """)
    #expect(ran.findings.isEmpty)
    guard case .contours(let first) = ran.figures("contour")[0].content,
      case .contours(let second) = ran.figures("contour")[1].content
    else { throw Unexpected(what: "no level lines") }
    let panel = try #require(first.first)
    #expect(panel.points?.x.count == 12 && panel.points?.classes.count == 12)
    #expect([panel.xLabel, panel.yLabel] == ["width", "height"])
    #expect(panel.points?.x.allSatisfy(panel.xRange.contains) == true)
    #expect(panel.points?.y.allSatisfy(panel.yRange.contains) == true)
    #expect(ran.figures("contour")[0].summary.contains("12 points: 6 0 and 6 1."))
    #expect(second[0].points?.x.count == 48 && second[0].xRange == -1...1)
    #expect(second[0].title == "L1: |a| + |b| ≤ 1")
  }

  @Test func `a function of a column has the same lines as one of two numbers`() async throws {
    let ran = try await Ran(
      """
      def f(p) = p[0]^2 + 2 * p[1]^2
      def g(x, y) = x^2 + 2 * y^2
      plot contour f
      plot contour g
      plot path f start=[1; 2] steps=5 optimizer=gd(0.1)
      """)
    #expect(ran.findings == [])
    guard case .contours(let first) = ran.figures("contour")[0].content,
      case .contours(let second) = ran.figures("contour")[1].content
    else { throw Unexpected(what: "no level lines") }
    #expect(first[0].values == second[0].values && first[0].levels == second[0].levels)
    #expect(first[0].xLabel == "p[0]")
    let path = try Self.panels(ran, "path")[0].paths[0]
    expectClose(path.y, [2, 1.2, 0.72, 0.432, 0.2592, 0.15552], tolerance: 1e-12)
  }

  @Test func `constraints are panels on one scale, and the diamond's lowest point has a zero`()
    async throws
  {
    let ran = try await Ran(
      """
      def J(a, b) = (a - 2)^2 + 2 * (b - 0.3)^2 + (a - 2) * (b - 0.3)
      plot contour J constraint in [l1, l2] radius=1
      """)
    let panels = try Self.panels(ran, "contour")
    #expect(panels.map { $0.region?.norm } == [.l1, .l2])
    #expect(panels[0].xRange == panels[1].xRange && panels[0].levels == panels[1].levels)
    let words = ran.figures("contour")[0].summary
    #expect(
      words.contains(
        "Where |a| + |b| ≤ 1, the lowest value, 1.48, is at (1, 0), on an axis: b is zero."))
    #expect(words.contains("on neither axis."))
  }

  @Test func `paths are those of the optimizers of training`() async throws {
    let ran = try await Ran(
      """
      def bowl(x, y) = x^2 / 20 + y^2
      plot path bowl start=[-9; 2] steps=25 optimizer in [gd(0.9), momentum(0.1, mu=0.9), nesterov(0.1, mu=0.9), adagrad(1), rmsprop(0.3), adam(0.3), momentum(0.5, beta=0.9), adadelta]
      """)
    #expect(ran.findings == [])
    let paths = try Self.panels(ran, "path")[0].paths
    #expect(paths.map(\.x.count) == [Int](repeating: 26, count: 8))
    // The second points, by hand; descent.txt holds all of them against PyTorch.
    expectClose(
      paths.map { $0.x[1] }, [-8.19, -8.91, -8.91, -8, -8.0513167, -8.7, -8.955, -8.9955279],
      tolerance: 1e-6)
    #expect(paths.map(\.name)[1] == "momentum(0.1, mu=0.9)")
  }

  @Test func `a path that runs away leaves the frame and says so`() async throws {
    let ran = try await Ran(
      """
      def bowl(x, y) = x^2 / 20 + y^2
      plot path bowl start=[-9; 2] optimizer in [gd(1.05), adam(0.3)]
      plot path bowl start=[-9; 2] steps=5000 optimizer=gd(3)
      """)
    let figures = ran.figures("path")
    #expect(figures[0].summary.contains("gd(1.05) begins at (-9, 2), leaves the frame for good"))
    #expect(figures[1].summary.contains("gd(3) begins at (-9, 2) and stops being a number at step"))
    let panel = try Self.panels(ran, "path")[0]
    #expect(panel.yRange.upperBound < 10)
  }

  @Test func `a list of one level is a level, and a number a count`() async throws {
    let ran = try await Ran(
      """
      def J(a, b) = a^2 + b^2
      let one = [5]
      plot contour J levels=[5]
      plot contour J levels=one
      plot contour J levels=5
      """)
    #expect(ran.findings == [])
    let panels = try ran.figures("contour").map { figure in
      guard case .contours(let panels) = figure.content else {
        throw Unexpected(what: "no level lines")
      }
      return panels[0]
    }
    #expect(panels[0].levels == [5] && panels[1].levels == [5])
    #expect(panels[2].levels.count == 5)
  }

  @Test func `what a figure does not show is told, and the rest is drawn`() async throws {
    let ran = try await Ran(
      """
      def J(a, b) = a^2 + b^2
      def S(a, b) = a^2 - b^2
      def flat(a, b) = 3
      plot contour J levels=[2, 100]
      plot contour S log=yes
      plot contour flat
      plot path J start=[1; 2] optimizer=gd(0.1) x=[5, 6]
      plot series [-1, 2, 3] log=y
      plot series [1, 0/0, 3]
      plot bar [1, 2, 0/0]
      plot histogram [-1, 1, 2] log=x
      """)
    #expect(ran.findings == [String](repeating: "warning plot-hidden", count: 8))
    #expect(ran.result.diagnostics.allSatisfy { $0.help != nil })
    #expect(try Self.panels(ran, "contour")[0].levels == [2])
    #expect(
      ran.figures("contour")[1].summary.contains("Values at or below zero have no level."))
    #expect(ran.figures("series").count == 2 && ran.figures("histogram").count == 1)
  }

  @Test(arguments: [
    "plot series [0/0, 1/0]", "plot series [-1, 0] log=y", "plot series [1, 2] range=[5, 6]",
    "plot bar [0/0, 1/0]", "plot histogram [0/0]", "plot histogram [-1, 0] log=x",
  ])
  func `a figure of nothing is a mistake with a repair`(line: String) async throws {
    let ran = try await Ran(line)
    #expect(ran.findings == ["error plot-empty"])
    #expect(ran.result.diagnostics.allSatisfy { $0.help != nil })
    #expect(ran.figures("series").isEmpty && ran.figures("bar").isEmpty)
  }

  @Test func `a logarithmic axis has a range of its own`() async throws {
    let ran = try await Ran("plot function sigmoid log=x")
    #expect(ran.findings == [])
    let x = try #require(try ran.chart("function").series.first).x
    expectClose([x[0], x[x.count - 1]], [0.01, 10], tolerance: 1e-12)
  }

  @Test func `the axis of accuracies says when they are measured`() async throws {
    let ran = try await Ran(
      """
      data circles 60 seed=1
      model plain
      layer dense 1 sigmoid
      train gd lr=0.5 iterations=3
      plot accuracy
      model dropped
      layer dense 4 tanh
      layer dropout keep=0.8
      layer dense 1 sigmoid
      train gd lr=0.5 iterations=3
      plot accuracy
      """)
    let labels = ran.figures("accuracy").map { figure in
      if case .lines(let chart) = figure.content { chart.yAxis.label } else { "" }
    }
    #expect(
      labels == ["accuracy before each update", "accuracy with dropout before each update"])
  }

  /// What is known when the notebook is checked is told before anything runs.
  private static let mistakes: [(String, String)] = [
    ("plot function sigmod", "plot-function"),
    ("plot function softmax", "plot-function"),
    ("plot function J", "plot-function"),
    ("plot function two", "plot-function"),
    ("plot contour tanh", "plot-function"),
    ("plot contour J path=[1, 2, 3]", "plot-points"),
    ("plot contour J constraint=l3", "word-unknown"),
    ("plot contour J constraint in [l1, l1]", "option-twice"),
    ("plot contour J constraint in l1", "type-mismatch"),
    ("plot contour J radius=2", "option-needs"),
    ("plot contour J levels=0", "number-range"),
    ("plot path J start=[1; 2]", "option-missing"),
    ("plot path J start=[1; 2; 3] optimizer=gd(0.1)", "plot-points"),
    ("plot path J start=[1; 2] optimizer=gd", "optimizer-call"),
    ("plot path J start=[1; 2] optimizer=gd(0.1, 0.9)", "optimizer-call"),
    ("plot path J start=[1; 2] optimizer=momentum(0.1)", "optimizer-call"),
    ("plot path J start=[1; 2] optimizer=momentum(0.1, mu=0.9, beta=0.9)", "optimizer-call"),
    ("plot path J start=[1; 2] optimizer=momentum(0.1, mu=1.5)", "number-share"),
    ("plot path J start=[1; 2] optimizer=gd(0.1, batch=3)", "optimizer-call"),
    ("plot path J start=[1; 2] optimizer=[gd(0.1), adam(0.1)]", "optimizer-call"),
    ("plot path J start=[1; 2] optimizer=sgd(0.1)", "optimizer-unknown"),
    ("plot path J start=[1; 2] optimizer=gd(-1)", "number-range"),
    ("plot path J start=[1; 2] steps in [1, 2] optimizer=gd(0.1)", "option-varied"),
    ("plot bar [1, 2] labels=[\"a\"]", "plot-bar"),
    ("plot bar [1, 2] labels=\"a\"", "type-mismatch"),
    ("plot histogram [1, 2] bins=0", "number-range"),
    ("plot histogram [1, 2] names=[\"a\", \"b\"]", "plot-bar"),
    ("plot bar [1, 2] [1, 2, 3]", "plot-bar"),
    ("plot bar zeros(9, 3)", "plot-bar"),
    ("plot bar ones(1, 1000)", "plot-bar"),
    ("plot bar [1, 2] names=[\"a\", \"b\"]", "plot-bar"),
    ("plot series [1, 2, 3] x=[1, 2]", "plot-series"),
    ("plot series zeros(2, 3) x=[1, 2]", "plot-series"),
    ("plot series zeros(13, 3)", "plot-series"),
    ("plot function sigmoid range=[-5, 5] log=x", "number-range"),
    ("plot function sigmoid sigmoid", "option-twice"),
    ("plot contour J levels=[0/0]", "number-finite"),
    ("plot path J start=[0/0; 2] optimizer=gd(0.1)", "number-finite"),
    ("plot path J start=[1, 2] optimizer=gd(0.1)", "plot-points"),
    ("plot J", "figure-unknown"),
    ("plot sigmoid", "figure-unknown"),
  ]

  @Test(arguments: mistakes.map(\.0))
  func `mistakes are told before anything runs`(line: String) async throws {
    let id = try #require(Self.mistakes.first { $0.0 == line }?.1)
    let ran = try await Ran(
      """
      def J(w, b) = (w - 2)^2 + b^2
      def two(x) = [x, 2]
      show J(1, 2), two(1)
      \(line)
      """)
    #expect(ran.findings == ["error \(id)"], "\(ran.result.diagnostics.map(\.message))")
    #expect(ran.outputs.isEmpty)
  }

  @Test(arguments: [
    ("plot function log range=[-2, -1]", "plot-empty"),
    ("plot function sigmoid log=x range=[-rand(1, 1)[0], 5]", "plot-range"),
    ("plot bar [1, 2] ones(1, 3 + round(rand(1, 1)[0]))", "plot-bar"),
    ("plot bar ones(1, 1000 + round(rand(1, 1)[0]))", "plot-bar"),
    ("plot contour n", "plot-contour"),
    ("plot contour m log=yes", "plot-contour"),
    ("plot path m start=[log(0); 1] optimizer=gd(0.1)", "plot-points"),
  ])
  func `what only the run can know fails there`(line: String, id: String) async throws {
    let ran = try await Ran(
      """
      def n(x, y) = log(0 - x^2 - 1) + y
      def m(x, y) = 0 - x^2 - y^2
      show n(1, 2), m(1, 2)
      \(line)
      """)
    #expect(ran.findings.contains("error \(id)"), "\(ran.findings)")
  }
}
