/// The paths of a panel on the page, with their names where each path is by itself.
struct PathLabels {
  private struct Track {
    let name: String
    let color: FigureStyle.Color
    let marker: Marker
    /// In CSS pixels; contiguous stretches of finite points.
    let stretches: [[PagePoint]]
    /// Whether the first point has a place.
    let hasStart: Bool
    var box: LabelSpace.Box?
  }

  private let plane: PlanePanel
  private var tracks: [Track]
  let isComplete: Bool

  /// Markers drawn on a path at most; the first and the last point always have one.
  private static let markerLimit = 24
  private static let nameSize = 12.0
  private static let cornerLimit = 1500

  init(_ panel: ContourPanel, _ plane: PlanePanel, in space: inout LabelSpace, isNeeded: Bool) {
    self.plane = plane
    let x = plane.xMap
    let y = plane.yMap
    var tracks = panel.paths.enumerated().map { index, path -> Track in
      let count = path.shownCount(in: panel)
      var stretches: [[PagePoint]] = [[]]
      for (a, b) in zip(path.x.prefix(count), path.y) {
        if a.isFinite, b.isFinite {
          stretches[stretches.count - 1].append(PagePoint(x: x.position(a), y: y.position(b)))
        } else if !stretches[stretches.count - 1].isEmpty {
          stretches.append([])
        }
      }
      return Track(
        name: count < min(path.x.count, path.y.count) ? path.name + ", leaves" : path.name,
        color: FigureStyle.hue(of: index), marker: Marker.of(index),
        stretches: stretches.filter { !$0.isEmpty },
        hasStart: path.x.first?.isFinite == true && path.y.first?.isFinite == true)
    }
    var isComplete = true
    let dense = tracks.map { Self.densified($0.stretches, in: plane) }
    if isNeeded {
      for index in tracks.indices {
        let others = dense.indices.filter { $0 != index }.flatMap { dense[$0] }
        guard
          let box = Self.place(tracks[index].name, along: dense[index], beside: others, in: space)
        else {
          isComplete = false
          break
        }
        tracks[index].box = box
        space.take(box)
      }
    }
    // Level labels keep off the paths.
    for points in dense { space.take(points) }
    self.tracks = tracks
    self.isComplete = isComplete
  }

  /// Points at most four pixels apart, inside of the panel.
  private static func densified(_ stretches: [[PagePoint]], in plane: PlanePanel) -> [PagePoint] {
    var result: [PagePoint] = []
    // Of a path that runs over the same place again and again, one point for each place is enough.
    var seen: Set<Int> = []
    func add(_ point: PagePoint) {
      guard point.x >= plane.left, point.x <= plane.right, point.y >= plane.top,
        point.y <= plane.bottom,
        seen.insert(Int(point.x / 2) * 100_000 + Int(point.y / 2)).inserted
      else { return }
      result.append(point)
    }
    for points in stretches {
      add(points[0])
      for (a, b) in zip(points, points.dropFirst()) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let count = Int(min(max((dx * dx + dy * dy).squareRoot() / 4, 1), 400))
        for step in 1...count {
          let share = Double(step) / Double(count)
          add(PagePoint(x: a.x + share * dx, y: a.y + share * dy))
        }
      }
    }
    return result
  }

  /// The box beside a path that is farthest from all other paths; nil where none is clear of them.
  private static func place(
    _ name: String, along points: [PagePoint], beside others: [PagePoint], in space: LabelSpace
  ) -> LabelSpace.Box? {
    let width = TextMetrics.width(name, size: nameSize) * TextMetrics.strongSpread + 4
    let height = nameSize + 2
    var best: (box: LabelSpace.Box, distance: Double)?
    let step = max(1, points.count / 120)
    for index in stride(from: 0, to: points.count, by: step) {
      let point = points[index]
      for (dx, dy) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)] {
        let box = LabelSpace.Box(
          center: PagePoint(
            x: point.x + dx * (width / 2 + 5), y: point.y + dy * (height / 2 + 5)),
          width: width, height: height)
        // Near another path a name would be read as that path's.
        var distance = 60.0
        for other in others {
          let place = box.local(other)
          let (x, y) = (
            max(place.x.magnitude - width / 2, 0), max(place.y.magnitude - height / 2, 0)
          )
          distance = min(distance, (x * x + y * y).squareRoot())
          if distance < 4 { break }
        }
        guard distance >= 4, distance > best?.distance ?? 0 else { continue }
        guard !points.contains(where: { box.contains($0, margin: -1) }), space.isFree(box) else {
          continue
        }
        best = (box, distance)
      }
    }
    return best?.box
  }

  func drawLines(on canvas: inout Canvas) {
    for track in tracks.reversed() {
      var line = PathData()
      var marks = PathData()
      for points in track.stretches {
        let corners = Outline.simplified(open: points, tolerance: 0.2)
        // Of a path that runs to and fro thousands of times only its ink is seen.
        let skip = max(1, corners.count / Self.cornerLimit)
        for index in stride(from: 0, to: corners.count, by: skip) {
          let point = corners[index]
          if index == 0 { line.move(point.x, point.y) } else { line.line(point.x, point.y) }
        }
        let step = max(1, points.count / Self.markerLimit)
        var last: PagePoint?
        for index in stride(from: 0, to: points.count, by: step) {
          let point = points[index]
          // Marks that would cover each other say no more than one.
          if let last, (point.x - last.x).magnitude + (point.y - last.y).magnitude < 5 { continue }
          guard isInside(point) else { continue }
          last = point
          track.marker.draw(in: &marks, x: point.x, y: point.y, radius: 2.3)
        }
      }
      canvas.path(line.text, stroke: track.color, width: 1.7)
      canvas.marks(marks.text, fill: track.color, rim: 0.8)
    }
    for track in tracks.reversed() {
      if let end = track.stretches.last?.last, isInside(end) {
        canvas.marks(
          track.marker.path(x: end.x, y: end.y, radius: 4.2), fill: track.color, rim: 2)
      }
    }
    // Where paths begin, an empty circle; paths that begin together share it.
    var starts: [PagePoint] = []
    for track in tracks where track.hasStart {
      guard let start = track.stretches.first?.first, !starts.contains(start) else { continue }
      starts.append(start)
      let circle = Marker.circle.path(x: start.x, y: start.y, radius: 4.4)
      canvas.marks(circle, fill: FigureStyle.surface)
      canvas.path(circle, stroke: FigureStyle.ink, width: 1.6)
    }
  }

  func drawNames(on canvas: inout Canvas) {
    for track in tracks {
      guard let box = track.box else { continue }
      canvas.text(
        track.name, x: box.center.x, y: box.center.y + 4,
        Canvas.TextStyle(anchor: .middle, color: track.color, isStrong: true, hasHalo: true))
    }
  }

  private func isInside(_ point: PagePoint) -> Bool {
    point.x >= plane.left && point.x <= plane.right && point.y >= plane.top
      && point.y <= plane.bottom
  }
}
