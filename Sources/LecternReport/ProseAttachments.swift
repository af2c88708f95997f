import LecternNotebook

/// The pictures that lie beside a notebook, as attachments of the cells of Jupyter that show them.
struct ProseAttachments {
  private struct Attachment {
    let name: String
    let mediaType: String
    let base64: String
  }

  /// By the picture's address in the Markdown.
  private var attachments: [String: Attachment] = [:]

  /// `addresses` has a data URL for each picture that was found.
  init(_ addresses: [String: String]) {
    var taken: Set<String> = []
    for (source, address) in addresses.sorted(by: { $0.key < $1.key }) {
      guard
        let match = address.wholeMatch(of: /data:(image\/[a-z+]+);base64,([A-Za-z0-9+\/=]*)/)
      else { continue }
      let file = source.split(separator: "/").last ?? "picture"
      let plain = String(
        file.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
      var name = plain
      var count = 1
      while !taken.insert(name).inserted {
        count += 1
        name = "\(count)-\(plain)"
      }
      attachments[source] = Attachment(
        name: name, mediaType: String(match.output.1), base64: String(match.output.2))
    }
  }

  /// The name of a picture's attachment; nil for other pictures.
  func name(of source: String) -> String? { attachments[source]?.name }

  /// What a cell that shows this text needs, as nbformat has it.
  func shown(in text: String) -> [String: JSONValue] {
    var shown: [String: JSONValue] = [:]
    for attachment in attachments.values where text.contains("](attachment:\(attachment.name))") {
      // nbformat cuts SVG into lines wherever it stands.
      let data =
        attachment.mediaType == "image/svg+xml"
        ? IpynbOutputs.lines(attachment.base64) : .string(attachment.base64)
      shown[attachment.name] = .object([attachment.mediaType: data])
    }
    return shown
  }
}
