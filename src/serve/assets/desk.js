// The desk's comfort: a tick with Shift held down ticks all lines between it and the last one; and what is typed and not yet saved is
// marked on its form, so that the page is not loaded anew over it. Everything works without it.
(function () {
  "use strict";

  var boxes = Array.prototype.slice.call(document.querySelectorAll('.on-desk input[name="line"]'));
  var last = null;
  var form = document.getElementById("desk");

  function mark() { if (form) { form.dataset.unsaved = "yes"; } }
  document.addEventListener("input", mark);
  document.addEventListener("change", mark);
  if (form) { form.addEventListener("submit", function () { delete form.dataset.unsaved; }); }

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
