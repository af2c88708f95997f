import LecternFormula
import LecternTestSupport
import Testing

/// Values against NumPy's, and shapes against the checker's promises.
struct ValueTests {
  private static let stored = NumPyValues.stored

  @Test("The stored values are all there")
  func storedValues() {
    #expect(Self.stored.names.count == 10)
    #expect(Self.stored.lines.count > 250)
    #expect(Self.stored.draws.map(\.lines.count) == [11, 11])
  }

  @Test("An expression has NumPy's value", arguments: stored.lines)
  func value(_ line: NumPyValues.Line) throws {
    let formula = Formula(line.text)
    #expect(formula.mistakes.isEmpty)
    let value = try formula.value(Names(Self.stored.names))
    #expect(value.shape == line.shape)
    expectAgreement(value.entries, line.entries)
  }

  @Test("The checker promises the shape that the evaluator makes", arguments: stored.lines)
  func promise(_ line: NumPyValues.Line) throws {
    let formula = Formula(line.text)
    let names = Names(Self.stored.names)
    // What the checker refuses has no promise to keep.
    guard let promise = formula.promise(names) else { return }
    #expect(promise.covers(try formula.value(names)), "\(promise)")
  }

  @Test("Random numbers are those of numpy.random in the order of the calls", arguments: 0..<2)
  func draws(_ index: Int) throws {
    let (seed, lines) = Self.stored.draws[index]
    let names = Names(seed: seed)
    for line in lines {
      let value = try Formula(line.text).value(names)
      #expect(value.shape == line.shape, "\(line.text)")
      expectAgreement(value.entries, line.entries)
    }
  }

  /// Entries within a few units of the last place: the libraries' elementary functions differ there.
  private func expectAgreement(
    _ actual: [Double], _ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(actual.count == expected.count, sourceLocation: sourceLocation)
    for (a, b) in zip(actual, expected) {
      expectClose(a, b, tolerance: 4e-15 * max(abs(b), 1), sourceLocation: sourceLocation)
    }
  }
}
