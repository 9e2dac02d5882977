// The desk's comfort: its list filtered by words, theme, site and what wants a look; a tick with Shift held down ticks all lines between it and the last one; and what is typed and not yet saved is
// marked on its form, so that the page is not loaded anew over it. Everything works without it.
(function () {
  "use strict";

  var boxes = Array.prototype.slice.call(document.querySelectorAll('.on-desk input[name="line"]'));
  var last = null;
  var form = document.getElementById("desk");

  var saved = document.querySelector("[data-saved]");
  function mark() {
    if (form) { form.dataset.unsaved = "yes"; }
    if (saved) { saved.hidden = true; }
  }
  document.addEventListener("input", mark);
  document.addEventListener("change", mark);
  if (form) { form.addEventListener("submit", function () { delete form.dataset.unsaved; }); }

  // folds that were open when the form was sent are open when its page comes back
  var OPEN = "briefbook-folds " + location.pathname;
  var folds = Array.prototype.slice.call(document.querySelectorAll(".fold details"));
  function first(fold) { return fold.querySelector("li").id; }
  try {
    var open = JSON.parse(sessionStorage.getItem(OPEN)) || [];
    sessionStorage.removeItem(OPEN);
    folds.forEach(function (fold) { if (open.indexOf(first(fold)) >= 0) { fold.open = true; } });
  } catch (ignored) { /* no storage, no folds */ }
  if (form) {
    form.addEventListener("submit", function () {
      var now = folds.filter(function (fold) { return fold.open; }).map(first);
      try { sessionStorage.setItem(OPEN, JSON.stringify(now)); } catch (ignored) { /* no storage, no folds */ }
    });
  }

  // --- the list

  var filter = document.getElementById("filter");
  if (filter) { follow(filter, Array.prototype.slice.call(document.querySelectorAll(".desk > li"))); }

  function follow(filter, rows) {
    var KEPT = "briefbook-filter";
    var said = filter.querySelector("output");
    var words = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var by = ["words", "theme", "site", "wants"].map(function (name) { return document.getElementById("by-" + name); });

    function value(input) { return !input ? "" : input.type === "checkbox" ? (input.checked ? "yes" : "") : input.value; }

    function show() {
      var wanted = by.map(value);
      var asked = wanted[0].toLowerCase().split(/\s+/);
      var shown = 0;
      rows.forEach(function (row, at) {
        var fits = asked.every(function (word) { return words[at].indexOf(word) >= 0; }) &&
          (!wanted[1] || row.dataset.themeTitle === wanted[1]) &&
          (!wanted[2] || row.dataset.site === wanted[2]) &&
          (!wanted[3] || row.dataset.wants !== undefined);
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      said.textContent = wanted.join("") ? said.dataset.said.replace("{n}", shown).replace("{all}", rows.length) : "";
      try { sessionStorage.setItem(KEPT, JSON.stringify(wanted)); } catch (ignored) { /* no storage, nothing kept */ }
    }

    try {
      (JSON.parse(sessionStorage.getItem(KEPT)) || []).forEach(function (value, at) {
        var input = by[at];
        if (!input) { return; }
        if (input.type === "checkbox") { input.checked = value === "yes"; } else { input.value = value; }
        if (input.selectedIndex === -1) { input.selectedIndex = 0; }
      });
    } catch (ignored) { /* no storage, nothing kept */ }
    filter.hidden = false;
    filter.addEventListener("input", show);
    filter.addEventListener("submit", function (event) { event.preventDefault(); event.stopPropagation(); });
    show();
  }

  // --- a seed's lines

  boxes.forEach(function (box) {
    box.addEventListener("click", function (event) {
      if (event.shiftKey && last && last !== box) {
        var from = Math.min(boxes.indexOf(last), boxes.indexOf(box));
        var to = Math.max(boxes.indexOf(last), boxes.indexOf(box));
        boxes.slice(from, to + 1).forEach(function (other) { other.checked = box.checked; });
      }
      last = box;
    });
  });
})();
