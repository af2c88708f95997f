import LecternText

/// How long something took, as people say it.
enum DurationText {
  /// `0.4 ms`, `320 ms`, `2.41 s`, `3 min 12 s`.
  static func words(_ duration: Duration) -> String {
    let (whole, fraction) = duration.components
    let seconds = Double(whole) + Double(fraction) * 1e-18
    if seconds < 0.01 { return "\(NumberText.short(seconds * 1000, digits: 2)) ms" }
    if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 60 { return "\(NumberText.short(seconds, digits: 3)) s" }
    return "\(whole / 60) min \(whole % 60) s"
  }
}
