import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Generator {
  /// The planar "flower": two classes of petals.
  ///
  /// For class j, N = count / 2 examples (class 0 has the odd one): t is spaced evenly from 3.12 j
  /// to 3.12 (j + 1), plus noise; r = 4 sin 4t, plus noise; the point is (r sin t, r cos t).
  /// Source: `load_planar_dataset` of the course "Neural Networks and Deep Learning", week 3.
  func flower(using random: inout RandomState) -> LabelledPoints {
    var points: LabelledPoints = ([], [])
    for (label, size) in [count - count / 2, count / 2].enumerated() {
      let j = Double(label)
      var angles = linearSpace(from: j * 3.12, to: (j + 1) * 3.12, count: size)
      for i in angles.indices { angles[i] += random.normal() * noise }
      for t in angles {
        let r = 4 * sin(4 * t) + random.normal() * noise
        points.inputs += [r * sin(t), r * cos(t)]
        points.labels.append(label)
      }
    }
    return points
  }

  /// Two interleaved half circles; `noise` is the standard deviation added to each coordinate.
  ///
  /// Source: scikit-learn, `make_moons(n_samples=count, noise=noise, random_state=seed)`.
  func moons(using random: inout RandomState) -> LabelledPoints {
    let outer = linearSpace(from: 0, to: .pi, count: count / 2)
    let inner = linearSpace(from: 0, to: .pi, count: count - count / 2)
    return shuffled(
      outer.map { [cos($0), sin($0)] } + inner.map { [1 - cos($0), 1 - sin($0) - 0.5] },
      outerCount: outer.count, using: &random)
  }

  /// A circle inside a circle; `noise` is the standard deviation added to each coordinate.
  ///
  /// Source: scikit-learn, `make_circles(n_samples=count, noise=noise, factor=factor,
  /// random_state=seed)`.
  func circles(using random: inout RandomState) -> LabelledPoints {
    let outer = linearSpace(from: 0, to: 2 * .pi, count: count / 2, includesEnd: false)
    let inner = linearSpace(from: 0, to: 2 * .pi, count: count - count / 2, includesEnd: false)
    return shuffled(
      outer.map { [cos($0), sin($0)] } + inner.map { [cos($0) * factor, sin($0) * factor] },
      outerCount: outer.count, using: &random)
  }

  /// Puts two groups of points in random order, then adds noise, as scikit-learn does.
  private func shuffled(
    _ points: [[Double]], outerCount: Int, using random: inout RandomState
  ) -> LabelledPoints {
    let order = random.permutation(points.count)
    var inputs = order.flatMap { points[$0] }
    if noise > 0 { for i in inputs.indices { inputs[i] += noise * random.normal() } }
    return (inputs, order.map { $0 < outerCount ? 0 : 1 })
  }

  /// Gaussian clusters; `noise` is the standard deviation within a cluster.
  ///
  /// Drawn in this order: the centres, uniform in the square from −10 to 10, x1 before x2; the
  /// points of each cluster in turn (the first clusters have the odd ones); the shuffle.
  /// Source: scikit-learn, `make_blobs(n_samples=count, centers=classes, cluster_std=noise,
  /// random_state=seed)`.
  func blobs(using random: inout RandomState) -> LabelledPoints {
    let centers = (0..<classes * 2).map { _ in -10 + 20 * random.uniform() }
    var points: LabelledPoints = ([], [])
    for label in 0..<classes {
      for _ in 0..<(count / classes + (label < count % classes ? 1 : 0)) {
        for axis in 0..<2 {
          points.inputs.append(centers[label * 2 + axis] + noise * random.normal())
        }
        points.labels.append(label)
      }
    }
    let order = random.permutation(count)
    return (
      order.flatMap { points.inputs[$0 * 2..<$0 * 2 + 2] }, order.map { points.labels[$0] }
    )
  }

  /// One Gaussian cloud around the origin, cut into rings of equal numbers; `noise` is the standard
  /// deviation of each coordinate.
  ///
  /// Class 0 is the innermost ring; the last ring has the odd examples. Drawn in this order: the
  /// points, x1 before x2; the shuffle.
  /// Source: scikit-learn, `make_gaussian_quantiles(n_samples=count, n_classes=classes,
  /// cov=noise**2, random_state=seed)`.
  func gaussians(using random: inout RandomState) -> LabelledPoints {
    let points = (0..<count).map { _ in
      let x1 = noise * random.normal()
      return (x1: x1, x2: noise * random.normal())
    }
    let outward = points.map { $0.x1 * $0.x1 + $0.x2 * $0.x2 }.enumerated()
      .sorted { $0.element < $1.element }.map(\.offset)
    let ring = count / classes
    let order = random.permutation(count)
    return (
      order.flatMap { [points[outward[$0]].x1, points[outward[$0]].x2] },
      order.map { min($0 / ring, classes - 1) }
    )
  }

  /// Arms that wind around the origin, one a class; `noise` is the standard deviation of the angle.
  ///
  /// For class j: r is spaced evenly from 0 to 1, t from 4j to 4 (j + 1), plus noise; the point is
  /// (r sin t, r cos t). The first classes have the odd examples.
  /// Source: Karpathy, CS231n notes, "Putting it together: Minimal Neural Network Case Study".
  func spiral(using random: inout RandomState) -> LabelledPoints {
    var points: LabelledPoints = ([], [])
    for label in 0..<classes {
      let size = count / classes + (label < count % classes ? 1 : 0)
      let radii = linearSpace(from: 0, to: 1, count: size)
      let angles = linearSpace(from: Double(label) * 4, to: Double(label + 1) * 4, count: size)
      for (r, angle) in zip(radii, angles) {
        let t = angle + random.normal() * noise
        points.inputs += [r * sin(t), r * cos(t)]
        points.labels.append(label)
      }
    }
    return points
  }

  /// Points uniform in the square from −1 to 1 whose class is 1 where the signs of x1 and x2
  /// differ; `noise` is the standard deviation then added to each coordinate.
  ///
  /// All coordinates are drawn first, x1 before x2, then all noise.
  func xor(using random: inout RandomState) -> LabelledPoints {
    var inputs = (0..<count * 2).map { _ in -1 + 2 * random.uniform() }
    let labels = (0..<count).map { (inputs[$0 * 2] > 0) != (inputs[$0 * 2 + 1] > 0) ? 1 : 0 }
    if noise > 0 { for i in inputs.indices { inputs[i] += noise * random.normal() } }
    return (inputs, labels)
  }
}

/// `numpy.linspace`: `count` evenly spaced numbers, the last exactly `end` unless it is left out.
private func linearSpace(
  from start: Double, to end: Double, count: Int, includesEnd: Bool = true
) -> [Double] {
  let intervals = includesEnd ? count - 1 : count
  guard intervals > 0 else { return count == 1 ? [start] : [] }
  let step = (end - start) / Double(intervals)
  var values = (0..<count).map { Double($0) * step + start }
  if includesEnd { values[count - 1] = end }
  return values
}
