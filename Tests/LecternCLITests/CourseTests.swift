import Foundation
import Testing

/// A folder as a course: its order, its links, its pictures, and rendering what has changed.
struct CourseTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    for (name, title) in [("a", "Alpha"), ("b", "Beta"), ("c", "Gamma")] {
      try sandbox.write(
        "# \(title)\n\n## Part of \(name)\n\nAbout ünits.\n\n```nn\nexpect 1 < 2\n```\n",
        to: "in/\(name).md")
    }
  }

  private func order(_ html: String, _ words: [String]) -> Bool {
    let places = words.map { html.range(of: $0)?.lowerBound }
    return zip(places, places.dropFirst()).allSatisfy { first, second in
      if let first, let second { first < second } else { false }
    }
  }

  @Test func `course yml gives title, parts and order`() throws {
    try sandbox.write(
      "title: All of it\nparts:\n  - title: Later\n    notebooks: [c]\n  - notebooks: [b.md, a]\n",
      to: "in/course.yml")
    expect(try sandbox.lectern("render", "in"), 0)
    #expect(
      try sandbox.names("output") == ["a.html", "b.html", "c.html", "index.html", "search.html"])
    let index = try sandbox.text("output/index.html")
    #expect(index.contains("<h1>All of it</h1>"))
    #expect(order(index, ["Later", "Gamma", "Beta", "Alpha"]))
    let page = try sandbox.text("output/b.html")
    #expect(page.contains("<a rel=\"prev\" href=\"c.html\">"))
    #expect(page.contains("<a rel=\"next\" href=\"a.html\">"))
    let search = try sandbox.text("output/search.html")
    #expect(search.contains("href=\"a.html#part-of-a\"") && search.contains("About ünits."))
  }

  @Test func `a mistake in course yml is told and loses no notebook`() throws {
    try sandbox.write("order: [a, bb, c]\n", to: "in/course.yml")
    let answer = try sandbox.lectern("render", "in")
    expect(answer, 1)
    #expect(answer.errors.contains("in/course.yml:1:12: error[course-notebook]"))
    #expect(try sandbox.names("output").count == 5)
  }

  @Test func `links between notebooks lead to pages and are checked`() throws {
    try sandbox.write(
      """
      # Links

      [one](b.md), [two](b.md#part-of-b), [three](b.md#part), [four](d.md), [five](#links),
      [six](https://example.org/x.md), [seven](%62.md), [eight](../in/a.md).
      """, to: "in/a.md")
    let answer = try sandbox.lectern("render", "in")
    expect(answer, 0)
    let page = try sandbox.text("output/a.html")
    for address in [
      "b.html", "b.html#part-of-b", "b.html#part", "d.md", "https://example.org/x.md",
    ] {
      #expect(page.contains("href=\"\(address)\""), "\(address)")
    }
    #expect(page.components(separatedBy: "href=\"b.html\"").count >= 3)
    let ids = answer.errors.matches(of: /\[(link-[a-z]+)\]/).map { String($0.output.1) }
    #expect(ids.sorted() == ["link-notebook", "link-place"])
    expect(try sandbox.lectern("check", "in", "--strict"), 1)
  }

  @Test func `pictures beside a notebook become part of its page`() throws {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
    try sandbox.write(svg, to: "in/net.svg")
    try sandbox.write("secret", to: "secret.txt")
    try sandbox.write(
      "# P\n\n![a net](net.svg) ![](none.png) ![text](b.md) ![up](../secret.txt)\n", to: "in/a.md")
    let answer = try sandbox.lectern("render", "in/a.md")
    expect(answer, 0)
    let page = try sandbox.text("in/a.html")
    let data = Data(svg.utf8).base64EncodedString()
    #expect(page.contains("<img src=\"data:image/svg+xml;base64,\(data)\" alt=\"a net\"/>"))
    let ids = answer.errors.matches(of: /\[(picture-[a-z]+)\]/).map { String($0.output.1) }
    #expect(
      ids.sorted() == ["picture-missing", "picture-missing", "picture-missing", "picture-words"])
    #expect(!page.contains(Data("secret".utf8).base64EncodedString()))
  }

  private func rendered(_ answer: Answer) -> [String] {
    answer.errors.split(separator: "\n").filter { $0.contains(" → ") }.map {
      String($0.prefix { $0 != ":" })
    }
  }

  @Test func `changed renders what changed and nothing else`() throws {
    try sandbox.write("x,y\n1,0\n2,1\n3,0\n4,1\n", to: "in/d.csv")
    try sandbox.notebook("data csv \"d.csv\" label=y", to: "in/b.md")
    try sandbox.notebook("#| fig-cap: None\nshow 1", to: "in/w.md")
    let all = ["in/a.md", "in/b.md", "in/c.md", "in/w.md"]
    func again(_ arguments: String...) throws -> [String] {
      let running = try sandbox.start(["render", "in", "--changed"] + arguments)
      return rendered(running.end(within: 30))
    }
    #expect(try again() == all)
    // What there was to tell is told again, without rendering.
    let settled = try sandbox.lectern("render", "in", "--changed")
    #expect(rendered(settled).isEmpty && settled.errors.contains("in/w.md: unchanged"))
    #expect(settled.errors.contains("warning[caption-unused]"))
    let page = try sandbox.text("output/b.html")
    try sandbox.write("x,y\n1,0\n2,1\n3,0\n5,1\n", to: "in/d.csv")
    #expect(try again() == ["in/b.md"])
    #expect(try sandbox.text("output/b.html") != page)
    try sandbox.write("# Alpha\n\nOther words.\n\n```nn\nexpect 1 < 2\n```\n", to: "in/a.md")
    #expect(try again().contains("in/a.md"))
    // Another title is named on every page.
    try sandbox.write("# Omega\n\nOther words.\n\n```nn\nexpect 1 < 2\n```\n", to: "in/a.md")
    #expect(try again() == all)
    try sandbox.write("spoilt", to: "output/c.html")
    #expect(try again().contains("in/c.md"))
    #expect(try again("--strict").count == 4)
    // The list and the search know the pages that were left as they are.
    let search = try sandbox.text("output/search.html")
    expect(try sandbox.lectern("render", "in"), 0)
    #expect(try sandbox.text("output/search.html") == search)
  }

  @Test func `timings stand on the page only when asked for`() throws {
    expect(try sandbox.lectern("render", "in/a.md", "--timings"), 0)
    #expect(try sandbox.text("in/a.html").contains("class=\"timing\""))
    expect(try sandbox.lectern("render", "in/a.md"), 0)
    #expect(!(try sandbox.text("in/a.html").contains("class=\"timing\"")))
    expect(try sandbox.lectern("render", "in/a.md", "--changed"), 2)
  }

  @Test func `a place that another notebook loses makes its page new`() throws {
    try sandbox.write("# A\n\n[b](b.md#sec-x)\n\n```nn\nshow 1\n```\n", to: "in/a.md")
    try sandbox.write("# B\n\n## X {#sec-x}\n\n```nn\nshow 1\n```\n", to: "in/b.md")
    expect(try sandbox.lectern("render", "in", "--changed"), 0)
    try sandbox.write("# B\n\n## X {#sec-y}\n\n```nn\nshow 1\n```\n", to: "in/b.md")
    let answer = try sandbox.lectern("render", "in", "--changed")
    #expect(answer.errors.contains("warning[link-place]"))
    #expect(rendered(answer) == ["in/a.md", "in/b.md"])
  }

  @Test func `what a notebook saves is made again only when it is gone`() throws {
    let cell =
      "data moons 40 seed=1\nmodel net\nlayer dense 1 sigmoid\n"
      + "train gd lr=0.1 iterations=2\nsave \"net.npz\""
    try sandbox.notebook(cell, to: "in/a.md")
    #expect(rendered(try sandbox.lectern("render", "in", "--changed")).count == 3)
    #expect(rendered(try sandbox.lectern("render", "in", "--changed")).isEmpty)
    try FileManager.default.removeItem(atPath: sandbox.path + "/output/net.npz")
    #expect(rendered(try sandbox.lectern("render", "in", "--changed")) == ["in/a.md"])
  }

  @Test func `a parameter goes to the notebooks that have it`() throws {
    try sandbox.write(
      "---\nparams:\n  k: 1\n---\n\n```nn\nexpect k == 5\n```\n", to: "in/a.md")
    expect(try sandbox.lectern("render", "in", "-P", "k=5"), 0)
    expect(try sandbox.lectern("check", "in", "-P", "k=5"), 0)
    let answer = try sandbox.lectern("render", "in", "-P", "q=5")
    expect(answer, 2)
    #expect(answer.errors.contains("no notebook has the parameter q"))
    expect(try sandbox.lectern("render", "in/b.md", "-P", "k=5"), 2)
  }

  @Test func `check tells of the course, and strict makes its warnings errors`() throws {
    try sandbox.write("order: [a, b]\n", to: "in/course.yml")
    let answer = try sandbox.lectern("check", "in")
    expect(answer, 0)
    #expect(answer.errors.contains("warning[course-unlisted]"))
    #expect(answer.errors.contains("3 notebooks: 0 errors, 1 warning"))
    expect(try sandbox.lectern("check", "in", "--strict"), 1)
    expect(try sandbox.lectern("render", "in", "--strict"), 1)
  }

  @Test func `links in a folder that lead out of it are not followed`() throws {
    try sandbox.write("secret words", to: "secret.md")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/in/d.md", withDestinationPath: "../secret.md")
    let answer = try sandbox.lectern("render", "in")
    expect(answer, 2)
    #expect(answer.errors.contains("cannot read in/d.md"))
    #expect(
      try sandbox.names("output") == ["a.html", "b.html", "c.html", "index.html", "search.html"])
    try FileManager.default.removeItem(atPath: sandbox.path + "/in/d.md")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/in/course.yml", withDestinationPath: "../secret.md")
    let course = try sandbox.lectern("render", "in")
    expect(course, 2)
    #expect(!course.errors.contains("secret words"))
  }

  @Test func `pictures of a Markdown report are found from its folder`() throws {
    try sandbox.write("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", to: "in/img/p.svg")
    try sandbox.write("# P\n\n![p](img/p.svg) ![q](http://example.org/q.png)\n", to: "in/a.md")
    expect(try sandbox.lectern("render", "in/a.md", "--to", "md", "--output-dir", "out"), 0)
    let report = try sandbox.text("out/a.report.md")
    #expect(report.contains("![p](../in/img/p.svg) [q](http://example.org/q.png)"))
    expect(try sandbox.lectern("render", "in/a.md", "--to", "md"), 0)
    #expect(try sandbox.text("in/a.report.md").contains("![p](img/p.svg)"))
  }
}
