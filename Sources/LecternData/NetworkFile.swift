package import LecternTensor

/// The parameters of a network as a file keeps them: named matrices, and words about them.
///
/// Files are `.npz`, which NumPy opens, and `.safetensors`; weights are also read from `.mat`.
/// The bytes of a file depend on its content alone.
package struct NetworkFile: Sendable, Equatable {
  /// The numbers of a matrix, column by column, in the precision they were trained in.
  package enum Values: Sendable, Equatable {
    case float([Float])
    case double([Double])

    package var count: Int {
      switch self {
      case .float(let values): values.count
      case .double(let values): values.count
      }
    }
  }

  /// A named matrix.
  package struct Entry: Sendable, Equatable {
    package var name: String
    package var rows: Int
    package var columns: Int
    package var values: Values

    /// - Precondition: `values.count == rows * columns`.
    package init(name: String, rows: Int, columns: Int, values: Values) {
      precondition(values.count == rows * columns, "An entry needs rows × columns numbers.")
      self.name = name
      self.rows = rows
      self.columns = columns
      self.values = values
    }

    package init<S: LecternScalar>(name: String, _ matrix: Matrix<S>) {
      let values: Values
      if let floats = matrix as? Matrix<Float> {
        values = .float(floats.elements)
      } else {
        values = .double(matrix.converted(to: Double.self).elements)
      }
      self.init(name: name, rows: matrix.rows, columns: matrix.columns, values: values)
    }

    /// The matrix in the precision asked for.
    package func matrix<S: LecternScalar>(as _: S.Type = S.self) -> Matrix<S> {
      switch values {
      case .float(let floats):
        Matrix(rows: rows, columns: columns, elements: floats).converted(to: S.self)
      case .double(let doubles):
        Matrix(rows: rows, columns: columns, elements: doubles).converted(to: S.self)
      }
    }
  }

  package enum Format: String, Sendable, CaseIterable {
    case npz, safetensors, mat

    /// The format that the ending of a file name says, or nil.
    package init?(named name: String) {
      guard let dot = name.lastIndex(of: ".") else { return nil }
      self.init(rawValue: name[name.index(after: dot)...].lowercased())
    }

    /// Whether `save` can write it.
    package var isWritable: Bool { self != .mat }
  }

  /// The matrices in the order of the file.
  package var entries: [Entry]
  /// What was said about the network when it was saved; empty for files of other programs.
  package var metadata: [String: String]

  package init(entries: [Entry], metadata: [String: String] = [:]) {
    self.entries = entries
    self.metadata = metadata
  }

  package subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}
