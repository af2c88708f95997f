import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// KaTeX as it is installed on this machine, run in JavaScriptCore.
final class KaTeX {
  /// What becomes of one formula.
  enum Outcome: Sendable, Equatable {
    /// HTML and MathML.
    case markup(String)
    /// A mistake in the TeX; the place counts UTF-16 units of the formula.
    case mistake(message: String, position: Int?, length: Int)
    /// A command that would put links, pictures or attributes into the page.
    case refused(command: String)
  }

  /// Why formulas cannot be typeset, in words, and what to do about it.
  struct Unavailable: Error {
    let message: String
    let help: String
  }

  let version: String
  /// The style sheet as installed, minified.
  let css: String
  /// The classes that the style sheet says something about.
  let styledClasses: Set<String>
  private let folder: String
  private let engine: JavaScriptEngine

  /// Debian's folder, and those of a global installation by npm.
  static let folders = [
    "/usr/share/javascript/katex", "/usr/share/nodejs/katex/dist",
    "/opt/homebrew/lib/node_modules/katex/dist", "/usr/local/lib/node_modules/katex/dist",
  ]
  private static let debianFonts = "/usr/share/fonts/truetype/katex"
  /// Seconds for one formula; the usual one takes milliseconds.
  private static let timeLimit = 10.0

  init(folders: [String]) throws(Unavailable) {
    let folder = folders.first { access($0 + "/katex.min.js", R_OK) == 0 }
    guard let folder, let script = JavaScriptEngine.file(folder + "/katex.min.js"),
      let css = JavaScriptEngine.file(folder + "/katex.min.css")
    else { throw Self.missing("KaTeX", "libjs-katex") }
    self.folder = folder
    self.css = String(decoding: css, as: UTF8.self)
    styledClasses = Set(
      self.css.matches(of: /\.([A-Za-z][A-Za-z0-9_-]*)/).map { String($0.output.1) })
    do {
      engine = try JavaScriptEngine(timeLimit: Self.timeLimit)
    } catch {
      switch error {
      case .notInstalled: throw Self.missing("JavaScriptCore", "libjavascriptcoregtk-4.1-0")
      case .addressSpaceLimited:
        throw Unavailable(
          message:
            "formulas are shown as TeX: JavaScriptCore needs more address space than allowed",
          help: "ulimit -v unlimited")
      }
    }
    do {
      _ = try engine.run(String(decoding: script, as: UTF8.self) + "\n;''")
      version = try engine.run(Self.glue + "katex.version")
    } catch {
      throw Unavailable(
        message: "formulas are shown as TeX: KaTeX does not run: \(error.message)",
        help: "install libjs-katex anew")
    }
    guard font("KaTeX_Main-Regular") != nil else {
      throw Self.missing("KaTeX's fonts", "fonts-katex")
    }
  }

  func typeset(_ tex: String, isDisplay: Bool) -> Outcome {
    let result: String
    do {
      result = try engine.run("lecternTypeset(\(JavaScriptEngine.literal(tex)), \(isDisplay))")
    } catch {
      return .mistake(
        message: "this formula is too much for KaTeX: \(error.message)", position: nil, length: 0)
    }
    let body = String(result.dropFirst())
    switch result.first {
    case "h": return .markup(body)
    case "r": return .refused(command: body)
    default:
      let parts = body.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
      return .mistake(
        message: parts.count > 2 ? String(parts[2]) : body,
        position: parts.first.flatMap { Int($0) },
        length: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }
  }

  /// The bytes of a TrueType font, `KaTeX_Main-Regular`.
  func font(_ name: String) -> [UInt8]? {
    guard name.utf8.allSatisfy({ $0 != UInt8(ascii: "/") && $0 > 0x20 }) else { return nil }
    return JavaScriptEngine.file("\(folder)/fonts/\(name).ttf")
      ?? JavaScriptEngine.file("\(Self.debianFonts)/\(name).ttf")
  }

  private static func missing(_ subject: String, _ package: String) -> Unavailable {
    Unavailable(
      message: "formulas are shown as TeX: \(subject) is not installed",
      help:
        "apt-get install libjs-katex fonts-katex libjavascriptcoregtk-4.1-0   (missing: \(package))"
    )
  }

  /// `maxExpand` and `maxSize` bound what a small formula can ask for.
  private static let glue = """
    function lecternTypeset(tex, isDisplay) {
      var refused = "";
      try {
        var html = katex.renderToString(tex, {
          displayMode: isDisplay, throwOnError: true, strict: "ignore", maxSize: 30, maxExpand: 1000,
          trust: function (context) { refused = refused || context.command; return false; }
        });
        return refused ? "r" + refused : "h" + html;
      } catch (error) {
        if (!(error instanceof katex.ParseError)) {
          return "e\\n\\nthis formula is too much for KaTeX: " + error.message;
        }
        var parts = /^KaTeX parse error: ([\\s\\S]*?)( at end of input: | at position \\d+: |$)/
          .exec(error.message);
        var marked = error.message.match(/\\u0332/g);
        return "e" + (error.position === undefined ? "" : error.position) + "\\n"
          + (marked ? marked.length : 1) + "\\n" + (parts ? parts[1] : error.message);
      }
    }

    """
}
