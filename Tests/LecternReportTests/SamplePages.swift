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
    let entries = [Samples.course, Samples.troubled].map {
      IndexEntry($0.notebook, $0.result, href: $0.notebook.source.name)
    }
    let pages = [
      ("course", Samples.course.page()), ("troubled", Samples.troubled.page()),
      ("hostile", Hostile.notebook.page()),
      ("index", IndexPage.render(title: "Notebooks", lang: "en", entries: entries)),
    ]
    for (name, html) in pages {
      let stream = try #require(fopen("\(folder)/\(name).html", "wb"))
      _ = fputs(html, stream)
      fclose(stream)
    }
  }
}
