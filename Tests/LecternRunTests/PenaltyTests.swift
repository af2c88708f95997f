import LecternNotebook
import LecternTestSupport
import Testing

/// What reports say of penalties: formulas, the parts of costs, and curves.
struct PenaltyTests {
  @Test(
    "Printed formulas sum over the weights that a penalty is on",
    arguments: [
      (
        "layer dense 2 tanh l2=5\nlayer dense 1 sigmoid", " + (5/2m) ‖W1‖²",
        ["g ← g + (5/m)·W for W1"]
      ),
      (
        "layer dense 2 tanh l2=5\nlayer dense 2 tanh\nlayer dense 1 sigmoid\nregularize l2 0.1",
        " + (0.1/2m) (‖W2‖² + ‖W3‖²) + (5/2m) ‖W1‖²",
        ["g ← g + (0.1/m)·W for W2, W3", "g ← g + (5/m)·W for W1"]
      ),
      (
        "layer dense 2 tanh l2=0\nlayer dense 1 sigmoid\nregularize l2 0.1 scale=0.5",
        " + 0.1·0.5 ‖W2‖²", ["g ← g + 2·0.1·0.5·W for W2"]
      ),
      (
        "layer dense 1 sigmoid\nregularize l2 0.1", " + (0.1/2m) Σ‖W‖²", ["g ← g + (0.1/m)·W"]
      ),
    ])
  func formula(_ model: String, _ penalty: String, _ gradient: [String]) async throws {
    let ran = try await Ran(
      "data moons 20 seed=1\nmodel net\n\(model)\ntrain gd lr=0.01 iterations=2 clip_norm=5 as r",
      "show formula\nshow model")
    let table = try #require(ran.tables("formula").first, "\(ran.findings)")
    let rows = table.rows.map { [text($0[0]), text($0[1])] }
    #expect(
      rows[0]
        == ["cost", "J = −(1/m) Σ_i (y log a + (1 − y) log(1 − a))" + penalty])
    // The penalty's slope comes before clipping, which is of the whole gradient.
    #expect(
      rows.dropFirst().prefix(gradient.count + 1).map(\.[0])
        == gradient.map { _ in "gradient" } + ["clipping"])
    #expect(rows.filter { $0[0] == "gradient" }.map(\.[1]) == gradient)
    #expect(ran.tables("model").last?.note?.hasSuffix(penalty) == true)
  }

  @Test("Nesterov's step differentiates the penalty where it looks ahead to")
  func lookAhead() async throws {
    let ran = try await Ran(
      Cells.moons,
      "regularize l2 2\ntrain nesterov lr=0.1 mu=0.9 iterations=2\nshow formula")
    let table = try #require(ran.tables("formula").first, "\(ran.findings)")
    #expect(
      table.rows.dropFirst().prefix(3).map { text($0[1]) } == [
        "g = ∇J(w − 0.9·h), J without the penalty", "g ← g + (2/m)·(W − 0.9·h)", "h ← 0.9·h + α·g",
      ])
  }

  @Test("The training table and the curve of a single run show the penalty apart")
  func parts() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      regularize l1 0.05
      train gd lr=0.1 iterations=5 as r
      train gd lr=0.1 iterations=6 as longer
      show cost(train, r), longer.cost[5], sum(abs(r.W1)) + sum(abs(r.W2))
      plot cost r
      plot cost r longer
      """)
    let table = try #require(ran.tables("training").last, "\(ran.findings)")
    let columns = ["last cost", "penalty's part"].compactMap { table.columns.firstIndex(of: $0) }
    guard columns.count == 2, case .number(let cost) = table.rows[0][columns[0]],
      case .number(let penalty) = table.rows[0][columns[1]]
    else { throw Unexpected(what: "\(table)") }
    // The last entry of the longer run is of the weights that the shorter one ended with.
    expectClose(ran["longer.cost[5]"][0], cost)
    expectClose(ran["cost(train, r)"][0], cost - penalty)
    expectClose(ran["sum(abs(r.W1)) + sum(abs(r.W2))"][0] * 0.05, penalty)
    #expect(table.note?.contains("the costs include the penalty") == true)

    let curves = ran.figures("cost").map { figure -> [String] in
      guard case .lines(let chart) = figure.content else { return [] }
      return chart.series.map(\.name)
    }
    #expect(curves == [["r", "r without the penalty"], ["r", "longer"]])
    let chart = try ran.chart("cost")
    #expect(zip(chart.series[0].y, chart.series[1].y).allSatisfy { $0 > $1 })
  }

  @Test("Without a penalty there is no such column, and check overfit leaves out a layer's own")
  func without() async throws {
    let ran = try await Ran(
      Cells.moons, "train gd lr=0.1 iterations=5",
      "model own\nlayer dense 5 tanh l2=50\nlayer dense 1 sigmoid l2=50\ncheck overfit\ncheck start"
    )
    #expect(ran.tables("training").first?.columns.contains("penalty's part") == false)
    #expect(ran.texts.first?.hasPrefix("The network can learn them by heart") == true)
    #expect(ran.tables("check-overfit").first?.note?.contains("no penalty") == true)
    #expect(ran.tables("check-start").first?.rows.last?[0] == .text("penalty"))
  }

  private func text(_ entry: OutputTable.Entry) -> String {
    if case .text(let text) = entry { text } else { "?" }
  }
}
