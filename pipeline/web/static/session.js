// Says two minutes beforehand that the sign-in is about to end, and lets whoever is there stay.
"use strict";
const notice = document.getElementById("stay");
const idle = Number(notice.dataset.idle) * 1000;
const WARNING = 120 * 1000;
let timers = [];

function begin() {
  timers.forEach(clearTimeout);
  notice.hidden = true;
  timers = [
    setTimeout(() => {
      notice.hidden = false;
    }, Math.max(0, idle - WARNING)),
    setTimeout(() => {
      notice.textContent = notice.dataset.over;
    }, idle),
  ];
}

notice.querySelector("button").addEventListener("click", async () => {
  const answer = await fetch("/account").catch(() => null);
  if (answer && answer.ok) begin();
  else notice.textContent = notice.dataset.over;
});
document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute("action")?.startsWith("/logout")) return;
  const drafts = Object.keys(localStorage).filter((key) => key.startsWith("troskel.draft."));
  const open = document.querySelector("main[data-letter]:has(.differs)")?.dataset.letter;
  const letters = new Set([...drafts.map((key) => key.slice("troskel.draft.".length)), ...(open ? [open] : [])]);
  const named = [...letters].map((letter) => letter.slice(0, 12)).join(", ");
  if (named && !confirm(notice.dataset.unsaved.replace("{letters}", named))) {
    event.preventDefault();
    return;
  }
  drafts.forEach((key) => localStorage.removeItem(key)); // whoever comes next sees none of it
});
addEventListener("used", begin); // a page that works without being loaded anew tells so
begin();
