// Nothing on the page needs this: it opens cited words in place, sorts the matrix, copies links, takes keys and
// compares with a base text. It asks nobody for anything, and keeps one setting: whether keys are taken.
"use strict";
(() => {
  const one = (wanted, root = document) => root.querySelector(wanted);
  const all = (wanted, root = document) => [...root.querySelectorAll(wanted)];
  const make = (name, fields, ...inside) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...inside);
    return made;
  };
  const root = document.documentElement;
  root.classList.add("js");
  const status = make("p", { className: "hidden" });
  status.setAttribute("role", "status");
  document.body.append(status);

  // The same claim lights up in every column.
  const stretches = all(".say");
  const groupsOf = (stretch) => stretch.dataset.groups.split(" ");
  const light = (stretch, on) => {
    const groups = groupsOf(stretch);
    for (const other of stretches) {
      if (groupsOf(other).some((group) => groups.includes(group))) { other.classList.toggle("lit", on); }
    }
  };
  for (const stretch of stretches) {
    for (const kind of ["mouseenter", "focusin"]) { stretch.addEventListener(kind, () => light(stretch, true)); }
    for (const kind of ["mouseleave", "focusout"]) { stretch.addEventListener(kind, () => light(stretch, false)); }
  }

  // A base text: what it does not tell stands out in the others.
  for (const base of all(".base input")) {
    base.addEventListener("change", () => {
      const told = new Set(all(".say", base.closest(".col")).flatMap(groupsOf));
      for (const stretch of stretches) {
        stretch.classList.toggle("beyond", !groupsOf(stretch).some((group) => told.has(group)));
      }
      status.textContent = `${base.value} is the base text`;
    });
  }

  // A link to a thing unfolds what hides it and puts it in focus.
  const focusOn = (thing) => {
    for (let up = thing; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
    if (thing.tabIndex < 0) { thing.tabIndex = -1; }
    thing.focus({ preventScroll: true });
    thing.scrollIntoView({ block: thing.matches("h1,section,.col") ? "start" : "center" });
  };
  // All of the cited words, where other marks cut them into pieces.
  const glow = (thing) => {
    let left = one(`.words[href="#${thing.id}"] b`)?.textContent.length ?? 0;
    if (!left || !window.Highlight) { return; }
    const range = new Range(), walk = document.createTreeWalker(thing.closest(".col"), NodeFilter.SHOW_TEXT);
    range.setStart(thing, 0);
    walk.currentNode = thing;
    while (left > 0 && walk.nextNode()) {
      const node = walk.currentNode;
      if (node.parentElement.closest(".no")) { continue; }
      range.setEnd(node, Math.min(left, node.length));
      left -= node.length;
    }
    CSS.highlights.set("cited", new Highlight(range));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::highlight(cited){background-color:var(--glow)}");
    document.adoptedStyleSheets = [sheet];
  };
  const reveal = () => {
    const thing = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (thing) { focusOn(thing); }
    if (thing && thing.matches(".at")) { glow(thing); }
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  const copy = (address) => {
    const done = () => { status.textContent = ""; status.textContent = "Link copied"; };
    navigator.clipboard?.writeText(address).then(done, () => { status.textContent = address; });
  };

  // The words behind a citation, in place: shown by hover and focus, kept open by a click.
  const pop = make("div", { className: "pop words-here", hidden: true });
  pop.setAttribute("role", "dialog");
  pop.setAttribute("aria-label", "The words cited");
  document.body.append(pop);
  let from = null, kept = false, quiet = false, timer = 0;
  const close = (back) => {
    clearTimeout(timer);
    if (pop.hidden) { return false; }
    pop.hidden = true;
    quiet = true;
    if (back && kept) { from?.focus(); }
    kept = quiet = false;
    return true;
  };
  const open = (link, keep) => {
    const note = document.getElementById(link.getAttribute("aria-describedby"));
    if (!note) { return false; }
    clearTimeout(timer);
    from = link;
    kept = keep;
    pop.replaceChildren(...all(":scope > .from, :scope > .words > q", note).map((part) => part.cloneNode(true)));
    const go = make("a", { href: link.getAttribute("href"), textContent: "in its report", onclick: () => { close(false); } });
    const here = make("button", { textContent: "copy link", onclick: () => copy(link.href) });
    const actions = make("span", { className: "go" }, go, here);
    const page = one(":scope > .origin-page", note);
    if (page) { actions.append(page.cloneNode(true)); }
    pop.append(actions);
    pop.hidden = false;
    const at = link.getBoundingClientRect(), wide = pop.offsetWidth, high = pop.offsetHeight;
    // A sentence of the brief stays readable above or below the words that it rests on.
    const line = (link.closest(".brief>p") ?? link).getBoundingClientRect();
    const below = line.bottom + high + 12 < innerHeight || line.top < high;
    pop.style.left = `${Math.max(8, Math.min(at.left - 16, innerWidth - wide - 8))}px`;
    pop.style.top = `${Math.max(8, below ? Math.min(line.bottom + 4, innerHeight - high - 8) : line.top - high - 4)}px`;
    if (keep) { go.focus(); }
    return true;
  };
  const cited = (event) => event.target.closest?.("a[aria-describedby]");
  const later = (what) => { clearTimeout(timer); timer = setTimeout(what, 180); };
  document.addEventListener("mouseover", (event) => {
    const link = cited(event);
    if (kept) { return; }
    if (link) { later(() => open(link, false)); }
    else if (pop.contains(event.target)) { clearTimeout(timer); }
    else { later(() => close(false)); }
  });
  document.addEventListener("focusin", (event) => {
    const link = cited(event);
    if (link && link.matches(":focus-visible") && !kept && !quiet) { open(link, false); }
    else if (!link && !pop.contains(event.target)) { close(false); }
  });
  document.addEventListener("click", (event) => {
    const link = cited(event), here = event.target.closest?.(".here");
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    if (link && open(link, true)) { event.preventDefault(); }
    else if (here) { copy(here.href); }
    else if (!pop.contains(event.target)) { close(false); }
  });
  window.addEventListener("scroll", () => { if (!kept) { close(false); } }, { passive: true });

  // The matrix can be sorted; all its tables are sorted as one, counts from the largest.
  const signs = ["says", "partly", "differs", "not_found", "not_held"];
  const tables = all("table.matrix"), rows = tables.flatMap((table) => all("tbody tr", table));
  const sizes = tables.map((table) => table.tBodies[0].rows.length);
  const keys = {
    weight: (row) => rows.indexOf(row),
    count: (row) => -parseInt(row.cells[row.cells.length - 2].textContent, 10),
    time: (row) => one("time", row)?.dateTime ?? "~",
  };
  const sort = (by, down) => {
    const key = keys[by] ?? ((row) => signs.indexOf(row.cells[Number(by) + 1].className));
    const found = rows.map((row) => [key(row), rows.indexOf(row), row]);
    found.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (down ? -1 : 1) || a[1] - b[1]);
    const left = found.map((item) => item[2]);
    tables.forEach((table, place) => { table.tBodies[0].append(...left.splice(0, sizes[place])); });
    for (const head of all(".matrix th[data-sort]")) {
      if (head.dataset.sort === by) { head.setAttribute("aria-sort", down === (by !== "count") ? "descending" : "ascending"); }
      else { head.removeAttribute("aria-sort"); }
    }
  };
  for (const head of all(".matrix th[data-sort]")) {
    const button = make("button", { title: "Sort by this column" }, ...head.childNodes);
    head.append(button);
    const first = head.dataset.sort === "count" ? "descending" : "ascending";
    button.addEventListener("click", () => sort(head.dataset.sort, head.getAttribute("aria-sort") === first));
  }

  // Keys, for those who want them.
  const store = (value) => {
    try {
      if (value !== undefined) { localStorage.setItem("synoptic-keys", value); }
      return localStorage.getItem("synoptic-keys");
    } catch { return null; }
  };
  const things = ".brief>p[id],.claims>li,.dispute,.matrix tbody tr,.claim,.figure,.when tr[id],.versions,.col";
  const shown = (thing) => thing && thing.offsetParent !== null;
  const step = (wanted, by) => {
    const list = all(wanted).filter(shown);
    const now = document.activeElement === document.body ? null : document.activeElement;
    const place = list.findIndex((thing) => thing === now || thing.contains(now));
    const after = now ? list.findIndex((t) => now.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
    const next = place >= 0 ? place + by : by > 0 ? after : (after < 0 ? list.length : after) - 1;
    if (list[next]) { focusOn(list[next]); }
  };
  const on = make("input", { type: "checkbox", checked: store() !== "off" && root.dataset.keys !== "off" });
  on.addEventListener("change", () => store(on.checked ? "on" : "off"));
  const told = [["j / k", "next, previous thing"], ["h / l", "previous, next part of the page"],
    ["o or Enter", "open the words of the thing in focus"], ["/", "find a claim"], ["?", "this help"], ["Esc", "close"]];
  const shut = () => make("button", { textContent: "Close", onclick: (event) => event.target.closest("dialog").close() });
  const help = make("dialog", {}, make("h2", { className: "small", textContent: "Keys" }), make("dl", {},
    ...told.flatMap(([key, what]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: what })])),
    make("label", {}, on, " Take these keys"), shut());
  const input = make("input", { type: "search" }), results = make("ul", { className: "found" });
  const find = make("dialog", {}, make("label", {}, "Find a claim ", input), results, shut());
  help.setAttribute("aria-label", "Keys");
  find.setAttribute("aria-label", "Find a claim");
  document.body.append(help, find);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    const found = wanted ? all(".brief>p[id],.claims>li[id],.claim").filter((t) => t.textContent.toLowerCase().includes(wanted)) : [];
    results.replaceChildren(...found.slice(0, 12).map((thing) => {
      const words = (one(".said,bdi,span[dir]", thing) ?? thing).textContent.trim().slice(0, 110);
      return make("li", {}, make("a", { href: `#${thing.id}`, textContent: words, onclick: () => find.close() }));
    }));
    status.textContent = `${found.length} found`;
  });
  one(".top nav")?.append(make("button", { className: "keys", textContent: "Keys", onclick: () => help.showModal() }));
  const enter = () => {
    const link = one("a[aria-describedby]", document.activeElement);
    const fold = document.activeElement.matches("details") ? document.activeElement : one("details", document.activeElement);
    if (fold && !shown(link)) { fold.open = !fold.open; } else if (link) { open(link, true); }
  };
  const acts = {
    j: () => step(things, 1), k: () => step(things, -1), h: () => step(".brief,main>section[id]", -1),
    l: () => step(".brief,main>section[id]", 1), o: enter, Enter: enter, "?": () => help.showModal(),
    "/": () => { find.showModal(); input.focus(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (close(true)) { event.preventDefault(); } return; }
    const typing = event.target.closest?.("input,textarea,select,dialog,[contenteditable]");
    const own = event.key === "Enter" && event.target.closest?.("a,button,summary,.pop");
    if (!on.checked || typing || own || event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) { return; }
    event.preventDefault();
    acts[event.key]();
  });
})();
