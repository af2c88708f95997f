internal import LecternTensor

/// One matrix of a network's numbers: its name, its shape and where it lies.
package struct ParameterShape: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case weights = "W"
    case biases = "b"
    case gammas = "gamma"
    case betas = "beta"
    case runningMeans = "running_mean"
    case runningVariances = "running_var"
  }

  package let kind: Kind
  /// Its index among the matrices of its kind, from 0.
  package let index: Int
  /// The index of its layer in the description, from 0.
  package let layer: Int
  package let rows: Int
  package let columns: Int
  /// Whether the gradient changes it; false for running statistics and for the zeros that stand
  /// for the biases of a layer without them.
  package let isTrained: Bool
  /// Its first number in a `ParameterBuffer`.
  let offset: Int

  /// "W1", "running_mean2": counted from 1.
  package var name: String { "\(kind.rawValue)\(index + 1)" }
  package var count: Int { rows * columns }
}

/// Where each layer's numbers lie in one buffer: all weights, all biases, all γ, all β, and behind
/// these trained ones the running means and variances.
///
/// The penalty concerns the first `weightCount` values, and an update is two calls however many layers there are.
struct ParameterLayout {
  private(set) var shapes: [ParameterShape] = []
  let weightCount: Int
  /// All that training changes by the gradient.
  let count: Int
  /// With the running statistics.
  let totalCount: Int
  let outputCount: Int

  init(_ description: NetworkDescription) {
    let dense = description.denseLayers
    let norms = description.batchNormLayers
    var offset = 0
    func place(
      _ kind: ParameterShape.Kind, _ index: Int, layer: Int, rows: Int, columns: Int = 1,
      isTrained: Bool = true
    ) -> ParameterShape {
      defer { offset += rows * columns }
      return ParameterShape(
        kind: kind, index: index, layer: layer, rows: rows, columns: columns, isTrained: isTrained,
        offset: offset)
    }
    for (index, layer) in dense.enumerated() {
      shapes.append(
        place(.weights, index, layer: layer.index, rows: layer.units, columns: layer.inputs))
    }
    weightCount = offset
    for (index, layer) in dense.enumerated() {
      shapes.append(
        place(.biases, index, layer: layer.index, rows: layer.units, isTrained: layer.hasBias))
    }
    for kind in [ParameterShape.Kind.gammas, .betas] {
      for (index, layer) in norms.enumerated() {
        shapes.append(place(kind, index, layer: layer.index, rows: layer.units))
      }
    }
    count = offset
    for kind in [ParameterShape.Kind.runningMeans, .runningVariances] {
      for (index, layer) in norms.enumerated() {
        shapes.append(
          place(kind, index, layer: layer.index, rows: layer.units, isTrained: false))
      }
    }
    totalCount = offset
    outputCount = description.outputCount
  }

  /// The first number of a matrix.
  func offset(_ kind: ParameterShape.Kind, _ index: Int) -> Int {
    shapes.first { $0.kind == kind && $0.index == index }?.offset ?? 0
  }
}

/// The numbers of a network, or anything shaped like them, in one buffer.
final class ParameterBuffer<Scalar: LecternScalar> {
  let layout: ParameterLayout
  let pointer: UnsafeMutablePointer<Scalar>

  init(zerosFor layout: ParameterLayout) {
    self.layout = layout
    pointer = AlignedMemory.zeros(layout.totalCount)
  }

  convenience init(_ network: Network<Scalar>) {
    self.init(zerosFor: ParameterLayout(network.description))
    for shape in layout.shapes {
      network[shape].elements.withUnsafeBufferPointer { elements in
        guard let first = elements.baseAddress else { return }
        (pointer + shape.offset).update(from: first, count: elements.count)
      }
    }
  }

  deinit { pointer.deallocate() }

  /// The values as a matrix.
  func matrix(_ shape: ParameterShape) -> Matrix<Scalar> {
    Matrix(
      rows: shape.rows, columns: shape.columns,
      elements: Array(UnsafeBufferPointer(start: pointer + shape.offset, count: shape.count)))
  }

  /// Writes all values into `network`, which has this layout.
  func write(to network: inout Network<Scalar>) {
    for shape in layout.shapes { network[shape] = matrix(shape) }
  }

  /// All values.
  var numbers: [Scalar] { Array(UnsafeBufferPointer(start: pointer, count: layout.totalCount)) }

  /// Takes values over that `numbers` gave.
  func take(_ numbers: [Scalar]) {
    precondition(numbers.count == layout.totalCount, "The numbers fit the network.")
    numbers.withUnsafeBufferPointer { numbers in
      guard let first = numbers.baseAddress else { return }
      pointer.update(from: first, count: numbers.count)
    }
  }
}
