import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// Figures of what is inside networks, formulas and searches.
struct InsideFigureTests {
  private func content(_ ran: Ran, _ kind: String, _ index: Int = 0) throws -> Figure.Content {
    #expect(ran.findings.filter { $0.hasPrefix("error") }.isEmpty)
    let figures = ran.figures(kind)
    return try #require(figures.indices.contains(index) ? figures[index] : nil).content
  }

  @Test("The shades of a boundary are the model's probabilities")
  func probabilities() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train gd lr=0.5 iterations=20 as r
      plot boundary
      model three
      layer dense 2 softmax
      train gd lr=0.5 iterations=20
      plot boundary
      model margin
      layer dense 1
      loss hinge
      train gd lr=0.1 iterations=20
      plot boundary
      show accuracy(train, r)
      """)
    for (index, hasShades) in [true, true, false].enumerated() {
      guard case .boundary(let panels) = try content(ran, "boundary", index) else { return }
      #expect(panels[0].probabilities.count == (hasShades ? panels[0].decisions.count : 0))
      #expect(panels[0].probabilities.allSatisfy { (0.5...1).contains($0) })
    }
  }

  @Test("Pictures have a picture of weights for each unit, in the order of their pixels")
  func weightPictures() async throws {
    let ran = try await Ran(
      Cells.digits, "train gd lr=0.5 epochs=3 as r\nplot weights\nshow r.W1")
    guard case .weightImages(let images) = try content(ran, "weights") else {
      throw Unexpected(what: "no pictures")
    }
    #expect(images.width == 20 && images.height == 20 && images.unitCount == 10)
    let weights = ran["r.W1"]
    #expect(images.units.count == 10 && weights.count == 4000)
    #expect(Array(images.units.joined()) == weights)
  }

  @Test("Other layers are matrices as cells see them")
  func weightMatrices() async throws {
    for layout in ["", "set layout rows\n"] {
      let ran = try await Ran(
        layout + Cells.moons,
        "train gd lr=0.5 iterations=3 as r\nplot weights layer=1\nplot weights r layer=2\n"
          + "show r.W1, r.W2")
      for (index, name) in ["r.W1", "r.W2"].enumerated() {
        guard case .weightMatrix(let matrix) = try content(ran, "weights", index) else {
          throw Unexpected(what: "no matrix")
        }
        #expect(matrix.values == ran[name])
        #expect(matrix.rowNoun == (layout.isEmpty ? "unit" : "input"))
        #expect((matrix.rows > matrix.columns) == (layout.isEmpty == (index == 0)))
      }
    }
  }

  @Test("Activations and gradients are those of the network, layer by layer")
  func distributions() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      train gd lr=0.5 iterations=5 init in [normal(0.01), glorot, normal(30)] as r
      plot activations r
      plot activations dev r[1] kind=sums log=x
      plot gradients r
      show r[1].A1, r[1].dW1, r[1].dW2
      """)
    guard case .distributions(let all) = try content(ran, "activations") else { return }
    #expect(all.rows.map(\.title) == ["normal(0.01)", "glorot", "normal(30)"])
    #expect(all.rows.allSatisfy { $0.layers.map(\.name) == ["A1", "A2"] })
    #expect(all.rows[1].layers[0].values.sorted() == ran["r[1].A1"].sorted())
    #expect(all.rows[0].layers[0].saturated == 0)
    #expect(all.rows[2].layers[0].saturated ?? 0 > 0.5)
    #expect(all.scale == .linear)
    guard case .distributions(let sums) = try content(ran, "activations", 1) else { return }
    #expect(sums.rows.count == 1 && sums.scale == .logarithmic)
    #expect(sums.rows[0].layers[0].values.count == 20 * 4)
    #expect(ran.figures("activations")[1].title == "Sums on 20 examples of dev")
    guard case .distributions(let gradients) = try content(ran, "gradients") else { return }
    for (layer, name) in ["r[1].dW1", "r[1].dW2"].enumerated() {
      let found = gradients.rows[1].layers[layer]
      #expect(found.name == "dW\(layer + 1)")
      #expect(found.values.sorted() == ran[name].sorted())
    }
  }

  @Test("Activations that grow a hundredfold are shown by their size")
  func growing() async throws {
    let ran = try await Ran(
      """
      data blobs 60 seed=1
      model deep
      for i in 1..6
        layer dense 20 relu
      end
      layer dense classes softmax
      train gd lr=1e-9 iterations=1 init=normal(2)
      plot activations
      """)
    guard case .distributions(let figure) = try content(ran, "activations") else { return }
    #expect(figure.scale == .logarithmic)
    #expect(figure.rows[0].layers.count == 7)
  }

  private static let dropped = """
    data moons 60 seed=3
    model net
    layer dense 30 tanh
    layer batch_norm
    layer dropout keep=0.5
    layer dense 3 relu
    layer dense 1 sigmoid
    """

  @Test("A network is drawn from the model alone, a dropout mask by its seed")
  func network() async throws {
    let ran = try await Ran(
      Self.dropped,
      """
      plot network
      plot network net dropout=yes seed=1
      plot network dropout=yes seed=1
      plot network dropout=yes seed=2
      """)
    guard case .network(let plain) = try content(ran, "network") else { return }
    #expect(
      plain[0].columns == [
        .units(count: 2, words: ["input", "2 features"]),
        .units(count: 30, words: ["layer 1", "30 units", "tanh"]), .between(words: "batch norm"),
        .between(words: "dropout, keep 0.5"),
        .units(count: 3, words: ["layer 2", "3 units", "ReLU"]),
        .units(count: 1, words: ["output", "1 unit", "sigmoid"]),
      ])
    #expect(plain.count == 1 && plain[0].weights.isEmpty)
    #expect(ran.figures("network")[1] == ran.figures("network")[2])
    guard case .network(let first) = try content(ran, "network", 1),
      case .network(let other) = try content(ran, "network", 3)
    else { return }
    #expect(first.count == 2 && first[0].dropped.isEmpty)
    // Only units before the dropout layer, and only some of the drawn ones.
    #expect(first[1].dropped.map(\.isEmpty) == [true, false, true, true, true, true])
    #expect(first[1].dropped[1].isSubset(of: Set(NetworkDiagram.drawn(of: 30))))
    #expect(first[1].dropped != other[1].dropped)
  }

  @Test("Edges have the weights of the run")
  func networkWeights() async throws {
    let ran = try await Ran(
      Cells.moons,
      "train gd lr=0.5 iterations=3 as r\nplot network weights=yes\nplot network r weights=yes\n"
        + "show r.W1, r.W2")
    for index in 0...1 {
      guard case .network(let diagrams) = try content(ran, "network", index) else { return }
      #expect(diagrams[0].weights == [ran["r.W1"], ran["r.W2"]])
    }
  }

  @Test("A graph has values and derivatives")
  func graph() async throws {
    let ran = try await Ran(
      """
      def J(a, b, c) = 3 * (a + b * c)
      plot graph J(5, 3, 2)
      def cost(w)
        let z = w @ [1; 2]
        return mean(z^2)
      end
      plot graph cost([0.5, -1])
      """)
    guard case .graph(let graph) = try content(ran, "graph"),
      case .graph(let cost) = try content(ran, "graph", 1)
    else { return }
    #expect(graph.resultName == "J")
    #expect(graph.nodes.map(\.value) == ["5", "3", "2", "6", "11", "33"])
    #expect(graph.nodes.map(\.derivative) == ["3", "6", "9", "3", "3", "1"])
    #expect(ran.figures("graph")[0].title == "Computation graph of J(5, 3, 2)")
    #expect(cost.nodes.map(\.value) == ["1 × 2", "−1.5", "2.25", "2.25"])
    #expect(cost.nodes[0].derivative == "‖·‖ = 6.708" && cost.nodes[1].derivative == "−3")
  }

  @Test("A search is a scatter of one option, a plane of two, lines through more")
  func search() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      search random trials=4 refine=1 epochs=2 lr in loguniform(0.001, 1) as one
      plot search
      search grid optimizer=gd epochs=2 lr in [0.01, 0.1, 1] batch in [10, 20] as two
      plot search two
      plot search two x=batch
      search grid optimizer=gd epochs=5 lr in [0.01, 1e300] init in [he, glorot] init_seed in [1] as three
      plot search three
      """)
    func chart(_ index: Int) throws -> TrialChart {
      guard case .trials(let chart) = try content(ran, "search", index) else {
        throw Unexpected(what: "no trials")
      }
      return chart
    }
    let one = try chart(0)
    #expect(one.arrangement == .measure && one.dimensions.map(\.scale) == [.logarithmic])
    #expect(one.trials.map(\.round) == [1, 1, 1, 1, 2, 2, 2, 2])
    let table = try #require(ran.tables("search").first)
    #expect(table.rows[0][0] == .number(Double(try #require(one.best))))
    #expect(table.rows[0][3] == .share(try #require(one.trials[one.best ?? 0].score)))
    let two = try chart(1)
    #expect(two.arrangement == .plane && two.dimensions.map(\.name) == ["lr", "batch"])
    #expect(two.dimensions[0].choices == [0.01, 0.1, 1])
    #expect(
      two.trials.map(\.values) == [
        [0.01, 10], [0.01, 20], [0.1, 10], [0.1, 20], [1, 10], [1, 20],
      ])
    #expect(try chart(2).dimensions.map(\.name) == ["batch"])
    let three = try chart(3)
    #expect(three.arrangement == .parallel)
    #expect(three.dimensions[1].categories == ["he", "glorot"])
    #expect(three.trials.map { $0.score == nil } == [false, false, true, true])
  }

  @Test("A learning curve goes over the examples that runs were trained on")
  func learningCurve() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      train gd lr=0.5 iterations=40 examples in [40, 5, 20] as sizes
      plot learning_curve
      plot learning_curve sizes metric=cost
      train gd lr in [0.1, 1] iterations=5 examples in [10, 20] as many
      plot learning_curve many
      show error(train, sizes[1]), error(dev, sizes[1]), cost(dev, sizes[0])
      """)
    let chart = try ran.chart("learning-curve")
    #expect(chart.series.map(\.name) == ["train", "dev"])
    #expect(chart.series.allSatisfy { $0.x == [5, 20, 40] })
    #expect(chart.series[1].y[0] == ran["error(dev, sizes[1])"][0])
    #expect(chart.yAxis.format == .percent && chart.xAxis.label == "training examples")
    guard case .lines(let costs) = try content(ran, "learning-curve", 1),
      case .lines(let many) = try content(ran, "learning-curve", 2)
    else { return }
    #expect(costs.series[1].y[2] == ran["cost(dev, sizes[0])"][0])
    #expect(
      many.series.map(\.name) == [
        "lr = 0.1 (train)", "lr = 0.1 (dev)", "lr = 1 (train)", "lr = 1 (dev)",
      ])
  }

  @Test("A fit has the points and what each run says over them")
  func fit() async throws {
    let ran = try await Ran(
      """
      data line 40 seed=1
      split train=75% test=25%
      model straight
      layer dense 1
      train gd lr=0.1 iterations in [1, 200] as r
      plot fit r
      plot fit test r[1]
      show r[1].W1, r[1].b1
      """)
    guard case .fit(let plot) = try content(ran, "fit"),
      case .fit(let test) = try content(ran, "fit", 1)
    else { return }
    #expect(plot.points.x.count == 30 && test.points.x.count == 10)
    #expect(plot.models.map(\.name) == ["iterations = 1", "iterations = 200"])
    let (w, b) = (ran["r[1].W1"][0], ran["r[1].b1"][0])
    for (x, y) in zip(plot.models[1].x, plot.models[1].y) { expectClose(y, w * x + b) }
    let low = try #require(plot.points.x.min())
    #expect(plot.models[1].x[0] < low)
    #expect(try #require(plot.errors[0]) > (try #require(plot.errors[1])))
  }

  private static let wrong: [(String, String)] = [
    ("\(dropped)\nplot network weights=yes", "error run-missing"),
    (
      "data moons 60\nmodel n\nlayer dense 1 sigmoid\nplot network dropout=yes",
      "error plot-dropout"
    ),
    ("model n\nlayer dense 1 sigmoid\nplot network", "error data-missing"),
    ("plot network", "error model-missing"), ("plot weights", "error run-missing"),
    (
      "\(Cells.splitMoons)\nsearch grid epochs=1 lr in [0.1, 1] as s\nplot search x=batch",
      "error plot-option"
    ),
    (
      "data moons 60\nmodel n\nlayer dense 2 softmax\ntrain gd lr=1 epochs=1 as r\ndata line 30\n"
        + "plot fit r", "error plot-fit"
    ),
    ("plot graph 3", "error graph-call"), ("plot graph exp(2)", "error graph-call"),
    ("def f(x) = x * 2\nplot graph f(1, 2)", "error function-arguments"),
    ("def f(x) = x * 2\nplot graph f([1, 2])", "error derivative-number"),
    (
      "let n = 61 + round(rand(1, 1)[0])\ndef f(x) = \((0..<70).map { "x^\($0 + 2)" }.joined(separator: " + "))\nplot graph f(n)",
      "error value"
    ),
    ("\(Cells.splitMoons)\ntrain gd lr=1 epochs=1 as r\nplot search r", "error plot-search"),
    ("\(Cells.splitMoons)\ntrain gd lr=1 epochs=1 as r\nplot search", "error plot-search"),
    ("\(Cells.splitMoons)\ntrain gd lr=1 epochs=1 as r\nplot weights layer=3", "error plot-layer"),
    ("\(Cells.splitMoons)\ntrain gd lr=1 epochs=1 as r\nplot fit r", "error fit-features"),
    (
      "\(Cells.splitMoons)\ntrain gd lr=1 epochs=1 as r\nplot learning_curve r",
      "error plot-learning-curve"
    ),
    (
      "\(Cells.splitMoons)\ntrain gd lr in [1, 2] epochs=1 as r\nplot weights r",
      "error run-several"
    ),
    ("\(Cells.splitMoons)\ntrain gd lr in [1, 2] epochs=1\nplot weights", "error run-several"),
  ]

  @Test("Mistakes are told", arguments: wrong)
  func mistakes(text: String, finding: String) async throws {
    let ran = try await Ran(text)
    #expect(ran.findings.filter { $0.hasPrefix("error") } == [finding])
  }
}
