// Optional: keeps the colour scheme, and lets the contents list follow the reader. A page reads whole without it.
(() => {
  const root = document.documentElement, key = "scheme";
  const read = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (scheme) => { try { localStorage.setItem(key, scheme); } catch { /* a private window */ } };
  const kept = read();
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;

  const bar = document.querySelector(".marking[data-scheme]");
  if (bar) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
    const button = document.createElement("button");
    const name = () => { button.textContent = dark() ? bar.dataset.light : bar.dataset.dark; };
    button.type = "button";
    button.title = bar.dataset.scheme;
    name();
    system.addEventListener("change", name);
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      keep(root.dataset.theme);
      name();
    });
    bar.append(button);
  }

  const links = new Map([...document.querySelectorAll(".toc a[href^='#']")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  if (!links.size || !("IntersectionObserver" in window)) return;
  const watch = new IntersectionObserver((seen) => {
    for (const entry of seen) if (entry.isIntersecting) {
      for (const a of links.values()) a.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -75%" });
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) watch.observe(heading);
  }
})();
