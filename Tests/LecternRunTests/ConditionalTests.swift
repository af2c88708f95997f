import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

/// Cells that run only where data files are found, or only where they are not.
struct ConditionalTests {
  private static let points = "a,b,y\n1,2,0\n2,3,1\n3,1,0\n4,4,1\n"

  private static let read = """
    ```nn
    #| needs: cats.csv
    data csv "cats.csv" label=y as train
    let width = train.m
    show width
    ```

    """

  private static let trained = """
    ```nn
    #| needs: cats.csv
    #| points: 5
    model net
    layer dense 1 sigmoid
    train gd lr=0.1 iterations=3 as cats
    expect cats.iterations == 3 points=20
    expect 1 < 2
    ```

    """

  private static let substitute = """
    ```nn
    #| without: cats.csv
    data moons 20 noise=0.1 seed=1
    let width = 2
    ```

    """

  private func ran(_ markdown: String, _ names: String...) async throws -> Ran {
    try await Ran(
      markdown: markdown,
      in: TestFolder(Dictionary(uniqueKeysWithValues: names.map { ($0, Self.points) })))
  }

  @Test func `a cell runs where its files are found, and is no failure where not`() async throws {
    let there = try await ran(Self.read + Self.trained, "cats.csv")
    #expect(there.statuses == ["ok", "ok"])
    #expect(there.result.expectations == (passed: 3, failed: 0, points: 25, possible: 25))
    #expect(there.result.pointsLeftOut == 0)
    let absent = try await ran(Self.read + Self.trained)
    #expect(absent.statuses == ["omitted", "omitted"])
    #expect(absent.result.isFine && absent.findings.isEmpty && absent.outputs.isEmpty)
    #expect(absent.result.expectations == (passed: 0, failed: 0, points: 0, possible: 0))
    #expect(absent.result.pointsLeftOut == 25)
    #expect(
      absent.result.pieces.map(\.reason) == [
        "not run: needs cats.csv. Put it beside the notebook or in a folder of LECTERN_DATA",
        "not run: needs cats.csv",
      ])
  }

  @Test func `all files are needed, and one missing is enough for a substitute`() async throws {
    let text = """
      ```nn
      #| needs: a.csv, b.csv
      show 1
      ```

      ```nn
      #| without: a.csv, b.csv
      show 2
      ```

      ```nn
      #| needs: a.csv
      #| without: b.csv
      show 3
      ```

      """
    #expect(try await ran(text, "a.csv", "b.csv").statuses == ["ok", "omitted", "omitted"])
    #expect(try await ran(text, "a.csv").statuses == ["omitted", "ok", "ok"])
    #expect(try await ran(text, "b.csv").statuses == ["omitted", "ok", "omitted"])
    let none = try await ran(text)
    #expect(none.statuses == ["omitted", "ok", "omitted"])
    #expect(
      none.result.pieces.map { $0.omission?.words } == [
        "needs a.csv and b.csv", nil, "needs a.csv",
      ])
    // Another set of files says again where files go.
    #expect(none.result.pieces[2].reason?.contains("Put it beside") == true)
  }

  @Test func `values in prose that need a file are left out, those with a substitute are not`()
    async throws
  {
    let text = """
      ---
      abstract: "`{nn} width`, `{nn} cats.cost[0]`, `{nn} accuracy(train)`"
      ---
      \(Self.read)

      ```nn
      #| needs: cats.csv
      #| fig-cap: "`{nn} train.m` cats"
      plot data
      ```

      \(Self.trained)
      \(Self.substitute)

      It is `{nn} width` and `{nn} 1 + 1`.

      ```nn
      plot data
      show width
      ```
      """
    let absent = try await ran(text)
    #expect(absent.findings.isEmpty)
    #expect(
      absent.statuses == [
        "omitted", "omitted", "omitted", "omitted", "ok", "ok", "ok", "ok", "ok", "omitted",
        "omitted",
      ])
    let there = try await ran(text, "cats.csv")
    #expect(there.findings.isEmpty)
    #expect(there.statuses.filter { $0 != "ok" } == ["omitted"])
    #expect(there["width"] == [4] && absent["width"] == [2])
  }

  @Test(arguments: [
    ("show width", "`width`"), ("plot data", "the data"),
    ("data moons 9 seed=1 as test", "the data"),
  ])
  func `what runs everywhere may not need what runs somewhere`(
    _ statement: String, _ words: String
  ) async throws {
    let text = Self.read + "```nn\n\(statement)\n```\n"
    let absent = try await ran(text)
    #expect(absent.findings == ["error needs-missing"])
    let mistake = try #require(absent.result.diagnostics.first)
    #expect(
      mistake.message
        == "this uses \(words), which the cell at line 1 makes only where cats.csv is found")
    #expect(mistake.help == "add `#| needs: cats.csv` to this cell too")
    #expect(!absent.result.isFine)
    // The author who has the file is told too.
    let there = try await ran(text, "cats.csv")
    #expect(there.result.diagnostics.map(\.message) == [mistake.message])
    #expect(there.findings == ["warning needs-missing"] && there.result.isFine)
  }

  @Test func `other data and another run do not stand in for those that are missing`() async throws
  {
    let text = """
      ```nn
      data moons 20 noise=0.1 seed=1
      model m
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=2 as first
      ```

      \(Self.read)
      \(Self.trained)

      ```nn
      plot cost first
      ```

      ```nn
      plot cost
      ```

      Accuracy `{nn} accuracy(train)`
      """
    let absent = try await ran(text)
    #expect(absent.findings == ["error needs-missing"])
    #expect(absent.result.diagnostics[0].message.hasPrefix("this uses the latest run, which"))
    #expect(absent.statuses == ["ok", "omitted", "omitted", "ok", "failed", "omitted"])
  }

  @Test func `a cell with its own condition needs no more than what it has`() async throws {
    let uses = { (options: String) in Self.read + "```nn\n#| \(options)\nshow width\n```\n" }
    for options in ["needs: cats.csv", "needs: [dogs.csv, cats.csv]"] {
      #expect(try await ran(uses(options)).findings.isEmpty)
      #expect(try await ran(uses(options), "cats.csv", "dogs.csv").findings.isEmpty)
    }
    let other = try await ran(uses("needs: dogs.csv"), "dogs.csv")
    #expect(other.findings == ["error needs-missing"])
    #expect(other.result.diagnostics[0].help == "write cats.csv into `needs` of this cell too")
    #expect(try await ran(uses("needs: dogs.csv")).findings == ["warning needs-missing"])
    let substituted = Self.substitute + "```nn\nshow width\n```\n"
    let there = try await ran(substituted, "cats.csv")
    #expect(there.findings == ["error needs-missing"])
    #expect(there.result.diagnostics[0].help == "add `#| without: cats.csv` to this cell too")
  }

  @Test(arguments: [
    ("shwo 1", "error verb-unknown"), ("let 3 = 3", "error syntax-expected-name"),
    ("show nothing", "error name-unknown"), ("let unused = 3", "warning let-unused"),
  ])
  func `cells that do not run are checked`(_ statement: String, _ finding: String) async throws {
    for option in ["needs: cats.csv", "without: cats.csv"] {
      let text = "```nn\n#| \(option)\n\(statement)\n```\n"
      for names in [[], ["cats.csv"]] {
        let folder = try TestFolder(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
        let findings = try await Ran(markdown: text, in: folder).findings
        #expect(findings == [finding], "\(option) \(names)")
      }
    }
  }

  @Test func `what only a cell uses that does not run is not unused`() async throws {
    let text = """
      ```nn
      let rate = 0.1
      data moons 20 noise=0.1 seed=1
      model m
      layer dense 1 sigmoid
      ```

      ```nn
      #| needs: cats.csv
      train gd lr=rate iterations=2
      ```
      """
    #expect(try await ran(text).findings.isEmpty)
    #expect(try await ran(text, "cats.csv").findings.isEmpty)
  }

  @Test(arguments: [
    ("needs: ../x.csv", "data-path-leaves"), ("needs: /etc/passwd", "data-path-leaves"),
    ("without: ../../etc/passwd", "data-path-leaves"), ("needs: \"a\\0b\"", "bad-data-path"),
    ("needs: a.csv\n#| without: a.csv", "needs-impossible"),
  ])
  func `a name that no file can have is a mistake`(_ options: String, _ id: String) async throws {
    let found = try await ran("```nn\n#| \(options)\nshow 1\n```\n", "a.csv").findings
    #expect(found == ["error \(id)"])
  }

  @Test
  func `a folder is found like a file, an option eval is stronger, a failure is no longer due`()
    async throws
  {
    let text = """
      ```nn
      #| needs: .
      show 1
      ```

      ```nn
      #| needs: cats.csv
      #| eval: false
      show 2
      ```

      ```nn
      #| needs: cats.csv
      #| error: true
      show nothing
      ```
      """
    let absent = try await ran(text)
    #expect(absent.statuses == ["ok", "skipped", "omitted"])
    #expect(absent.result.isFine)
    #expect(try await ran(text, "cats.csv").statuses == ["ok", "skipped", "ok"])
  }
}
