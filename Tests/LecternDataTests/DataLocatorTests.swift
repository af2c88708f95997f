import Foundation
import LecternData
import Testing

struct DataLocatorTests {
  @Test func `The notebook's folder comes before the data path, and that before extra folders`()
    throws
  {
    let notebook = try TestFolder(["a.csv": ""])
    let path = try TestFolder(["a.csv": "", "b.csv": ""])
    let extra = try TestFolder(["a.csv": "", "b.csv": "", "sub/c.csv": ""])
    let locator = DataLocator(
      notebookDirectory: notebook.path, dataPath: [path.path], extraDirectories: [extra.path])
    #expect(try locator.locate("a.csv").path.hasSuffix("\(notebook.path)/a.csv"))
    #expect(try locator.locate("b.csv").path.hasSuffix("\(path.path)/b.csv"))
    #expect(try locator.locate("sub/c.csv").path.hasSuffix("\(extra.path)/sub/c.csv"))
    #expect(try locator.locate(extra.path + "/b.csv").path.hasSuffix("\(extra.path)/b.csv"))
    #expect(try locator.locate("sub/../b.csv").name == "sub/../b.csv")
  }

  @Test(arguments: [
    ("../secret.csv", "data-path-leaves"), ("/etc/passwd", "data-path-leaves"),
    ("/no/such/file", "data-path-leaves"), ("link.csv", "data-path-leaves"),
    ("folder/x.csv", "data-path-leaves"), ("sub/../../secret.csv", "data-path-leaves"),
    ("", "bad-data-path"), ("a\u{0}.csv", "bad-data-path"), ("sub", "data-path-not-a-file"),
    (".", "data-path-not-a-file"), ("absent.csv", "missing-data-file"),
  ])
  func `Paths that leave the folders are refused`(_ name: String, _ id: String) throws {
    let outer = try TestFolder(["secret.csv": "a\n1\n", "other/x.csv": "", "in/sub/a.csv": ""])
    let inner = outer.path + "/in"
    try FileManager.default.createSymbolicLink(
      atPath: inner + "/link.csv", withDestinationPath: outer.path + "/secret.csv")
    try FileManager.default.createSymbolicLink(
      atPath: inner + "/folder", withDestinationPath: outer.path + "/other")
    let locator = DataLocator(notebookDirectory: inner)
    #expect(failure { () throws(DataFailure) in try locator.locate(name) }?.id == id)
  }

  @Test func `Files and folders that are there are known to be`() throws {
    let folder = try TestFolder(["a.csv": "", "pets/cat/x.png": "", "t-images.idx3-ubyte.gz": ""])
    let locator = folder.locator
    for name in ["a.csv", "./a.csv", "pets", "pets/cat", "t-images-idx3-ubyte"] {
      #expect(try locator.contains(name), "\(name)")
    }
    for name in ["b.csv", "a.csv.gz", "a.csv/x", "A.CSV", String(repeating: "x", count: 5000)] {
      #expect(try !locator.contains(name), "\(name)")
    }
    for name in ["../a.csv", "/etc/passwd"] {
      let found = failure { () throws(DataFailure) in try locator.contains(name) }
      #expect(found?.id == "data-path-leaves")
    }
    for name in ["", "a\u{0}.csv"] {
      let found = failure { () throws(DataFailure) in try locator.contains(name) }
      #expect(found?.id == "bad-data-path")
    }
  }

  @Test func `A neighbour whose name starts alike is outside`() throws {
    let outer = try TestFolder(["data/a.csv": "", "data2/b.csv": ""])
    let locator = DataLocator(notebookDirectory: outer.path + "/data")
    let name = outer.path + "/data2/b.csv"
    #expect(
      failure { () throws(DataFailure) in try locator.locate(name) }?.id == "data-path-leaves")
  }

  @Test func `A missing file's message names the folders`() throws {
    let folder = try TestFolder()
    let locator = DataLocator(notebookDirectory: folder.path, dataPath: ["/no/such/folder"])
    let missing = failure { () throws(DataFailure) in try locator.locate("points.csv") }
    #expect(
      missing?.message
        == "There is no file \"points.csv\" beside the notebook or in the 1 data folder named besides"
    )
  }

  @Test(arguments: ["train-images-idx3-ubyte", "t10k-labels.idx1-ubyte.gz"])
  func `A missing MNIST file says where to get it`(_ name: String) throws {
    let locator = try TestFolder().locator
    let missing = failure { () throws(DataFailure) in try locator.locate(name, acceptsGzip: true) }
    #expect(missing?.help.contains("storage.googleapis.com/cvdf-datasets/mnist/") == true)
  }

  @Test(arguments: [
    ("a-idx3-ubyte", "a-idx3-ubyte.gz"), ("a-idx3-ubyte.gz", "a-idx3-ubyte"),
    ("a-idx3-ubyte", "a.idx3-ubyte"), ("a.idx3-ubyte", "a-idx3-ubyte.gz"),
  ])
  func `Twins of an IDX file are found`(_ asked: String, _ present: String) throws {
    let folder = try TestFolder([present: ""])
    #expect(try folder.locator.locate(asked, acceptsGzip: true).name == present)
    #expect(failure { () throws(DataFailure) in try folder.locator.locate(asked) } != nil)
  }
}
