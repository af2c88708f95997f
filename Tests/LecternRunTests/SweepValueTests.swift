import LecternNotebook
import LecternPlot
import Testing

/// What a notebook says of all runs of a sweep at once: rows of measures, values, validation curves.
struct SweepValueTests {
  private static let widths = """
    data moons 100 noise=0.2 seed=1
    split train=60% dev=40% seed=1
    let n = 2
    model net
    layer dense n tanh
    layer dense 1 sigmoid
    train gd lr=0.5 iterations=20 n in [1, 2, 4, 8] as widths
    """

  @Test func `a measure of a sweep is a row, an option that varies too`() async throws {
    let ran = try await Ran(
      Self.widths,
      """
      show widths.n, error(dev, widths), cost(train, widths)
      show error(dev, widths[0]), error(dev, widths[3]), cost(train, widths[2])
      let e = error(dev, widths)
      show min(e), argmin(e)
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran["widths.n"] == [1, 2, 4, 8])
    #expect(ran["error(dev, widths)"].count == 4)
    #expect(ran["error(dev, widths)"].first == ran["error(dev, widths[0])"].first)
    #expect(ran["error(dev, widths)"].last == ran["error(dev, widths[3])"].first)
    #expect(ran["cost(train, widths)"][2] == ran["cost(train, widths[2])"][0])
    #expect(ran["min(e)"] == [ran["error(dev, widths)"].min()])
  }

  @Test func `options that are words have no row of values`() async throws {
    let train = """
      data moons 60 seed=1
      model net
      layer dense 3 tanh
      layer dense 1 sigmoid
      train gd iterations=2 init in [he, glorot] lr in [0.1, 1] as both
      """
    let ran = try await Ran(train, "show both.lr")
    #expect(ran["both.lr"] == [0.1, 1, 0.1, 1])
    let other = try await Ran(train, "show both.init")
    #expect(other.findings == ["error member-unknown"])
    let help = other.result.diagnostics.first?.help
    #expect(help == "best(both).init   or   both[0].init   or   both.lr for the values of lr")
    let size = try await Ran(Self.widths, "show ones(1, 3) * widths.n")
    #expect(size.findings == ["error shape-broadcast"])
    let several = try await Ran("\(train)\nplot confusion both")
    #expect(several.findings == ["error run-several"])
  }

  @Test func `a run of a sweep may be chosen by what a loop or a table counts`() async throws {
    let ran = try await Ran(
      Self.widths,
      """
      table k=0..3 n=widths.n[k] last=widths[k].cost[19] other=widths[3 - k].cost[19]
      for k in 0..3
        record final = widths[k].cost[19]
      end
      let i = 1
      show widths[i].cost[19], widths[i + 2].cost[19], final
      let j = 3
      repeat 3
        record down = widths[j].cost[19]
        j = j - 1
      end
      show down
      """)
    #expect(ran.findings.isEmpty)
    let final = ran["final"]
    #expect(Set(final).count == 4)
    #expect(ran["widths[i].cost[19]"] == [final[1]])
    #expect(ran["widths[i + 2].cost[19]"] == [final[3]])
    #expect(ran["down"] == [final[3], final[2], final[1]])
    let table = try #require(ran.tables("table").first)
    for (k, row) in table.rows.enumerated() {
      let wanted: [Double] = [Double(k), [1, 2, 4, 8][k], final[k], final[3 - k]]
      #expect(row == wanted.map { OutputTable.Entry.number($0) })
    }
  }

  @Test func `a validation curve goes over what varies, by factors where that does`() async throws {
    let ran = try await Ran(
      Self.widths,
      """
      plot validation_curve widths xlabel="hidden units"
      train gd iterations=5 n in [1, 3] lr in [0.3, 0.1, 0.2] as grid
      plot validation_curve grid x=lr metric=cost
      plot validation_curve grid
      show error(train, widths), error(dev, widths), cost(dev, grid)
      """)
    #expect(ran.findings.isEmpty)
    let charts = try ran.figures("validation-curve").map { figure in
      guard case .lines(let chart) = figure.content else { throw Unexpected(what: figure.kind) }
      return chart
    }
    try #require(charts.count == 3)
    #expect(charts[0].series.map(\.name) == ["train", "dev"])
    #expect(charts[0].series[0].x == [1, 2, 4, 8])
    #expect(charts[0].series[0].y == ran["error(train, widths)"])
    #expect(charts[0].series[1].y == ran["error(dev, widths)"])
    let areMarked = charts[0].series.allSatisfy(\.marksPoints)
    #expect(areMarked)
    #expect(charts[0].xAxis.label == "hidden units" && charts[0].xAxis.scale == .logarithmic)
    // Of two that vary the other one tells the curves apart.
    #expect(
      charts[1].series.map(\.name) == [
        "n = 1 (train)", "n = 1 (dev)", "n = 3 (train)", "n = 3 (dev)",
      ])
    #expect(charts[1].series[1].x == [0.1, 0.2, 0.3])
    let costs = ran["cost(dev, grid)"]
    #expect(charts[1].series[1].y == [costs[1], costs[2], costs[0]])
    #expect(charts[1].xAxis.scale == .linear)
    #expect(charts[2].series.map(\.name).first == "lr = 0.3 (train)")
  }

  @Test func `a 0 before factors stands beside them`() async throws {
    let ran = try await Ran(
      """
      data moons 60 noise=0.1 seed=1
      split train=60% dev=40% seed=1
      let λ = 0
      model net
      layer dense 1 sigmoid
      regularize l2 λ
      train gd lr=0.1 iterations=2 λ in [10, 0, 0.01, 0.1] as s
      plot validation_curve s
      train gd lr=0.1 iterations=2 λ in [0, 1, 2, 3] as t
      plot validation_curve t
      show error(train, s)
      """)
    #expect(ran.findings.isEmpty)
    let charts = ran.figures("validation-curve").compactMap { figure in
      if case .lines(let chart) = figure.content { chart } else { nil }
    }
    try #require(charts.count == 2)
    #expect(charts[0].xAxis.categories == ["0", "0.01", "0.1", "10"])
    #expect(charts[0].series[0].x == [0, 1, 2, 3])
    let errors = ran["error(train, s)"]
    #expect(charts[0].series[0].y == [errors[1], errors[2], errors[3], errors[0]])
    let words = ran.figures("validation-curve")[0].summary
    #expect(words.contains("λ from 0 to 10"))
    #expect(charts[1].xAxis.categories.isEmpty && charts[1].xAxis.marks == [0, 1, 2, 3])
    #expect(charts[1].xAxis.scale == .linear)
  }

  @Test func `what a network gives and decides is a matrix and a row`() async throws {
    for layout in ["columns", "rows"] {
      let ran = try await Ran(
        """
        set layout \(layout)
        data blobs 60 classes=3 noise=0.6 seed=2
        split train=40 test=20 seed=1
        model net
        layer dense classes softmax
        train gd lr=0.5 iterations=30 as r
        let P = probabilities(test, r)
        let k = predictions(test, r)
        show shape(P), shape(k), mean(k == test.y), accuracy(test, r), max(abs(sum(P, axis=\(layout == "rows" ? 1 : 0)) - 1))
        let miss = max(abs(argmax(P, axis=\(layout == "rows" ? 1 : 0)) - k))
        show miss
        """)
      #expect(ran.findings.isEmpty)
      #expect(ran["shape(P)"] == (layout == "rows" ? [20, 3] : [3, 20]))
      #expect(ran["mean(k == test.y)"] == ran["accuracy(test, r)"])
      #expect(ran["miss"] == [0])
    }
    let regression = try await Ran(
      """
      data line 30 seed=1
      model line
      layer dense 1
      train gd lr=0.1 iterations=5
      show predictions(train) - probabilities(train), shape(predictions(train))
      show predictions(test)
      """)
    #expect(regression.findings == ["error split-missing"])
  }

  @Test func `a name that was given to a run is one for every statement`() async throws {
    let ran = try await Ran(
      Self.widths,
      """
      let chosen = best(widths)
      predict dev 0 chosen
      predict dev 0 best(widths)
      predict [0.5; 0.2] chosen
      evaluate dev chosen
      plot confusion dev chosen
      """)
    #expect(ran.findings.isEmpty)
    let tables = ran.tables("prediction")
    #expect(tables.count == 3 && tables[0].rows == tables[1].rows)
  }

  @Test func `a run does not take the name of a value`() async throws {
    let ran = try await Ran(
      Self.widths, "def scaled(x) = x\nshow scaled(1)\ntrain gd lr=0.5 iterations=1 as scaled")
    #expect(ran.findings == ["error name-reserved"])
    #expect(ran.result.diagnostics.first?.help == "as scaled_run")
  }

  @Test func `names= are the names of curves`() async throws {
    let ran = try await Ran(
      """
      plot series [1, 2; 3, 4] [5, 6] names=["a", "b", "c"]
      plot function sigmoid tanh names=["S", "T"] derivative=yes
      """)
    #expect(ran.findings.isEmpty)
    let names = try ["series", "function"].map { try ran.chart($0).series.map(\.name) }
    #expect(names == [["a", "b", "c"], ["S", "S′", "T", "T′"]])
    for (statement, id) in [
      ("plot series [1, 2] names=[\"a\", \"b\"]", "plot-series"),
      ("plot function tanh names=[\"a\", \"b\"]", "plot-function"),
      (
        "let c = rand(1, 1)[0] > 2\nplot series ones(1 + sum([c]), 3) names=[\"a\", \"b\"]",
        "plot-series"
      ),
    ] {
      let findings = try await Ran(statement).findings
      #expect(findings == ["error \(id)"], "\(statement)")
    }
  }

  @Test func `a column of a table is seen by its formulas and not by the functions they call`()
    async throws
  {
    let ran = try await Ran(
      """
      def sig(z) = 1 / (1 + exp(-z))
      let q = [1, 2, 3]
      def said(t) = sig(q) > t
      let a = 10
      def g(x) = x + a
      table t=[0.8, 0.9] z=2*t a=100*t share=mean(said(t)) sum=g(a)
      """)
    #expect(ran.findings.isEmpty)
    let rows = try #require(ran.tables("table").first).rows
    // sigmoid(1), (2), (3) are 0.731, 0.881, 0.953.
    #expect(rows.map { $0[3] } == [.number(2.0 / 3), .number(1.0 / 3)])
    #expect(rows.map { $0[4] } == [.number(90), .number(100)])
  }

  @Test func `a second set of data begins anew`() async throws {
    let moons = "data moons 60 seed=1\nsplit train=50% test=50% seed=1\n"
    let train = "model net\nlayer dense 1 sigmoid\ntrain gd lr=0.1 iterations=2\n"
    let again = try await Ran(moons + train, moons + train)
    #expect(again.findings.isEmpty)
    let late = try await Ran("data moons 60 seed=1\n" + train, "split test=50% seed=1")
    #expect(late.findings == ["warning order-late"])
  }

  @Test func `a claim shows a digit more than it compares`() async throws {
    let ran = try await Ran(
      """
      let x = -1.09244990687
      expect x ~= -1.09244991
      expect x ~= 5
      """)
    #expect(
      ran.expectations.map(\.actual) == ["x is -1.092449907", "x is -1.09245"])
  }
}
