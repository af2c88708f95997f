import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  /// `show formula`: the cost, the penalties and the update of the latest run, with the numbers in
  /// use; without a run, those of the current model.
  func showFormula(_ command: CheckedCommand) throws(StatementFailure) {
    var rows: [[OutputTable.Entry]] = []
    func add(_ part: String, _ formula: String) {
      for (index, line) in formula.split(separator: "\n").enumerated() {
        rows.append([.text(index == 0 ? part : ""), .text(String(line))])
      }
    }
    let record = lastRun?.runs.first
    let description: NetworkDescription
    let title: String
    if let record {
      description = record.network.description
      title = "Formulas of \(record.fullLabel)"
    } else if let name = currentModel, let model = models[name],
      let train = data?.splits["train"]
    {
      description = try self.description(of: model, inputs: train.features)
      title = "Formulas of \(name)"
    } else {
      throw StatementFailure(
        "no-run", at: command.span, "there is neither a run nor a model to tell of")
    }
    let terms =
      [description.loss.formula(outputCount: description.outputCount)] + description.penaltyFormulas
    add("cost", "J = " + terms.joined(separator: " + "))
    for layer in description.layers {
      switch layer {
      case .dense: break
      case .batchNorm(_, let momentum, let epsilon):
        add(
          "batch norm",
          """
          Ẑ = (Z − μ)/√(σ² + \(NumberText.short(epsilon))), A = g(γ·Ẑ + β), μ and σ² of the batch
          evaluation: running ← \(NumberText.short(momentum))·running + \
          \(NumberText.short(1 - momentum))·batch, σ² times m/(m − 1)
          """)
      case .dropout(let keep):
        add(
          "dropout", "A ← A·mask/\(NumberText.short(keep)), mask = rand < \(NumberText.short(keep))"
        )
      }
    }
    if let record, let optimizer = record.optimizer {
      var update = optimizer.formula.split(separator: "\n").map(String.init)
      var steps = description.penaltySteps()
      if case .nesterov(let mu) = optimizer {
        // Penalties, too, are differentiated where the step looks ahead to.
        steps = description.penaltySteps(slopeAt: "(W − \(NumberText.short(mu))·h)")
        add(
          "update",
          update.removeFirst() + (description.hasPenaltyTerm ? ", J without the penalty" : ""))
      }
      // Clipping is of the whole gradient, that of the penalties included.
      for step in steps.gradient { add("gradient", step) }
      switch record.clipping {
      case .norm(let limit)?:
        add("clipping", "g ← g·min(1, \(NumberText.short(limit))/‖g‖₂), all parameters together")
      case .value(let limit)?:
        let bound = NumberText.short(limit)
        add("clipping", "g ← max(−\(bound), min(g, \(bound)))")
      case nil: break
      }
      add("update", update.joined(separator: "\n"))
      for step in steps.after { add("after the update", step) }
      add("learning rate", "α = " + (record.learningRate.isEmpty ? "1" : record.learningRate))
    } else if let file = record?.file {
      add("update", "none: the weights come from \(file)")
    }
    var note =
      description.hasPenaltyTerm
      ? "g starts as the gradient of the cost without the penalty, m examples are in the batch; "
        + "w is any parameter, W weights alone"
      : "g is the gradient of the cost, w any parameter, W weights alone"
    if let group = lastRun, group.runs.count > 1 {
      note +=
        "; the other runs differ in " + group.runs[0].variation.map(\.key).joined(separator: ", ")
    }
    outputs.append(
      .table(
        OutputTable(
          kind: "formula", title: title, columns: ["part", "formula"], rows: rows, note: note)))
  }

  /// `show sparsity`: how many weights are exactly 0.
  func showSparsity(_ command: CheckedCommand) throws(StatementFailure) {
    let records = try records(command.slots["RUN"] ?? [], at: command.span)
    var rows: [[OutputTable.Entry]] = []
    for record in records {
      let head: [OutputTable.Entry] = records.count > 1 ? [.text(record.fullLabel)] : []
      var zeroCount = 0
      var count = 0
      for (index, weights) in record.network.weights.enumerated() {
        let zeros = weights.elements.count { $0 == 0 }
        zeroCount += zeros
        count += weights.count
        rows.append(
          head + [
            .text("W\(index + 1)"), .number(Double(weights.count)), .number(Double(zeros)),
            .share(Double(zeros) / Double(max(weights.count, 1))),
          ])
      }
      if record.network.weights.count == 1 { continue }
      rows.append(
        head + [
          .text("all"), .number(Double(count)), .number(Double(zeroCount)),
          .share(Double(zeroCount) / Double(max(count, 1))),
        ])
    }
    outputs.append(
      .table(
        OutputTable(
          kind: "sparsity",
          title: "Weights that are 0\(records.count == 1 ? ", \(records[0].fullLabel)" : "")",
          columns: (records.count > 1 ? ["run"] : []) + ["weights", "count", "zeros", "share"],
          rows: rows, digits: digits)))
  }
}
