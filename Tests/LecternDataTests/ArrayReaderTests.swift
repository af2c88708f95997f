import Foundation
import LecternData
import LecternTensor
import Testing

/// Files that NumPy, SciPy and h5py wrote, see `Fixtures/generate_arrays.py`.
let storedArrays = DataLocator(notebookDirectory: fixtures + "/arrays")

/// The numbers 0, 1, 2 … of a shape [rows, columns], as examples of `columns` inputs.
private func ramp(_ rows: Int, _ columns: Int, scale: Double = 1) -> Matrix<Double> {
  Matrix(
    rows: columns, columns: rows,
    elements: (0..<rows * columns).map { Double($0) * scale })
}

/// Loads a set after seeing that its description fits.
func loadStored(
  _ source: DataSource, using locator: DataLocator = storedArrays
) throws -> Dataset<Double> {
  let loaded = try source.load(as: Double.self, using: locator)
  #expect(try source.describe(using: locator) == loaded.dataset.description)
  #expect(!loaded.records.isEmpty)
  return loaded.dataset
}

func storedFailure(
  _ source: DataSource, using locator: DataLocator = storedArrays
) -> DataFailure? {
  failure { () throws(DataFailure) in try source.load(as: Double.self, using: locator) }
}

struct NumPyReaderTests {
  @Test(arguments: [
    "ci1", "cu1", "cli2", "cbu2", "cli4", "cbi4", "clu8", "cbi8", "clf2", "cbf2", "clf4", "cbf4",
    "clf8", "cbf8", "fortran", "version2", "version3",
  ])
  func `Every number type, byte order and version is read`(_ name: String) throws {
    let set = try loadStored(.npy(inputs: name + ".npy"))
    let isWhole = name.contains("i") || name.contains("u")
    #expect(set.inputs == ramp(4, 6, scale: isWhole && name.hasPrefix("c") ? 1 : 0.125))
    #expect(set.target == .none)
    let floats = try DataSource.npy(inputs: name + ".npy")
      .load(as: Float.self, using: storedArrays).dataset
    #expect(floats.inputs.converted(to: Double.self) == set.inputs)
  }

  @Test func `Booleans are 0 and 1`() throws {
    let set = try loadStored(.npy(inputs: "co.npy"))
    #expect(set.inputs.elements == [0] + [Double](repeating: 1, count: 23))
  }

  @Test func `Bytes of the shape of pictures are pictures`() throws {
    let set = try loadStored(.npy(inputs: "pictures.npy", labels: "labels.npy"))
    #expect(set.inputs == ramp(4, 18))
    #expect(set.imageSize == ImageSize(height: 2, width: 3, channels: 3))
    #expect(set.target == .classes(labels: [2, 0, 1, 2], names: ["1", "2", "10"]))
  }

  @Test func `Texts are classes in the order of their letters`() throws {
    let set = try loadStored(.npy(inputs: "clf8.npy", labels: "texts.npy"))
    #expect(set.target == .classes(labels: [2, 0, 1, 2], names: ["cat", "cät", "dog"]))
  }

  @Test(arguments: ["stored.npz", "packed.npz"])
  func `Archives are read, stored and packed`(_ name: String) throws {
    let set = try loadStored(.npz(name))
    #expect(set.inputs == ramp(4, 6, scale: 0.125))
    #expect(set.target == .classes(labels: [0, 1, 1, 0], names: ["0", "1"]))
  }

  @Test func `Classes take their names from an array`() throws {
    let set = try loadStored(.npz("packed.npz", ArrayOptions(classes: "names")))
    #expect(set.classNames == ["no", "yes"])
  }

  @Test func `Examples lie along the axis that is as long as the labels`() throws {
    let set = try loadStored(.npz("wide.npz"))
    #expect(set.inputs == ramp(4, 6, scale: 0.125))
    let same = try loadStored(.npz("wide.npz", ArrayOptions(examples: .columns)))
    #expect(same == set)
    let rows = storedFailure(.npz("wide.npz", ArrayOptions(examples: .rows)))
    #expect(
      rows?.message == "\"wide.npz\": \"inputs\" holds 6 examples, but \"y\" holds 4 labels")
  }

  @Test func `Labels with fractions are numbers`() throws {
    #expect(try loadStored(.npz("fractions.npz")).target == .numbers([0.5, 1, 2.25, 1]))
  }

  static let refused: [(DataSource, String, String)] = [
    (.npy(inputs: "complex.npy"), "array-type", "complex numbers"),
    (.npy(inputs: "objects.npy"), "array-type", "Python objects"),
    (.npy(inputs: "records.npy"), "array-type", "records"),
    (
      .npy(inputs: "nan.npy"), "array-not-finite",
      "3 numbers that are not finite; the first is NaN at [1, 1]"
    ),
    (.npy(inputs: "stored.npz"), "array-format", "not a NumPy array"),
    (.npz("clf8.npy"), "array-format", "not a NumPy archive"),
    (.npz("empty.npz"), "array-empty", "\"X\" holds no numbers"),
    (.npz("one.npz"), "array-one-class", "every label is \"1\""),
    (.npz("several.npz"), "array-several", "\"a\" and \"b\""),
    (.npz("counts.npz"), "array-counts", "holds 4 or 6 examples, but \"y\" holds 5 labels"),
    (.npz("table.npz"), "array-label-shape", "is 4 × 3"),
    (.npz("holes.npz"), "array-label-not-finite", "label 2"),
    (
      .npz("stored.npz", ArrayOptions(input: "x")), "array-missing",
      "no array \"x\"; it has \"X\", \"y\" and \"other\""
    ),
    (.npz("bomb.npz"), "array-damaged", "\"X\""),
    (.npz("bomb.npz", ArrayOptions(input: "claim")), "array-too-large", "14901 GiB"),
    (
      .npz("stored.npz", ArrayOptions(imageSize: ImageSize(height: 2, width: 2))),
      "array-image-size", "6 numbers an example, but image=2x2 needs 4"
    ),
    (
      .npz("unnamed.npz", ArrayOptions(classes: "names")), "array-class-names",
      "names 2 classes, but a label is 2"
    ),
  ]

  @Test(arguments: refused)
  func `What cannot be examples is refused by name`(
    _ source: DataSource, _ id: String, _ words: String
  ) {
    let found = storedFailure(source)
    #expect(found?.id == id)
    #expect(found?.message.contains(words) == true, "\(found?.message ?? "no failure")")
  }

  @Test func `A missing array is named with the one that is near`() {
    let found = storedFailure(.npz("stored.npz", ArrayOptions(input: "othr")))
    #expect(found?.help == "Did you mean \"other\"?")
  }
}

struct MATReaderTests {
  @Test(arguments: ["plain.mat", "packed.mat", "v73.mat"])
  func `Variables of every version are read`(_ name: String) throws {
    let set = try loadStored(.mat(name))
    #expect(set.inputs == ramp(4, 6, scale: 0.125))
    #expect(set.target == .classes(labels: [0, 1, 2, 0], names: ["1", "2", "10"]))
  }

  @Test(
    arguments: ["plain.mat", "packed.mat"],
    [("single", 0.125), ("int16", 1), ("int8", 1), ("uint32", 1), ("int64", 1)])
  func `Every number type is read`(_ file: String, _ variable: (String, Double)) throws {
    let set = try loadStored(.mat(file, ArrayOptions(input: variable.0)))
    #expect(set.inputs == ramp(4, 6, scale: variable.1))
  }

  @Test func `Three axes are flattened row by row`() throws {
    let set = try loadStored(
      .mat("packed.mat", ArrayOptions(input: "cube", label: "y")))
    // The last axis is as long as the labels: example k is [0...2, 0...3, k] of 2 × 3 × 4 numbers.
    #expect(set.inputs[0, 1] == 0.125)
    #expect(set.inputs.elements.prefix(6) == [0, 0.5, 1, 1.5, 2, 2.5])
    let rows = storedFailure(.mat("packed.mat", ArrayOptions(input: "cube", examples: .rows)))
    #expect(rows?.id == "array-counts")
  }

  @Test(arguments: [
    ("complex", "complex numbers"), ("text", "text"), ("cell", "cells"),
    ("sparse", "a sparse matrix"),
  ])
  func `Other classes are refused by name`(_ variable: String, _ words: String) {
    let found = storedFailure(.mat("packed.mat", ArrayOptions(input: variable)))
    #expect(
      found?.message == "\"packed.mat\": \"\(variable)\" holds \(words), but numbers are needed")
  }

  @Test func `MATLAB's own groups are not offered`() {
    let found = storedFailure(.mat("v73.mat", ArrayOptions(input: "Z")))
    #expect(found?.message == "\"v73.mat\" has no array \"Z\"; it has \"X\" and \"y\"")
  }
}

struct HDF5ReaderTests {
  @Test func `Pictures with named classes are read`() throws {
    let options = ArrayOptions(input: "x", label: "y", classes: "names")
    let set = try loadStored(.hdf5("plain.h5", options))
    #expect(set.inputs == ramp(4, 18))
    #expect(set.classNames == ["non-cat", "cat"])
    #expect(set.imageSize == ImageSize(height: 2, width: 3, channels: 3))
  }

  @Test func `Groups are paths, and byte orders differ`() throws {
    let set = try loadStored(.hdf5("plain.h5", ArrayOptions(input: "deep/er/x", label: "flags")))
    #expect(set.inputs == ramp(4, 6, scale: 0.125))
    #expect(set.labels == [1, 0, 1, 1])
  }

  @Test(arguments: ["plain", "packed", "shuffled", "checked"])
  func `Chunks are put together`(_ name: String) throws {
    let set = try loadStored(.hdf5("chunks.h5", ArrayOptions(input: name)))
    #expect(set.inputs == ramp(20, 6, scale: 0.125))
  }

  @Test func `Chunks of three axes are put together`() throws {
    let set = try loadStored(.hdf5("chunks.h5", ArrayOptions(input: "cube")))
    #expect(set.inputs == ramp(3, 20))
  }

  @Test func `The newest headers are read`() throws {
    #expect(
      try loadStored(.hdf5("latest.h5", ArrayOptions(input: "x"))).inputs
        == ramp(4, 6, scale: 0.125))
  }

  @Test(arguments: [
    ("plain.h5", "complex", "array-type"), ("plain.h5", "varied", "array-type"),
    ("plain.h5", "scalar", "array-shape"), ("plain.h5", "never", "array-empty"),
    ("chunks.h5", "lzf", "array-unsupported"), ("chunks.h5", "holes", "array-unsupported"),
    ("latest.h5", "chunks", "array-unsupported"), ("clf8.npy", "x", "array-format"),
  ])
  func `What is not read is refused by name`(_ file: String, _ input: String, _ id: String) {
    #expect(storedFailure(.hdf5(file, ArrayOptions(input: input, label: nil)))?.id == id)
  }
}
