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
    ("x,y\n", "csv-header-only", nil), ("1,2\n3,4\n", "csv-missing-header", 1),
    ("x,z\n1,2\n", "csv-missing-label", nil), ("y\n1\n", "csv-no-columns", nil),
    ("x,y\n1,0\n1,2,3\n", "csv-ragged", 3), ("x,y\n1,0\n1\n", "csv-ragged", 3),
    ("x,y\n1,0\n\nabc,1\n", "csv-text", 4), ("x,y\n1e999,0\n", "csv-not-finite", 2),
    ("x,y\n1,0\nNaN,0\n", "csv-not-finite", 3), ("x,y\n-inf,0\n", "csv-not-finite", 2),
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
}
