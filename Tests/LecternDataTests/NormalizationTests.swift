import LecternData
import LecternTensor
import LecternTestSupport
import Testing

struct NormalizationTests {
  /// The numbers of each line.
  ///
  /// In order: the examples one after the other, then NumPy's mean, std, min and range of each
  /// feature, then the first two features scaled by mean and std. The third feature is constant.
  private let lines: [[Double]]
  private let inputs: Matrix<Double>

  init() throws {
    let text = try String(contentsOfFile: fixtures + "/scaling.txt", encoding: .utf8)
    lines = text.split(separator: "\n").map { numbers($0) }
    inputs = Matrix(rows: 3, columns: 7, elements: lines[0])
  }

  @Test func `The z-score is NumPy's`() {
    let scaling = Normalization.fit(.zscore, on: inputs)
    expectClose(scaling.center, lines[1], tolerance: 1e-12)
    expectClose(scaling.scale, [lines[2][0], lines[2][1], 1], tolerance: 1e-12)
    #expect(scaling.constantFeatures == [2])
    let scaled = scaling.applied(to: inputs)
    for column in 0..<7 {
      expectClose(scaled[0, column], lines[5][2 * column], tolerance: 1e-12)
      expectClose(scaled[1, column], lines[5][2 * column + 1], tolerance: 1e-12)
      expectClose(scaled[2, column], 0, tolerance: 1e-12)
    }
  }

  @Test func `Mean and minmax divide by the range`() {
    let mean = Normalization.fit(.mean, on: inputs)
    expectClose(mean.center, lines[1], tolerance: 1e-12)
    expectClose(mean.scale, [lines[4][0], lines[4][1], 1], tolerance: 1e-12)
    let scaling = Normalization.fit(.minmax, on: inputs)
    let scaled = scaling.applied(to: inputs)
    #expect(scaling.center == lines[3])
    for row in 0..<2 {
      let values = (0..<7).map { scaled[row, $0] }
      #expect(values.min() == 0)
      #expect(values.max() == 1)
    }
  }

  @Test func `Dividing knows no data`() {
    let scaling = Normalization.fit(.divide(255), on: inputs)
    #expect(scaling.applied(to: inputs).elements == inputs.elements.map { $0 / 255 })
    #expect(scaling.constantFeatures.isEmpty)
  }

  @Test func `What is fitted on one set is applied to another`() {
    let train = Matrix<Float>(rows: 1, columns: 2, elements: [0, 10])
    let scaling = Normalization.fit(.minmax, on: train)
    let test = Matrix<Float>(rows: 1, columns: 2, elements: [5, 20])
    #expect(scaling.applied(to: test).elements == [0.5, 2])
  }

  @Test func `Equal numbers are constant though their mean is rounded`() {
    let equal = Matrix(rows: 1, columns: 3, elements: [0.1, 0.1, 0.1])
    let scaling = Normalization.fit(.zscore, on: equal)
    #expect(scaling.constantFeatures == [0])
    expectClose(scaling.applied(to: equal).elements, [0, 0, 0], tolerance: 1e-15)
  }
}
