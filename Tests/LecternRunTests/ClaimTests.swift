import Foundation
import LecternNotebook
import LecternText
import Testing

/// Claims, their points and what they say of themselves.
struct ClaimTests {
  private static let training = """
    data moons 60 noise=0.1 seed=1
    model net
    layer dense 1 sigmoid
    train gd lr=0.1 iterations=5 as a
    """

  @Test("Points of claims that were not run count as possible, not as earned")
  func untested() async throws {
    let ran = try await Ran(
      "data csv \"missing.csv\" label=y as train\nexpect 1 < 2 points=1",
      "model net\nlayer dense 1 sigmoid\ntrain gd lr=0.1 iterations=5",
      "expect accuracy(train) > 0.5 points=5", "expect 2 < 3 points=2")
    let sum = ran.result.expectations
    #expect(sum.possible == 8)
    #expect(sum.points == 2)
    #expect(ran.expectations.map(\.actual).prefix(2) == ["not run", "not run"])
  }

  @Test("A cell with points earns them when everything in it holds")
  func wholeCell() async throws {
    let ran = try await Ran(
      "#| label: good\n#| points: 3\nexpect 1 < 2", "#| points: 4\nexpect 2 < 1")
    let sum = ran.result.expectations
    #expect(sum.possible == 7 && sum.points == 3)
    #expect(ran.expectations.map(\.expression) == ["1 < 2", "good", "2 < 1", "the whole cell"])
  }

  @Test("A tolerance reaches every comparison of a claim")
  func tolerance() async throws {
    let ran = try await Ran(
      "let a = 1.05\nlet b = 2.05\nexpect a ~= 1 and b ~= 2 within=0.1\n"
        + "expect a ~= 1 and b ~= 2 within=0.01\nexpect not a == 1 within=0.01")
    #expect(ran.expectations.map(\.passed) == [true, false, true])
    #expect(ran.expectations[1].actual == "a is 1.05, b is 2.05")
    #expect(ran.expectations[1].values.map(\.name) == ["a", "b"])
  }

  @Test("Numbers that look alike and are not equal show where they differ")
  func alike() async throws {
    let ran = try await Ran("let a = 0.1 + 0.2\nexpect a == 0.3")
    #expect(ran.expectations.first?.actual == "a is 0.30000000000000004")
  }

  @Test("A claim knows its statement")
  func place() async throws {
    let ran = try await Ran("let a = 1\nexpect a > 2")
    let span = try #require(ran.expectations.first?.span)
    #expect(ran.notebook.source.text(in: span) == "expect a > 2")
  }

  @Test("Training and validation cost carry the same penalty")
  func penalty() async throws {
    let ran = try await Ran(
      """
      data moons 120 noise=0.1 seed=1
      split train=80 dev=40 seed=1
      model net
      layer dense 4 tanh
      layer dense 1 sigmoid
      regularize l2 50
      train gd lr=0.1 iterations=1 validate=dev init=zeros as a
      train gd lr=0.1 iterations=1 validate=dev init=constant(0.5) as b
      plot cost b
      """)
    let chart = try ran.chart("cost")
    let held = try #require(chart.series.first { $0.name == "b (dev)" }?.y.first)
    let gap = held - (try #require(chart.series[0].y.first))
    // Of unequal parts each with its own m, the penalties alone would be 4.7 apart.
    #expect(abs(gap) < 0.5)
  }

  @Test("A range that skips its end is no list of learning rates")
  func range() async throws {
    let ran = try await Ran(
      Self.training.replacing("lr=0.1", with: "lr in 0.1..0.3"))
    #expect(ran.findings.contains("error sweep-range"))
  }

  @Test("A model takes yes from a parameter, and true in its own words")
  func flags() async throws {
    let ran = try await Ran(
      markdown: """
        ---
        params:
          biased: false
        ---

        ```nn
        data moons 40 seed=1
        model net
        layer dense 3 tanh bias=biased
        layer dense 1 sigmoid
        train adam lr=0.1 iterations=3 bias_correction=true as a
        train adam lr=0.1 iterations=3 bias_correction=yes as b
        show max(abs(a.b1)), a.cost[2] - b.cost[2]
        ```
        """)
    #expect(ran["max(abs(a.b1))"] == [0])
    #expect(ran["a.cost[2] - b.cost[2]"] == [0])
  }

  @Test("Data are scaled in several steps, and later splits get the same")
  func scaling() async throws {
    let ran = try await Ran(
      """
      data moons 40 seed=1 as train
      let before = train.X
      normalize divide 2
      normalize zscore
      show max(abs(mean(train.X, axis=1))) < 1e-12
      data moons 40 seed=1 as test
      show max(abs(test.X - train.X))
      show sum(before) > 0
      """)
    #expect(ran["max(abs(test.X - train.X))"] == [0])
    #expect(!ran.findings.contains { $0.hasPrefix("error") })
  }

  @Test(
    "Whole numbers beside a numeric train split are numbers; numbers beside classes are refused")
  func targets() async throws {
    let folder = try TestFolder()
    try folder.write(Data("x,y\n1,0.5\n2,1.5\n3,2.5\n".utf8), to: "a.csv")
    try folder.write(Data("x,y\n1,1\n2,2\n".utf8), to: "b.csv")
    let ran = try await Ran(
      "data csv \"a.csv\" label=y as train\ndata csv \"b.csv\" label=y as test\nshow test.y",
      in: folder)
    #expect(ran["test.y"] == [1, 2])
    let other = try await Ran(
      "data csv \"b.csv\" label=y as train\ndata csv \"a.csv\" label=y as test", in: folder)
    #expect(other.findings.contains("error data-target"))
  }
}
