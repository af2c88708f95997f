import LecternNotebook
import LecternTestSupport
import Testing

/// `search`: what is tried, how it chooses, and that test is touched once.
struct SearchTests {
  @Test("Runs that diverged are marked, come last and never win")
  func diverged() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      "search grid optimizer=gd epochs=5 lr in [1e300, 0.1] as s",
      "train gd lr in [0.1, 1e300] epochs=5 as r\nevaluate r\nplot boundary r")
    #expect(ran.statuses == ["ok", "ok", "ok"])
    let rows = try #require(ran.tables("search").first).rows
    #expect(rows.map(\.first) == [.number(1), .number(0)])
    #expect(rows[1].last == .text("diverged"))
    let accuracies = try #require(ran.tables("accuracy").first).rows
    #expect(accuracies[1].last == .text("diverged"))
    guard case .boundary(let panels) = try #require(ran.figures("boundary").first).content else {
      return
    }
    #expect(panels.map { $0.accuracy == nil } == [false, true])
  }

  @Test("A grid tries every combination in order; the best by dev comes first")
  func grid() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      search grid optimizer=gd epochs=15 lr in [0.001, 0.5] batch in [20, 60] as s
      train gd epochs=15 lr in [0.001, 0.5] batch in [20, 60] as t
      show s[0].cost, t[0].cost, s[3].cost, t[3].cost, accuracy(dev, best(s))
      compare s
      evaluate s
      """)
    #expect(ran.statuses == ["ok", "ok"])
    #expect(ran["s[0].cost"] == ran["t[0].cost"])
    #expect(ran["s[3].cost"] == ran["t[3].cost"])
    let table = try #require(ran.tables("search").first)
    #expect(table.columns == ["trial", "lr", "batch", "dev accuracy", "dev cost"])
    #expect(table.rows.count == 4)
    let scores = table.rows.map { row -> Double in
      guard case .share(let share) = row[3] else { return -1 }
      return share
    }
    #expect(scores == scores.sorted(by: >))
    #expect(ran["accuracy(dev, best(s))"] == [scores[0]])
    // Test is measured for the best trial alone.
    let best = try #require(ran.tables("search-best").first)
    #expect(best.rows.count { $0[0] == .text("accuracy on test") } == 1)
    for kind in ["comparison", "accuracy"] {
      let other = try #require(ran.tables(kind).last)
      #expect(other.rows.count { $0.last != .missing } == 1, "\(other)")
      #expect(other.note == "test is measured for the best trial alone")
    }
  }

  @Test("Random trials repeat with their seed and stay in their domains")
  func random() async throws {
    let statement =
      "search random trials=8 epochs=2 batch=20 lr in loguniform(0.001, 0.1) beta1 in 1 - uniform(0.1, 0.5)"
    let ran = try await Ran(
      Cells.splitMoons,
      "\(statement) seed=1 as a\n\(statement) seed=1 as b\n\(statement) seed=2 as c")
    #expect(ran.statuses == ["ok", "ok"])
    let tables = ran.tables("search")
    #expect(tables[0].rows == tables[1].rows)
    #expect(tables[0].rows != tables[2].rows)
    for row in tables[0].rows {
      guard case .text(let rate) = row[1], case .text(let beta) = row[2] else {
        throw Unexpected(what: "\(row)")
      }
      #expect((0.000999...0.1001).contains(Double(rate) ?? 0))
      #expect((0.499...0.901).contains(Double(beta) ?? 0))
    }
  }

  @Test("Rounds after the first lie in the box of the best quarter")
  func refine() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      "search random trials=8 refine=2 epochs=2 batch=20 lr in loguniform(0.0001, 1) seed=3 top=30 as s"
    )
    let table = try #require(ran.tables("search").first)
    #expect(table.columns[1] == "round")
    #expect(table.rows.count == 24)
    func rates(_ round: Double) -> [Double] {
      table.rows.compactMap { row in
        guard row[1] == .number(round), case .text(let text) = row[2] else { return nil }
        return Double(text)
      }
    }
    #expect(rates(1).count == 8 && rates(3).count == 8)
    func spread(_ rates: [Double]) -> Double { (rates.max() ?? 1) / (rates.min() ?? 1) }
    #expect(spread(rates(3)) < spread(rates(1)))
    // The best of the first round lie inside the second.
    let best = Array(rates(1).prefix(2))
    #expect((rates(2).min() ?? 0) >= (best.min() ?? 1) / 10.1)
  }

  @Test("The figure of a refined search has the box of each further round")
  func boxes() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      search random trials=8 refine=2 epochs=1 lr in loguniform(0.0001, 1) beta1 in 1 - loguniform(0.001, 0.5) seed=3 as s
      plot search s
      plot search s x=lr
      search grid points=3 epochs=1 lr in loguniform(0.01, 1) batch in [10, 20] as g
      plot search g
      """)
    #expect(ran.findings.isEmpty)
    let charts = ran.figures("search").compactMap { figure in
      if case .trials(let chart) = figure.content { chart } else { nil }
    }
    try #require(charts.count == 3)
    #expect(charts[0].boxes.map(\.round) == [2, 3] && charts[0].boxes[0].ranges.count == 2)
    // Every trial of a round lies in its box, and the last box within the one before.
    for box in charts[0].boxes {
      let trials = charts[0].trials.filter { $0.round == box.round }
      #expect(trials.count == 8)
      for trial in trials {
        for (range, value) in zip(box.ranges, trial.values) {
          #expect(range.lowerBound * 0.999 <= value && value <= range.upperBound * 1.001)
        }
      }
    }
    let (outer, inner) = (charts[0].boxes[0].ranges[0], charts[0].boxes[1].ranges[0])
    #expect(outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound)
    let counts = charts[1].boxes.map { $0.ranges.count }
    #expect(counts == [1, 1])
    #expect(charts[2].boxes.isEmpty)
  }

  @Test(
    "Only the best ten trials are listed, or as many as top= says; those that diverge are counted, and are not fatal"
  )
  func listing() async throws {
    let ran = try await Ran(
      "data moons 100 noise=0.1 seed=1\nsplit train=60 dev=40 seed=1\nmodel net\nlayer dense 8 relu\nlayer dense 1 sigmoid",
      "search grid optimizer=gd iterations=60 lr in [1e9, 0.1] init_seed in 1..15 top=25 as s",
      "search grid optimizer=gd iterations=60 lr in [1e9, 1e8] as broken", "show 1 + 1")
    #expect(ran.statuses == ["ok", "ok", "failed", "ok"])
    let table = try #require(ran.tables("search").first)
    #expect(table.rows.count == 25)
    #expect(
      table.note?.contains("30 trials") == true && table.note?.contains("15 diverged") == true)
    #expect(ran.findings == ["error diverged"])
    let error = try #require(ran.result.diagnostics.first)
    #expect(error.message.hasPrefix("all 2 trials diverged; broken, lr = 1e9 diverged: "))
    let many = try await Ran(
      Cells.splitMoons, "search random trials=30 epochs=1 lr in uniform(0.01, 0.1) seed=1")
    #expect(many.tables("search")[0].rows.count == 10)
    #expect(many.tables("search")[0].note?.contains("20 more are not shown") == true)
  }

  @Test("metric=cost and validate= choose otherwise; integers end before their bound")
  func options() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      let n = 3
      model deep
      layer dense n tanh
      layer dense 1 sigmoid
      search grid points=3 epochs=3 lr=0.05 n in integers(2, 5) metric=cost as s
      show cost(dev, best(s)), cost(dev, s[0]), cost(dev, s[1]), cost(dev, s[2])
      show shape(s[0].W1), shape(s[2].W1), accuracy(test)
      """)
    #expect(ran.statuses == ["ok", "ok"])
    let costs = (0..<3).flatMap { ran["cost(dev, s[\($0)])"] }
    #expect(ran["cost(dev, best(s))"].first == costs.min())
    #expect(ran["shape(s[0].W1)"] == [2, 2] && ran["shape(s[2].W1)"] == [4, 2])
    // What follows without a name speaks of the best trial.
    #expect(ran["accuracy(test)"].count == 1)
  }

  @Test("A search without dev says so, and bad bounds are named when they come up")
  func mistakes() async throws {
    let none = try await Ran(Cells.moons, "search random trials=2 epochs=1 lr in uniform(0.1, 1)")
    #expect(none.findings.contains { $0.hasPrefix("error search") })
    let bounds = try await Ran(
      Cells.splitMoons,
      "let a = sum([0])\nsearch random trials=2 epochs=1 lr in loguniform(a, 1)", "show 1")
    #expect(bounds.statuses == ["ok", "failed", "ok"])
    #expect(bounds.findings == ["error search-domain"])
  }
}
