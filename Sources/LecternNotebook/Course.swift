package import LecternText

/// A folder of notebooks as one course: their order, their parts, and what stands above their list.
package struct Course: Sendable, Equatable {
  /// Notebooks that belong together under one heading.
  package struct Part: Sendable, Equatable {
    /// Nil for notebooks that stand under no heading.
    package let title: String?
    /// File names, in the order of reading.
    package let notebooks: [String]

    package init(title: String?, notebooks: [String]) {
      self.title = title
      self.notebooks = notebooks
    }
  }

  package var title = "Notebooks"
  package var subtitle: String?
  package var authors: [String] = []
  /// BCP 47 language tag.
  package var lang = "en"
  package var abstract: String?
  package var parts: [Part]

  /// A course without a file of its own: the notebooks in the order given.
  package init(notebooks: [String]) {
    parts = [Part(title: nil, notebooks: notebooks)]
  }

  /// The names of all notebooks in the order of reading.
  package var notebooks: [String] { parts.flatMap(\.notebooks) }

  /// The name of the file that describes a course.
  package static let fileName = "course.yml"

  /// Reads what `course.yml` says of the notebooks of its folder.
  ///
  /// A notebook that the file does not name comes last, with a warning; a name without a notebook is
  /// a mistake and is left out.
  package static func read(
    _ file: SourceFile, notebooks: [String]
  ) -> (course: Course, diagnostics: [Diagnostic]) {
    var reader = CourseReader(notebooks: notebooks)
    return reader.read(file)
  }
}

/// Reads `course.yml`.
struct CourseReader {
  private let notebooks: [String]
  private var course: Course
  private var checker = SettingChecker(idPrefix: "course")
  private var found: [Diagnostic] = []
  /// The notebooks placed so far and where that is said.
  private var places: [String: SourceSpan] = [:]
  private var parts: [Course.Part] = []
  /// The key that gave the order; `order` and `parts` say the same thing twice.
  private var orderedBy: Setting.Entry?

  init(notebooks: [String]) {
    self.notebooks = notebooks
    course = Course(notebooks: notebooks)
  }

  mutating func read(_ file: SourceFile) -> (course: Course, diagnostics: [Diagnostic]) {
    let whole = SourceSpan(0, file.utf8.count)
    var reader = SettingsReader(SourceFragment(of: file, span: whole), subject: Course.fileName)
    for entry in reader.entries() { read(entry) }
    if orderedBy != nil {
      let rest = notebooks.filter { places[$0] == nil }
      if !rest.isEmpty { parts.append(Course.Part(title: nil, notebooks: rest)) }
      // What was meant by a name that is wrong may be one of these.
      if found.isEmpty, checker.diagnostics.isEmpty { for name in rest { warnOfUnlisted(name) } }
      course.parts = parts.filter { !$0.notebooks.isEmpty }
    }
    return (course, (reader.diagnostics + checker.diagnostics + found).sortedByPlace())
  }

  private mutating func read(_ entry: Setting.Entry) {
    switch entry.key {
    case "title": if let title = checker.text(entry) { course.title = title }
    case "subtitle": course.subtitle = checker.text(entry)
    case "author": course.authors = checker.authors(entry)
    case "lang": if let lang = checker.language(entry) { course.lang = lang }
    case "abstract": course.abstract = checker.text(entry)
    case "order":
      guard isFirstOrder(entry) else { return }
      parts = [Course.Part(title: nil, notebooks: names(entry))]
    case "parts":
      guard isFirstOrder(entry) else { return }
      readParts(entry)
    default: checker.unknownKey(entry, "\(Course.fileName) key", known: SettingTable.course)
    }
  }

  private mutating func isFirstOrder(_ entry: Setting.Entry) -> Bool {
    if let first = orderedBy {
      found.append(
        Diagnostic(
          "course-order", at: entry.keySpan, "order and parts both say how the notebooks follow",
          notes: [Diagnostic.Note("first said here", at: first.keySpan)],
          help: "keep one of them"))
      return false
    }
    orderedBy = entry
    return true
  }

  private mutating func readParts(_ entry: Setting.Entry) {
    let help = "- title: Foundations, and below it   notebooks: [\(notebooks.first ?? "first.md")]"
    guard case .list(let items) = entry.value.content else {
      let _: Int? = checker.wrongType(entry, "a list of parts", help: help)
      return
    }
    for item in items {
      guard case .mapping(let keys) = item.content else {
        checker.report(
          "value", at: item.span, "a part has a title and notebooks, not \(item.described)",
          help: help)
        continue
      }
      var title: String?
      var listed: [String] = []
      for key in keys {
        switch key.key {
        case "title": title = checker.text(key)
        case "notebooks": listed = names(key)
        default: checker.unknownKey(key, "key of a part", known: SettingTable.coursePart)
        }
      }
      if !keys.contains(where: { $0.key == "notebooks" }) {
        checker.report(
          "value", at: keys.first?.keySpan ?? item.span, "this part has no notebooks", help: help)
      }
      parts.append(Course.Part(title: title, notebooks: listed))
    }
  }

  /// The notebooks that a list names, as files of the folder.
  private mutating func names(_ entry: Setting.Entry) -> [String] {
    guard case .list(let items) = entry.value.content else {
      return checker.wrongType(
        entry, "a list of notebooks",
        help: "\(entry.key): [\(notebooks.prefix(2).joined(separator: ", "))]")
        ?? []
    }
    return items.compactMap { item in
      guard let text = item.text, !item.isAbsent else {
        checker.report(
          "value", at: item.span, "a notebook is named by its file, not by \(item.described)",
          help: notebooks.first)
        return nil
      }
      let name = text.hasSuffix(".md") ? text : text + ".md"
      guard notebooks.contains(name) else {
        reportMissing(text, name, at: item.span)
        return nil
      }
      if let first = places[name] {
        found.append(
          Diagnostic(
            "course-twice", at: item.span, "\(name) has its place already",
            notes: [Diagnostic.Note("first named here", at: first)], help: "delete one of them"))
        return nil
      }
      places[name] = item.span
      return name
    }
  }

  private mutating func reportMissing(_ written: String, _ name: String, at span: SourceSpan) {
    let nearest = Suggestion.nearest(to: name, among: notebooks)
    var fix: Diagnostic.Fix?
    if let nearest, nearest.isCertain {
      fix = Diagnostic.Fix([.init(replace: span, with: nearest.name)])
    }
    found.append(
      Diagnostic(
        "course-notebook", at: span, "there is no notebook \(written) in this folder",
        help: nearest.map { "did you mean \($0)?" }
          ?? "known: \(notebooks.joined(separator: ", "))",
        fix: fix))
  }

  private mutating func warnOfUnlisted(_ name: String) {
    found.append(
      Diagnostic(
        "course-unlisted", .warning, at: orderedBy?.keySpan,
        "\(name) has no place here, so it comes last",
        help: "name it, or let its name begin with _ to leave it out"))
  }
}
