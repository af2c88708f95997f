import Foundation
import Testing

/// What an author gets wrong: each with its place, its cause and its repair.
struct BadInputTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Renders a notebook that has a mistake; its page is written all the same, with the mistake.
  private func expectMistake(
    _ id: String, at place: String, _ words: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let answer = try sandbox.lectern("render", "n.md", sourceLocation: sourceLocation)
    expect(answer, 1, sourceLocation: sourceLocation)
    #expect(answer.output.isEmpty, sourceLocation: sourceLocation)
    #expect(
      answer.errors.contains("n.md:\(place) error[\(id)]"), "\(answer.errors)",
      sourceLocation: sourceLocation)
    for word in words {
      #expect(answer.errors.contains(word), "\(answer.errors)", sourceLocation: sourceLocation)
    }
    #expect(answer.errors.contains("help: "), sourceLocation: sourceLocation)
    let page = try sandbox.text("n.html")
    #expect(page.contains(id), sourceLocation: sourceLocation)
  }

  struct File: Sendable {
    let bytes: [UInt8]
    let id: String
    let place: String
    let words: [String]

    init(_ text: String, _ id: String, _ place: String, _ words: String...) {
      self.init(Array(text.utf8), id, place, words)
    }

    init(_ bytes: [UInt8], _ id: String, _ place: String, _ words: [String]) {
      self.bytes = bytes
      self.id = id
      self.place = place
      self.words = words
    }
  }

  @Test(arguments: [
    File(
      Array("# T\n\nsch".utf8) + [0xf6] + Array("n\n".utf8), "file-encoding", "3:1:",
      ["line 3 has the byte 0xf6 at offset 8", "save the file as UTF-8"]),
    File([0xff, 0xfe, 0x23, 0x00], "file-encoding", "1:1:", ["UTF-16", "save the file as UTF-8"]),
    File([0xfe, 0xff, 0x00, 0x23], "file-encoding", "1:1:", ["UTF-16", "save the file as UTF-8"]),
    File("", "notebook-empty", "", "the notebook is empty", "lectern new"),
    File(" \n\n", "notebook-empty", "", "the notebook is empty", "lectern new"),
    File(
      "# T\n\n```nn\nshow 1\n", "fence-unclosed", "3:1:", "has no end", "close it with a line ```"),
    File(
      "---\ntitle: a\nabstract: [x\nlang: en\n---\n\nx\n", "yaml-syntax", "4:5:", "not valid YAML"),
    File("---\ntitle: a: b\n---\n\nx\n", "yaml-syntax", "2:9:", "not valid YAML", "in quotes"),
    File("---\ntitel: a\n---\n\nx\n", "front-matter-unknown", "2:1:", "did you mean title?"),
    File("---\ntitle: a\n\nx\n", "front-matter-unclosed", "1:1:", "has no end", "---"),
  ])
  func `a file that is no notebook`(_ file: File) throws {
    try sandbox.write(file.bytes, to: "n.md")
    let place = file.place.isEmpty ? "" : file.place
    try expectMistake(file.id, at: place, file.words)
  }

  struct Cell: Sendable {
    let cell: String
    let id: String
    let place: String
    let words: [String]

    init(_ cell: String, _ id: String, _ place: String, _ words: String...) {
      self.cell = cell
      self.id = id
      self.place = place
      self.words = words
    }
  }

  @Test(arguments: [
    Cell("trian gd lr=1", "verb-unknown", "4:1:", "`trian`", "did you mean `train`?"),
    Cell("data moons 100 nois=0.2", "option-unknown", "4:16:", "`nois`", "did you mean `noise`?"),
    Cell("let alpha = 1\nshow alpa", "name-unknown", "5:6:", "`alpa`", "did you mean `alpha`?"),
    Cell("model m\nlayer dens 3 relu", "layer-unknown", "5:7:", "`dens`", "did you mean `dense`?"),
    Cell(
      "model m\nlayer dense 3 reul", "activation-unknown", "5:15:", "`reul`",
      "did you mean `relu`?"),
    Cell(
      "model m\nlayer dropout keep=80", "number-share", "5:20:", "between 0 and 1",
      "did you mean 80%?"),
    Cell(
      "data digits 100\nmodel m\nlayer dense 4 softmax\ntrain gd lr=1 epochs=1",
      "shape-classes", "6:13:", "the last layer has 4 units, but the labels have 10 classes",
      "layer dense classes softmax"),
  ])
  func `a statement that cannot be meant`(_ cell: Cell) throws {
    try sandbox.notebook(cell.cell)
    try expectMistake(cell.id, at: cell.place, cell.words)
  }

  @Test func `one run reports every mistake of a notebook`() throws {
    try sandbox.write(
      "---\ntitel: a\n---\n\n```nn\ntrian gd\nshow nothing\nlet x = 1 +\n```\n\n```nn\nmodel m\nlayer dens 3\n```\n",
      to: "n.md")
    let answer = try sandbox.lectern("check", "n.md")
    expect(answer, 1)
    for id in [
      "front-matter-unknown", "verb-unknown", "name-unknown", "syntax-expected-value",
      "layer-unknown",
    ] {
      #expect(answer.errors.contains("error[\(id)]"))
    }
  }

  @Test(arguments: [
    Cell(
      "a,b,y\n1,2,0\n1,2\n", "csv-ragged", "4:", "line 3 has 2 cells, but the header has 3 columns"),
    Cell("a,b,y\n1,2,0\n1,zwei,1\n", "csv-text", "4:", "line 3", "\"b\"", "\"zwei\""),
    Cell("a,b,z\n1,2,0\n", "csv-missing-label", "4:", "no column \"y\"", "\"a\", \"b\" and \"z\""),
    Cell("", "csv-empty-file", "4:", "\"d.csv\" is empty"),
  ])
  func `a table that does not fit`(_ table: Cell) throws {
    try sandbox.write(table.cell, to: "d.csv")
    try sandbox.notebook("data csv \"d.csv\" label=y\nplot data")
    let answer = try sandbox.lectern("render", "n.md")
    expect(answer, 1)
    #expect(answer.errors.contains(try Regex("n\\.md:4:\\d+: error\\[\(table.id)\\]")))
    for word in table.words { #expect(answer.errors.contains(word), "\(answer.errors)") }
    #expect(answer.errors.contains("help: "))
    #expect(try sandbox.text("n.html").contains(table.id))
  }

  @Test func `a learning rate that blows the cost up is named with its iteration`() throws {
    try sandbox.notebook(
      smallTraining.replacing("lr=0.5", with: "lr=1e9").replacing("3 tanh", with: "3 relu")
        .replacing("iterations=20", with: "iterations=200") + "\nplot cost run")
    let answer = try sandbox.lectern("render", "n.md")
    expect(answer, 1)
    #expect(answer.errors.contains("n.md:8:"))
    #expect(answer.errors.contains("at iteration "))
    #expect(answer.errors.contains("a learning rate of 1e9"))
    #expect(answer.errors.contains("help: try a learning rate of "))
    #expect(try sandbox.text("n.html").contains("diverged"))
  }
}
