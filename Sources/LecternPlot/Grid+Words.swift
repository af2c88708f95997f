extension ImageGrid {
  func words(title: String) -> FigureWords {
    let shown = self.shown
    guard !shown.isEmpty else {
      return FigureWords(headline: title, sentences: ["There are no pictures to show."])
    }
    let color = channels == 3 ? "colour" : "grey"
    var sentences = [
      "\(Words.count(shown.count, "\(color) picture")) of \(width) × \(height) pixels."
    ]
    if shown.count < pictures.count {
      sentences[0] =
        "The first \(Words.count(shown.count)) of \(Words.count(pictures.count)) \(color) pictures, "
        + "\(width) × \(height) pixels each."
    }
    let labels = shown.map(\.label).filter { !$0.isEmpty }
    if !labels.isEmpty {
      // "3, taken for 8" has a comma of its own.
      let separator = labels.contains { $0.contains(",") } ? "; " : ", "
      let listed = labels.prefix(60).joined(separator: separator)
      let rest = labels.count > 60 ? " and \(labels.count - 60) more" : ""
      sentences.append("Their labels, row by row: \(listed)\(rest).")
    }
    return FigureWords(headline: title, sentences: sentences)
  }
}

extension ConfusionMatrix {
  func words(title: String) -> FigureWords {
    let counts = ConfusionCounts(self)
    guard let accuracy = counts.accuracy else {
      return FigureWords(headline: title, sentences: ["There are no examples to show."])
    }
    var sentences = [
      "\(Words.share(accuracy)) of \(Words.count(counts.total, "example")) are predicted right."
    ]
    if let worst = counts.worst {
      sentences.append(
        "The most frequent confusion: \(counts.names[worst.row]) taken for "
          + "\(counts.names[worst.column]), \(Words.count(worst.count, "time")).")
    } else {
      sentences.append("There is no confusion.")
    }
    let recalls = (0..<counts.size).compactMap { row in counts.recall(row).map { (row, $0) } }
    if let low = recalls.min(by: { $0.1 < $1.1 }), low.1 < 1, counts.size > 2 {
      sentences.append(
        "Hardest to recognise is \(counts.names[low.0]): \(Words.share(low.1, digits: 3)).")
    }
    let headline = "\(title) of \(Words.count(counts.size, "class"))"
    return FigureWords(headline: headline, sentences: sentences)
  }
}
