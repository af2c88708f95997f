import Foundation
import LecternText

/// A browser of the Chromium family, which prints pages to PDF.
struct Browser {
  let path: String

  /// The variable that names a browser.
  static let variable = "LECTERN_CHROMIUM"
  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
  ]
  /// Seconds that printing one page may take.
  private static let patience = 120.0

  /// The browser that `$LECTERN_CHROMIUM` names, else the first one in `$PATH`.
  ///
  /// - Throws: `UsageFailure` that says what to install.
  static func find(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(UsageFailure) -> Browser {
    let named = environment[variable] ?? ""
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for name in named.isEmpty ? names : [named] {
      let places = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
      if let path = places.first(where: isProgram) { return Browser(path: path) }
    }
    guard named.isEmpty else {
      throw UsageFailure("$\(variable) is \(named), which is no program that can be run")
    }
    throw UsageFailure(
      "a PDF is printed by Chromium or Chrome, and there is none: install chromium, "
        + "or set $\(variable) to the path of the browser")
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && access(path, X_OK) == 0
  }

  /// Prints a page to a file, which is replaced only by a whole PDF.
  ///
  /// The browser has a profile of its own for this once, beside the file, and no network.
  ///
  /// - Throws: `FileError` with the browser's last words; `ExitStatus.interrupted`.
  func print(_ page: String, to target: String, _ messages: Messages) throws {
    let url = URL(fileURLWithPath: target)
    let folder = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(getpid()).printing").path
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw FileError("write", target, errno: errno)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (input, output) = (folder + "/page.html", folder + "/page.pdf")
    try FileAccess.replace(input, with: page)
    let words = try run(
      arguments(input: input, output: output, folder: folder), folder: folder, target, messages)
    guard FileManager.default.fileExists(atPath: output) else {
      throw FileError("print", target, cause: "\(path) wrote no PDF\(words)")
    }
    let bytes = try FileAccess.read(output)
    guard bytes.starts(with: "%PDF-".utf8) else {
      throw FileError("print", target, cause: "what \(path) wrote is no PDF\(words)")
    }
    try FileAccess.replace(target, with: PDFDates.fixed(bytes))
  }

  private func arguments(input: String, output: String, folder: String) -> [String] {
    var arguments = [
      "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
      "--disable-extensions", "--disable-sync", "--disable-background-networking",
      "--disable-component-update", "--disable-crash-reporter", "--disable-breakpad",
      "--disable-dev-shm-usage", "--mute-audio",
      // Whatever the page asks for, no name is looked up and no proxy answers.
      "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9",
      "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer", "--export-tagged-pdf",
      "--generate-pdf-document-outline", "--run-all-compositor-stages-before-draw",
      "--print-to-pdf=\(output)",
    ]
    // Chromium refuses its sandbox to root.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    return arguments + [URL(fileURLWithPath: input).absoluteString]
  }

  /// Runs the browser to its end and returns its last words.
  private func run(
    _ arguments: [String], folder: String, _ target: String, _ messages: Messages
  ) throws -> String {
    let log = folder + "/browser.log"
    try FileAccess.replace(log, with: "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    // Caches and settings that the profile does not take in belong into the same folder.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"].map { ($0, folder) }
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    do {
      try process.run()
    } catch {
      throw FileError("print", target, cause: "\(path) does not start")
    }
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while process.isRunning {
      if Signals.isInterrupted || Date() > deadline {
        Self.end(process)
        if Signals.isInterrupted {
          messages.fail("interrupted; the previous report is as it was")
          throw ExitStatus.interrupted
        }
        throw FileError(
          "print", target,
          cause: "\(path) was not ready after \(Int(Self.patience)) s\(lastWords(log))")
      }
      usleep(10_000)
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let how = process.terminationReason == .exit ? "status" : "signal"
      throw FileError(
        "print", target,
        cause: "\(path) ended with \(how) \(process.terminationStatus)\(lastWords(log))")
    }
    return lastWords(log)
  }

  /// Ends the browser with the processes that it started, which are a group of their own: kindly, so
  /// that it cleans up, and after two seconds for good.
  private static func end(_ process: Process) {
    let group = getpgid(process.processIdentifier)
    let isOwnGroup = group == process.processIdentifier
    let target = isOwnGroup ? -group : process.processIdentifier
    kill(target, SIGTERM)
    for _ in 0..<200 where process.isRunning { usleep(10_000) }
    kill(target, SIGKILL)
    process.waitUntilExit()
  }

  /// The last three lines of the browser's messages, to stand at the end of a message in one line.
  private func lastWords(_ log: String) -> String {
    let text = (try? FileAccess.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = text.split(separator: "\n").suffix(3).map { $0.prefix(300) }
    return lines.isEmpty ? "" : "; it said: " + lines.joined(separator: " / ")
  }
}

/// The times that browsers write into PDF files.
enum PDFDates {
  /// The file with a fixed time of creation and change, so that the same page is the same bytes.
  ///
  /// The digits are replaced in place, so nothing in the file moves.
  /// - Source: ISO 32000-1, section 7.9.4, dates: `(D:YYYYMMDDHHmmSS+00'00')`.
  static func fixed(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
      var position = 0
      while let start = find(Array(key.utf8), in: result, from: position) {
        position = start + key.utf8.count
        for digit in "20000101000000".utf8 {
          guard position < result.count, (0x30...0x39).contains(result[position]) else { break }
          result[position] = digit
          position += 1
        }
      }
    }
    return result
  }

  private static func find(_ key: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = key.first else { return nil }
    var position = start
    while let next = bytes[position...].firstIndex(of: first) {
      if bytes[next...].starts(with: key) { return next }
      position = next + 1
    }
    return nil
  }
}
