/// Draws examples of one feature with the curves of models through them.
struct FitDrawing {
  private let plot: FitPlot
  private let options: SVGOptions

  init(_ plot: FitPlot, _ options: SVGOptions) {
    self.plot = plot
    self.options = options
  }

  func canvas() -> Canvas {
    let points = PlanePoints(plot.points)
    let x = AxisLimits.padded(points.xExtent)
    // Curves that leave the points far behind are cut: the points are what they are read against.
    let extent = points.yExtent ?? 0...1
    let reach = max((extent.upperBound - extent.lowerBound) * 0.5, 1e-9)
    let values = plot.models.flatMap(\.y).filter(\.isFinite)
    let low = max(
      min(values.min() ?? extent.lowerBound, extent.lowerBound), extent.lowerBound - reach)
    let high = min(
      max(values.max() ?? extent.upperBound, extent.upperBound), extent.upperBound + reach)
    let y = AxisLimits.padded(low...high)
    return LineChartDrawing(plot.chart(x, y), options).canvas { frame, canvas in
      var path = PathData()
      let radius = points.radius(area: (frame.right - frame.left) * (frame.bottom - frame.top))
      for point in points.drawn {
        Marker.circle.draw(
          in: &path, x: frame.x.position(plot.points.x[point]),
          y: frame.y.position(plot.points.y[point]), radius: radius)
      }
      canvas.writer.element(
        "path", ("d", path.text), ("fill", FigureStyle.muted.reference), ("fill-opacity", ".45"))
    }
  }
}
