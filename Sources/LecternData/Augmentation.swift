package import LecternTensor

/// Random changes of training examples, so that a network meets more of them than there are.
///
/// A changed copy is flipped, turned about its centre, shifted and covered with noise, in this
/// order; turning and shifting are one bilinear interpolation. What comes into view from beyond
/// the edge has the background's value, the median of the picture's border pixels in that channel
/// (the lower of the two in the middle).
package struct Augmentation: Sendable, Equatable {
  /// Whether each copy is flipped left to right with probability ½.
  package var flip: Bool
  /// The largest turn in degrees; turns are uniform from −rotate to rotate, anticlockwise above 0.
  package var rotate: Double
  /// The largest shift in pixels; shifts to the right and down are each uniform from −shift to
  /// shift, fractions of a pixel included.
  package var shift: Double
  /// The standard deviation of Gaussian noise added to each input.
  package var noise: Double
  /// How many changed copies of each example are added.
  package var copies: Int
  package var seed: UInt32

  package init(
    flip: Bool = false, rotate: Double = 0, shift: Double = 0, noise: Double = 0, copies: Int = 1,
    seed: UInt32
  ) {
    self.flip = flip
    self.rotate = rotate
    self.shift = shift
    self.noise = noise
    self.copies = copies
    self.seed = seed
  }

  /// The examples, then a changed copy of each in the same order, then the next copy of each.
  ///
  /// For each copy is drawn, where asked for and in this order: whether it is flipped (a uniform
  /// number below ½), the turn, the shift to the right, the shift down, then a normal number for
  /// each input.
  ///
  /// - Throws: `DataFailure` when a number makes no sense, when pictures are needed and the inputs
  ///   are none, or when the machine cannot hold the copies.
  package func applied<S: LecternScalar>(
    to dataset: Dataset<S>
  ) throws(DataFailure) -> Dataset<S> {
    let size = try pictureSize(of: dataset)
    let numbers = Double(dataset.inputs.count) * (Double(copies) + 1)
    try requireMemory(
      bytes: numbers * Double(MemoryLayout<S>.size), for: "train with copies=\(copies)")
    var result = dataset
    // Through the concrete types, so that the loops are compiled for them.
    if let doubles = dataset.inputs as? Matrix<Double>,
      let inputs = extended(doubles, size) as? Matrix<S>
    {
      result.inputs = inputs
    } else if let floats = dataset.inputs as? Matrix<Float>,
      let inputs = extended(floats, size) as? Matrix<S>
    {
      result.inputs = inputs
    } else {
      result.inputs = extended(dataset.inputs, size)
    }
    func repeated<Value>(_ values: [Value]) -> [Value] { (0...copies).flatMap { _ in values } }
    switch dataset.target {
    case .classes(let labels, let names):
      result.target = .classes(labels: repeated(labels), names: names)
    case .numbers(let values): result.target = .numbers(repeated(values))
    case .none: break
    }
    return result
  }

  private var changesPlaces: Bool { flip || rotate > 0 || shift > 0 }

  /// The size of the pictures where pixels move, nil where noise alone is added.
  private func pictureSize<S: LecternScalar>(
    of dataset: Dataset<S>
  ) throws(DataFailure) -> ImageSize? {
    func failure(_ cause: AugmentationFailure.Cause) -> DataFailure {
      .augmentation(AugmentationFailure(cause: cause))
    }
    guard rotate >= 0, rotate <= 180 else { throw failure(.rotation(rotate)) }
    guard shift >= 0, shift.isFinite else { throw failure(.shift(shift, nil)) }
    guard noise >= 0, noise.isFinite else { throw failure(.noise(noise)) }
    guard copies >= 1 else { throw failure(.copies(copies)) }
    guard changesPlaces || noise > 0 else { throw failure(.nothing) }
    guard changesPlaces else { return nil }
    guard let size = dataset.imageSize, size.count == dataset.features,
      min(size.height, size.width, size.channels) > 0
    else {
      throw failure(.noPictures(option: flip ? "flip" : rotate > 0 ? "rotate" : "shift"))
    }
    guard shift < Double(min(size.height, size.width)) else { throw failure(.shift(shift, size)) }
    return size
  }

  private func extended<T: LecternScalar>(_ inputs: Matrix<T>, _ size: ImageSize?) -> Matrix<T> {
    let (features, count) = (inputs.rows, inputs.count)
    var random = RandomState(seed: seed)
    let elements = [T](unsafeUninitializedCapacity: count * (copies + 1)) { result, filled in
      inputs.elements.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = result.baseAddress else { return }
        to.initialize(from: from, count: count)
        var view = size.map { PictureView($0) }
        for start in stride(from: count, to: count * (copies + 1), by: max(features, 1)) {
          let original = UnsafeBufferPointer(start: from + start % count, count: features)
          let copy = UnsafeMutableBufferPointer(start: to + start, count: features)
          if view == nil {
            _ = copy.initialize(fromContentsOf: original)
          } else {
            view?.draw(original, drawnChange(using: &random), into: copy)
          }
          if noise > 0 {
            for i in 0..<features { copy[i] = T(Double(copy[i]) + noise * random.normal()) }
          }
        }
      }
      filled = count * (copies + 1)
    }
    return Matrix(rows: features, columns: inputs.columns * (copies + 1), elements: elements)
  }

  private func drawnChange(using random: inout RandomState) -> PictureView.Change {
    func between(_ limit: Double) -> Double {
      limit > 0 ? -limit + 2 * limit * random.uniform() : 0
    }
    let isFlipped = flip && random.uniform() < 0.5
    let degrees = between(rotate)
    let right = between(shift)
    return PictureView.Change(
      isFlipped: isFlipped, degrees: degrees, right: right, down: between(shift))
  }
}

/// A change of training examples that cannot be made.
package struct AugmentationFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case copies(Int)
    case noise(Double)
    /// The option moves pixels, but the inputs are not known to be pictures.
    case noPictures(option: String)
    case nothing
    case rotation(Double)
    /// The shift is no distance, or leaves nothing of pictures of the given size.
    case shift(Double, ImageSize?)
  }

  package var cause: Cause
}

extension AugmentationFailure {
  var words: Words {
    switch cause {
    case .copies(let copies):
      return Words(
        "augment-copies", "Augmentation cannot add \(copies) copies of each example",
        help: "Ask for 1 or more copies")
    case .noise(let noise):
      return Words(
        "augment-noise", "Augmentation cannot add the noise \(decimal(noise))",
        help: "Noise is a standard deviation: a finite number, 0 or more")
    case .noPictures(let option):
      return Words(
        "augment-no-pictures",
        "The option \(option) moves pixels, but the inputs are not known to be pictures",
        help: "Say the size of the pictures in the data statement, for example image=20x20")
    case .nothing:
      return Words(
        "augment-nothing", "Augmentation without a change would only repeat the examples",
        help: "Ask for flip, rotate=, shift= or noise=")
    case .rotation(let degrees):
      return Words(
        "augment-rotation", "Pictures cannot be turned by up to \(decimal(degrees)) degrees",
        help: "Write the largest turn in degrees, from 0 to 180")
    case .shift(let pixels, let size?):
      return Words(
        "augment-shift",
        "A shift of \(decimal(pixels)) pixels leaves nothing of pictures of \(size.text)",
        help: "Write the largest shift in pixels, less than height and width")
    case .shift(let pixels, nil):
      return Words(
        "augment-shift", "Pictures cannot be shifted by up to \(decimal(pixels)) pixels",
        help: "Write the largest shift in pixels, 0 or more")
    }
  }
}
