/// Where labels of a panel may still stand: what is taken, as boxes that may be turned.
struct LabelSpace {
  /// A box around a point, in CSS pixels.
  struct Box {
    var center: PagePoint
    var width: Double
    var height: Double
    /// Clockwise, in radians.
    var angle = 0.0

    /// A point in the box's own directions, from its centre.
    func local(_ point: PagePoint) -> PagePoint {
      let (dx, dy) = (point.x - center.x, point.y - center.y)
      let (c, s) = (cosine(angle), sine(angle))
      return PagePoint(x: dx * c + dy * s, y: dy * c - dx * s)
    }

    func contains(_ point: PagePoint, margin: Double = 0) -> Bool {
      let place = local(point)
      return place.x.magnitude < width / 2 + margin && place.y.magnitude < height / 2 + margin
    }

    var corners: [PagePoint] {
      let (c, s) = (cosine(angle), sine(angle))
      return [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { x, y in
        let (dx, dy) = (x * width / 2, y * height / 2)
        return PagePoint(x: center.x + dx * c - dy * s, y: center.y + dx * s + dy * c)
      }
    }

    /// Points along the middle line and the borders, close enough that no label slips between.
    fileprivate var probes: [PagePoint] {
      let (c, s) = (cosine(angle), sine(angle))
      let count = max(2, Int(width / 5))
      return (0...count).flatMap { step -> [PagePoint] in
        let along = (Double(step) / Double(count) - 0.5) * width
        return [-0.5, 0, 0.5].map { share in
          let across = share * height
          return PagePoint(
            x: center.x + along * c - across * s, y: center.y + along * s + across * c)
        }
      }
    }
  }

  let frame: (left: Double, top: Double, right: Double, bottom: Double)
  private var boxes: [Box] = []
  /// What labels keep off that is no box.
  private var points = PointGrid()

  init(_ plane: PlanePanel) {
    frame = (plane.left, plane.top, plane.right, plane.bottom)
  }

  var center: PagePoint {
    PagePoint(x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2)
  }

  /// From the centre to a corner.
  var reach: Double {
    let (width, height) = (frame.right - frame.left, frame.bottom - frame.top)
    return (width * width + height * height).squareRoot() / 2
  }

  mutating func take(_ box: Box) { boxes.append(box) }

  mutating func take(_ points: [PagePoint]) { self.points.add(points, owner: 0) }

  /// Whether a box lies in the frame and touches none of those taken.
  func isFree(_ box: Box) -> Bool {
    let isInside = box.corners.allSatisfy {
      $0.x > frame.left + 3 && $0.x < frame.right - 3 && $0.y > frame.top + 3
        && $0.y < frame.bottom - 3
    }
    guard isInside, !points.touches(box, margin: 3) else { return false }
    return boxes.allSatisfy { other in
      !other.probes.contains { box.contains($0, margin: 2) }
        && !box.probes.contains { other.contains($0, margin: 2) }
    }
  }
}
