import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// What statements put into a report, as values.
struct OutputTests {
  @Test("Confusion counts every example once, and its diagonal is the accuracy")
  func confusion() async throws {
    let ran = try await Ran(
      Cells.blobs,
      """
      train gd lr=0.5 iterations=60 as r
      show confusion(test), confusion(train, r), accuracy(test), accuracy(train, r), test.m
      plot confusion
      plot confusion train r
      """)
    #expect(ran.statuses == ["ok", "ok"])
    for (split, call, m) in [
      ("test", "confusion(test)", 30.0), ("train", "confusion(train, r)", 60),
    ] {
      let counts = ran[call]
      #expect(counts.count == 9)
      #expect(counts.reduce(0, +) == m)
      let right = counts[0] + counts[4] + counts[8]
      expectClose(right / m, (ran["accuracy(\(split))"] + ran["accuracy(\(split), r)"])[0])
      // True classes are rows: each has as many examples as the split has of it.
      for row in 0..<3 { #expect(counts[(3 * row)..<(3 * row + 3)].reduce(0, +) == m / 3) }
    }
    let figures = ran.figures("confusion")
    #expect(figures.map(\.title) == ["Confusion on test, r", "Confusion on train, r"])
    guard case .confusion(let matrix) = try #require(figures.first).content else {
      throw Unexpected(what: "no confusion matrix")
    }
    #expect(matrix.classNames == ["0", "1", "2"])
    #expect(matrix.counts.map(Double.init) == ran["confusion(test)"])
  }

  @Test("evaluate tabulates splits and runs, at the threshold asked for")
  func evaluate() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      train gd lr in [0.1, 1] iterations=40 as rates
      train gd lr=0.5 iterations=40 as one
      evaluate
      evaluate test dev rates one
      evaluate train one threshold=1
      evaluate train one threshold=0
      show accuracy(test, rates[0]), accuracy(dev, rates[1]), accuracy(test, one)
      """)
    #expect(ran.statuses == ["ok", "ok"])
    let tables = ran.tables("accuracy")
    #expect(tables.count == 4)
    #expect(tables[0].columns == ["run", "train", "dev", "test"])
    #expect(tables[0].rows.map { $0[0] } == [.text("one")])
    #expect(tables[1].columns == ["run", "test", "dev"])
    #expect(
      tables[1].rows.map { $0[0] } == [
        .text("rates, lr = 0.1"), .text("rates, lr = 1"), .text("one"),
      ])
    #expect(tables[1].rows[0][1] == .share(ran["accuracy(test, rates[0])"][0]))
    #expect(tables[1].rows[1][2] == .share(ran["accuracy(dev, rates[1])"][0]))
    #expect(tables[1].rows[2][1] == .share(ran["accuracy(test, one)"][0]))
    // With a threshold of 1 nothing is yes, with one of 0 everything is: half of the moons each.
    #expect(tables[2].rows[0][1] == .share(0.5) && tables[2].note == "threshold 1")
    #expect(tables[3].rows[0][1] == .share(0.5))
  }

  @Test("compare shows the options that differ")
  func compare() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      train gd lr=0.1 epochs=5 batch=20 as slow
      train adam lr=0.01 epochs=5 batch=20 as quick
      train gd lr in [0.1, 1] epochs=5 batch=20 as rates
      compare slow quick
      compare rates
      show slow.cost[4], accuracy(dev, quick)
      """)
    let tables = ran.tables("comparison")
    #expect(tables.count == 2)
    #expect(
      tables[0].columns == [
        "run", "optimizer", "lr", "final cost", "train accuracy", "dev accuracy",
      ])
    // Runs are chosen by dev, so that test stays out of it.
    #expect(tables[0].note == "dev compares; test is for the end: evaluate test")
    #expect(tables[0].rows[0][..<3] == [.text("slow"), .text("gd"), .text("0.1")])
    #expect(tables[0].rows[1][..<3] == [.text("quick"), .text("adam"), .text("0.01")])
    #expect(tables[0].rows[0][3] == .number(ran["slow.cost[4]"][0]))
    #expect(tables[0].rows[1][5] == .share(ran["accuracy(dev, quick)"][0]))
    #expect(tables[1].columns[..<2] == ["run", "lr"])
    #expect(tables[1].rows.map { $0[1] } == [.text("0.1"), .text("1")])
  }

  @Test("Curves are named by their runs and count iterations from 0, epochs from 1")
  func curves() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train gd lr=0.1 iterations=4 as whole
      train gd lr=0.1 epochs=3 batch=20 as parts
      plot cost whole log=y
      plot cost parts range=[0, 1]
      plot cost whole parts log=x
      plot accuracy
      show whole.cost, parts.cost
      """)
    let charts = try ran.figures("cost").map { figure in
      guard case .lines(let chart) = figure.content else { throw Unexpected(what: figure.kind) }
      return chart
    }
    #expect(charts.count == 3)
    #expect(charts[0].series.map(\.x) == [[0, 1, 2, 3]])
    #expect(charts[0].series[0].y == ran["whole.cost"])
    #expect(charts[0].yAxis.scale == .logarithmic && charts[0].xAxis.scale == .linear)
    #expect(charts[1].series.map(\.x) == [[1, 2, 3]])
    #expect(charts[1].xAxis.label == "epoch" && charts[1].yAxis.range == 0...1)
    #expect(charts[2].series.map(\.name) == ["whole", "parts"])
    #expect(charts[2].xAxis.label == "epoch" && charts[2].xAxis.scale == .logarithmic)
    let accuracy = try ran.chart("accuracy")
    #expect(accuracy.series.map(\.name) == ["parts"])
    #expect(accuracy.yAxis.format == .percent)
    #expect(accuracy.series[0].y.allSatisfy { (0...1).contains($0) })
  }

  @Test("A boundary has a panel for each run, with its points and decisions")
  func boundary() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train gd lr=0.5 iterations=20 init in [zeros, glorot] as inits
      plot boundary inits
      plot data
      show accuracy(train, inits[1]), train.X
      """)
    guard case .boundary(let panels)? = ran.figures("boundary").first?.content else {
      throw Unexpected(what: "no boundary")
    }
    #expect(panels.map(\.title) == ["zeros", "glorot"])
    for panel in panels {
      #expect(panel.points.x == Array(ran["train.X"][..<60]))
      #expect(panel.decisions.count == panel.gridColumns * panel.gridRows)
      #expect(panel.points.x.allSatisfy { panel.xRange.contains($0) })
      #expect(panel.points.y.allSatisfy { panel.yRange.contains($0) })
    }
    // Zeros decide the same everywhere.
    #expect(Set(panels[0].decisions).count == 1 && Set(panels[1].decisions) == [0, 1])
    #expect(panels[1].accuracy == ran["accuracy(train, inits[1])"][0])
    guard case .scatter(let scatter)? = ran.figures("data").first?.content else {
      throw Unexpected(what: "no scatter")
    }
    #expect(scatter == panels[0].points)
    #expect(ran.figures("data")[0].title == "moons, train")
  }

  @Test("The decisions are those of the network: a line decides by its weights")
  func decisions() async throws {
    let folder = try TestFolder(["line.csv": "a,b,y\n0,0,0\n0,1,0\n1,0,1\n1,1,1\n"])
    let ran = try await Ran(
      """
      data csv "line.csv" label=y
      model net
      layer dense 1 sigmoid
      init zeros
      train gd lr=5 iterations=300 as r
      plot boundary
      """, in: folder)
    guard case .boundary(let panels)? = ran.figures("boundary").first?.content else {
      throw Unexpected(what: "no boundary")
    }
    let panel = panels[0]
    for row in [0, panel.gridRows / 2, panel.gridRows - 1] {
      let decided = (0..<panel.gridColumns).map { panel.decisions[row * panel.gridColumns + $0] }
      // Class 1 lies to the right of the middle, at every height.
      #expect(decided.first == 0 && decided.last == 1)
      #expect(zip(decided, decided.dropFirst()).allSatisfy { $0 <= $1 })
    }
    #expect(panel.accuracy == 1)
  }

  @Test("show model counts parameters and names shapes")
  func modelTable() async throws {
    let ran = try await Ran(
      """
      data digits 60 seed=1
      model net
      layer dense 25 relu
      layer dropout keep=0.8
      layer dense classes softmax bias=no
      regularize l2 0.5
      show model
      train gd lr=0.1 iterations=1
      """)
    let table = try #require(ran.tables("model").first)
    #expect(
      table.rows.map { [$0[0], $0[2], $0[3], $0[5]] } == [
        [.text("dense 1"), .text("25 × 400"), .text("25 × 1"), .number(10025)],
        [.text("dropout"), .missing, .missing, .number(0)],
        [.text("dense 2"), .text("10 × 25"), .text("none"), .number(250)],
      ])
    #expect(table.note?.hasPrefix("10275 parameters; cost ") == true)
    #expect(table.note?.contains("(0.5/2m)") == true)
  }

  @Test("table makes columns from left to right")
  func table() async throws {
    let ran = try await Ran(
      """
      let k = 2
      table epoch=1..4 rate=0.2/(1 + epoch) half=rate/k
      table n=[1, 10, 100] root=sqrt(n)
      """)
    let tables = ran.tables("table")
    #expect(tables[0].columns == ["epoch", "rate", "half"])
    #expect(
      tables[0].rows
        == (1...4).map { epoch in
          let rate = 0.2 / (1 + Double(epoch))
          return [.number(Double(epoch)), .number(rate), .number(rate / 2)]
        })
    #expect(tables[1].rows.map { $0[1] } == [.number(1), .number(10.0.squareRoot()), .number(10)])
  }

  @Test("Claims: comparisons, tolerances, points, and what the sides came to")
  func claims() async throws {
    let ran = try await Ran(
      """
      let a = 2.004
      let b = [1, 2; 3, 4]
      expect a ~= 2.00 points=20 "near"
      expect a == 2 within=0.01
      expect a == 2 within=0.001
      expect a > 1 and b[0, 0] == 1
      expect a > 3 or b[1, 1] == 4 points=2.5
      expect not a > 3
      expect a ~= 200.4%
      expect max(abs(b - b)) == 0
      expect sum(b) >= 100% points=1
      """)
    #expect(ran.statuses == ["failed"])
    #expect(
      ran.expectations.map(\.passed)
        == [true, true, false, true, true, true, true, true, true])
    #expect(ran.expectations.map(\.points) == [20, nil, nil, nil, 2.5, nil, nil, nil, 1])
    #expect(ran.expectations[0].message == "near")
    #expect(ran.expectations[0].expression == "a ~= 2.00")
    #expect(
      ran.expectations.map(\.actual) == [
        "a is 2.004", "a is 2.004", "a is 2.004", "a is 2.004, b[0, 0] is 1",
        "a is 2.004, b[1, 1] is 4", "a is 2.004", "a is 200.4 %", "max(abs(b - b)) is 0",
        "sum(b) is 1000 %",
      ])
    let summary = ran.result.expectations
    #expect((summary.passed, summary.failed) == (8, 1))
    #expect((summary.points, summary.possible) == (23.5, 23.5))
  }

  @Test("A claim that draws random numbers draws them once, and shows those it judged")
  func randomClaims() async throws {
    let ran = try await Ran("seed 0\nexpect sum(rand(1, 1)) < 1\nshow rand(1, 2)")
    #expect(ran.expectations[0].actual == "sum(rand(1, 1)) is 0.548814")
    #expect(ran["rand(1, 2)"] == [0.7151893663724195, 0.6027633760716439])
  }

  @Test("set digits reaches what is shown, not what is kept")
  func digits() async throws {
    let ran = try await Ran("set digits 4", "show π, [1/3, 2]\ntable n=1..2 third=n/3")
    for case .value(let value) in ran.outputs { #expect(value.digits == 4) }
    #expect(ran["π"] == [Double.pi])
    #expect(ran.tables("table")[0].digits == 4)
    #expect(ran.tables("table")[0].rows[0][1] == .number(1.0 / 3))
  }

  @Test("Values keep their kind, and inline values are shown where they stand")
  func values() async throws {
    let ran = try await Ran(
      markdown: """
        A `{nn} 1 + 1` and a `{nn} [1, 2; 3, 4].T`.

        ```nn
        let a = [5, 6]
        show a, 2 > 1, "blue", a[1], shape(a)
        ```

        Then `{nn} sum(a)`.
        """)
    #expect(ran.statuses == ["ok", "ok", "ok", "ok"])
    let contents = ran.outputs.map { output -> OutputValue.Content? in
      if case .value(let value) = output { value.content } else { nil }
    }
    #expect(
      contents == [
        .number(2), .matrix(rows: 2, columns: 2, values: [1, 3, 2, 4]),
        .matrix(rows: 1, columns: 2, values: [5, 6]), .boolean(true), .string("blue"), .number(6),
        .matrix(rows: 1, columns: 2, values: [1, 2]), .number(11),
      ])
  }

  @Test("Values in the abstract are worked out last, whatever stands above them")
  func abstractValues() async throws {
    let ran = try await Ran(
      markdown: """
        ---
        title: Values
        abstract: "The sum is `{nn} total`, *not* $5$."
        ---

        ```nn
        let total = 1 + 2
        show total
        ```
        """)
    #expect(ran.result.diagnostics.isEmpty)
    let value = try #require(ran.result.pieces.last?.outputs.first)
    #expect(value == .value(OutputValue(name: "total", content: .number(3))))
  }

  @Test("A caption without its figure or table is told")
  func unusedCaptions() async throws {
    let cell = "#| tbl-cap: A table\n#| fig-cap: A figure\ntable k=1..3 square=k^2"
    let ran = try await Ran(cell)
    #expect(ran.result.diagnostics.map(\.id) == ["caption-unused"])
    #expect(ran.result.diagnostics.first?.message.contains("fig-cap") == true)
    #expect(ran.result.pieces.first?.status == .ok)
    let strict = try await Ran(cell, isStrict: true)
    #expect(strict.result.pieces.first?.status == .failed)
  }

  @Test("The check tells of captions for which no statement makes anything, and once")
  func unusedCaptionsBeforeRunning() async throws {
    for (cell, words) in [
      ("#| tbl-cap: A table\nlet e1 = exp(1)\nshow e1", "a tbl-cap, but makes no table"),
      ("#| label: fig-a\ntable k=1..3 square=k^2", "a label fig-a, but makes no figure"),
      ("#| fig-cap: [One, Two]\nshow 1", "a fig-cap, but makes no figure"),
    ] {
      let ran = try await Ran(cell)
      #expect(ran.checked.diagnostics.map(\.id) == ["caption-unused"], "\(cell)")
      #expect(ran.result.diagnostics == ran.checked.diagnostics)
      #expect(ran.result.diagnostics.first?.message.contains(words) == true)
    }
    let quiet = try await Ran("#| tbl-cap: A table\n#| warning: false\nshow 1")
    #expect(quiet.checked.diagnostics.isEmpty)
    let several = try await Ran(
      "#| tbl-cap: [One, Two]\ntable k=1..3 square=k^2", "#| tbl-cap: One\ndata circles 20 seed=1")
    #expect(several.checked.diagnostics.isEmpty)
    #expect(
      several.result.diagnostics.map(\.message) == [
        "tbl-cap has 2 captions, but the cell makes 1 table"
      ])
  }

  @Test("Of the files of a cell the table of all comes first, then examples of the training file")
  func previews() async throws {
    let rows = (0..<8).map { "\($0),\($0 * $0),\($0 % 2)" }.joined(separator: "\n")
    let other = (10..<18).map { "\($0),\($0 + 1),\($0 % 2)" }.joined(separator: "\n")
    let folder = try TestFolder([
      "a.csv": "x,y,class\n\(rows)\n", "b.csv": "x,y,class\n\(other)\n",
    ])
    let ran = try await Ran(
      """
      data csv "a.csv" label=class as train
      data csv "b.csv" label=class as test
      """, in: folder)
    let titles = ran.outputs.compactMap { output -> String? in
      if case .table(let table) = output { table.title } else { nil }
    }
    #expect(titles == ["Data: a.csv", "The first examples of a.csv"])
    #expect(ran.tables("data").first?.rows.count == 2)
  }

  @Test("Shares are told in percent wherever it is known that they are shares")
  func shares() async throws {
    let training = """
      data circles 40 seed=1
      model net
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=3 as a
      let right = accuracy(train, a)
      let plain = 100 * right
      def missed(x) = mean(x != 1)
      def accuracy_of(x) = x / 4
      let mixed = [right, 2]
      """
    let shown = [
      "88%", "right", "1 - right", "error(train, a)", "[10%, 25%]", "[10%, 25%][1]",
      "mean([1, 1, 0, 1] == 1)", "missed([1, 0])", "max(right, 20%)",
    ]
    let others = [
      "plain", "accuracy_of(1)", "mixed", "cost(train, a)", "0.88", "right / 2", "2 - right",
    ]
    for (expressions, isShare) in [(shown, true), (others, false)] {
      for expression in expressions {
        let ran = try await Ran(markdown: "```nn\n\(training)\n```\n\n`{nn} \(expression)`\n")
        guard case .value(let value)? = ran.result.pieces.last?.outputs.first else {
          Issue.record("\(expression): \(ran.findings)")
          continue
        }
        #expect(value.isShare == isShare, "\(expression)")
        if expression == "88%" { #expect(value.text(of: 0.88) == "88 %") }
      }
    }
  }

  @Test("Columns and claims of shares are in percent, unless finer digits are asked for")
  func sharesInTables() async throws {
    let ran = try await Ran(
      """
      let right = 86.25%
      table clean=[50%, 80%] rest=1 - clean twice=2 * clean
      expect right > 4 / 5
      expect right ~= 0.8625
      expect right == 0.86250001
      expect right == 0.8625 within=1e-6
      """)
    let table = try #require(ran.tables("table").first)
    #expect(table.rows[0] == [.share(0.5), .share(0.5), .number(1)])
    let words = ran.outputs.compactMap { output -> String? in
      if case .expectation(let claim) = output { claim.actual } else { nil }
    }
    #expect(
      words == [
        "right is 86.25 %, 4 / 5 is 80 %", "right is 86.25 %", "right is 0.8625", "right is 0.8625",
      ])
  }

  @Test("The terminal says of a cell that must fail that it failed, and tells a figure once")
  func terminalText() async throws {
    let ran = try await Ran(
      "#| error: true\nlet x1 = 1 / missing", "#| error: true\nexpect 1 == 2",
      "def f(x) = x^2\nplot function f")
    let text = TextRenderer().render(ran.notebook, ran.result)
    #expect(text.contains("── cell 1 (line 1)\n✓ fails, as it should: `missing` "))
    #expect(text.contains("✗ expect 1 == 2\n✓ fails, as it should\n"))
    #expect(text.contains("figure: f, x from -5 to 5."))
  }

  @Test("Updates change entries, rows and whole values")
  func updates() async throws {
    let ran = try await Ran(
      """
      let a = zeros(2, 3)
      a[0, 1] = 5
      a[1, :] = [7, 8, 9]
      a[:, 0] = a[:, 0] + 1
      let v = [1; 2; 3]
      v[1..2] = 0
      let k = 2
      k = k^2
      show a, v, k
      """)
    #expect(ran["a"] == [1, 5, 0, 8, 8, 9])
    #expect(ran["v"] == [1, 0, 0])
    #expect(ran["k"] == [4])
  }
}
