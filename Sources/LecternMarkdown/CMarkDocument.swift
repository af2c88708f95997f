internal import CCmark

/// A document parsed by libcmark, freed with its owner; no other file calls the library.
final class CMarkDocument {
  private let root: OpaquePointer

  /// What a node is, with its own text; positions are in `Event`.
  enum Kind {
    case document
    case quote
    case list(isOrdered: Bool, start: Int, isTight: Bool)
    case item
    case paragraph
    case heading(level: Int)
    case codeBlock(info: String, literal: String)
    case htmlBlock(String)
    case thematicBreak
    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    case htmlInline(String)
    case emphasis
    case strong
    case link(destination: String, title: String)
    case image(source: String, title: String)

    /// Leaves are entered and never left.
    var isLeaf: Bool {
      switch self {
      case .codeBlock, .htmlBlock, .thematicBreak, .text, .softBreak, .lineBreak, .code,
        .htmlInline:
        true
      default: false
      }
    }
  }

  /// One step of the walk; lines and byte columns count from 1, the end is inclusive.
  struct Event {
    let isEntering: Bool
    let kind: Kind
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
  }

  /// The library counts bytes in 32 bits and stops the process beyond half of that.
  static let byteLimit = 1 << 26

  /// Parses bytes that are UTF-8; nil when memory is short.
  ///
  /// - Precondition: At most `byteLimit` bytes.
  init?(_ bytes: [UInt8]) {
    precondition(bytes.count <= Self.byteLimit, "The caller refuses larger files.")
    let parsed = bytes.withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
    }
    guard let parsed else { return nil }
    root = parsed
  }

  deinit {
    cmark_node_free(root)
  }

  /// Walks the tree in document order without recursion.
  func forEachEvent(_ body: (Event) -> Void) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let type = cmark_iter_next(iterator)
      guard type != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      guard let kind = Self.kind(of: node) else { continue }
      body(
        Event(
          isEntering: type == CMARK_EVENT_ENTER, kind: kind,
          startLine: Int(cmark_node_get_start_line(node)),
          startColumn: Int(cmark_node_get_start_column(node)),
          endLine: Int(cmark_node_get_end_line(node)),
          endColumn: Int(cmark_node_get_end_column(node))))
    }
  }

  private static func kind(of node: OpaquePointer) -> Kind? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST:
      .list(
        isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        start: Int(cmark_node_get_list_start(node)),
        isTight: cmark_node_get_list_tight(node) != 0)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_CODE_BLOCK:
      .codeBlock(
        info: text(cmark_node_get_fence_info(node)), literal: text(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_BLOCK: .htmlBlock(text(cmark_node_get_literal(node)))
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text(text(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code(text(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_INLINE: .htmlInline(text(cmark_node_get_literal(node)))
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK:
      .link(destination: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      .image(source: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
    default: nil
    }
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
