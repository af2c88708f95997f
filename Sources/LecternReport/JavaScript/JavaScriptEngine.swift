#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One context of JavaScriptCore, loaded when it is made and not before.
///
/// The library has 30 MB, and a program that were linked against it would pay for that at every
/// start. So its C functions, whose interface is fixed, are looked up by name.
final class JavaScriptEngine {
  /// Why there is no engine.
  enum Unavailable: Error {
    case notInstalled
    /// The library reserves far more memory than it uses, and stops the process when it may not.
    case addressSpaceLimited
  }

  /// What a script threw, in words.
  struct ScriptFailure: Error {
    let message: String
  }

  private typealias Reference = OpaquePointer
  private typealias Exception = UnsafeMutablePointer<Reference?>
  private typealias Create = @convention(c) (Reference?) -> Reference?
  private typealias Release = @convention(c) (Reference?) -> Void
  private typealias MakeString = @convention(c) (UnsafePointer<CChar>) -> Reference?
  private typealias Evaluate =
    @convention(c) (
      Reference?, Reference?, Reference?, Reference?, Int32, Exception?
    ) -> Reference?
  private typealias ToString = @convention(c) (Reference?, Reference?, Exception?) -> Reference?
  private typealias StringSize = @convention(c) (Reference?) -> Int
  private typealias CopyString =
    @convention(c) (Reference?, UnsafeMutablePointer<CChar>, Int) -> Int
  private typealias Group = @convention(c) (Reference?) -> Reference?
  private typealias SetTimeLimit =
    @convention(c) (
      Reference?, Double, UnsafeRawPointer?, UnsafeMutableRawPointer?
    ) -> Void

  private let context: Reference
  private let releaseContext: Release
  private let makeString: MakeString
  private let releaseString: Release
  private let evaluate: Evaluate
  private let toString: ToString
  private let maximumSize: StringSize
  private let copyString: CopyString

  private static let libraries = [
    "libjavascriptcoregtk-4.1.so.0", "libjavascriptcoregtk-6.0.so.1",
    "libjavascriptcoregtk-4.0.so.18",
    "/System/Library/Frameworks/JavaScriptCore.framework/JavaScriptCore",
  ]

  /// Loads the library; one script may run for `timeLimit` seconds.
  init(timeLimit: Double) throws(Unavailable) {
    guard Self.mayReserveMemory else { throw .addressSpaceLimited }
    guard let library = Self.libraries.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first,
      let create: Create = Self.symbol("JSGlobalContextCreate", in: library),
      let releaseContext: Release = Self.symbol("JSGlobalContextRelease", in: library),
      let makeString: MakeString = Self.symbol("JSStringCreateWithUTF8CString", in: library),
      let releaseString: Release = Self.symbol("JSStringRelease", in: library),
      let evaluate: Evaluate = Self.symbol("JSEvaluateScript", in: library),
      let toString: ToString = Self.symbol("JSValueToStringCopy", in: library),
      let maximumSize: StringSize = Self.symbol("JSStringGetMaximumUTF8CStringSize", in: library),
      let copyString: CopyString = Self.symbol("JSStringGetUTF8CString", in: library),
      let context = create(nil)
    else { throw .notInstalled }
    self.context = context
    self.releaseContext = releaseContext
    self.makeString = makeString
    self.releaseString = releaseString
    self.evaluate = evaluate
    self.toString = toString
    self.maximumSize = maximumSize
    self.copyString = copyString
    // Not part of the documented interface, so its absence is no fault.
    if let group: Group = Self.symbol("JSContextGetGroup", in: library),
      let setLimit: SetTimeLimit = Self.symbol("JSContextGroupSetExecutionTimeLimit", in: library)
    {
      setLimit(group(context), timeLimit, nil, nil)
    }
  }

  deinit {
    releaseContext(context)
  }

  /// The value of a script as a string.
  ///
  /// - Precondition: The script holds no U+0000, at which C strings end.
  func run(_ script: String) throws(ScriptFailure) -> String {
    let source = makeString(script)
    defer { releaseString(source) }
    var exception: Reference?
    let value = evaluate(context, source, nil, nil, 1, &exception)
    if let exception { throw ScriptFailure(message: text(of: exception) ?? "unknown") }
    guard let value, let text = text(of: value) else {
      throw ScriptFailure(message: "there is no value")
    }
    return text
  }

  private func text(of value: Reference) -> String? {
    guard let string = toString(context, value, nil) else { return nil }
    defer { releaseString(string) }
    let size = maximumSize(string)
    let bytes = [CChar](unsafeUninitializedCapacity: size) { buffer, count in
      count = buffer.baseAddress.map { copyString(string, $0, size) } ?? 0
    }
    // The last byte ends the C string.
    return String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func symbol<Function>(
    _ name: String, in library: UnsafeMutableRawPointer
  ) -> Function? {
    dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
  }

  private static var mayReserveMemory: Bool {
    var limit = rlimit()
    #if canImport(Glibc)
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return true }
    #else
      guard getrlimit(RLIMIT_AS, &limit) == 0 else { return true }
    #endif
    return limit.rlim_cur > 1 << 40
  }
}
