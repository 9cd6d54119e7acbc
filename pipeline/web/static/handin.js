// Sends files that are chosen or dropped to the inbox, one after the other, with progress.

import { said } from "./texts.js";

const drop = document.getElementById("drop");
const files = document.getElementById("files");
const list = document.getElementById("sent");
const sum = document.getElementById("sum");
const counted = { done: 0, failed: 0, waiting: 0 };
let turn = Promise.resolve();

const FAULTS = { 0: "broken", 401: "signedOut", 403: "stale", 413: "large" };

function tell() {
  const parts = [said("received", { count: counted.done })];
  if (counted.waiting) parts.push(said("coming", { count: counted.waiting }));
  if (counted.failed) parts.push(said("failures", { count: counted.failed }));
  sum.textContent = parts.join(", ") + ".";
}

function row(file) {
  const item = document.createElement("li");
  const name = document.createElement("bdi");
  const bar = document.createElement("progress");
  const state = document.createElement("span");
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", said("upload", { file: file.name }));
  state.textContent = said("waiting");
  item.append(name, bar, state);
  list.append(item);
  document.getElementById("sent-title").hidden = false;
  return { item, bar, state };
}

function send(file, point, shown) {
  return new Promise((over) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/inbox");
    request.setRequestHeader("X-Troskel-Form", drop.dataset.form);
    request.setRequestHeader("X-Troskel-Name", encodeURIComponent(file.name));
    request.setRequestHeader("X-Troskel-Point", encodeURIComponent(point));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      shown.bar.value = event.loaded / event.total;
      shown.state.textContent = `${Math.round((100 * event.loaded) / event.total)} %`;
    });
    request.addEventListener("loadend", () => {
      let text = "";
      try {
        text = JSON.parse(request.responseText).text;
      } catch {
        text = said(FAULTS[request.status] ?? "failed");
      }
      over({ ok: request.status === 200, text });
    });
    request.send(file);
  });
}

function take(given) {
  const point = document.getElementById("point").value;
  for (const file of given) {
    const shown = row(file);
    counted.waiting += 1;
    turn = turn.then(async () => {
      const large = file.size > drop.dataset.most * 1024 * 1024;
      const answer = large ? { ok: false, text: said("large") } : await send(file, point, shown);
      shown.bar.remove();
      shown.state.textContent = answer.text;
      shown.item.classList.add(answer.ok ? "received" : "failed");
      counted.waiting -= 1;
      counted[answer.ok ? "done" : "failed"] += 1;
      tell();
    });
  }
  tell();
}

drop.hidden = false;
files.addEventListener("change", () => {
  take([...files.files]);
  files.value = "";
});
for (const event of ["dragenter", "dragover"]) {
  drop.addEventListener(event, (one) => {
    one.preventDefault();
    drop.classList.add("over");
  });
}
for (const event of ["dragleave", "drop"]) drop.addEventListener(event, () => drop.classList.remove("over"));
drop.addEventListener("drop", (one) => {
  one.preventDefault();
  take([...one.dataTransfer.files]);
});
// A file dropped beside the place must not open in the window and leave the page.
for (const event of ["dragover", "drop"]) window.addEventListener(event, (one) => one.preventDefault());
