import Foundation
import Testing

struct DeterminismTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.notebook(
      """
      data moons 80 noise=0.2
      split train=80% test=20%
      model net
      layer dense 12 relu
      layer dropout keep=80%
      layer dense 1 sigmoid
      show model
      train adam lr in [0.01, 0.1] batch=16 epochs=5 as rates
      plot cost rates
      plot boundary rates[1]
      evaluate train test
      show randn(2, 2), rates[0].cost
      """, to: "in/n.md")
  }

  @Test func `host, place, language and time leave no trace`() throws {
    func page(
      _ arguments: String..., folder: String = "", environment: [String: String] = [:]
    ) throws -> String {
      let answer = try sandbox.start(arguments, in: folder, environment: environment)
        .end(within: 30)
      #expect(answer.status <= 1, "\(answer.errors)")
      return answer.output
    }
    let first = try page("render", "in/n.md", "-o", "-")
    #expect(first.contains("</html>"))
    #expect(try page("render", "in/n.md", "-o", "-") == first)
    #expect(try page("render", "n.md", "-o", "-", folder: "in") == first)
    #expect(try page("render", "\(sandbox.path)/in/n.md", "-o", "-", folder: "in") == first)
    let foreign = [
      "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8", "HOME": "/nonexistent",
      "USER": "nobody-else", "COLUMNS": "40",
    ]
    #expect(try page("render", "in/n.md", "-o", "-", environment: foreign) == first)
    #expect(
      try page("render", "in/n.md", "-o", "-", environment: ["LC_ALL": "C", "NO_COLOR": "1"])
        == first)
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset"), "there is no taskset"))
  func `one core and several give the same bytes`() throws {
    let all = try sandbox.lectern("render", "in/n.md", "-o", "-")
    let one = try sandbox.bash("exec taskset -c 0 \"$lectern\" render in/n.md -o -")
    #expect(all.output.contains("</html>"))
    #expect(one.output == all.output)
  }

  @Test func `no page names a folder of the machine`() throws {
    try sandbox.notebook("data csv \"good.csv\" label=y\nplot data")
    try sandbox.write("a,b,y\n1,2,0\n2,1,1\n", to: "good.csv")
    expect(try sandbox.lectern("render", sandbox.path + "/n.md"), 0)
    let page = try sandbox.text("n.html")
    #expect(!page.contains(sandbox.path))
    #expect(!page.contains(NSHomeDirectory() + "/"))
  }

  @Test(arguments: [
    "show nothing", "data csv \"nope.csv\" label=y", "data csv \"/etc/hostname\" label=y",
  ])
  func `no page with a mistake names a folder of the machine`(_ cell: String) throws {
    try sandbox.notebook(cell)
    expect(try sandbox.lectern("render", sandbox.path + "/n.md"), 1)
    let page = try sandbox.text("n.html")
    #expect(!page.contains(sandbox.path))
  }
}
