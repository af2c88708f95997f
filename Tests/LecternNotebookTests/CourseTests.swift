import LecternTestSupport
import LecternText
import Testing

@testable import LecternNotebook

/// `course.yml`: order, parts and what is wrong with it.
struct CourseTests {
  private static let notebooks = ["01-flower.md", "02-digits.md", "03-depth.md"]

  private func read(_ text: String) -> (course: Course, diagnostics: [Diagnostic]) {
    Course.read(SourceFile(name: "course.yml", text: text), notebooks: Self.notebooks)
  }

  @Test func `Parts give the order, with or without the ending of the files`() {
    let (course, diagnostics) = read(
      """
      title: Deep learning
      author: [Ada, Alan]
      lang: en-GB
      parts:
        - title: Practice
          notebooks: [03-depth, 02-digits.md]
        - title: Theory
          notebooks:
            - 01-flower.md
      """)
    #expect(diagnostics.isEmpty)
    #expect(course.title == "Deep learning")
    #expect(course.authors == ["Ada", "Alan"])
    #expect(course.lang == "en-GB")
    #expect(course.notebooks == ["03-depth.md", "02-digits.md", "01-flower.md"])
    #expect(course.parts.map(\.title) == ["Practice", "Theory"])
  }

  @Test func `Without an order the notebooks follow by name`() {
    let (course, diagnostics) = read("title: Deep learning\n")
    #expect(diagnostics.isEmpty)
    #expect(course.notebooks == Self.notebooks)
    #expect(read("").course == Course(notebooks: Self.notebooks))
  }

  @Test func `No notebook is lost, whatever the file says`() {
    for text in [
      "order: [02-digits.md]", "order: []", "parts: 3", "parts: [{}]", "order: [nothing.md]",
      "parts: [{title: A, notebooks: [01-flower.md, 01-flower.md]}]", "order:\n - - 01-flower.md",
      "title: [a", "order: {a: 1}",
    ] {
      let (course, diagnostics) = read(text)
      #expect(course.notebooks.sorted() == Self.notebooks, "\(text)")
      #expect(!diagnostics.isEmpty, "\(text)")
    }
  }

  @Test func `The examples of the pages are told with their ids, in words that were reviewed`() {
    var text = ""
    for page in NotebookDiagnostics.pages where page.id.hasPrefix("course-") {
      let source = SourceFile(name: "course.yml", text: page.example + "\n")
      let found = Course.read(source, notebooks: Array(Self.notebooks.prefix(2))).diagnostics
      #expect(found.contains { $0.id == page.id }, "\(page.id): \(found.map(\.id))")
      text +=
        "==== \(page.id)\n" + TerminalRenderer(useColor: false).render(found, in: source) + "\n"
    }
    expectSnapshot(of: text, named: "course.txt")
  }
}
