import Foundation
import FoundationXML
import LecternNotebook
import LecternText
import Testing

@testable import LecternReport

struct PictureTests {
  @Test func `A notebook beside its page is well-formed SVG with the source and the page`() throws {
    let picture = Samples.course.picture()
    let names = try elements(of: picture)
    #expect(names.first == "svg")
    #expect(names.count { $0 == "foreignObject" } == 2)
    #expect(picture.contains("```nn"))
    #expect(picture.contains("<figcaption>"))
  }

  @Test func `A hostile notebook is well-formed in a picture too, and inert`() throws {
    let picture = Hostile.notebook.picture()
    let names = try elements(of: picture)
    #expect(!names.contains("script"))
  }

  @Test(.enabled(if: FormulaTests.isInstalled, "KaTeX is not installed"))
  func `Formulas are well-formed in a picture`() throws {
    let prose = Prose("The cost is $J = \\frac{1}{m} \\sum_i \\vdots$.", MathTypesetter())
    let picture = ReportPicture.render(prose.notebook, .empty, math: prose.math)
    #expect(try elements(of: picture).contains("mfrac"))
    #expect(picture.contains("<math xmlns=\"http://www.w3.org/1998/Math/MathML\">"))
  }

  /// The names of the elements in document order.
  private func elements(of xml: String) throws -> [String] {
    final class Reader: NSObject, XMLParserDelegate {
      var names: [String] = []

      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
      ) {
        names.append(name)
      }
    }
    let reader = Reader()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "line \(parser.lineNumber): \(parser.parserError as Any)")
    return reader.names
  }
}
