import LecternData
import LecternTensor
import LecternTestSupport
import Testing

/// Reads a text as the file `f.csv`.
private func read(
  _ text: String, _ options: CSVOptions = CSVOptions(label: "y")
) throws -> Dataset<Double> {
  let folder = try TestFolder(["f.csv": text])
  let source = DataSource.csv("f.csv", options)
  let loaded = try source.load(as: Double.self, using: folder.locator)
  // What the checker is told must be what the runner gets.
  #expect(try source.describe(using: folder.locator) == loaded.dataset.description)
  return loaded.dataset
}

struct CSVReaderTests {
  @Test(arguments: [
    "x1,x2,y\n1,2,0\n-3.5,4e2,1\n",
    "x1,x2,y\r\n1,2,0\r\n-3.5,4e2,1\r\n",
    "x1,x2,y\r1,2,0\r-3.5,4e2,1",
    "\u{FEFF}x1,x2,y\n1,2,0\n-3.5,4e2,1",
    "x1;x2;y\n1;2;0\n-3.5;4e2;1\n",
    "x1\tx2\ty\n1\t2\t0\n-3.5\t4e2\t1\n",
    "\n\"x1\", \"x2\",y\n\n \"1\" ,2 , 0\n+-3.5,4e2,1\n".replacing("+-", with: "-"),
    "y,x1,x2\n0,1,2\n1,-3.5,4e2\n",
  ])
  func `Line ends, marks, quotes, spaces and separators do not matter`(_ text: String) throws {
    let set = try read(text)
    #expect(set.inputs == Matrix(rows: 2, columns: 2, elements: [1, 2, -3.5, 400]))
    #expect(set.target == .classes(labels: [0, 1], names: ["0", "1"]))
    #expect(set.featureNames == ["x1", "x2"])
    #expect(set.targetName == "y")
  }

  @Test func `Quoted cells hold separators, quotation marks and line ends`() throws {
    let set = try read(
      "x,\"the \"\"kind\"\", or\nso\"\n1,\"a,b\"\n2,\"say \"\"hi\"\"\"\n",
      CSVOptions(label: "the \"kind\", or\nso"))
    #expect(set.target == .classes(labels: [0, 1], names: ["a,b", "say \"hi\""]))
  }

  @Test(arguments: [
    ("b,a,b", Target.classes(labels: [1, 0, 1], names: ["a", "b"])),
    ("10,2,10", .classes(labels: [1, 0, 1], names: ["2", "10"])),
    ("-1,1.0,1", .classes(labels: [0, 1, 1], names: ["-1", "1"])),
    ("0.5,1,2", .numbers([0.5, 1, 2])), ("452600,1,2", .numbers([452600, 1, 2])),
    ("1,two,3", .classes(labels: [0, 2, 1], names: ["1", "3", "two"])),
    ("ä,z,é", .classes(labels: [1, 0, 2], names: ["z", "ä", "é"])),
  ])
  func `The label column decides what the target is`(_ labels: String, _ target: Target) throws {
    let rows = labels.split(separator: ",").map { "0,\($0)" }.joined(separator: "\n")
    let read = try read("x,y\n" + rows).target
    if case .classes(let labels, let names) = read, case .classes(let other, let expected) = target
    {
      #expect(Set(names) == Set(expected))
      #expect(labels.map { names[$0] } == other.map { expected[$0] })
      #expect(names == names.sorted() || names == ["2", "10"] || names == ["-1", "1"])
    } else {
      #expect(read == target)
    }
  }

  @Test(arguments: [
    (ColumnSelection.range(1...2), ["b", "c"], [2.0, 3]),
    (.names(["c", "a"]), ["c", "a"], [3, 1]),
  ])
  func `Columns are chosen by place or name`(
    _ columns: ColumnSelection, _ names: [String], _ values: [Double]
  ) throws {
    let set = try read("a,b,c,t,y\n1,2,3,x,0\n", CSVOptions(label: "y", columns: columns))
    #expect(set.featureNames == names)
    #expect(set.inputs.elements == values)
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [false, true])
  func `A first line of numbers is an example, and columns have places`(
    _ end: String, _ isQuoted: Bool
  ) throws {
    // Two lines of the courses' admissions, behind an empty one.
    let first = isQuoted ? "\"34.62\",78.02,0" : "34.62,78.02,0"
    let text = end + first + end + "60.18,-86.3,1" + end
    let set = try read(text, CSVOptions(label: "2"))
    #expect(set.inputs == Matrix(rows: 2, columns: 2, elements: [34.62, 78.02, 60.18, -86.3]))
    #expect(set.target == .classes(labels: [0, 1], names: ["0", "1"]))
    #expect(set.featureNames == ["column 0", "column 1"])
    #expect(set.targetName == "column 2")
    let other = try read(text, CSVOptions(label: "0", columns: .names(["2", "1"])))
    #expect(other.target == .numbers([34.62, 60.18]))
    #expect(other.inputs.elements == [0, 78.02, 1, -86.3])
    #expect(try read(text, CSVOptions(label: "2", columns: .range(1...1))).features == 1)
  }

  @Test func `A number that is a name in the header means the name`() throws {
    let set = try read("x,2,7\n1,0,3\n2,1,4\n", CSVOptions(label: "2"))
    #expect(set.target == .classes(labels: [0, 1], names: ["0", "1"]))
    #expect(set.featureNames == ["x", "7"])
    #expect(set.targetName == "2")
  }

  @Test(arguments: [
    (
      "1,2\n3,4\n", "y",
      "\"f.csv\" has no column \"y\" for the label; "
        + "no header names them, so they count from 0 to 1"
    ),
    (
      "1,2\n3,4\n", "2",
      "\"f.csv\" has no column \"2\" for the label; "
        + "no header names them, so they count from 0 to 1"
    ),
    (
      "x,y\n3,4\n", "1",
      "\"f.csv\" has no column \"1\" for the label; its columns are \"x\" and \"y\""
    ),
    ("1,2\n3\n", "1", "\"f.csv\", line 2 has 1 cell, but the first line has 2 columns"),
    (
      "NaN,2\n3,4\n", "1",
      "\"f.csv\", line 1: column \"0\" holds \"NaN\", which is not a finite "
        + "number; 1 cell of the used columns is not finite"
    ),
  ])
  func `Messages know whether a header names the columns`(
    _ text: String, _ label: String, _ message: String
  ) throws {
    let folder = try TestFolder(["f.csv": text])
    let source = DataSource.csv("f.csv", CSVOptions(label: label))
    let found = failure { () throws(DataFailure) in
      try source.load(as: Double.self, using: folder.locator)
    }
    #expect(found?.message == message)
  }

  @Test func `Pixels become a picture`() throws {
    let options = CSVOptions(label: "y", imageSize: ImageSize(height: 1, width: 2))
    #expect(try read("a,b,y\n1,2,0\n", options).imageSize == ImageSize(height: 1, width: 2))
  }

  @Test func `Every decimal is the nearest Double`() throws {
    let texts = [
      "0.1", "1e23", "123456789012345678", "9007199254740993", "0.30000000000000004", "5e-324",
      ".5", "5.", "-0.0", "1.7976931348623157e308", "0.000000000000000000000001", "+2",
      "3.14159265358979323846264338327950288",
    ]
    let set = try read("x\n" + texts.joined(separator: "\n"), CSVOptions())
    let expected = texts.map { Double($0.hasSuffix(".") ? String($0.dropLast()) : $0) ?? .nan }
    #expect(set.inputs.elements == expected)
    #expect(set.target == .none)
  }

  static let bad: [(String, String, Int?)] = [
    ("", "csv-empty-file", nil), ("\n\n", "csv-empty-file", nil),
    ("x,y\n", "csv-header-only", nil), ("1,2\n3,4\n", "csv-missing-label", nil),
    ("x,z\n1,2\n", "csv-missing-label", nil), ("y\n1\n", "csv-no-columns", nil),
    ("x,y\n1,0\n1,2,3\n", "csv-ragged", 3), ("x,y\n1,0\n1\n", "csv-ragged", 3),
    ("x,y\n1,0\n\nabc,1\n", "csv-text", 4), ("x,y\n1e999,0\n", "csv-not-finite", 2),
    ("x,y\n1,0\nNaN,0\n", "csv-not-finite", 3),
    ("x,y\n1,0\ninf,0\n,1\n", "csv-not-finite", 3), ("x,y\n1,0\n,0\ninf,1\n", "csv-empty-cells", 3),
    ("x,y\n1,0.5\n2,NaN\n3,nan\n", "csv-not-finite", 3), ("x,y\n1,0\n  ,0\n", "csv-empty-cells", 3),
    ("x,y\n\"\",0\n", "csv-empty-cells", 2), ("x,y\n1,2,a\n", "csv-ragged", 2),
    ("x,y\n-inf,0\n", "csv-not-finite", 2),
    ("x,y\n0x10,0\n", "csv-text", 2), ("x,y\n1,0\n,0\n,1\n", "csv-empty-cells", 3),
    ("x,y\n1,\n", "csv-empty-label", 2), ("x,y\n\"1,0\n2,1\n", "csv-unclosed-quote", 2),
    ("x,y\n\"1\"2,0\n", "csv-stray-quote", 2), ("x,y,y\n1,2,3\n", "csv-duplicate-column", nil),
  ]

  @Test(arguments: bad)
  func `Bad files are refused with their line`(_ text: String, _ id: String, _ line: Int?) throws {
    let folder = try TestFolder(["f.csv": text])
    let source = DataSource.csv("f.csv", CSVOptions(label: "y"))
    let found = failure { () throws(DataFailure) in
      try source.load(as: Double.self, using: folder.locator)
    }
    #expect(found?.id == id)
    #expect(found?.line == line)
  }

  @Test(arguments: [
    (CSVOptions(label: "y", columns: .range(0...3)), "csv-column-range"),
    (CSVOptions(label: "y", columns: .range(-1...1)), "csv-column-range"),
    (CSVOptions(label: "y", columns: .range(0...2)), "csv-label-among-columns"),
    (CSVOptions(label: "y", columns: .names(["a", "d"])), "csv-missing-column"),
    (CSVOptions(label: "y", imageSize: ImageSize(height: 20, width: 20)), "csv-image-size"),
    (CSVOptions(label: "y", imageSize: ImageSize(height: .max, width: 2)), "csv-image-size"),
  ])
  func `Options that do not fit the file are refused`(_ options: CSVOptions, _ id: String) throws {
    let folder = try TestFolder(["f.csv": "a,b,y\n1,2,0\n"])
    let source = DataSource.csv("f.csv", options)
    #expect(
      failure { () throws(DataFailure) in try source.describe(using: folder.locator) }?.id == id)
  }

  @Test(arguments: [
    (
      "x,y\n1,0\nabc,1\n",
      "\"f.csv\", line 3: column \"x\" holds the text \"abc\", but inputs are numbers"
    ),
    ("x,y\n1,0\n1,2,3\n", "\"f.csv\", line 3 has 3 cells, but the header has 2 columns"),
    (
      "x,y\n1,0\n,0\n,1\n",
      "\"f.csv\", line 3: the cell of column \"x\" is empty; 2 cells of the used columns are empty"
    ),
    (
      "x,z,y\n1,2,0\nNaN,1,0\n2,-inf,1\n",
      "\"f.csv\", line 3: column \"x\" holds \"NaN\", which is not a finite number; "
        + "2 cells of the used columns are not finite"
    ),
    (
      "x,y\n1,0.5\n2,inf\n3,inf\n",
      "\"f.csv\", line 3: column \"y\" holds \"inf\", which is not a finite number; "
        + "2 labels of the column are not finite"
    ),
    ("x,z\n1,2\n", "\"f.csv\" has no column \"y\" for the label; its columns are \"x\" and \"z\""),
  ])
  func `Messages name place and cause`(_ text: String, _ message: String) throws {
    let folder = try TestFolder(["f.csv": text])
    let source = DataSource.csv("f.csv", CSVOptions(label: "y"))
    let found = failure { () throws(DataFailure) in
      try source.load(as: Double.self, using: folder.locator)
    }
    #expect(found?.message == message)
  }

  static let notText: [([UInt8], String)] = [
    ([0x78, 0x2C, 0x79, 0x0A, 0x31, 0x2C, 0xFF, 0x0A], "csv-not-utf8"),
    ([0xFF, 0xFE, 0x78, 0x00], "csv-not-utf8"), ([0x1F, 0x8B, 0x08, 0x00], "csv-compressed"),
    ([0x78, 0x2C, 0x79, 0x0A, 0x31, 0x2C, 0x00, 0x0A, 0x00], "csv-ragged"),
  ]

  @Test(arguments: notText)
  func `Bytes that are not text are refused`(_ bytes: [UInt8], _ id: String) throws {
    let folder = try TestFolder()
    try folder.write(bytes, to: "f.csv")
    let source = DataSource.csv("f.csv", CSVOptions(label: "y"))
    #expect(
      failure { () throws(DataFailure) in try source.describe(using: folder.locator) }?.id == id)
  }

  @Test func `The record has the SHA-256 of the bytes on disk`() throws {
    let folder = try TestFolder(["f.csv": "x\n1\n"])
    let loaded = try DataSource.csv("f.csv").load(as: Float.self, using: folder.locator)
    // printf 'x\n1\n' | sha256sum
    #expect(loaded.records.map(\.name) == ["f.csv"])
    #expect(
      loaded.records.map(\.sha256) == [
        "daff832f802000e645771a60983c76c963f6ee602a6230e45237bd360e91cc1a"
      ])
  }

  @Test(arguments: [
    ("a,b c,d,y\n1,x,3,0\n1,2,3,0\n", "[a, d]"), ("a,b,c,y\nx,1,2,0\n", "1..2"),
    ("a,b,c,y\n1,2,3,0\n1,,3,0\n1,2,,0\n", "[a]"), ("a,9b,c,y\n1,2,,0\n", "0..1"),
    ("a b,q,9,y\n1,,2,0\n", "[\"a b\", \"9\"]"),
  ])
  func `The help names the columns that can be used`(_ text: String, _ columns: String) throws {
    let folder = try TestFolder(["f.csv": text])
    let source = DataSource.csv("f.csv", CSVOptions(label: "y"))
    let found = failure { () throws(DataFailure) in
      try source.load(as: Double.self, using: folder.locator)
    }
    #expect(found?.help.hasSuffix("leave the column out with columns=\(columns)") == true)
  }

  /// Labels of 10,500 lines, each made from its number.
  static let labels: [(String, @Sendable (Int) -> String, String?, Int?)] = [
    ("numbers", { "\($0).5" }, nil, nil),
    ("numbers, then a word", { $0 == 10_200 ? "none" : "\($0).5" }, "csv-label-text", 10_202),
    ("a word among numbers", { $0 == 5 ? "none" : "\($0).5" }, "csv-label-text", 7),
    ("a number missing late", { $0 == 10_400 ? "nan" : "\($0)" }, "csv-not-finite", 10_402),
    ("a number missing early", { $0 == 7 ? "nan" : "\($0)" }, "csv-not-finite", 9),
    ("a name each", { "name \($0)" }, "csv-many-classes", nil),
    ("two names for three", { "name \($0 * 2 / 3)" }, "csv-many-classes", nil),
    ("a name for three", { "name \($0 / 3)" }, nil, nil),
  ]

  @Test(arguments: labels)
  func `Columns with many labels are numbers, or no labels`(
    _: String, _ label: @Sendable (Int) -> String, _ id: String?, _ line: Int?
  ) throws {
    let text = "x,y\n" + (0..<10_500).map { "1,\(label($0))\n" }.joined()
    let folder = try TestFolder(["f.csv": text])
    let source = DataSource.csv("f.csv", CSVOptions(label: "y"))
    var set: Dataset<Double>?
    let found = failure { () throws(DataFailure) in
      set = try source.load(as: Double.self, using: folder.locator).dataset
    }
    #expect(found?.id == id)
    #expect(found?.line == line)
    let described = failure { () throws(DataFailure) in
      #expect(try source.describe(using: folder.locator) == set?.description ?? self.nothing)
    }
    #expect(described?.id == id)
    #expect(described?.message == found?.message)
  }

  private let nothing = DatasetDescription(features: 0, examples: 0, hasTarget: false)

  @Test func `A few words among the fractions of a small file are a mistake`() throws {
    let rows = (0..<30).map { "1,\($0 == 12 ? "?" : "\($0).5")\n" }.joined()
    let folder = try TestFolder(["f.csv": "x,y\n" + rows])
    let source = DataSource.csv("f.csv", CSVOptions(label: "y"))
    let found = failure { () throws(DataFailure) in try source.describe(using: folder.locator) }
    #expect(
      found?.message
        == "\"f.csv\", line 14: the label column \"y\" holds the text \"?\" among numbers")
  }
}

/// Files longer than the chunks in which they are read.
struct CSVStreamTests {
  enum Style: CaseIterable {
    case lineFeed, both, carriageReturn, quoted, quotedBoth
  }

  private let count = 6_500

  /// Two million bytes and more; the header moves where the chunks end.
  private func text(_ style: Style, shift: Int) -> String {
    let end =
      switch style {
      case .lineFeed, .quoted: "\n"
      case .both, .quotedBoth: "\r\n"
      case .carriageReturn: "\r"
      }
    let isQuoted = style == .quoted || style == .quotedBoth
    var text = "first" + String(repeating: "t", count: shift) + ",second,y,note" + end
    let note = String(repeating: "a note of some length, ", count: 8)
    let plainNote = note.replacing(",", with: "")
    for line in 0..<count {
      text +=
        isQuoted
        ? "\"\(line)\",\(line).25,\"one \"\"\(line % 3)\"\"\(end)two, ä\",\"\(note)\"\(end)"
        : "\(line), \(line).25,class \(line % 3) of the three é,\(plainNote)\(end)"
    }
    return text
  }

  @Test(arguments: Style.allCases, [0, 3])
  func `Chunks leave no trace`(_ style: Style, _ shift: Int) throws {
    let text = text(style, shift: shift)
    let folder = try TestFolder(["f.csv": text])
    let source = DataSource.csv("f.csv", CSVOptions(label: "y", columns: .range(0...1)))
    let loaded = try source.load(as: Double.self, using: folder.locator)
    let set = loaded.dataset
    #expect(set.m == count)
    #expect(set.inputs.elements == (0..<count).flatMap { [Double($0), Double($0) + 0.25] })
    #expect(set.labels == (0..<count).map { $0 % 3 })
    #expect(set.classNames?[1].contains("1") == true)
    #expect(try source.describe(using: folder.locator) == set.description)
    #expect(loaded.records == [InputRecord(name: "f.csv", contents: Array(text.utf8))])
  }

  @Test(arguments: Style.allCases)
  func `Lines are counted across chunks`(_ style: Style) throws {
    let folder = try TestFolder(["f.csv": text(style, shift: 2) + "abc,1,x,"])
    let source = DataSource.csv("f.csv", CSVOptions(label: "y", columns: .range(0...1)))
    let found = failure { () throws(DataFailure) in
      try source.load(as: Float.self, using: folder.locator)
    }
    #expect(found?.id == "csv-text")
    // A quoted label has a line end in it.
    #expect(found?.line == (style == .quoted || style == .quotedBoth ? 13_002 : 6_502))
  }

  @Test func `One record may be longer than a chunk`() throws {
    let columns = 160_000
    let header = (0..<columns).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<columns).map { "\($0)" }.joined(separator: ",")
    let folder = try TestFolder(["f.csv": "\(header)\n\(row)\n\(row)"])
    let set = try DataSource.csv("f.csv").load(as: Double.self, using: folder.locator).dataset
    #expect(set.features == columns)
    #expect(set.inputs[columns - 1, 1] == Double(columns - 1))
  }

  @Test func `Text that is not UTF-8 is found in any chunk`() throws {
    let folder = try TestFolder()
    try folder.write(
      Array(text(.both, shift: 0).utf8) + [0x31, 0x2C, 0x32, 0x2C, 0x2C, 0xE9], to: "f.csv")
    let found = failure { () throws(DataFailure) in
      try DataSource.csv("f.csv").describe(using: folder.locator)
    }
    #expect(found?.id == "csv-not-utf8")
    #expect(found?.line == 6_502)
  }

  @Test func `A mark that is never closed is found in a long file`() throws {
    let folder = try TestFolder(["f.csv": "x,y,z,w\n1,\"2,3,4\n" + text(.both, shift: 0)])
    let found = failure { () throws(DataFailure) in
      try DataSource.csv("f.csv").describe(using: folder.locator)
    }
    #expect(found?.id == "csv-unclosed-quote")
    #expect(found?.line == 2)
  }
}
