import Foundation
import Testing

/// Files that cannot be read, folders that cannot be written, and a disk that is full.
struct FileSystemTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.notebook("show 1", to: "in/n.md")
  }

  @Test func `a dangling link is named`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/n.md", withDestinationPath: "gone.md")
    for command in ["render", "check", "run"] {
      let answer = try sandbox.lectern(command, "n.md")
      expect(answer, 2)
      #expect(answer.errors == "lectern: cannot read n.md: No such file or directory\n")
    }
  }

  @Test func `one file that cannot be read does not keep the others from their pages`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/in/a.md", withDestinationPath: "gone.md")
    let answer = try sandbox.lectern("render", "in")
    expect(answer, 2)
    #expect(answer.errors.contains("cannot read in/a.md: No such file or directory"))
    #expect(try sandbox.names("output") == ["index.html", "n.html", "search.html"])
  }

  @Test(.enabled(if: geteuid() != 0, "root reads and writes whatever the permissions are"))
  func `permissions are told`() throws {
    try sandbox.notebook("show 1")
    chmod(sandbox.path + "/n.md", 0)
    let unread = try sandbox.lectern("render", "n.md")
    expect(unread, 2)
    #expect(unread.errors == "lectern: cannot read n.md: Permission denied\n")
    try sandbox.makeFolder("locked")
    chmod(sandbox.path + "/locked", 0o555)
    let unwritten = try sandbox.lectern("render", "in/n.md", "--output-dir", "locked")
    expect(unwritten, 2)
    #expect(unwritten.errors.contains("cannot write locked/n.html: Permission denied"))
  }

  @Test func `a file in the place of the output folder is told and stays`() throws {
    try sandbox.write("mine", to: "output")
    let answer = try sandbox.lectern("render", "in")
    expect(answer, 2)
    #expect(
      answer.errors == "lectern: cannot make the folder output: there is a file of that name\n")
    #expect(try sandbox.text("output") == "mine")
    let below = try sandbox.lectern("render", "in/n.md", "-o", "output/x.html")
    expect(below, 2)
    #expect(below.errors == "lectern: cannot write output/x.html: Not a directory\n")
    let absent = try sandbox.lectern("render", "in/n.md", "-o", "absent/x.html")
    expect(absent, 2)
    #expect(absent.errors == "lectern: cannot write absent/x.html: No such file or directory\n")
  }

  @Test func `a folder in the place of a page is told and stays`() throws {
    try sandbox.makeFolder("in/n.html")
    let answer = try sandbox.lectern("render", "in/n.md")
    expect(answer, 2)
    #expect(answer.errors == "lectern: cannot write in/n.html: it is a folder\n")
    #expect(try sandbox.names("in") == ["n.html", "n.md"])
  }

  @Test func `a full disk leaves the old report intact`() throws {
    try sandbox.makeFolder("small")
    let disk = sandbox.path + "/small"
    let mounted = try sandbox.bash("mount -t tmpfs -o size=16k lectern-test '\(disk)'")
    guard mounted.status == 0 else {
      try Test.cancel("mounting a small disk is not permitted here")
    }
    defer { _ = try? sandbox.bash("umount '\(disk)'") }
    try sandbox.write("the old report", to: "small/n.html")
    let answer = try sandbox.lectern("render", "in/n.md", "--output-dir", "small")
    expect(answer, 2)
    #expect(answer.errors == "lectern: cannot write small/n.html: No space left on device\n")
    #expect(try sandbox.text("small/n.html") == "the old report")
    #expect(try sandbox.names("small") == ["n.html"])
  }

  @Test func `a full device is told`() throws {
    let answer = try sandbox.lectern("render", "in/n.md", "-o", "/dev/full")
    expect(answer, 2)
    #expect(answer.errors == "lectern: cannot write /dev/full: No space left on device\n")
  }
}
