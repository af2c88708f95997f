(function () {
  "use strict";

  // An axis of a figure: how numbers lie on it.
  function axis(data, name) {
    var parts = (data[name] || "").split(" ").map(Number);
    if (parts.length !== 4) { return null; }
    var isLog = data[name + "Scale"] === "log";
    var low = isLog ? Math.log(parts[2]) : parts[2];
    var high = isLog ? Math.log(parts[3]) : parts[3];
    return {
      start: parts[0], end: parts[1], isPercent: data[name + "Unit"] === "%",
      value: function (place) {
        var value = low + (high - low) * (place - parts[0]) / (parts[1] - parts[0]);
        return isLog ? Math.exp(value) : value;
      }
    };
  }

  // The points of a path, which goes from place to place by lines.
  function points(path) {
    var result = [];
    var x = 0;
    var y = 0;
    var step = /([Mlh])(-?[\d.]+)(?: ?(-?[\d.]+))?/g;
    var found;
    while ((found = step.exec(path.getAttribute("d"))) !== null) {
      if (found[1] === "M") { x = 0; y = 0; }
      x += Number(found[2]);
      y += Number(found[3] || 0);
      result.push([x, y]);
    }
    return result;
  }

  // Where a curve is at a place; nothing where it has a gap.
  function height(lines, x) {
    for (var index = 0; index < lines.length; index += 1) {
      var line = lines[index];
      if (line.length === 0 || x < line[0][0] - 0.6 || x > line[line.length - 1][0] + 0.6) { continue; }
      for (var next = 0; next < line.length; next += 1) {
        if (line[next][0] < x) { continue; }
        var before = line[Math.max(next - 1, 0)];
        var width = line[next][0] - before[0];
        return width > 0 ? before[1] + (line[next][1] - before[1]) * (x - before[0]) / width
          : line[next][1];
      }
      return line[line.length - 1][1];
    }
    return null;
  }

  // The place of the nearest point of a curve, if one is near.
  function nearest(curves, x) {
    var best = x;
    var distance = 14;
    curves.forEach(function (curve) {
      curve.lines.forEach(function (line) {
        line.forEach(function (point) {
          if (Math.abs(point[0] - x) < distance) {
            distance = Math.abs(point[0] - x);
            best = point[0];
          }
        });
      });
    });
    return best;
  }

  function number(value, isPercent) {
    var digits = Number((isPercent ? 100 * value : value).toPrecision(3));
    return (Math.abs(digits) >= 1e6 || (digits !== 0 && Math.abs(digits) < 1e-4)
      ? digits.toExponential() : String(digits)) + (isPercent ? " %" : "");
  }

  // Shows the values of the curves at the pointer.
  function readOff(drawing) {
    var xAxis = axis(drawing.dataset, "x");
    var yAxis = axis(drawing.dataset, "y");
    var curves = null;
    var box = document.createElement("div");
    var rule = document.createElement("div");
    box.className = "readout";
    rule.className = "readout-rule";
    box.hidden = rule.hidden = true;
    box.setAttribute("aria-hidden", "true");
    drawing.parentNode.append(rule, box);
    drawing.parentNode.classList.add("read");

    function show(event) {
      var frame = drawing.getBoundingClientRect();
      var scale = drawing.viewBox.baseVal.width / frame.width;
      var x = (event.clientX - frame.left) * scale;
      if (x < xAxis.start - 4 || x > xAxis.end + 4) { hide(); return; }
      x = Math.min(Math.max(x, xAxis.start), xAxis.end);
      curves = curves || Array.prototype.map.call(
        drawing.querySelectorAll("[data-series]"), function (group) {
          var paths = Array.prototype.slice.call(group.querySelectorAll("path"));
          return {
            name: group.dataset.series, lines: paths.map(points),
            color: paths.length ? getComputedStyle(paths[0]).stroke : ""
          };
        }).reverse();
      x = nearest(curves, x);
      box.replaceChildren();
      var title = document.createElement("p");
      title.textContent = (drawing.dataset.xLabel || "x") + " "
        + ("xWhole" in drawing.dataset ? String(Math.round(xAxis.value(x)))
          : number(xAxis.value(x), xAxis.isPercent));
      box.append(title);
      curves.slice(0, 12).forEach(function (curve) {
        var y = height(curve.lines, x);
        if (y === null) { return; }
        var line = document.createElement("p");
        var key = document.createElement("span");
        key.className = "key";
        key.style.background = curve.color;
        line.append(key, curve.name + " " + number(yAxis.value(y), yAxis.isPercent));
        box.append(line);
      });
      box.hidden = rule.hidden = false;
      var outer = drawing.parentNode.getBoundingClientRect();
      var left = x / scale + frame.left - outer.left + drawing.parentNode.scrollLeft;
      rule.style.left = left + "px";
      rule.style.top = Math.min(yAxis.start, yAxis.end) / scale + frame.top - outer.top + "px";
      rule.style.height = Math.abs(yAxis.start - yAxis.end) / scale + "px";
      var isRight = x - xAxis.start > (xAxis.end - xAxis.start) / 2;
      box.style.left = isRight ? left - box.offsetWidth - 10 + "px" : left + 10 + "px";
      box.style.top = rule.style.top;
    }
    function hide() { box.hidden = rule.hidden = true; }

    drawing.addEventListener("pointermove", show);
    drawing.addEventListener("pointerdown", show);
    drawing.addEventListener("pointerleave", hide);
  }

  function start() { document.querySelectorAll("svg[data-x][data-y]").forEach(readOff); }

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); }
  else { start(); }
})();
