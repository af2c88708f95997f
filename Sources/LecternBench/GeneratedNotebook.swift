import Foundation

/// Notebooks of any length, of cells such as authors write.
enum GeneratedNotebook {
  /// A notebook of `cells` cells with headings and prose between them; it checks without error.
  static func cells(_ cells: Int) -> String {
    var text = "---\ntitle: Generated\n---\n"
    for index in 0..<cells {
      text += """

        ## Section \(index)

        Some *prose* with a formula $x^2$, some `code` and a [link](#section-0).

        ```nn
        \(cell(index))
        ```

        """
    }
    return text
  }

  private static func cell(_ index: Int) -> String {
    if index == 0 { return "data flower 400 seed=1\nplot data" }
    switch index % 6 {
    case 1: return "model net\(index)\nlayer dense 4 tanh\nlayer dense 1 sigmoid\ninit he seed=2"
    case 2:
      return "train gd lr=0.5 iterations=100 as run\(index)\nplot cost run\(index)"
    case 3:
      return """
        let w\(index) = [1, 2; 3, 4] @ [0.5; 0.25] + \(index)
        show w\(index).T
        expect sum(w\(index)) > 0
        """
    case 4:
      return "table epoch=1..4 rate=0.2/(1 + epoch)\nexpect accuracy(train) >= 10% \"above chance\""
    case 5:
      return "let a\(index) = exp(-\(index) / 100) * sigmoid(0.5) ^ 2  # a note\nshow a\(index)"
    default: return "let k\(index) = mean([1, 2, 3]) / 2\nshow k\(index), k\(index) ^ 2"
    }
  }

  /// One small training run with its cost curve and a check.
  static let smallTraining = """
    ---
    title: Small
    ---

    ```nn
    data flower 400 seed=1
    model net
    layer dense 4 tanh
    layer dense 1 sigmoid
    init normal 0.01 seed=2
    train gd lr=1.2 iterations=1000 as deep
    plot cost deep
    expect accuracy(train, deep) > 50%
    ```

    """

  /// The flower's network trained with each of these learning rates.
  static func sweep(_ rates: [Double]) -> String {
    smallTraining.replacingOccurrences(
      of: "train gd lr=1.2 iterations=1000 as deep",
      with:
        "train gd lr in [\(rates.map { "\($0)" }.joined(separator: ", "))] iterations=20000 as deep"
    )
    .split(separator: "\n", omittingEmptySubsequences: false)
    .filter { !$0.hasPrefix("plot") && !$0.hasPrefix("expect") }.joined(separator: "\n")
  }

  /// Prose with a cell now and then, of at least so many bytes.
  static func prose(_ bytes: Int) -> String {
    var text = "---\ntitle: Generated\n---\n"
    var index = 0
    while text.utf8.count < bytes {
      index += 1
      text += """

        ## Section \(index)

        Some *prose* that goes on for a while, with **weight**, `code`, a [link](#section-1) and the
        formula $w \\leftarrow w - \\alpha \\nabla J(w)$; more of it follows, as it does in a lecture.

        - a list
        - of two items, the second with $x_{\(index)}^2$

        | a | table |
        | - | ----: |
        | \(index) | \(index * index) |

        """
      if index % 20 == 0 { text += "\n```nn\nlet k\(index) = \(index)\nshow k\(index)\n```\n" }
    }
    return text
  }

  /// As many cost curves of one training run.
  static func figures(_ count: Int) -> String {
    smallTraining
      + (2...count).map { "\nFigure number \($0).\n\n```nn\nplot cost deep\n```\n" }.joined()
  }
}
