import Foundation
import LecternTensor

/// A library that multiplies matrices: our kernels, or one that is installed.
struct ProductLibrary<Scalar: LecternScalar>: Sendable {
  let name: String
  /// c[rows, columns] = op(a)·op(b), column by column and without gaps.
  let multiply:
    @Sendable (
      _ a: UnsafePointer<Scalar>, _ aIsTransposed: Bool, _ b: UnsafePointer<Scalar>,
      _ bIsTransposed: Bool, _ shape: ProductShape, _ c: UnsafeMutablePointer<Scalar>
    ) -> Void

  /// Those that are there, ours first.
  static var all: [ProductLibrary] {
    [own] + [openBLAS, oneDNN].compactMap(\.self)
  }

  static var own: ProductLibrary {
    ProductLibrary(name: "lectern \(MatrixKernels.path)") {
      a, aIsTransposed, b, bIsTransposed, s, c in
      Scalar.multiply(
        Factor(a, stride: aIsTransposed ? s.inner : s.rows, isTransposed: aIsTransposed),
        Factor(b, stride: bIsTransposed ? s.columns : s.inner, isTransposed: bIsTransposed),
        rows: s.rows, columns: s.columns, inner: s.inner, bias: nil, into: c)
    }
  }

  /// Debian's libopenblas0-pthread.
  private static var openBLAS: ProductLibrary? {
    typealias Single =
      @convention(c) (
        CInt, CInt, CInt, CInt, CInt, CInt, Float, UnsafeRawPointer, CInt, UnsafeRawPointer, CInt,
        Float, UnsafeMutableRawPointer, CInt
      ) -> Void
    typealias Double =
      @convention(c) (
        CInt, CInt, CInt, CInt, CInt, CInt, Swift.Double, UnsafeRawPointer, CInt, UnsafeRawPointer,
        CInt, Swift.Double, UnsafeMutableRawPointer, CInt
      ) -> Void
    guard let library = dlopen("libopenblas.so.0", RTLD_NOW),
      let symbol = dlsym(library, Scalar.self == Float.self ? "cblas_sgemm" : "cblas_dgemm")
    else { return nil }
    let (columnMajor, plain, transposed) = (CInt(102), CInt(111), CInt(112))
    let single = unsafeBitCast(symbol, to: Single.self)
    let double = unsafeBitCast(symbol, to: Double.self)
    return ProductLibrary(name: "OpenBLAS") { a, aIsTransposed, b, bIsTransposed, s, c in
      let (rows, columns, inner) = (CInt(s.rows), CInt(s.columns), CInt(s.inner))
      let aStride = aIsTransposed ? inner : rows
      let bStride = bIsTransposed ? columns : inner
      let first = aIsTransposed ? transposed : plain
      let second = bIsTransposed ? transposed : plain
      if Scalar.self == Float.self {
        single(
          columnMajor, first, second, rows, columns, inner, 1, a, aStride, b, bStride, 0, c, rows)
      } else {
        double(
          columnMajor, first, second, rows, columns, inner, 1, a, aStride, b, bStride, 0, c, rows)
      }
    }
  }

  /// Debian's libdnnl2, which multiplies floats row by row.
  private static var oneDNN: ProductLibrary? {
    typealias Multiply =
      @convention(c) (
        CChar, CChar, Int, Int, Int, Float, UnsafeRawPointer, Int, UnsafeRawPointer, Int, Float,
        UnsafeMutableRawPointer, Int
      ) -> CInt
    guard Scalar.self == Float.self,
      let library = dlopen("libdnnl.so.3", RTLD_NOW) ?? dlopen("libdnnl.so.2", RTLD_NOW),
      let symbol = dlsym(library, "dnnl_sgemm")
    else { return nil }
    let multiply = unsafeBitCast(symbol, to: Multiply.self)
    let (plain, transposed) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "T")))
    return ProductLibrary(name: "oneDNN") { a, aIsTransposed, b, bIsTransposed, s, c in
      // Row by row, c′ = op(b)′·op(a)′.
      _ = multiply(
        bIsTransposed ? transposed : plain, aIsTransposed ? transposed : plain, s.columns, s.rows,
        s.inner, 1, b, bIsTransposed ? s.columns : s.inner, a, aIsTransposed ? s.inner : s.rows, 0,
        c, s.rows)
    }
  }
}

/// [rows, inner] times [inner, columns].
struct ProductShape: Sendable {
  let rows: Int
  let columns: Int
  let inner: Int

  /// The same with both factors transposed and exchanged.
  var transposed: ProductShape { ProductShape(rows: columns, columns: rows, inner: inner) }
}

/// Products of the course's networks in one call each, ours beside those of other libraries.
enum ProductSuite {
  static func measure(_ stopwatch: Stopwatch) -> [Measurement] {
    measure(Float.self, "float32", stopwatch) + measure(Double.self, "float64", stopwatch)
  }

  private static let shapes: [(name: String, shape: ProductShape, a: Bool, b: Bool)] = [
    ("digits W·A", ProductShape(rows: 25, columns: 64, inner: 400), false, false),
    ("digits dZ·A′", ProductShape(rows: 25, columns: 400, inner: 64), false, true),
    ("mnist W·A", ProductShape(rows: 128, columns: 128, inner: 784), false, false),
    ("mnist dZ·A′", ProductShape(rows: 128, columns: 784, inner: 128), false, true),
    ("wide W·A", ProductShape(rows: 512, columns: 256, inner: 784), false, false),
    ("wide W′·dZ", ProductShape(rows: 512, columns: 256, inner: 512), true, false),
    ("wide dZ·A′", ProductShape(rows: 512, columns: 784, inner: 256), false, true),
    ("cat W·A", ProductShape(rows: 20, columns: 209, inner: 12288), false, false),
    ("cat dZ·A′", ProductShape(rows: 20, columns: 12288, inner: 209), false, true),
  ]

  private static func measure<Scalar: LecternScalar>(
    _ type: Scalar.Type, _ precision: String, _ stopwatch: Stopwatch
  ) -> [Measurement] {
    let libraries = ProductLibrary<Scalar>.all
    return shapes.flatMap { name, shape, aIsTransposed, bIsTransposed -> [Measurement] in
      let a = AlignedMatrix<Scalar>(shape.rows * shape.inner)
      let b = AlignedMatrix<Scalar>(shape.inner * shape.columns)
      let c = AlignedMatrix<Scalar>(shape.rows * shape.columns)
      // So many that a run takes a millisecond at least.
      let count = max(1, 100_000_000 / (shape.rows * shape.columns * shape.inner))
      func work(_ library: ProductLibrary<Scalar>) -> () -> Void {
        {
          for _ in 0..<count {
            library.multiply(
              a.pointer, aIsTransposed, b.pointer, bIsTransposed, shape, c.pointer)
          }
        }
      }
      let title = "\(name) \(shape.rows)×\(shape.columns)×\(shape.inner) \(precision)"
      let share = 1 / Double(count)
      guard libraries.count > 1 else {
        let times = stopwatch.times(work(libraries[0])).map { $0 * share }
        return [Measurement("products", title, times)]
      }
      return libraries.dropFirst().map { other in
        let times = stopwatch.times(work(libraries[0]), besides: work(other))
        return Measurement(
          "products", title, times.work.map { $0 * share },
          floor: (other.name, times.floor.map { $0 * share }))
      }
    }
  }
}

/// Memory of a matrix for as long as it is measured.
final class AlignedMatrix<Scalar: LecternScalar> {
  let pointer: UnsafeMutablePointer<Scalar>

  init(_ count: Int) {
    pointer = AlignedMemory.zeros(count)
    for index in 0..<count { pointer[index] = Scalar(index % 97) / 97 }
  }

  deinit { pointer.deallocate() }
}
