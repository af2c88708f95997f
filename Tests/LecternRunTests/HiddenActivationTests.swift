import LecternNotebook
import Testing

/// `activation in [tanh, relu]`: all hidden layers with another activation, one run each.
struct HiddenActivationTests {
  private static let data = "data moons 60 noise=0.1 seed=1\n"

  private static func model(_ activation: String) -> String {
    """
    model net
    layer dense 5 \(activation)
    layer dense 3 \(activation)
    layer dense 1 sigmoid

    """
  }

  @Test func `a run is that of the model with this activation`() async throws {
    let options = "lr=0.5 iterations=20 init_seed=1"
    let ran = try await Ran(
      Self.data + Self.model("relu")
        + "train gd \(options) activation in [tanh, leaky_relu, elu] as acts\nshow acts[0].cost, acts[1].cost, acts[2].cost",
      Self.model("tanh") + "train gd \(options) as tanh_run\nshow tanh_run.cost",
      Self.model("leaky_relu") + "train gd \(options) as leaky\nshow leaky.cost",
      Self.model("elu") + "train gd \(options) as elu_run\nshow elu_run.cost",
      "compare acts")
    #expect(ran.findings.isEmpty)
    #expect(ran["acts[0].cost"] == ran["tanh_run.cost"])
    #expect(ran["acts[1].cost"] == ran["leaky.cost"])
    #expect(ran["acts[2].cost"] == ran["elu_run.cost"])
    #expect(ran.tables("comparison")[0].columns.contains("activation"))
  }

  @Test func `the activation after a batch norm changes, the sums before it stay`() async throws {
    func cells(_ activation: String) -> String {
      "model net\nlayer dense 4 bias=no\nlayer batch_norm \(activation)\nlayer dense 1 sigmoid\n"
    }
    let options = "lr=0.5 iterations=10 init_seed=1"
    let ran = try await Ran(
      Self.data + cells("relu") + "train gd \(options) activation=tanh as a\nshow a.cost",
      cells("tanh") + "train gd \(options) as b\nshow b.cost")
    #expect(ran.findings.isEmpty)
    #expect(ran["a.cost"] == ran["b.cost"])
  }

  @Test(arguments: ["activation in [tanh, softmax]", "activation in [tahn]", "activation=0.5"])
  func `other words are mistakes`(_ option: String) async throws {
    let ran = try await Ran(
      Self.data + Self.model("relu") + "train gd lr=0.5 iterations=2 \(option)")
    #expect(ran.findings.first?.hasPrefix("error") == true)
    #expect(ran.checked.hasErrors)
  }
}
