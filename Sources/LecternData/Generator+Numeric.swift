import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The sets with one feature and a number to predict.
extension Generator {
  /// Points about the line y = 4 + 3 x: slope 3, intercept 4, x uniform from 0 to 2.
  ///
  /// `noise` is the standard deviation added to y. All x are drawn first, then all noise.
  /// Source: Géron, "Hands-On Machine Learning", chapter 4, "The Normal Equation":
  /// `x = 2 * rand(count, 1)`, `y = 4 + 3 * x + noise * randn(count, 1)`.
  func line(using random: inout RandomState) -> (inputs: [Double], target: Target) {
    let x = (0..<count).map { _ in 2 * random.uniform() }
    return (x, .numbers(x.map { 4 + 3 * $0 + noise * random.normal() }))
  }

  /// Points about one period of y = sin x, x uniform from −π to π.
  ///
  /// `noise` is the standard deviation added to y. All x are drawn first, then all noise:
  /// `x = uniform(-pi, pi, count)`, `y = sin(x) + noise * randn(count)`.
  func sine(using random: inout RandomState) -> (inputs: [Double], target: Target) {
    let x = (0..<count).map { _ in -.pi + (2 * .pi) * random.uniform() }
    return (x, .numbers(x.map { sin($0) + noise * random.normal() }))
  }

  /// The mean temperatures of the days 1, 2, … of a mild place such as London, in °C.
  ///
  /// Day d has 11.5 − 7 cos(2π (d − 20) / 365), so the year's mean is 11.5 °C, the coldest day is
  /// the 20th with 4.5 °C and the warmest, half a year later, has 18.5 °C; after day 365 the year
  /// begins again. `noise` is the standard deviation then added to each day in turn.
  func temperature(using random: inout RandomState) -> (inputs: [Double], target: Target) {
    let days = (1...count).map { Double($0) }
    return (
      days,
      .numbers(
        days.map { 11.5 - 7 * cos(2 * .pi * ($0 - 20) / 365) + noise * random.normal() })
    )
  }
}
