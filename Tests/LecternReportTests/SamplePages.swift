import LecternNotebook
import LecternTestSupport
import Testing

@testable import LecternReport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes whole pages for validators and for the eye, when `LECTERN_PAGES` names a folder.
struct SamplePages {
  @Test(.enabled(if: getenv("LECTERN_PAGES") != nil))
  func `Sample pages are written`() throws {
    let folder = try #require(getenv("LECTERN_PAGES").map { String(cString: $0) })
    let pages = [
      ("course", Samples.course.page()), ("troubled", Samples.troubled.page()),
      ("hostile", Hostile.notebook.page()),
      ("index", SampleCourse.index), ("search", SampleCourse.search),
    ]
    for (name, html) in pages {
      let stream = try #require(fopen("\(folder)/\(name).html", "wb"))
      _ = fputs(html, stream)
      fclose(stream)
    }
  }
}

/// Three notebooks as a course, one of them in trouble.
enum SampleCourse {
  static let site = Site(
    title: "All <notebooks>", lang: "en",
    parts: [
      Site.Part(
        title: "First", pages: [Site.Page(title: titles[0], href: "flower one.html")]),
      Site.Part(
        title: nil,
        pages: [
          Site.Page(title: titles[1], href: "troubled.html"),
          Site.Page(title: titles[2], href: "plain.html"),
        ]),
    ])
  static let titles = entries.map(\.title)

  private static let entries = [
    IndexEntry(Samples.course.notebook, Samples.course.result, href: "flower one.html"),
    IndexEntry(Samples.troubled.notebook, Samples.troubled.result, href: "troubled.html"),
    IndexEntry(NotebookDraft("plain.md").notebook, NotebookDraft().result, href: "plain.html"),
  ]

  private static let byPage = Dictionary(uniqueKeysWithValues: entries.map { ($0.href, $0) })

  static let index: String = {
    var course = Course(notebooks: [])
    course.subtitle = "With a <subtitle>"
    course.authors = ["Ada", "Alan"]
    return IndexPage.render(course, site, entries: byPage)
  }()

  static let search = SearchPage.render(site, entries: byPage)
}
