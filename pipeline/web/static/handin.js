// Sends files that are chosen or dropped to the inbox, one after the other, with progress.
"use strict";
const drop = document.getElementById("drop");
const files = document.getElementById("files");
const list = document.getElementById("sent");
const sum = document.getElementById("sum");
const counted = { done: 0, failed: 0, waiting: 0 };
let turn = Promise.resolve();

const FAULTS = {
  0: "Förbindelsen bröts. Inget är mottaget; försök igen.",
  401: "Du är utloggad. Logga in och lämna in filen igen.",
  403: "Ladda om sidan och försök igen.",
  413: "Filen är för stor.",
};

function tell() {
  const parts = [`${counted.done} mottagna`];
  if (counted.waiting) parts.push(`${counted.waiting} på väg`);
  if (counted.failed) parts.push(`${counted.failed} gick inte`);
  sum.textContent = parts.join(", ") + ".";
}

function row(file) {
  const item = document.createElement("li");
  const name = document.createElement("bdi");
  const bar = document.createElement("progress");
  const said = document.createElement("span");
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Överföring av ${file.name}`);
  said.textContent = "Väntar";
  item.append(name, bar, said);
  list.append(item);
  document.getElementById("sent-title").hidden = false;
  return { item, bar, said };
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
      shown.said.textContent = `${Math.round((100 * event.loaded) / event.total)} %`;
    });
    request.addEventListener("loadend", () => {
      let text = "";
      try {
        text = JSON.parse(request.responseText).text;
      } catch {
        text = FAULTS[request.status] || "Det gick inte. Försök igen, eller lägg filen i mappen.";
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
      const answer = large ? { ok: false, text: FAULTS[413] } : await send(file, point, shown);
      shown.bar.remove();
      shown.said.textContent = answer.text;
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
