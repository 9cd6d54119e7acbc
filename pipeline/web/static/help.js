// `?` opens the handbook at the part about this page, where the page has no list of keys of its own.
"use strict";
addEventListener("keydown", (event) => {
  if (event.key !== "?" || event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (localStorage.getItem("troskel.keys.off") !== null || document.querySelector("dialog[open]")) return;
  if (event.target.closest?.("textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]")) return;
  document.querySelector("[data-handbook]")?.click();
});
