// The browser's half of the preview: loads the page again when the site has changed, keeps the place where the reader was,
// and shows what keeps a newer site from being made. Changes nothing else of the page.
(function () {
  "use strict";

  var PLACE = "briefbook-place";
  var PAUSE = 500;
  var mark = document.querySelector('meta[name="briefbook-preview"]');
  var state = mark ? mark.content : null;
  var source = null;
  var timer = null;
  var leaving = false;

  // --- the place where the reader was

  function address() {
    // a page that says that something was saved is the page that it was saved from
    return location.pathname + (location.search === "?saved" ? "" : location.search);
  }

  function keepPlace() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([address(), window.scrollX, window.scrollY]));
    } catch (ignored) { /* no storage, no place */ }
  }

  function takePlace() {
    var kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch (ignored) { /* no storage, no place */ }
    if (kept && kept[0] === address()) {
      window.scrollTo({ left: kept[1], top: kept[2], behavior: "instant" });
    }
  }

  // What somebody typed and did not save is not thrown away: the page says that there is a newer one.
  function holdsWords() {
    return document.querySelector("form[data-unsaved]") !== null;
  }

  function reload() {
    if (leaving) { return; }
    if (holdsWords()) {
      overlay([{ title: "The folder has changed; this page shows what was there before", text: "save what you typed, or load the page anew to see the change" }]);
      return;
    }
    leaving = true;
    disconnect();
    keepPlace();
    location.reload();
  }

  // --- notices over the page

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) { made.className = className; }
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function style() {
    if (document.querySelector('link[href="/_briefbook/preview.css"]')) { return; }
    var link = element("link");
    link.rel = "stylesheet";
    link.href = "/_briefbook/preview.css";
    document.head.appendChild(link);
  }

  function overlay(faults) {
    var old = document.getElementById("briefbook-overlay");
    if (old) { old.remove(); }
    if (!faults.length) { return; }
    style();
    var panel = element("div");
    panel.id = "briefbook-overlay";
    panel.lang = "en";
    panel.dir = "ltr";
    panel.setAttribute("role", "alert");
    faults.forEach(function (fault) {
      var notice = element("details", "briefbook-notice");
      notice.open = true;
      notice.appendChild(element("summary", "", fault.title));
      if (fault.text) {
        var text = element("pre", "", fault.text);
        text.tabIndex = 0;
        notice.appendChild(text);
      }
      panel.appendChild(notice);
    });
    document.body.appendChild(panel);
  }

  // --- the connection

  function hear(event) {
    var screen = JSON.parse(event.data);
    if (state === null) { state = screen.state; }
    if (screen.state !== state) {
      reload();
    } else {
      overlay(screen.faults);
    }
  }

  function disconnect() {
    clearTimeout(timer);
    if (source) {
      source.close();
      source = null;
    }
  }

  // Browsers give up on a server that is gone, each in its own way: so this tries again by itself.
  function connect() {
    disconnect();
    if (leaving || document.visibilityState === "hidden") { return; }
    source = new EventSource("/_briefbook/events");
    source.addEventListener("screen", hear);
    source.onerror = function () {
      disconnect();
      timer = setTimeout(connect, PAUSE);
    };
  }

  // A browser keeps few connections to one host: a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { disconnect(); } else { connect(); }
  });
  // A form that was sent leads to a newer page by itself.
  document.addEventListener("submit", function () {
    leaving = true;
    keepPlace();
    setTimeout(function () { leaving = false; connect(); }, 10000);
  });
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { leaving = false; connect(); }
  });

  if (document.readyState === "complete") { takePlace(); } else { window.addEventListener("load", takePlace); }
  connect();
})();
