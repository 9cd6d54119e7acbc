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
begin();
