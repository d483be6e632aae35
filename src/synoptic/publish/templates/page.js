// Nothing on the page needs this: it lights up the same claim in every column, closes a note with Escape and
// copies a permanent link when it is followed.
"use strict";
(function () {
  const stretches = Array.from(document.querySelectorAll(".say"));
  function light(groups, on) {
    for (const other of stretches) {
      if (other.dataset.groups.split(" ").some((group) => groups.includes(group))) { other.classList.toggle("lit", on); }
    }
  }
  for (const stretch of stretches) {
    const groups = stretch.dataset.groups.split(" ");
    for (const kind of ["mouseenter", "focusin"]) { stretch.addEventListener(kind, () => light(groups, true)); }
    for (const kind of ["mouseleave", "focusout"]) { stretch.addEventListener(kind, () => light(groups, false)); }
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { return; }
    for (const cite of document.querySelectorAll(".cite:hover, .cite:focus-within")) {
      cite.classList.add("away");
      const back = () => cite.classList.remove("away");
      cite.addEventListener("mouseleave", back, { once: true });
      cite.addEventListener("focusout", back, { once: true });
    }
  });
  for (const link of document.querySelectorAll(".here")) {
    link.addEventListener("click", () => { navigator.clipboard?.writeText(link.href).catch(() => {}); });
  }
})();
