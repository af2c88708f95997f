import Mustache

/// The pages that a course has besides its notebooks.
extension Templates {
  static let index = parsed(
    """
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    \(head)
    <title>{{title}}</title>
    <style>{{{css}}}</style>
    <script>{{{script}}}</script>
    </head>
    <body class="index">
    <a class="skip" href="#content">Skip to the list</a>
    <header class="masthead">
    <h1>{{title}}</h1>
    {{#subtitle}}
    <p class="subtitle">{{.}}</p>
    {{/subtitle}}
    {{#byline}}
    <p class="byline">{{.}}</p>
    {{/byline}}
    {{#abstract}}
    <p class="abstract">{{.}}</p>
    {{/abstract}}
    <p class="find"><a href="search.html">Search</a></p>
    </header>
    <main id="content">
    {{#indexParts}}
    {{#partTitle}}
    <h2>{{.}}</h2>
    {{/partTitle}}
    <ul class="notebooks">
    {{#entries}}
    <li><{{tag}}><a href="{{href}}">{{name}}</a></{{tag}}>
    {{#about}}
    <p>{{.}}</p>
    {{/about}}
    <p class="{{outcomeClass}}"><span aria-hidden="true">{{outcomeMark}}</span> {{outcome}}</p></li>
    {{/entries}}
    </ul>
    {{/indexParts}}
    </main>
    </body>
    </html>

    """)

  static let search = parsed(
    """
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    \(head)
    <title>Search · {{title}}</title>
    <style>{{{css}}}</style>
    <script>{{{script}}}</script>
    <script type="application/json" id="search-data">{{{entries}}}</script>
    </head>
    <body class="index">
    <a class="skip" href="#content">Skip to the list</a>
    <nav class="course" aria-label="Course"><a class="home" href="index.html">{{title}}</a></nav>
    <header class="masthead">
    <h1>Search</h1>
    </header>
    <main id="content">
    <div class="search" role="search" hidden>
    <label for="query">Words in titles, headings, text and cells</label>
    <input id="query" type="search" autocomplete="off" spellcheck="false">
    <p id="count" role="status"></p>
    <ol id="found"></ol>
    </div>
    <section id="all" aria-labelledby="all-title">
    <h2 id="all-title">All sections</h2>
    <ul class="sections">
    {{#notebooks}}
    <li><a href="{{href}}">{{name}}</a>
    {{#hasSections}}
    <ul>
    {{#sections}}
    <li><a href="{{sectionHref}}">{{sectionName}}</a></li>
    {{/sections}}
    </ul>
    {{/hasSections}}
    </li>
    {{/notebooks}}
    </ul>
    </section>
    </main>
    </body>
    </html>

    """)
}
