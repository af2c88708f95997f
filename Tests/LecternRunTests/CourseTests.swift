import LecternTestSupport
import Testing

/// What the assignments of Ng's courses print, from notebooks.
struct CourseTests {
  @Test("Four tanh units on the flower: the first printed costs of course 1, week 3")
  func flower() async throws {
    let ran = try await Ran(
      "data flower 400 seed=1",
      """
      model planar
      layer dense 4 tanh
      layer dense 1 sigmoid
      init normal 0.01 seed=2
      train gd lr=1.2 iterations=1001 as deep
      """,
      """
      expect deep.cost[0] ~= 0.693048
      expect deep.cost[1000] ~= 0.288083
      show deep.cost[0], deep.cost[1000], deep.iterations, deep.epochs
      """)
    #expect(ran.statuses == ["ok", "ok", "ok"])
    #expect(ran.expectations.map(\.passed) == [true, true])
    expectClose(ran["deep.cost[0]"], [0.693048], tolerance: 5e-7)
    expectClose(ran["deep.cost[1000]"], [0.288083], tolerance: 5e-7)
    #expect(ran["deep.iterations"] == [1001] && ran["deep.epochs"] == [1001])
  }

  @Test("Three initialisations on the circles: the first printed costs of course 2, week 1")
  func circles() async throws {
    let ran = try await Ran(
      """
      data circles 300 noise=0.05 seed=1 as train
      data circles 100 noise=0.05 seed=2 as test
      model net
      layer dense 10 relu
      layer dense 5 relu
      layer dense 1 sigmoid
      train gd lr=0.01 iterations=1001 init in [zeros, normal(10), he] init_seed=3 as inits
      show inits[0].cost, inits[2].cost[0], inits[2].cost[1000]
      show accuracy(train, inits[0]), accuracy(test, inits[0])
      """)
    #expect(ran.statuses == ["ok"])
    #expect(ran["inits[0].cost"].count == 1001)
    #expect(ran["inits[0].cost"].allSatisfy { abs($0 - 0.6931471805599453) < 1e-15 })
    expectClose(ran["inits[2].cost[0]"], [0.8830537463419761], tolerance: 1e-12)
    expectClose(ran["inits[2].cost[1000]"], [0.6879825919728063], tolerance: 1e-9)
    #expect(ran["accuracy(train, inits[0])"] == [0.5])
    #expect(ran["accuracy(test, inits[0])"] == [0.5])
  }
}
