// Nothing on the page needs this: it lights up the same claim in every column, and closes a note with Escape.
"use strict";
(function () {
  var said = Array.prototype.slice.call(document.querySelectorAll(".say"));
  function light(groups, on) {
    said.forEach(function (other) {
      var shared = other.dataset.groups.split(" ").some(function (g) { return groups.indexOf(g) >= 0; });
      if (shared) { other.classList.toggle("lit", on); }
    });
  }
  said.forEach(function (stretch) {
    var groups = stretch.dataset.groups.split(" ");
    ["mouseenter", "focusin"].forEach(function (kind) { stretch.addEventListener(kind, function () { light(groups, true); }); });
    ["mouseleave", "focusout"].forEach(function (kind) { stretch.addEventListener(kind, function () { light(groups, false); }); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.activeElement && document.activeElement.closest(".cite")) { document.activeElement.blur(); }
  });
  document.querySelectorAll(".here").forEach(function (link) {
    link.addEventListener("click", function () {
      if (navigator.clipboard) { navigator.clipboard.writeText(link.href).catch(function () {}); }
    });
  });
})();
