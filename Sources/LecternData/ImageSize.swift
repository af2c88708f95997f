/// The size of the pictures that a data set's inputs hold.
package struct ImageSize: Sendable, Equatable, Hashable {
  /// How the pixels of a channelled picture follow one another in an example.
  package enum PixelOrder: String, Sendable, CaseIterable {
    /// Row by row; the channels of a pixel are neighbours. This is NumPy's unrolling.
    case row
    /// Column by column, one channel after the other. This is MATLAB's unrolling.
    case column
  }

  package var height: Int
  package var width: Int
  package var channels: Int
  /// How pixels are found for display and for changes of pictures; the numbers of an example keep
  /// their places, since weights pair with pixels by place.
  package var order: PixelOrder

  package init(height: Int, width: Int, channels: Int = 1, order: PixelOrder = .row) {
    self.height = height
    self.width = width
    self.channels = channels
    self.order = order
  }

  /// How many numbers a picture has; nil when the product does not fit.
  package var count: Int? {
    let (plane, planeOverflows) = height.multipliedReportingOverflow(by: width)
    let (all, overflows) = plane.multipliedReportingOverflow(by: channels)
    return planeOverflows || overflows ? nil : all
  }

  /// The place of a pixel's channel among the numbers of an example.
  package func index(row: Int, column: Int, channel: Int = 0) -> Int {
    switch order {
    case .row: (row * width + column) * channels + channel
    case .column: (channel * width + column) * height + row
    }
  }

  /// The size as authors write it: `20x20`, or `64x64x3` with more than one channel.
  package var text: String {
    channels == 1 ? "\(height)x\(width)" : "\(height)x\(width)x\(channels)"
  }
}
