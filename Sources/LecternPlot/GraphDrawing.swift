/// Draws a computation graph from left to right: values above the lines, derivatives below.
struct GraphDrawing {
  private let graph: GraphDiagram
  private let options: SVGOptions

  private static let rowHeight = 52.0
  private static let textSize = 11.5
  private static let nodeHeight = 26.0
  /// Between the numbers of a node and the next layer, where lines part and meet.
  private static let fan = 18.0

  init(_ graph: GraphDiagram, _ options: SVGOptions) {
    self.graph = graph
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    guard graph.isUsable else {
      var canvas = Canvas(width: width, height: 32)
      canvas.text("no operations", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let layout = GraphLayout(graph)
    let columns = columns(layout, width: width)
    let top = 44.0
    func y(_ vertex: Int) -> Double { top + layout.vertices[vertex].y * Self.rowHeight }

    var canvas = Canvas(
      width: columns.width, height: top + layout.height * Self.rowHeight + 34)
    // Beside each other the key's words need no more room than this.
    let keyWidth = key.reduce(0.0) {
      let strength = $1.isStrong ? TextMetrics.strongSpread : 1
      return $0 + TextMetrics.width($1.words, size: Canvas.fontSize) * strength + 5
    }
    canvas.width = max(canvas.width, keyWidth)
    canvas.text(key, x: 0, y: 12)
    var lines = PathData()
    var tips = PathData()
    for (index, node) in graph.nodes.enumerated() {
      // A stub carries the numbers of the node.
      let column = columns.columns[layout.vertices[index].layer]
      let start = column.left + nodeWidth(node)
      lines.move(start, y(index))
      lines.line(column.stubEnd, y(index))
      if index == graph.nodes.count - 1 { arrow(&tips, column.stubEnd, y(index)) }
    }
    var curves = ""
    for (chain, count) in zip(layout.chains, layout.counts) {
      var x = columns.columns[layout.vertices[chain[0]].layer].stubEnd
      var from = y(chain[0])
      for vertex in chain.dropFirst() {
        let column = columns.columns[layout.vertices[vertex].layer]
        if layout.vertices[vertex].node == nil {
          curves += Self.curve(x, from, column.left, y(vertex)) + "H\(pixels(column.stubEnd))"
          (x, from) = (column.stubEnd, y(vertex))
          continue
        }
        // What goes in twice, as x in x * x, arrives in two lines.
        for line in 0..<count {
          let end = y(vertex) + (Double(line) - Double(count - 1) / 2) * 8
          curves += Self.curve(x, from, column.left - 5, end)
          arrow(&tips, column.left, end)
        }
      }
    }
    canvas.path(lines.text + curves, stroke: FigureStyle.axis, width: 1.3)
    canvas.marks(tips.text, fill: FigureStyle.axis)
    for (index, node) in graph.nodes.enumerated() {
      let column = columns.columns[layout.vertices[index].layer]
      draw(node, left: column.left, middle: y(index), stubEnd: column.stubEnd, on: &canvas)
    }
    if let last = columns.columns.last {
      canvas.text(
        TextMetrics.truncated(graph.resultName, to: 120, size: 12.5), x: last.stubEnd + 8,
        y: y(graph.nodes.count - 1) + 4, Canvas.TextStyle(size: 12.5, isStrong: true))
    }
    return canvas
  }

  /// Where the layers stand.
  private struct Columns {
    var columns: [(left: Double, stubEnd: Double)] = []
    var width = 0.0
  }

  private func columns(_ layout: GraphLayout, width: Double) -> Columns {
    var widths = [(node: Double, stub: Double)](repeating: (0, 0), count: layout.layerCount)
    for (index, node) in graph.nodes.enumerated() {
      let layer = layout.vertices[index].layer
      let stub =
        [node.value, node.derivative ?? ""].map {
          TextMetrics.width($0, size: Self.textSize)
        }.max() ?? 0
      // Numbers begin where their own node ends.
      widths[layer].node = max(widths[layer].node, nodeWidth(node))
      widths[layer].stub = max(widths[layer].stub, nodeWidth(node) + stub + 9)
    }
    let result =
      TextMetrics.width(
        TextMetrics.truncated(graph.resultName, to: 120, size: 12.5), size: 12.5) * 1.2 + 12
    let needed = widths.reduce(0) { $0 + $1.stub } + result
    let gaps = Double(max(layout.layerCount - 1, 1))
    // Room that is left over goes to the lines.
    let fan = min(max((width - needed) / gaps, Self.fan), 70)
    var columns = Columns()
    var x = 2.0
    for layer in widths {
      columns.columns.append((x, x + layer.stub))
      x += layer.stub + fan
    }
    columns.width = x - fan + result
    return columns
  }

  private func nodeWidth(_ node: GraphDiagram.Node) -> Double {
    max(TextMetrics.width(label(node), size: 12) * 1.1 + 16, Self.nodeHeight)
  }

  private func label(_ node: GraphDiagram.Node) -> String {
    TextMetrics.truncated(node.label, to: 110, size: 12)
  }

  private func draw(
    _ node: GraphDiagram.Node, left: Double, middle: Double, stubEnd: Double,
    on canvas: inout Canvas
  ) {
    let isInput = node.operands.isEmpty
    let width = nodeWidth(node)
    let hue = isInput ? 7 : 0
    canvas.writer.element(
      "rect", ("x", pixels(left)), ("y", pixels(middle - Self.nodeHeight / 2)),
      ("width", pixels(width)), ("height", pixels(Self.nodeHeight)),
      ("rx", isInput ? "3" : pixels(Self.nodeHeight / 2)),
      ("fill", FigureStyle.tint(of: hue).reference),
      ("stroke", FigureStyle.hue(of: hue).reference), ("stroke-width", "1.3"))
    canvas.text(
      label(node), x: left + width / 2, y: middle + 4.5, Canvas.TextStyle(anchor: .middle))
    if let name = node.name {
      canvas.text(
        TextMetrics.truncated(name, to: 90, size: Self.textSize), x: left + width / 2,
        y: middle - Self.nodeHeight / 2 - 4,
        Canvas.TextStyle(anchor: .middle, size: Self.textSize, isStrong: true))
    }
    let place = left + width + 5
    canvas.text(node.value, x: place, y: middle - 5, Canvas.TextStyle(size: Self.textSize))
    if let derivative = node.derivative {
      canvas.text(
        derivative, x: place, y: middle + 13,
        Canvas.TextStyle(color: FigureStyle.hue(of: 1), size: Self.textSize, isStrong: true))
    }
  }

  /// Which number is which.
  private var key: [(words: String, color: FigureStyle.Color, isStrong: Bool)] {
    let name = TextMetrics.truncated(graph.resultName, to: 80, size: Canvas.fontSize)
    let hasNorms = graph.nodes.contains { $0.derivative?.hasPrefix("‖") ?? false }
    return [
      ("above: value", FigureStyle.ink, false),
      ("below: derivative of \(name)", FigureStyle.hue(of: 1), true),
    ] + (hasNorms ? [("‖·‖ is the norm of a matrix of derivatives", FigureStyle.muted, false)] : [])
  }

  /// A line that leaves and arrives level.
  private static func curve(_ x: Double, _ y: Double, _ endX: Double, _ endY: Double) -> String {
    let middle = pixels((x + endX) / 2)
    func pair(_ x: String, _ y: Double) -> String { "\(x) \(pixels(y))" }
    return "M\(pair(pixels(x), y))C\(pair(middle, y)) \(pair(middle, endY)) "
      + pair(pixels(endX), endY)
  }

  private func arrow(_ path: inout PathData, _ x: Double, _ y: Double) {
    path.move(x, y)
    path.line(x - 6, y - 3.2)
    path.line(x - 6, y + 3.2)
    path.close()
  }
}
