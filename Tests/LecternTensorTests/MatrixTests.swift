import LecternTensor
import Testing

struct MatrixTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rows: Int
    let columns: Int
    let inner: Int
    let a: Bool
    let b: Bool
    var testDescription: String {
      "\(rows)×\(inner)\(a ? "ᵀ" : "") by \(inner)×\(columns)\(b ? "ᵀ" : "")"
    }
  }

  static let cases = [(1, 1, 1), (4, 7, 2), (3, 1, 400), (20, 33, 17), (130, 65, 70)].flatMap {
    size in
    [(false, false), (true, false), (false, true), (true, true)].map {
      Case(rows: size.0, columns: size.1, inner: size.2, a: $0.0, b: $0.1)
    }
  }

  static func checkProduct<Scalar: LecternScalar>(
    _ example: Case, _: Scalar.Type, tolerance: Double
  ) {
    var random = RandomState(seed: 4)
    let left: Matrix<Scalar> = random.normals(rows: example.rows, columns: example.inner)
    let right: Matrix<Scalar> = random.normals(rows: example.inner, columns: example.columns)
    let product = Matrix.product(
      example.a ? left.transposed : left, transposed: example.a,
      example.b ? right.transposed : right, transposed: example.b)
    #expect(product.rows == example.rows && product.columns == example.columns)
    for r in 0..<example.rows {
      for c in 0..<example.columns {
        let expected = (0..<example.inner).reduce(0.0) {
          $0 + Double(left[r, $1]) * Double(right[$1, c])
        }
        #expect(abs(Double(product[r, c]) - expected) <= tolerance * Double(example.inner))
      }
    }
  }

  @Test("A product is the sum of products", arguments: cases)
  func productIsTheSumOfProducts(_ example: Case) {
    Self.checkProduct(example, Double.self, tolerance: 1e-14)
    Self.checkProduct(example, Float.self, tolerance: 1e-5)
  }

  @Test("A bias is added to each column of a product")
  func biasIsAdded() {
    let a: [Double] = [1, 2, 3, 4]
    var c: [Double] = [10, 20, 30, 40]
    Double.multiply(
      Factor(a, stride: 2), Factor(a, stride: 2), rows: 2, columns: 2, inner: 2, bias: [100, 200],
      into: &c)
    #expect(c == [107, 210, 115, 222])
  }

  @Test("A product over nothing is zero")
  func emptyProductIsZero() {
    let product = Matrix.product(
      Matrix<Double>(rows: 2, columns: 0), Matrix<Double>(rows: 0, columns: 3))
    #expect(product == Matrix(rows: 2, columns: 3))
  }
}
