import LecternData
import LecternTensor
import Testing

private let tenClasses = (0..<1000).map { $0 % 10 }

struct SplitTests {
  @Test func `Parts are disjoint, complete and exact in size`() throws {
    let split = try Split.indices(
      count: 103, labels: (0..<103).map { $0 % 7 }, train: .share(0.8), dev: .share(0.1),
      test: .share(0.1), seed: 1)
    #expect([split.train.count, split.dev.count, split.test.count] == [83, 10, 10])
    #expect((split.train + split.dev + split.test).sorted() == Array(0..<103))
  }

  @Test func `Stratified parts have the classes of the whole`() throws {
    // 70 examples of class 0 and 30 of class 1.
    let labels = (0..<100).map { $0 % 10 < 7 ? 0 : 1 }
    let split = try Split.indices(
      count: 100, labels: labels, train: .share(0.6), dev: .count(15), test: .share(0.25), seed: 3)
    for (part, size) in [(split.train, 60), (split.dev, 15), (split.test, 25)] {
      #expect(part.count == size)
      let ones = Double(part.count { labels[$0] == 1 })
      #expect(abs(ones - 0.3 * Double(size)) < 1)
    }
  }

  @Test func `Without strata the parts are stretches of NumPy's permutation`() throws {
    var random = RandomState(seed: 0)
    let order = random.permutation(148)
    #expect(Array(order.prefix(5)) == [24, 7, 37, 114, 27])
    let split = try Split.indices(
      count: 148, train: .count(100), test: .count(48), seed: 0, stratify: false)
    #expect(split.train + split.test == order)
  }

  @Test func `Training gets what the others leave, and test what training leaves`() throws {
    let first = try Split.indices(count: 10, dev: .share(0.2), seed: 1)
    #expect([first.train.count, first.dev.count, first.test.count] == [8, 2, 0])
    let second = try Split.indices(count: 10, train: .share(0.7), seed: 1)
    #expect([second.train.count, second.dev.count, second.test.count] == [7, 0, 3])
    let third = try Split.indices(count: 10, train: .count(5), dev: .count(2), seed: 1)
    #expect([third.train.count, third.dev.count, third.test.count] == [5, 2, 0])
  }

  @Test func `The seed decides`() throws {
    func make(_ seed: UInt32) throws -> Split {
      try Split.indices(count: 1000, labels: tenClasses, train: .share(0.8), seed: seed)
    }
    #expect(try make(1) == make(1))
    #expect(try make(1) != make(2))
  }

  struct Case: Sendable {
    var train: Split.Amount?
    var dev: Split.Amount?
    var test: Split.Amount?
    var id: String
  }

  @Test(arguments: [
    Case(train: .share(0.8), dev: .share(0.3), id: "split-too-much"),
    Case(train: .count(900), test: .count(101), id: "split-too-many"),
    Case(train: .count(.max), test: .count(.max), id: "split-too-many"),
    Case(train: .share(0.9), test: .count(200), id: "split-too-many"),
    Case(train: .share(1.5), id: "split-out-of-range"),
    Case(train: .share(.nan), id: "split-out-of-range"),
    Case(dev: .count(-1), id: "split-out-of-range"),
    Case(train: .share(2), id: "split-out-of-range"),
    Case(test: .share(1), id: "split-nothing-left"),
    Case(dev: .share(0.0001), id: "split-empty-part"),
    Case(train: .count(9), id: "split-empty-class"),
  ])
  func `Parts that do not fit are refused`(_ asked: Case) {
    let found = failure { () throws(DataFailure) in
      try Split.indices(
        count: 1000, labels: tenClasses, train: asked.train, dev: asked.dev, test: asked.test,
        seed: 1)
    }
    #expect(found?.id == asked.id)
  }

  @Test func `Messages say which part, how much and which class`() {
    func message(_ count: Int, _ labels: [Int]?, _ asked: Case) -> String? {
      failure { () throws(DataFailure) in
        try Split.indices(
          count: count, labels: labels, classNames: ["cat", "dog"], train: asked.train,
          dev: asked.dev, test: asked.test, seed: 1)
      }?.message
    }
    #expect(
      message(10, nil, Case(train: .share(2), id: "")) == "train cannot have 200 % of the examples")
    #expect(
      message(10, nil, Case(train: .share(0.7), test: .share(0.4), id: ""))
        == "The shares of the split add up to 110 %")
    #expect(
      message(3, nil, Case(train: .share(0.8), dev: .share(0.1), test: .share(0.1), id: ""))
        == "10 % of 3 examples leave dev without examples")
    #expect(
      message(2, [0, 1], Case(train: .count(1), id: ""))
        == "The split leaves no training example of class \"dog\"")
  }

  @Test(arguments: [UInt32](0..<20))
  func `The only example of a class goes to training`(_ seed: UInt32) throws {
    let labels = [Int](repeating: 0, count: 19) + [1]
    let split = try Split.indices(count: 20, labels: labels, test: .share(0.5), seed: seed)
    #expect(split.train.count == 10)
    #expect(split.train.contains(19))
  }
}
