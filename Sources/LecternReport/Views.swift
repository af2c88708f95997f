// What the templates fill in. Names differ between nested views, because a template that does not
// find a name in the inner one looks for it in the outer.

struct PageView {
  let lang: String
  let title: String
  let policy: String
  let css: String
  let script: String
  let heading: String
  let headingID: String?
  let subtitle: String?
  let byline: String?
  let abstract: String?
  let contents: String?
  let results: ResultsView?
  let general: String
  let body: String
  let footnotes: String
  let provenance: ProvenanceView
  let place: PlaceView?
}

struct ResultsView {
  struct Failure {
    let failureID: String
    let line: String
  }

  let resultClass: String
  let headline: String?
  let failed: String?
  let skipped: String?
  let failures: [Failure]
}

struct ProvenanceView {
  struct Input {
    let inputName: String
    let short: String
    let full: String
  }

  let seed: String
  let precision: String
  let versions: String
  /// How long all cells took, in words.
  let total: String?
  let hasInputs: Bool
  let inputs: [Input]
}

struct CellView {
  struct Verdict {
    let mark: String
    let words: String
  }

  let cellID: String
  let cellClass: String
  let verdict: Verdict?
  let shown: String?
  let folded: String?
  let outputs: String
  let report: String
  /// How long it took, in words.
  let timing: String?
}

struct ExpectationView {
  let verdictClass: String
  let mark: String
  let words: String
  let condition: String
  let actual: String
  let hasActual: Bool
  let points: String?
  let message: String?
}

struct DiagnosticView {
  let severity: String
  let place: String
  let id: String
  let message: String
  let excerpt: String?
  let notes: String?
  let help: String?
}

struct IndexView {
  struct Part {
    let partTitle: String?
    let entries: [Entry]
  }

  struct Entry {
    let name: String
    let href: String
    /// `h2` or `h3`: below the heading of a part.
    let tag: String
    let about: String?
    let outcome: String
    let outcomeClass: String
    let outcomeMark: String
  }

  let lang: String
  let title: String
  let policy: String
  let css: String
  let script: String
  let subtitle: String?
  let byline: String?
  let abstract: String?
  let indexParts: [Part]
}

struct SearchView {
  struct Entry {
    let name: String
    let href: String
    let hasSections: Bool
    let sections: [Section]
  }

  struct Section {
    let sectionName: String
    let sectionHref: String
  }

  let lang: String
  let title: String
  let policy: String
  let css: String
  let script: String
  /// JSON that holds no `<`.
  let entries: String
  let notebooks: [Entry]
}

struct PictureView {
  let width: Int
  let height: Int
  let paneHeight: Int
  /// How much smaller than life the page is drawn, so that its first figures are all in sight.
  let pageScale: String
  let pageWidth: Int
  let pageHeight: Int
  let title: String
  let fileName: String
  let css: String
  let source: String
  let body: String
}
