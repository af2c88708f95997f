import Mustache

/// The pages and their recurring parts; what stands in three braces is HTML already.
enum Templates {
  /// What the head of every page begins with.
  static let head = """
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{{{policy}}}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    """

  static let page = parsed(
    """
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    \(head)
    <title>{{title}}{{#place}} · {{course}}{{/place}}</title>
    <style>{{{css}}}</style>
    <script>{{{script}}}</script>
    </head>
    <body class="report">
    <a class="skip" href="#content">Skip to the text</a>
    {{#place}}
    <nav class="course" id="course" aria-label="Course">
    <a class="home" href="index.html">{{course}}</a>
    <details>
    <summary>All {{count}} notebooks</summary>
    <div>
    {{#courseParts}}
    {{#partTitle}}
    <p>{{.}}</p>
    {{/partTitle}}
    <ol>
    {{#links}}
    <li><a href="{{linkHref}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{linkTitle}}</a></li>
    {{/links}}
    </ol>
    {{/courseParts}}
    </div>
    </details>
    <a href="search.html">Search</a>
    </nav>
    {{/place}}
    <header class="masthead">
    <h1{{#headingID}} id="{{.}}"{{/headingID}}>{{{heading}}}</h1>
    {{#subtitle}}
    <p class="subtitle">{{.}}</p>
    {{/subtitle}}
    {{#byline}}
    <p class="byline">{{.}}</p>
    {{/byline}}
    {{#abstract}}
    <p class="abstract">{{{.}}}</p>
    {{/abstract}}
    </header>
    {{#contents}}
    <nav class="contents" id="contents" aria-label="Contents" tabindex="0">
    <details>
    <summary>Contents</summary>
    {{{.}}}
    </details>
    </nav>
    {{/contents}}
    <main id="content">
    {{#results}}
    <div class="{{resultClass}}" id="results">
    {{#headline}}
    <p class="headline">{{.}}</p>
    {{/headline}}
    {{#failed}}
    <p>{{.}}:{{#failures}} <a href="{{failureID}}">{{line}}</a>{{^last()}},{{/last()}}{{/failures}}</p>
    {{/failed}}
    {{#skipped}}
    <p>{{.}}</p>
    {{/skipped}}
    </div>
    {{/results}}
    {{{general}}}{{{body}}}{{{footnotes}}}</main>
    {{#place}}
    <nav class="turn" aria-label="Previous and next notebook">
    {{#previous}}
    <a rel="prev" href="{{linkHref}}"><span>Previous</span> {{linkTitle}}</a>
    {{/previous}}
    {{#next}}
    <a rel="next" href="{{linkHref}}"><span>Next</span> {{linkTitle}}</a>
    {{/next}}
    </nav>
    {{/place}}
    {{#provenance}}
    <footer>
    <dl>
    <div><dt>Seed</dt><dd>{{seed}}</dd></div>
    <div><dt>Precision</dt><dd>{{precision}}</dd></div>
    <div><dt>Made with</dt><dd>{{versions}}</dd></div>
    {{#total}}
    <div><dt>Time of all cells</dt><dd>{{.}}</dd></div>
    {{/total}}
    {{#hasInputs}}
    <div><dt>Data, SHA-256</dt>
    {{#inputs}}
    <dd>{{inputName}} <details><summary><code>{{short}}…</code></summary><code>{{full}}</code></details></dd>
    {{/inputs}}
    </div>
    {{/hasInputs}}
    </dl>
    </footer>
    {{/provenance}}
    </body>
    </html>

    """)

  static let cell = parsed(
    """
    <div class="{{cellClass}}" id="{{cellID}}">
    {{#verdict}}
    <p class="verdict"><span aria-hidden="true">{{mark}}</span> {{words}}</p>
    {{/verdict}}
    {{#shown}}
    <pre class="code"><code>{{{.}}}</code></pre>
    {{/shown}}
    {{#folded}}
    <details class="fold"><summary>Code</summary>
    <pre class="code"><code>{{{.}}}</code></pre>
    </details>
    {{/folded}}
    {{{outputs}}}{{{report}}}{{#timing}}
    <p class="timing">{{.}}</p>
    {{/timing}}
    </div>

    """)

  static let expectation = parsed(
    """
    <p class="{{verdictClass}}"><span class="mark" aria-hidden="true">{{mark}}</span> \
    <strong>{{words}}:</strong> <code>{{condition}}</code>\
    {{#message}} <span class="message">{{.}}</span>{{/message}} \
    {{#hasActual}}<span class="actual">{{actual}}</span>{{/hasActual}}\
    {{#points}} <span class="points">{{.}}</span>{{/points}}</p>

    """)

  static let diagnostic = parsed(
    """
    <div class="diagnostic {{severity}}">
    <p><strong>{{severity}}:</strong> {{{message}}} <code class="id">{{id}}</code></p>
    <p class="place">{{place}}</p>
    {{#excerpt}}
    <pre class="excerpt" tabindex="0">{{.}}</pre>
    {{/excerpt}}
    {{#notes}}
    <pre class="notes">{{.}}</pre>
    {{/notes}}
    {{#help}}
    <p class="help"><b>help:</b> {{{.}}}</p>
    {{/help}}
    </div>

    """)

  static let picture = parsed(
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" \
    height="{{height}}" role="img" aria-labelledby="picture-title">
    <title id="picture-title">{{fileName}} and its report: {{title}}</title>
    <style>
    {{{css}}}
    .pane { background: var(--page); color: var(--ink); font: 1.125rem/1.6 var(--serif); \
    height: 100%; overflow: hidden; border: 1px solid var(--rule); border-radius: 8px; }
    .pane .bar { font: 600 .875rem/1 var(--mono); color: var(--muted); padding: .8rem 1.25rem; \
    border-bottom: 1px solid var(--rule); background: var(--surface); }
    .pane .inside { padding: 1.25rem; }
    </style>
    <foreignObject x="4" y="20" width="622" height="{{paneHeight}}">
    <div xmlns="http://www.w3.org/1999/xhtml" class="pane">
    <div class="bar">{{fileName}}</div>
    <div class="inside"><pre><code>{{{source}}}</code></pre></div>
    </div>
    </foreignObject>
    <g transform="translate(642 20) scale({{pageScale}})">
    <foreignObject width="{{pageWidth}}" height="{{pageHeight}}">
    <div xmlns="http://www.w3.org/1999/xhtml" class="pane">
    <div class="bar">lectern render {{fileName}}</div>
    <div class="inside"><h1>{{title}}</h1>
    {{{body}}}</div>
    </div>
    </foreignObject>
    </g>
    </svg>

    """)

  /// The library escapes by characters, and a quotation mark with a combining accent is another
  /// character than a quotation mark; ours goes by bytes.
  private struct Escaping: MustacheContentType {
    func escapeText(_ text: String) -> String { escaped(text) }
  }

  private static let registersEscaping: Void =
    MustacheContentTypes.register(Escaping(), named: "PAGE")

  static func parsed(_ text: String) -> MustacheTemplate {
    _ = registersEscaping
    do {
      return try MustacheTemplate(string: "{{% CONTENT_TYPE: PAGE}}" + text)
    } catch {
      preconditionFailure("a template of the page is broken: \(error)")
    }
  }
}
