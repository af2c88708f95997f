/// The pages of a course in the order of reading: what each page says of the others.
package struct Site: Sendable, Equatable {
  package struct Page: Sendable, Equatable {
    package let title: String
    /// Relative to the other pages, as a file name.
    package let href: String

    package init(title: String, href: String) {
      self.title = title
      self.href = href
    }
  }

  package struct Part: Sendable, Equatable {
    /// Nil for pages under no heading.
    package let title: String?
    package let pages: [Page]

    package init(title: String?, pages: [Page]) {
      self.title = title
      self.pages = pages
    }
  }

  package let title: String
  /// BCP 47 language tag of the list and the search.
  package let lang: String
  package let parts: [Part]

  package init(title: String, lang: String, parts: [Part]) {
    self.title = title
    self.lang = lang
    self.parts = parts
  }

  package var pages: [Page] { parts.flatMap(\.pages) }

  /// The file names of the pages that a course has besides its notebooks.
  package static let indexName = "index.html"
  package static let searchName = "search.html"
}

/// A page's place in its course.
package struct SitePlace: Sendable, Equatable {
  let site: Site
  let href: String

  /// The place of the page with this file name.
  package init(_ site: Site, href: String) {
    self.site = site
    self.href = href
  }
}

/// The links of a page to its course, as its template shows them.
struct PlaceView {
  struct Part {
    let partTitle: String?
    let links: [Link]
  }

  struct Link {
    let linkTitle: String
    let linkHref: String
    let isCurrent: Bool
  }

  let course: String
  let count: Int
  let courseParts: [Part]
  let previous: Link?
  let next: Link?

  init(_ place: SitePlace) {
    func link(_ page: Site.Page) -> Link {
      Link(
        linkTitle: page.title, linkHref: LinkPolicy.encoded(page.href),
        isCurrent: page.href == place.href)
    }
    let pages = place.site.pages
    let index = pages.firstIndex { $0.href == place.href }
    course = place.site.title
    count = pages.count
    courseParts = place.site.parts.map { Part(partTitle: $0.title, links: $0.pages.map(link)) }
    previous = index.flatMap { $0 > 0 ? link(pages[$0 - 1]) : nil }
    next = index.flatMap { $0 + 1 < pages.count ? link(pages[$0 + 1]) : nil }
  }
}
