// Nothing on the site needs this: keys that leaf through lists. They are off where the reader turned them off, on
// the settings page or on a story's page (which keeps it under the name below).
"use strict";
(function () {
  const wanted = document.documentElement.dataset.keys;
  let taken = wanted !== "off";
  try {
    if (document.querySelector(".told.good")) { localStorage.setItem("synoptic-keys", wanted); }
    taken = taken && localStorage.getItem("synoptic-keys") !== "off";
  } catch { /* A browser that stores nothing keeps to the cookie. */ }
  if (!taken) { return; }
  const items = Array.from(document.querySelectorAll(".front"));
  const keys = [["j  k", "next, previous story"], ["o", "open it"], ["h  l", "day before, day after"], ["t", "today"],
    ["/", "search"], ["?", "these keys"], ["Esc", "close"]];
  let here = -1;
  function go(step) {
    if (!items.length) { return; }
    items[here]?.classList.remove("at-key");
    here = Math.min(Math.max(here + step, 0), items.length - 1);
    items[here].classList.add("at-key");
    const link = items[here].querySelector("a");
    (link ?? items[here]).focus({ preventScroll: true });
    items[here].scrollIntoView({ block: "nearest" });
  }
  function follow(selector) { document.querySelector(selector)?.click(); }
  function help() {
    let box = document.querySelector("dialog.keys");
    if (!box) {
      box = document.createElement("dialog");
      box.className = "keys";
      const list = document.createElement("dl");
      for (const [key, words] of keys) {
        const term = document.createElement("dt");
        for (const one of key.split("  ")) {
          const cap = document.createElement("kbd");
          cap.textContent = one;
          term.append(cap, " ");
        }
        const told = document.createElement("dd");
        told.textContent = words;
        list.append(term, told);
      }
      const title = document.createElement("b");
      title.textContent = "Keys";
      box.append(title, list, "They can be turned off in the settings.");
      box.setAttribute("aria-label", "Keys");
      document.body.append(box);
    }
    if (!box.open) { box.showModal(); }
  }
  const does = {
    j: () => go(1), k: () => go(-1), o: () => items[here]?.querySelector("a")?.click(),
    h: () => follow("a[rel=prev]"), l: () => follow("a[rel=next]"), t: () => { location.href = "/"; },
    "/": () => document.querySelector("main input[type=search], input[type=search]")?.focus(), "?": help,
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) { return; }
    if (typing) { if (event.key === "Escape") { typing.blur(); } return; }
    if (document.querySelector("dialog[open]") || !Object.hasOwn(does, event.key)) { return; }
    event.preventDefault();
    does[event.key]();
  });
})();
