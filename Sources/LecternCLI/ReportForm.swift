import ArgumentParser
import Foundation
import LecternReport

/// The forms of a report.
enum ReportForm: String, CaseIterable, ExpressibleByArgument {
  case html
  case ipynb
  case md
  case pdf
  case svg

  /// The form that the ending of a file's name asks for; nil for other endings.
  init?(endingOf path: String) {
    self.init(rawValue: (path as NSString).pathExtension.lowercased())
  }

  /// What takes the place of `.md` in the name of a report beside its notebook.
  ///
  /// A report in Markdown must not take the place of its notebook.
  var ending: String { self == .md ? NotebookFiles.reportEnding : "." + rawValue }
}

/// A report on its way to a file.
enum ReportDocument {
  /// A file of text, for PDF the page that is printed.
  case text(String)
  case markdown(MarkdownReport, pictureFolder: String?)
  case printed(page: String, browser: Browser)

  /// Writes the report and what belongs to it; `-` is standard output.
  ///
  /// - Throws: `FileError`, or `ExitStatus.interrupted` while a browser prints.
  func write(to target: String, _ messages: Messages) throws {
    switch self {
    case .text(let text): try Self.write(text, to: target)
    case .markdown(let report, let folder):
      // Pictures first: a reader of the new text must find them.
      if let folder { try PictureFolder.replace(folder, with: report.pictures) }
      try Self.write(report.text, to: target)
    case .printed(let page, let browser): try browser.print(page, to: target, messages)
    }
  }

  private static func write(_ text: String, to target: String) throws(FileError) {
    if target == "-" {
      try Terminal.standardOutput.deliver(text)
    } else {
      try FileAccess.replace(target, with: text)
    }
  }
}
