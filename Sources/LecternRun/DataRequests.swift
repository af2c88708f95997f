package import LecternData
package import LecternLanguage

/// Turns what a `data` statement asks for into a source that can be read or made.
///
/// The checker asks with constants, a run with values; both come through here.
enum DataRequests {
  /// The source of a request; nil when a part that must be known is not.
  static func source(_ request: DataRequest, seed: UInt32) -> DataSource? {
    switch request.source {
    case "csv":
      guard let file = request.files.first else { return nil }
      return .csv(
        file,
        CSVOptions(
          label: text(request.options["label"]), columns: columns(request.options["columns"]),
          imageSize: imageSize(request.options)))
    case "idx":
      guard let inputs = request.files.first else { return nil }
      return .idx(
        inputs: inputs, labels: request.files.dropFirst().first,
        imageSize: imageSize(request.options))
    case "npz": return request.files.first.map { .npz($0, arrays(request.options)) }
    case "npy":
      return request.files.first.map {
        .npy(inputs: $0, labels: request.files.dropFirst().first, arrays(request.options))
      }
    case "hdf5": return request.files.first.map { .hdf5($0, arrays(request.options)) }
    case "mat": return request.files.first.map { .mat($0, arrays(request.options)) }
    case "images":
      return request.files.first.map { .images($0, size: imageSize(request.options)) }
    default:
      guard let kind = Generator.Kind(rawValue: request.source), let count = request.count else {
        return nil
      }
      return .generated(
        Generator(
          kind, count: count, noise: number(request.options["noise"]), seed: seed,
          classes: number(request.options["classes"]).flatMap { Int(exactly: $0) },
          factor: number(request.options["factor"]) ?? 0.8,
          digits: kind == .digits ? digits(request.options["classes"]) : []))
    }
  }

  /// The size that `image=` says, with the order of pixels of `order=`.
  static func imageSize(_ options: [String: OptionValue]) -> ImageSize? {
    guard case .size(let sizes)? = options["image"], sizes.count >= 2 else { return nil }
    let order = text(options["order"]).flatMap(ImageSize.PixelOrder.init(rawValue:))
    return ImageSize(
      height: sizes[0], width: sizes[1], channels: sizes.count > 2 ? sizes[2] : 1,
      order: order ?? .row)
  }

  private static func arrays(_ options: [String: OptionValue]) -> ArrayOptions {
    ArrayOptions(
      input: text(options["input"]), label: text(options["label"]),
      classes: text(options["classes"]), imageSize: imageSize(options),
      examples: text(options["examples"]).flatMap(ArrayOptions.Examples.init(rawValue:)))
  }

  private static func text(_ option: OptionValue?) -> String? {
    switch option {
    case .string(let text)?: text
    case .number(let value)?: Int(exactly: value).map(String.init) ?? String(value)
    default: nil
    }
  }

  private static func number(_ option: OptionValue?) -> Double? {
    guard case .number(let value)? = option else { return nil }
    return value
  }

  /// `[4, 9]` or `0..4`.
  private static func digits(_ option: OptionValue?) -> [Int] {
    switch option {
    case .range(let low, let high)? where low <= high: Array(low...high)
    case .list(let items)?: items.map { number($0).flatMap { Int(exactly: $0) } ?? -1 }
    default: []
    }
  }

  private static func columns(_ option: OptionValue?) -> ColumnSelection? {
    switch option {
    case .range(let lower, let upper)?: .range(lower...max(lower, upper))
    case .list(let items)?: .names(items.compactMap { text($0) })
    case .string(let name)?: .names([name])
    default: nil
    }
  }
}

/// Tells the checker the sizes of data, from headers and label columns.
package struct HeaderCatalog: DataCatalog {
  let locator: DataLocator

  package init(locator: DataLocator) {
    self.locator = locator
  }

  package func describe(_ request: DataRequest) -> Result<DataDescription, DataIssue> {
    // The seed changes no size.
    guard let source = DataRequests.source(request, seed: 0) else {
      return .failure(DataIssue(id: "data-unknown", message: "unknown", isMissingFile: true))
    }
    do throws(DataFailure) {
      let found = try source.describe(using: locator)
      return .success(
        DataDescription(
          features: found.features, examples: found.examples, classNames: found.classNames,
          imageSize: found.imageSize.map { [$0.height, $0.width, $0.channels] },
          featureNames: found.featureNames, hasLabels: found.hasTarget))
    } catch {
      return .failure(
        DataIssue(
          id: error.id, message: error.message.uncapitalized, help: error.help.uncapitalized,
          isMissingFile: error.isMissing))
    }
  }
}

extension DataFailure {
  /// A file that is not there is a failure of the run: the rest of the notebook can be checked.
  var isMissing: Bool {
    if case .file(let failure) = self { return failure.cause == .missing }
    return false
  }
}

extension String {
  /// A sentence as the middle of one: diagnostics begin with a small letter, but CSV stays CSV.
  var uncapitalized: String {
    guard dropFirst().first?.isLowercase == true || dropFirst().first == " " else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
