// The desk's comfort: a tick with Shift held down ticks all lines between it and the last one. Everything works without it.
(function () {
  "use strict";

  var boxes = Array.prototype.slice.call(document.querySelectorAll('.on-desk input[name="line"]'));
  var last = null;

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
