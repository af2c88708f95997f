/// A point on the page, in CSS pixels.
struct PagePoint: Equatable {
  var x: Double
  var y: Double
}

/// Thins curves to what a page can show.
enum Decimation {
  /// Thins one stretch so that no peak is lost.
  ///
  /// - Parameters:
  ///   - points: Of one contiguous stretch, from left to right.
  ///   - columnWidth: In CSS pixels.
  /// - Returns: At most two points for each column of the page: the lowest and the highest, in the
  ///   order in which they come.
  static func thinned(_ points: [PagePoint], columnWidth: Double = 1) -> [PagePoint] {
    guard points.count > 2 else { return points }
    var result: [PagePoint] = []
    var column = (points[0].x / columnWidth).rounded(.down)
    var low = 0
    var high = 0
    for index in points.indices.dropFirst() {
      let next = (points[index].x / columnWidth).rounded(.down)
      if next != column {
        result.append(points[min(low, high)])
        if low != high { result.append(points[max(low, high)]) }
        (column, low, high) = (next, index, index)
      } else {
        if points[index].y < points[low].y { low = index }
        if points[index].y > points[high].y { high = index }
      }
    }
    result.append(points[min(low, high)])
    if low != high { result.append(points[max(low, high)]) }
    return result
  }
}
