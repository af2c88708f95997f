/// Places labels in a column so that none covers another and all stay near what they name.
enum LabelPlacement {
  /// Finds places for labels of equal height.
  ///
  /// Labels keep the order of their wishes; those that would touch share out the space around the
  /// middle of their wishes, which is the least squared displacement (isotonic regression by
  /// pooling adjacent violators). Wishes below or above the limits are moved inside.
  ///
  /// - Parameters:
  ///   - wishes: Where each label would like its middle to be.
  ///   - height: Of a label, the distance of two neighbours.
  ///   - limits: Of the middles.
  /// - Returns: The middle of each label, in CSS pixels, in the order given.
  static func spread(_ wishes: [Double], height: Double, limits: ClosedRange<Double>) -> [Double] {
    guard !wishes.isEmpty else { return [] }
    let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
    // With more labels than room they move closer; who calls this asks for no more than fit.
    let room = limits.upperBound - limits.lowerBound
    let step = wishes.count > 1 ? min(height, room / Double(wishes.count - 1)) : height

    // A block of labels that touch, by the place of its first one.
    var blocks: [(start: Double, count: Int)] = []
    for (rank, index) in order.enumerated() {
      let wish = min(max(wishes[index], limits.lowerBound), limits.upperBound)
      blocks.append((wish, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        if before.start + Double(before.count) * step <= last.start { break }
        let shifted = last.start - Double(before.count) * step
        let count = before.count + last.count
        let mean =
          (before.start * Double(before.count) + shifted * Double(last.count)) / Double(count)
        blocks.removeLast(2)
        let highest = limits.upperBound - Double(count - 1) * step
        blocks.append((max(limits.lowerBound, min(mean, highest)), count))
      }
      precondition(blocks.reduce(0) { $0 + $1.count } == rank + 1, "each label is in one block")
    }
    var result = wishes
    var rank = 0
    for block in blocks {
      for place in 0..<block.count {
        result[order[rank]] = block.start + Double(place) * step
        rank += 1
      }
    }
    return result
  }
}
