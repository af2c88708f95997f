import LecternData
import LecternNotebook
import LecternPlot
import LecternRun
import LecternText
import Synchronization
import Testing

/// What becomes of a notebook when something in it fails.
struct FailureTests {
  @Test("A missing file fails its cell; cells that need it are skipped, the others run")
  func missingFile() async throws {
    let ran = try await Ran(
      "data csv \"pets.csv\" label=kind",
      "normalize zscore",
      """
      model net
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=5 as r
      """,
      "plot cost r", "let a = 2\nshow a", "show a + 1",
      "data moons 20 seed=1\nmodel net\nlayer dense 1 sigmoid\ntrain gd lr=0.1 iterations=5 as r",
      "show r.iterations")
    #expect(
      ran.statuses == ["failed", "skipped", "skipped", "skipped", "ok", "ok", "ok", "ok"])
    #expect(ran["a + 1"] == [3] && ran["r.iterations"] == [5])
    let reason = "not run: it needs what the cell at line 1 was to make"
    #expect(ran.result.pieces[1...3].map(\.reason) == [reason, reason, reason])
    let error = try #require(ran.result.pieces[0].diagnostics.first { $0.severity == .error })
    #expect(error.message.contains("pets.csv"))
    #expect(error.span.map { ran.notebook.source.position(at: $0.start).line } == 2)
  }

  @Test("lr=1e9 diverges: the cell fails, and the curve so far is kept")
  func divergence() async throws {
    let ran = try await Ran(
      "data moons 60 noise=0.1 seed=1\nmodel net\nlayer dense 8 relu\nlayer dense 1 sigmoid",
      "train gd lr=1e9 iterations=200 as wild", "show 1 + 1", "plot cost wild",
      "train gd lr=0.1 iterations=5 as tame\nshow tame.iterations, max(abs(net.W1)) < 100")
    // The model is as it was declared: another learning rate may train it.
    #expect(ran.statuses == ["ok", "failed", "ok", "skipped", "ok"])
    #expect(ran.findings == ["error diverged"])
    #expect(try ran.chart("cost").series[0].y.count > 0)
    #expect(ran.tables("training")[0].rows[0].last == .text("diverged"))
    let error = try #require(ran.result.diagnostics.first)
    #expect(error.message.hasPrefix("wild diverged: "))
    #expect(error.message.contains("learning rate of 1e9"))
    #expect(error.help == "try a learning rate of 1 or less, or normalize the inputs")
    let place = try #require(error.span)
    #expect(ran.notebook.source.text(in: place) == "1e9")
  }

  @Test("A sweep with one run that diverges warns; best leaves it out")
  func divergingMember() async throws {
    let cells = [
      "data moons 60 noise=0.1 seed=1\nmodel net\nlayer dense 8 relu\nlayer dense 1 sigmoid",
      "train gd lr in [0.1, 1e9] iterations=60 as rates\nplot cost rates\ncompare rates\n"
        + "show best(rates).cost[0] == rates[0].cost[0], rates[0].cost[59]",
    ]
    let ran = try await Ran(cells[0], cells[1])
    #expect(ran.statuses == ["ok", "ok"])
    #expect(ran.findings == ["warning diverged"])
    #expect(ran["rates[0].cost[59]"].count == 1)
    #expect(try ran.chart("cost").series.count == 2)
    #expect(ran.tables("comparison")[0].rows[1].last == .text("diverged"))
    let strict = try await Ran(cells[0], cells[1], isStrict: true)
    #expect(strict.findings == ["error diverged"])
    #expect(strict.statuses == ["ok", "failed"])
  }

  @Test("A claim that fails marks its cell and stops nothing")
  func failingClaim() async throws {
    let ran = try await Ran(
      "let a = 2\nexpect a == 3\nshow a", "show a + 1", "expect a == 2 points=3")
    #expect(ran.statuses == ["failed", "ok", "ok"])
    #expect(ran["a"] == [2] && ran["a + 1"] == [3])
    #expect(ran.findings.isEmpty)
    let summary = ran.result.expectations
    #expect((summary.passed, summary.failed) == (1, 1))
    #expect((summary.points, summary.possible) == (3, 3))
  }

  @Test("A cell with error: true is ok when it fails, and fails when it does not")
  func wantedFailures() async throws {
    let ran = try await Ran(
      markdown: """
        ```nn
        let a = 1
        ```

        ```nn
        #| error: true
        let a = bogus
        ```

        ```nn
        #| error: true
        show ones(2, 1)[sum([a]) + 1, 0]
        ```

        ```nn
        #| error: true
        expect a == 2
        ```

        ```nn
        #| error: true
        let b = a
        show b
        ```

        ```nn
        show a
        ```
        """)
    #expect(ran.statuses == ["ok", "ok", "ok", "ok", "failed", "ok"])
    // What is wanted stands at its cell and nowhere else.
    #expect(ran.findings == ["error expected-failure"])
    #expect(ran.result.pieces[2].diagnostics.map(\.id) == ["value"])
    // The mistake was found before anything ran, so that a is what it was.
    #expect(ran["a"] == [1])
    #expect(ran.result.pieces[1].diagnostics.count == 1)
  }

  @Test("A cell with eval: false is shown and not run")
  func notEvaluated() async throws {
    let ran = try await Ran(
      markdown: "```nn\n#| eval: false\nlet a = 1\n```\n\n```nn\nlet a = 2\nshow a\n```\n")
    #expect(ran.statuses == ["skipped", "ok"])
    #expect(ran.result.pieces[0].reason == "not run: eval is false")
    #expect(ran["a"] == [2])
  }

  @Test("A cell that takes too long is stopped")
  func timeout() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let ran = try await Ran(
      markdown: """
        ```nn
        \(Cells.moons)
        ```

        ```nn
        #| timeout: 0.2
        train gd lr=0.1 iterations=100000000 as r
        ```

        ```nn
        show r.cost
        ```

        ```nn
        show 1 + 1
        ```
        """)
    #expect(start.duration(to: clock.now) < .seconds(8))
    #expect(ran.statuses == ["ok", "failed", "skipped", "ok"])
    #expect(ran.findings == ["error timeout"])
    #expect(ran.result.diagnostics[0].help?.contains("#| timeout:") == true)
  }

  @Test("A timeout of ages is no trap")
  func longTimeout() async throws {
    let ran = try await Ran(markdown: "```nn\n#| timeout: 1e300\nshow 1 + 1\n```\n")
    #expect(ran.statuses == ["ok"])
  }

  @Test("An interrupted run has no result", arguments: [0, 1, 40])
  func interruption(_ calls: Int) async throws {
    let count = Mutex(0)
    let notebook = Notebook.parse(
      SourceFile(
        name: "a.md",
        text: "```nn\n\(Cells.moons)\ntrain gd lr=0.1 iterations=100000000 as r\n```\n"))
    let checked = CheckedNotebook(notebook, locator: DataLocator(notebookDirectory: "/nowhere"))
    let result = await checked.execute(
      isInterrupted: {
        count.withLock {
          $0 += 1
          return $0 > calls
        }
      })
    #expect(result == nil)
  }

  @Test(
    "New verbs are interrupted too",
    arguments: [
      "search random trials=4 epochs=100000000 lr in uniform(0.01, 0.1)",
      "check overfit iterations=100000000",
      "train gd lr=0.1 epochs=1 init_seed in 0..999",
      "search random trials=1000 epochs=1 lr in uniform(0.01, 0.1)",
      "layer dense 30 relu\nlayer dense 1 sigmoid\ncheck gradient components=1000",
    ])
  func interruptionOfOthers(_ statement: String) async throws {
    let count = Mutex(0)
    let notebook = Notebook.parse(
      SourceFile(name: "a.md", text: "```nn\n\(Cells.splitMoons)\n\(statement)\n```\n"))
    let checked = CheckedNotebook(notebook, locator: DataLocator(notebookDirectory: "/nowhere"))
    let result = await checked.execute(
      isInterrupted: {
        count.withLock {
          $0 += 1
          return $0 > 40
        }
      })
    #expect(result == nil)
  }

  @Test(
    "New verbs are stopped by the time limit of their cell",
    arguments: [
      "search random trials=4 epochs=100000000 lr in uniform(0.01, 0.1)",
      "check overfit batch=60 iterations=100000000",
    ])
  func timeoutOfOthers(_ statement: String) async throws {
    let ran = try await Ran(
      markdown: """
        ```nn
        \(Cells.splitMoons)
        ```

        ```nn
        #| timeout: 0.2
        \(statement)
        ```

        ```nn
        show 1 + 1
        ```
        """)
    #expect(ran.statuses == ["ok", "failed", "ok"])
    #expect(ran.findings == ["error timeout"])
  }

  @Test("Strict runs count warnings of the check as errors")
  func strict() async throws {
    let cell = "let unused = 1\nshow 2"
    #expect(try await Ran(cell).findings == ["warning let-unused"])
    let strict = try await Ran(cell, isStrict: true)
    #expect(strict.findings == ["error let-unused"])
    #expect(strict.checked.hasErrors)
  }

  @Test("A notebook with a mistake shows it at its cell and runs nothing")
  func unexecuted() async throws {
    let ran = try await Ran("show 1", "show bogus")
    #expect(ran.checked.hasErrors)
    let page = ran.checked.unexecuted(reason: "not run: the notebook has mistakes")
    #expect(page.pieces.map(\.status) == [.skipped, .failed])
    #expect(page.pieces.map(\.reason) == ["not run: the notebook has mistakes", nil])
    #expect(page.diagnostics.map(\.id) == ["name-unknown"])
    #expect(page.pieces.allSatisfy { $0.outputs.isEmpty })
  }

  @Test(
    "A statement that cannot go on says why",
    arguments: [
      (
        "let a = [1, 2]\nlet k = sum(a)\na[k] = 1", "value",
        "there is no element 3: they go from 0 to 1"
      ),
      (
        "let k = sum([0])\nshow zeros(1, 2)[0..k-1]", "value",
        "there is no element -1: they go from 0 to 1"
      ),
      ("let k = sum([0.5])\ndata blobs 20 noise=k-1", "generator", ""),
      (
        "let k = sum([0.5])\nset digits 3\nseed k", "value-seed",
        "a seed is a whole number from 0 to 4294967295, not 0.5"
      ),
      (
        "data moons 20 seed=1\nmodel a\nlet n = sum([0])\nlayer dense n tanh\nlayer dense 1 sigmoid\ntrain gd lr=1 epochs=1",
        "value-whole", "0 is not a whole number from 1 to 1000000"
      ),
      (
        "data moons 20 seed=1\nmodel a\nlet k = sum([2])\nlayer dense 3 tanh\nlayer dropout keep=k\nlayer dense 1 sigmoid\ntrain gd lr=1 epochs=1",
        "value-share", "2 is not a share: it must lie between 0 and 1"
      ),
      (
        "data moons 20 seed=1\nmodel a\nlayer dense 1 sigmoid\nlet k = sum([0])\ntrain gd lr=1 epochs=k",
        "value-whole", "0 is not a whole number from 1 to 2147483647"
      ),
      (
        "data digits 20 seed=1\nplot data", "plot-data",
        "a plane shows two features; these data have 400"
      ),
      (
        "data digits 20 seed=1\ndef p(a, b) = a + b\nplot contour p train", "plot-data",
        "a plane shows two features; these data have 400"
      ),
      (
        "\(Cells.moons)\nlet k = sum([0])\ntrain gd lr=1 epochs=1 clip_norm=k", "value-positive",
        "clip_norm is a number above 0, not 0"
      ),
      (
        "\(Cells.moons)\nlet k = sum([1])\ntrain adam lr=1 epochs=1 beta1=k", "value-share",
        "beta1 lies from 0 to below 1, and this is 1"
      ),
      (
        "\(Cells.moons)\nlet k = sum([0])\ncheck gradient eps=k", "value-positive",
        "eps is a number above 0, not 0"
      ),
      (
        "\(Cells.moons)\nlet k = sum([0])\nregularize max_norm k\ntrain gd lr=1 epochs=1",
        "value-positive", "a norm to keep to is a number above 0, not 0"
      ),
      ("data moons 20 seed=1\nlet k = sum([0.9])\nsplit train=k test=k", "split", ""),
    ])
  func failure(_ cell: String, _ id: String, _ message: String) async throws {
    let ran = try await Ran(cell)
    #expect(ran.statuses == ["failed"])
    let error = try #require(ran.result.diagnostics.first { $0.severity == .error })
    #expect(error.id.hasPrefix(id), "\(error)")
    if !message.isEmpty { #expect(error.message == message) }
    #expect(!error.message.isEmpty && error.span != nil)
  }

  @Test("A run that was told nothing more than once tells the observer in order")
  func observer() async throws {
    let log = Log()
    let notebook = Notebook.parse(
      SourceFile(
        name: "a.md",
        text: "```nn\n\(Cells.moons)\n```\n\n```nn\ntrain gd lr=0.1 epochs=3 batch=20 as r\n```\n"))
    let checked = CheckedNotebook(notebook, locator: DataLocator(notebookDirectory: "/nowhere"))
    _ = await checked.execute(observer: log)
    #expect(
      log.lines.withLock { $0 } == [
        "start 0 of 2, line 1", "end 0 ok", "start 1 of 2, line 9", "r epoch 3 of 3", "end r",
        "end 1 ok",
      ])
  }
}

/// An observer that writes down what it is told.
private final class Log: RunObserver {
  let lines = Mutex<[String]>([])

  private func add(_ line: String) { lines.withLock { $0.append(line) } }

  func pieceDidStart(_ index: Int, of count: Int, line: Int) {
    add("start \(index) of \(count), line \(line)")
  }
  func trainingDidAdvance(_ update: TrainingUpdate) {
    add("\(update.name) \(update.unit) \(update.step) of \(update.stepCount)")
  }
  func trainingDidEnd(_ name: String) { add("end \(name)") }
  func pieceDidEnd(_ index: Int, status: String) { add("end \(index) \(status)") }
}
