(function () {
  "use strict";
  var root = document.documentElement;
  var key = "lectern-theme";
  var themes = ["auto", "light", "dark"];
  var dark = /\(prefers-color-scheme: ?dark\)/;
  var rules = [];

  function stored() {
    try { return localStorage.getItem(key) || "auto"; } catch (error) { return "auto"; }
  }

  // The dark colours stand in media rules; a choice of the reader makes these always or never hold.
  function apply(theme) {
    root.style.colorScheme = theme === "auto" ? "" : theme;
    rules.forEach(function (entry) {
      entry.rule.media.mediaText = theme === "auto" ? entry.text
        : theme === "dark" ? entry.text.replace(dark, "(min-width: 0)") : "not all";
    });
  }

  Array.prototype.forEach.call(document.styleSheets, function (sheet) {
    Array.prototype.forEach.call(sheet.cssRules, function (rule) {
      if (rule.media && dark.test(rule.media.mediaText)) {
        rules.push({ rule: rule, text: rule.media.mediaText });
      }
    });
  });
  var theme = stored();
  if (themes.indexOf(theme) < 0) { theme = "auto"; }
  apply(theme);

  function button(words, action) {
    var element = document.createElement("button");
    element.type = "button";
    element.textContent = words;
    element.addEventListener("click", function () { action(element); });
    return element;
  }

  function copy(text, done) {
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(done, function () {});
      return;
    }
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    if (document.execCommand("copy")) { done(); }
    area.remove();
  }

  function fold(code, control, isHidden) {
    code.hidden = isHidden;
    control.textContent = isHidden ? "Show code" : "Hide";
    control.setAttribute("aria-expanded", String(!isHidden));
  }

  function start() {
    var folds = [];
    document.querySelectorAll(".cell > .code, .fold > .code, .listing").forEach(function (code) {
      var tools = document.createElement("div");
      tools.className = "tools";
      tools.appendChild(button("Copy", function (control) {
        copy(code.textContent, function () {
          control.textContent = "Copied";
          setTimeout(function () { control.textContent = "Copy"; }, 1500);
        });
      }));
      if (code.parentNode.classList.contains("cell")) {
        var control = button("Hide", function (self) { fold(code, self, !code.hidden); });
        control.setAttribute("aria-expanded", "true");
        tools.appendChild(control);
        folds.push({ code: code, control: control });
      }
      code.parentNode.insertBefore(tools, code);
    });

    var bar = document.createElement("div");
    bar.className = "tools page";
    if (folds.length > 1) {
      bar.appendChild(button("Hide all code", function (control) {
        var isHidden = control.textContent === "Hide all code";
        folds.forEach(function (entry) { fold(entry.code, entry.control, isHidden); });
        control.textContent = isHidden ? "Show all code" : "Hide all code";
      }));
    }
    bar.appendChild(button("Theme: " + theme, function (control) {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      try { localStorage.setItem(key, theme); } catch (error) { /* It holds for this page then. */ }
      apply(theme);
      control.textContent = "Theme: " + theme;
    }));
    document.querySelector(".masthead").prepend(bar);
    follow();
  }

  // Marks the section that is being read in the contents.
  function follow() {
    var links = Array.prototype.slice.call(document.querySelectorAll(".contents a"));
    var sections = links.map(function (link) {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    });
    var isWaiting = false;
    function mark() {
      isWaiting = false;
      var current = -1;
      sections.forEach(function (section, index) {
        if (section && section.getBoundingClientRect().top < innerHeight / 4) { current = index; }
      });
      links.forEach(function (link, index) {
        if (index === current) { link.setAttribute("aria-current", "location"); }
        else { link.removeAttribute("aria-current"); }
      });
    }
    function soon() {
      if (!isWaiting) { isWaiting = true; requestAnimationFrame(mark); }
    }
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    mark();
  }

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); }
  else { start(); }
})();
