(function () {
  "use strict";

  // Case and accents do not matter: Näive finds naive.
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  // Places in the plain text are places in the text itself, unless a letter changed its length.
  function snippet(text, words) {
    var lower = plain(text);
    if (lower.length !== text.length) { lower = text.toLowerCase(); }
    var first = text.length;
    words.forEach(function (word) {
      var place = lower.indexOf(word);
      if (place >= 0) { first = Math.min(first, place); }
    });
    if (first === text.length) { first = 0; }
    var from = Math.max(0, first - 60);
    if (from > 0) { from = text.indexOf(" ", from) + 1 || from; }
    var to = Math.min(text.length, from + 220);
    if (to < text.length) { to = Math.max(text.lastIndexOf(" ", to), from + 100); }
    return { before: from > 0 ? "… " : "", text: text.slice(from, to), after: to < text.length ? " …" : "" };
  }

  // Text with the words marked; nothing of it is read as HTML.
  function marked(parent, text, words) {
    var lower = plain(text);
    if (lower.length !== text.length) { lower = text.toLowerCase(); }
    var place = 0;
    while (place < text.length) {
      var next = -1;
      var length = 0;
      words.forEach(function (word) {
        var found = lower.indexOf(word, place);
        if (found >= 0 && (next < 0 || found < next)) { next = found; length = word.length; }
      });
      if (next < 0) { break; }
      parent.append(text.slice(place, next));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + length);
      parent.append(mark);
      place = next + length;
    }
    parent.append(text.slice(place));
  }

  function score(section, words) {
    var total = 0;
    for (var index = 0; index < words.length; index += 1) {
      var word = words[index];
      var found = 0;
      [[section.plainTitle, 6], [section.plainHeading, 8], [section.plainText, 1]].forEach(
        function (field) {
          var place = field[0].indexOf(word);
          if (place < 0) { return; }
          var starts = place === 0 || /[^\p{L}\p{N}_]/u.test(field[0][place - 1]);
          found += field[1] * (starts ? 2 : 1);
        });
      if (found === 0) { return 0; }
      total += found;
    }
    return total;
  }

  function start() {
    var sections = [];
    JSON.parse(document.getElementById("search-data").textContent).forEach(function (notebook) {
      notebook.sections.forEach(function (section) {
        sections.push({
          title: notebook.title,
          heading: section.heading,
          text: section.text,
          href: notebook.href + (section.id ? "#" + encodeURIComponent(section.id) : ""),
          plainTitle: plain(notebook.title),
          plainHeading: plain(section.heading),
          plainText: plain(section.text)
        });
      });
    });
    var box = document.querySelector(".search");
    var input = document.getElementById("query");
    var count = document.getElementById("count");
    var list = document.getElementById("found");
    var all = document.getElementById("all");

    function search() {
      var words = plain(input.value).split(/\s+/).filter(Boolean);
      var hits = [];
      if (words.length > 0) {
        sections.forEach(function (section, order) {
          var points = score(section, words);
          if (points > 0) { hits.push({ section: section, points: points, order: order }); }
        });
      }
      hits.sort(function (a, b) { return b.points - a.points || a.order - b.order; });
      list.replaceChildren();
      hits.slice(0, 50).forEach(function (hit) {
        var section = hit.section;
        var item = document.createElement("li");
        var link = document.createElement("a");
        link.href = section.href;
        marked(link, section.heading ? section.heading : section.title, words);
        item.append(link);
        if (section.heading) {
          var where = document.createElement("span");
          where.className = "where";
          marked(where, section.title, words);
          item.append(" ", where);
        }
        var part = snippet(section.text, words);
        var excerpt = document.createElement("p");
        excerpt.append(part.before);
        marked(excerpt, part.text, words);
        excerpt.append(part.after);
        if (part.text) { item.append(excerpt); }
        list.append(item);
      });
      all.hidden = words.length > 0;
      count.textContent = words.length === 0 ? ""
        : hits.length === 0 ? "Nothing found"
        : hits.length === 1 ? "1 section" : hits.length + " sections"
          + (hits.length > 50 ? ", the first 50 are shown" : "");
      try {
        history.replaceState(null, "", words.length ? "#q=" + encodeURIComponent(input.value) : "#");
      } catch (error) { /* A page from a disk may not be allowed to. */ }
    }

    box.hidden = false;
    if (location.hash.indexOf("#q=") === 0) { input.value = decodeURIComponent(location.hash.slice(3)); }
    input.addEventListener("input", search);
    input.focus();
    search();
  }

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); }
  else { start(); }
})();
