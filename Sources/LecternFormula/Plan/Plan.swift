import LecternTensor
import LecternText

/// Formulas compiled to instructions over registers.
///
/// Kinds of values are fixed when a plan is compiled; shapes are those of the values that come. A
/// register of a matrix keeps its memory from one pass of a loop to the next, so that a loop whose
/// shapes stay the same allocates nothing after its first pass.
struct Plan {
  var instructions: [Instruction] = []
  /// The place in the notebook of each instruction.
  var spans: [SourceSpan] = []
  /// What number registers hold at the start: constants, and 0.
  var numbers: [Double] = []
  var matrixCount = 0
  var elementPlans: [ElementPlan] = []
  var routines: [Routine] = []
  var derivatives: [Derivative] = []
  var loops: [Loop] = []
  /// The first instruction of each function.
  var entries: [Int32] = []
  /// Matrices that are there before the run.
  var imports: [Import] = []
  /// Names of series and of variables that instructions speak of.
  var names: [String] = []
  /// The names that `record NAME = …` makes rows of.
  var series: Set<String> = []
  /// The messages of `fail`.
  var failures: [FormulaError] = []

  /// A matrix from before the run.
  struct Import {
    let register: Int
    let matrix: Matrix<Double>
    let isCondition: Bool
  }

  /// A loop of the notebook.
  struct Loop {
    enum Source {
      /// `repeat`: no variable.
      case count
      /// Numbers from one by a step of 1 or −1.
      case range(first: Int, step: Int, variable: Int)
      /// The entries of a matrix, row by row.
      case entries(matrix: Int, variable: Int)
    }

    let source: Source
    /// The number registers of the pass at work, from 0, and of how many there are.
    let pass: Int
    let count: Int
    /// The index of the variable's name; −1 for `repeat`.
    let name: Int
    /// The first instruction of the body, and the one behind the loop.
    var start = 0
    var end = 0
    /// What a pass costs besides its matrices, in steps.
    var passCost = 1.0
  }

  mutating func append(_ instruction: Instruction, at span: SourceSpan) {
    instructions.append(instruction)
    spans.append(span)
  }

  mutating func makeNumber(_ value: Double = 0) -> Int {
    numbers.append(value)
    return numbers.count - 1
  }

  mutating func makeMatrix() -> Int {
    matrixCount += 1
    return matrixCount - 1
  }
}
