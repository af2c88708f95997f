import Foundation
import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// Data from files and generators, splits and scalings.
struct DataTests {
  static let pets = "height,weight,kind\n1,10,cat\n2,20,dog\n3,60,cat\n6,30,dog\n"
  static let images = Data(
    base64Encoded: "AAAIAwAAAAYAAAACAAAAAgAzZv8KFB4o/wD/AAECAwTIZDIZCQgHBg==")
  static let labels = Data(base64Encoded: "AAAIAQAAAAYAAQIAAQI=")
  static let packedImages = Data(
    base64Encoded:
      "H4sIAAAAAAACA2Ng4GBmYGBgA2ImMDZO+88lIqfxn+E/AyMTM8uJFCNJTg52NgC4H7vFKAAAAA==")
  static let packedLabels = Data(base64Encoded: "H4sIAAAAAAACA2Ng4GBkYGBgY2BkAiIAlVSVFQ4AAAA=")

  @Test(
    "Beside counts, a 1 is a count", arguments: ["train=59 test=1", "train=40 dev=1 test=19"])
  func splitOfOne(_ parts: String) async throws {
    let ran = try await Ran(
      "data moons 60 seed=1\nsplit \(parts) stratify=no", "show train.m, test.m")
    #expect(ran.statuses == ["ok", "ok"])
    #expect(ran["train.m"] == [parts.hasPrefix("train=59") ? 59 : 40])
  }

  @Test("A table is read with its label column, its names and a preview")
  func csv() async throws {
    let folder = try TestFolder(["pets.csv": Self.pets])
    let ran = try await Ran(
      """
      data csv "pets.csv" label=kind
      show train.X, train.y, train.Y, train.m, features, classes, m
      """, in: folder)
    #expect(ran.statuses == ["ok"])
    #expect(ran["train.X"] == [1, 2, 3, 6, 10, 20, 60, 30])
    #expect(ran["train.y"] == [0, 1, 0, 1])
    #expect(ran["train.Y"] == [0, 1, 0, 1])
    #expect([ran["train.m"], ran["features"], ran["classes"], ran["m"]] == [[4], [2], [2], [4]])
    let data = try #require(ran.tables("data").first)
    #expect(data.columns == ["split", "examples", "features", "class cat", "class dog"])
    #expect(data.rows == [[.text("train"), .number(4), .number(2), .number(2), .number(2)]])
    let preview = try #require(ran.tables("preview").first)
    #expect(preview.rows.count == 4)
    #expect(preview.rows[2] == [.number(3), .number(60), .text("cat")])
  }

  @Test(
    "A scaling is fitted on train and applied to the splits that come later",
    arguments: [
      // Heights 1, 2, 3, 6: mean 3, deviation √3.5, range 5; weights 10, 20, 60, 30: 30, √350, 50.
      ("zscore", [3, 30], [1.8708286933869707, 18.708286933869708]), ("mean", [3, 30], [5, 50]),
      ("minmax", [1, 10], [5, 50]), ("divide 4", [0, 0], [4, 4]),
    ] as [(String, [Double], [Double])])
  func normalization(_ method: String, _ center: [Double], _ scale: [Double]) async throws {
    let folder = try TestFolder([
      "pets.csv": Self.pets, "more.csv": "height,weight,kind\n11,80,dog\n",
    ])
    let ran = try await Ran(
      """
      data csv "pets.csv" label=kind as train
      normalize \(method)
      data csv "more.csv" label=kind as test
      show train.X, test.X, test.y
      show normalization
      """,
      """
      data csv "pets.csv" label=kind as train
      data csv "more.csv" label=kind as test
      normalize \(method)
      let later = test.X
      show later
      """, in: folder)
    #expect(ran.statuses == ["ok", "ok"])
    let heights = [1, 2, 3, 6].map { ($0 - center[0]) / scale[0] }
    let weights = [10, 20, 60, 30].map { ($0 - center[1]) / scale[1] }
    expectClose(ran["train.X"], heights + weights, tolerance: 1e-14)
    let test = [(11 - center[0]) / scale[0], (80 - center[1]) / scale[1]]
    expectClose(ran["test.X"], test, tolerance: 1e-14)
    #expect(ran["later"] == ran["test.X"])
    #expect(ran["test.y"] == [1])
    let table = try #require(ran.tables("normalization").first)
    #expect(table.columns == ["feature", "subtracted", "divided by"])
    #expect(table.rows[1][..<2] == [.text("weight"), .number(center[1])])
  }

  @Test("Data are normalized once, and before a split that is a leak")
  func normalizeTwice() async throws {
    let ran = try await Ran(
      "data moons 40 noise=0.1 seed=1\nnormalize zscore\nsplit train=75% test=25% seed=1",
      "data moons 40 noise=0.1 seed=1\nnormalize divide 2\nsplit train=75% test=25% seed=1",
      "data moons 40 noise=0.1 seed=1\nsplit train=75% test=25% seed=1\nnormalize minmax")
    #expect(ran.findings == ["warning split-normalized"])
    #expect(ran.statuses == ["ok", "ok", "ok"])
  }

  @Test("A scaling that leaves no numbers fails")
  func scalingToInfinity() async throws {
    let ran = try await Ran(
      "data digits 20 seed=1\nnormalize divide 1e-320\nplot images 4", "plot images 2")
    #expect(ran.statuses == ["failed", "skipped"])
    #expect(ran.findings == ["error normalize-nonfinite"])
  }

  @Test("Pictures of huge numbers are drawn")
  func hugePixels() async throws {
    let folder = try TestFolder(["huge.csv": "a,b,y\n-1e308,1e308,0\n1e308,0,1\n"])
    let ran = try await Ran("data csv \"huge.csv\" label=y image=1x2\nplot images 2", in: folder)
    guard case .images(let grid)? = ran.figures("images").first?.content else {
      Issue.record("no images")
      return
    }
    #expect(grid.pictures.map(\.pixels) == [[0, 255], [255, 128]])
    #expect((grid.width, grid.height) == (2, 1))
  }

  @Test(
    "A split has the sizes it was asked for",
    arguments: [
      ("train=80% test=20%", [80, 0, 20]), ("train=70% dev=15% test=15%", [70, 15, 15]),
      ("train=0.6 dev=0.4", [60, 40, 0]), ("train=50 dev=30 test=20", [50, 30, 20]),
      ("test=10", [90, 0, 10]), ("train=55", [55, 0, 45]), ("dev=10 test=10%", [80, 10, 10]),
      ("train=60 test=20", [60, 0, 20]), ("train=50% test=50% stratify=no", [50, 0, 50]),
    ])
  func splitSizes(_ options: String, _ sizes: [Int]) async throws {
    let ran = try await Ran("data blobs 100 classes=2 seed=1\nsplit \(options) seed=4\nshow data")
    #expect(ran.statuses == ["ok"])
    let rows = try #require(ran.tables("data").last).rows
    let found = rows.map { "\($0[0]) \($0[1])" }
    let expected = zip(["train", "dev", "test"], sizes).filter { $0.1 > 0 }.map {
      "\(OutputTable.Entry.text($0.0)) \(OutputTable.Entry.number(Double($0.1)))"
    }
    #expect(found == expected)
  }

  @Test("A split keeps the classes' shares, and its seed decides who goes where")
  func splitting() async throws {
    let ran = try await Ran(
      """
      data blobs 90 classes=3 seed=1
      let all = train.X
      split train=60 test=30 seed=1
      show sum(all, axis=1), sum(train.X, axis=1) + sum(test.X, axis=1)
      """,
      "data blobs 90 classes=3 seed=1\nsplit train=60 test=30 seed=1\nlet a = train.X\nshow a",
      "data blobs 90 classes=3 seed=1\nsplit train=60 test=30 seed=2\nlet b = train.X\nshow b")
    #expect(ran.statuses == ["ok", "ok", "ok"])
    #expect(
      try #require(ran.tables("data").first).rows.map { $0[3...] } == [
        [.number(20), .number(20), .number(20)], [.number(10), .number(10), .number(10)],
      ])
    let total = "sum(train.X, axis=1) + sum(test.X, axis=1)"
    #expect(ran[total].count == 2)
    expectClose(ran[total], ran["sum(all, axis=1)"], tolerance: 1e-10)
    #expect(ran["a"] != ran["b"])
  }

  @Test("IDX files are read plain and packed, and their pictures drawn", arguments: [false, true])
  func idx(_ isPacked: Bool) async throws {
    let folder = try TestFolder()
    let suffix = isPacked ? ".gz" : ""
    try folder.write(
      try #require(isPacked ? Self.packedImages : Self.images),
      to: "train-images-idx3-ubyte\(suffix)")
    try folder.write(
      try #require(isPacked ? Self.packedLabels : Self.labels),
      to: "train-labels-idx1-ubyte\(suffix)")
    let ran = try await Ran(
      """
      data idx "train-images-idx3-ubyte" "train-labels-idx1-ubyte"
      normalize divide 255
      show 255 * train.X[:, 0], train.y, classes
      plot images 3
      """, in: folder)
    #expect(ran.statuses == ["ok"])
    expectClose(ran["255 * train.X[:, 0]"], [0, 51, 102, 255], tolerance: 1e-12)
    #expect(ran["train.y"] == [0, 1, 2, 0, 1, 2] && ran["classes"] == [3])
    guard case .images(let grid)? = ran.figures("images").first?.content else {
      Issue.record("no images")
      return
    }
    #expect(grid.pictures.map(\.label) == ["0", "1", "2"])
    #expect(grid.pictures.map(\.pixels)[..<2] == [[0, 51, 102, 255], [10, 20, 30, 40]])
    #expect(ran.figures("images").first?.title == "3 examples of train")
  }

  @Test("Examples of test that are in train are pointed out, and labels keep train's numbers")
  func overlap() async throws {
    let folder = try TestFolder([
      "pets.csv": Self.pets, "test.csv": "height,weight,kind\n6,30,dog\n7,7,dog\n",
      "other.csv": "height,weight,kind\n7,7,emu\n",
      "wide.csv": "height,weight,age,kind\n1,2,3,dog\n",
    ])
    let train = "data csv \"pets.csv\" label=kind as train\n"
    let ran = try await Ran(
      train + "data csv \"test.csv\" label=kind as test\nshow test.y", in: folder)
    #expect(ran.findings == ["warning data-overlap"])
    #expect(ran.statuses == ["ok"] && ran["test.y"] == [1, 1])
    let strict = try await Ran(
      train + "data csv \"test.csv\" label=kind as test\nshow test.y", in: folder, isStrict: true)
    #expect(strict.findings == ["error data-overlap"] && strict.statuses == ["failed"])
    for file in ["other.csv", "wide.csv"] {
      let bad = try await Ran(train + "data csv \"\(file)\" label=kind as test", in: folder)
      #expect(bad.statuses == ["failed"], "\(file)")
      #expect(bad.result.diagnostics.hasErrors)
    }
  }

  @Test("Inputs that are no numbers in the precision of the notebook are refused")
  func nonFiniteInputs() async throws {
    let folder = try TestFolder(["big.csv": "a,y\n1,0\n1e300,1\n"])
    let cell = "data csv \"big.csv\" label=y"
    #expect(try await Ran(cell, in: folder).statuses == ["ok"])
    let single = try await Ran("set precision float32", cell, in: folder)
    #expect(single.findings == ["error data-nonfinite"])
  }

  @Test("augment adds changed copies to train alone")
  func augmentation() async throws {
    let ran = try await Ran(
      "data digits 40 seed=1\nsplit train=30 test=10 seed=1\nlet before = train.X\naugment rotate=10 shift=1 copies=2 seed=3\nshow train.m, test.m, max(abs(columns(train.X, 0, 29) - before)), max(abs(columns(train.X, 30, 59) - before)) > 0"
    )
    #expect(ran.statuses == ["ok"], "\(ran.findings)")
    #expect(ran["train.m"] == [90] && ran["test.m"] == [10])
    #expect(ran["max(abs(columns(train.X, 0, 29) - before))"] == [0])
    let early = try await Ran(
      "data digits 40 seed=1\naugment noise=0.1\nsplit train=60 test=20 seed=1")
    #expect(early.findings.contains("warning split-augmented"))
  }

  @Test("A split whose parts share examples says how many")
  func sharedBySplit() async throws {
    let rows = (0..<10).flatMap { ["\($0),\($0 % 2)", "\($0),\($0 % 2)"] }
    let folder = try TestFolder(["twice.csv": (["x,y"] + rows).joined(separator: "\n")])
    let ran = try await Ran(
      "data csv \"twice.csv\" label=y\nsplit train=12 test=8 seed=1", in: folder)
    let warning = try #require(ran.result.diagnostics.first { $0.id == "data-overlap" })
    #expect(warning.message.contains("of the 8 examples of test"))
  }

  @Test("Pictures unrolled column by column stand upright")
  func columnOrder() async throws {
    // 2 × 3: the first row is bright, whichever way it is unrolled.
    let folder = try TestFolder([
      "rows.csv": "a,b,c,d,e,f,y\n1,1,1,0,0,0,0\n1,1,1,0,0,0,1\n",
      "columns.csv": "a,b,c,d,e,f,y\n1,0,1,0,1,0,0\n1,0,1,0,1,0,1\n",
    ])
    let ran = try await Ran(
      "data csv \"rows.csv\" label=y image=2x3\nplot images 1",
      "data csv \"columns.csv\" label=y image=2x3 order=column\nplot images 1\nshow train.X[:, 0]",
      in: folder)
    let grids = ran.figures("images").compactMap { figure -> ImageGrid? in
      if case .images(let grid) = figure.content { grid } else { nil }
    }
    #expect(
      grids.map(\.pictures[0].pixels) == [[255, 255, 255, 0, 0, 0], [255, 255, 255, 0, 0, 0]])
    // The numbers keep their places.
    #expect(ran["train.X[:, 0]"] == [1, 0, 1, 0, 1, 0])
  }
}
