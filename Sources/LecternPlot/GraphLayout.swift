/// Places the nodes of a graph in layers, operands left of what uses them.
///
/// Source: K. Sugiyama, S. Tagawa, M. Toda, IEEE Trans. SMC 11(2), 1981: layers by the longest
/// path, waypoints where an edge passes a layer, few crossings by barycentres.
struct GraphLayout {
  /// A node of the graph or a waypoint of a long edge.
  struct Vertex {
    let layer: Int
    /// Nil for a waypoint.
    let node: Int?
    var y = 0.0
  }

  private(set) var vertices: [Vertex]
  /// From each node through waypoints to each node that uses it, as indices into `vertices`.
  private(set) var chains: [[Int]]
  /// How often each chain's node goes into what uses it.
  private(set) var counts: [Int] = []
  let layerCount: Int
  /// The largest `y`; places count rows from 0.
  private(set) var height = 0.0

  private static let sweeps = 12

  init(_ graph: GraphDiagram) {
    var layers = [Int](repeating: 0, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      layers[index] = (node.operands.map { layers[$0] }.max() ?? -1) + 1
    }
    // An input stands right before what uses it first.
    for index in graph.nodes.indices where graph.nodes[index].operands.isEmpty {
      let users = graph.nodes.indices.filter { graph.nodes[$0].operands.contains(index) }
      if let first = users.map({ layers[$0] }).min() { layers[index] = first - 1 }
    }
    layerCount = (layers.max() ?? 0) + 1
    vertices = graph.nodes.indices.map { Vertex(layer: layers[$0], node: $0) }
    chains = []
    for (user, node) in graph.nodes.enumerated() {
      var seen: Set<Int> = []
      for operand in node.operands where seen.insert(operand).inserted {
        var chain = [operand]
        for layer in (layers[operand] + 1)..<max(layers[user], layers[operand] + 1) {
          chain.append(vertices.count)
          vertices.append(Vertex(layer: layer, node: nil))
        }
        chains.append(chain + [user])
        counts.append(node.operands.count { $0 == operand })
      }
    }
    order(graph)
  }

  /// Orders each layer by the middle of its neighbours, forth and back, and then moves vertices
  /// towards them without letting them touch.
  private mutating func order(_ graph: GraphDiagram) {
    var before = [[Int]](repeating: [], count: vertices.count)
    var after = before
    for chain in chains {
      for (from, to) in zip(chain, chain.dropFirst()) {
        before[to].append(from)
        after[from].append(to)
      }
    }
    var layers = [[Int]](repeating: [], count: layerCount)
    // Depth first from the result, so that operands come in the order in which they are written.
    var seen = Set<Int>()
    var open = [graph.nodes.count - 1]
    while let vertex = open.popLast() {
      guard seen.insert(vertex).inserted else { continue }
      layers[vertices[vertex].layer].append(vertex)
      open += before[vertex].reversed()
    }
    for vertex in vertices.indices where !seen.contains(vertex) {
      layers[vertices[vertex].layer].append(vertex)
    }
    var best = layers
    var fewest = crossings(layers, after)
    for sweep in 0..<Self.sweeps where fewest > 0 {
      let isForward = sweep % 2 == 0
      let neighbours = isForward ? before : after
      let indices = isForward ? Array(layers.indices) : layers.indices.reversed()
      for layer in indices {
        var places: [Int: Double] = [:]
        for row in layers {
          for (place, vertex) in row.enumerated() { places[vertex] = Double(place) }
        }
        let wishes = layers[layer].map { vertex -> Double in
          let near = neighbours[vertex].compactMap { places[$0] }
          return near.isEmpty
            ? places[vertex] ?? 0 : near.reduce(0, +) / Double(near.count)
        }
        let order = layers[layer].indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
        layers[layer] = order.map { layers[layer][$0] }
      }
      let count = crossings(layers, after)
      if count < fewest { (best, fewest) = (layers, count) }
    }
    place(best, before, after)
  }

  /// How many pairs of edges between neighbouring layers cross.
  private func crossings(_ layers: [[Int]], _ after: [[Int]]) -> Int {
    var places = [Int](repeating: 0, count: vertices.count)
    for row in layers { for (place, vertex) in row.enumerated() { places[vertex] = place } }
    var count = 0
    for row in layers {
      let edges = row.flatMap { vertex in after[vertex].map { (places[vertex], places[$0]) } }
      for (index, edge) in edges.enumerated() {
        count += edges[..<index].count { ($0.0 - edge.0) * ($0.1 - edge.1) < 0 }
      }
    }
    return count
  }

  private mutating func place(_ layers: [[Int]], _ before: [[Int]], _ after: [[Int]]) {
    let most = Double((layers.map(\.count).max() ?? 1) - 1)
    for row in layers {
      for (place, vertex) in row.enumerated() {
        vertices[vertex].y = Double(place) + (most - Double(row.count - 1)) / 2
      }
    }
    for sweep in 0..<Self.sweeps {
      let isForward = sweep % 2 == 0
      for row in isForward ? layers : layers.reversed() {
        let wishes = row.map { vertex -> Double in
          let near = (isForward ? before : after)[vertex].map { vertices[$0].y }
          return near.isEmpty ? vertices[vertex].y : near.reduce(0, +) / Double(near.count)
        }
        // In their order, however their wishes lie.
        var rising: [Double] = []
        for wish in wishes { rising.append(max(wish, (rising.last ?? wish - 1) + 1e-6)) }
        let places = LabelPlacement.spread(rising, height: 1, limits: 0...max(most, 0))
        for (vertex, y) in zip(row, places) { vertices[vertex].y = y }
      }
    }
    let lowest = vertices.map(\.y).min() ?? 0
    for index in vertices.indices { vertices[index].y -= lowest }
    height = vertices.map(\.y).max() ?? 0
  }
}
