import Foundation
import LecternNN
import LecternTensor

/// The matrix products of an epoch without anything between them, by the library and in the layout
/// that is fastest here.
final class ProductFloor<Scalar: LecternScalar> {
  private struct Step {
    let shape: ProductShape
    let a: AlignedMatrix<Scalar>
    let aIsTransposed: Bool
    let b: AlignedMatrix<Scalar>
    let bIsTransposed: Bool
    let c: AlignedMatrix<Scalar>

    /// c′ = op(b)′·op(a)′, all matrices stored the other way round: examples are rows.
    var turned: Step {
      Step(
        shape: shape.transposed, a: b, aIsTransposed: bIsTransposed, b: a,
        bIsTransposed: aIsTransposed, c: c)
    }
  }

  private struct Way {
    let library: ProductLibrary<Scalar>
    let isTurned: Bool
  }

  private let exampleCount: Int
  private let batchSize: Int
  private let whole: [Step]
  private let rest: [Step]
  private var way: Way

  init(_ description: NetworkDescription, _ exampleCount: Int, _ batchSize: Int) {
    self.exampleCount = exampleCount
    self.batchSize = batchSize
    whole = Self.steps(description.denseLayers, batchSize)
    rest = Self.steps(description.denseLayers, exampleCount % batchSize)
    let ways = ProductLibrary<Scalar>.all.flatMap { library in
      [false, true].map { Way(library: library, isTurned: $0) }
    }
    way = ways[0]
    let times = ways.map { time($0) }
    way = zip(ways, times).min { $0.1 < $1.1 }?.0 ?? way
  }

  /// Milliseconds of a few batches, at best.
  private func time(_ way: Way) -> Double {
    self.way = way
    usleep(Stopwatch.pause)
    return (0..<9).map { _ in
      ContinuousClock().measure { for _ in 0..<3 { runBatch(whole) } } / .milliseconds(1)
    }.min() ?? .infinity
  }

  var name: String { "products by \(way.library.name)\(way.isTurned ? ", rows" : "")" }

  func runEpoch() {
    for _ in 0..<(exampleCount / batchSize) { runBatch(whole) }
    if exampleCount % batchSize > 0 { runBatch(rest) }
  }

  private func runBatch(_ steps: [Step]) {
    for step in steps {
      let step = way.isTurned ? step.turned : step
      way.library.multiply(
        step.a.pointer, step.aIsTransposed, step.b.pointer, step.bIsTransposed, step.shape,
        step.c.pointer)
    }
  }

  /// W·A of each layer, then dZ·A′ and W′·dZ backwards; the inputs need no gradient.
  private static func steps(_ layers: [NetworkDescription.DenseLayer], _ count: Int) -> [Step] {
    guard count > 0 else { return [] }
    let sizes = [layers[0].inputs] + layers.map(\.units)
    let activations = sizes.map { AlignedMatrix<Scalar>($0 * count) }
    let slopes = sizes.map { AlignedMatrix<Scalar>($0 * count) }
    let weights = layers.map { AlignedMatrix<Scalar>($0.units * $0.inputs) }
    let gradients = layers.map { AlignedMatrix<Scalar>($0.units * $0.inputs) }
    let forward = layers.indices.map { index in
      Step(
        shape: ProductShape(rows: sizes[index + 1], columns: count, inner: sizes[index]),
        a: weights[index], aIsTransposed: false, b: activations[index], bIsTransposed: false,
        c: activations[index + 1])
    }
    let backward = layers.indices.reversed().flatMap { index -> [Step] in
      let (units, inputs) = (sizes[index + 1], sizes[index])
      let own = Step(
        shape: ProductShape(rows: units, columns: inputs, inner: count), a: slopes[index + 1],
        aIsTransposed: false, b: activations[index], bIsTransposed: true, c: gradients[index])
      let before = Step(
        shape: ProductShape(rows: inputs, columns: count, inner: units), a: weights[index],
        aIsTransposed: true, b: slopes[index + 1], bIsTransposed: false, c: slopes[index])
      return index > 0 ? [own, before] : [own]
    }
    return forward + backward
  }
}
