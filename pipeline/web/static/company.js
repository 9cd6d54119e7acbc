// Who else has the letter, told while it is open; and the next one's pictures, fetched meanwhile.

import { pageOf } from "./asking.js";
import { said } from "./texts.js";

const HEARTBEAT = 60_000;
const AHEAD = "?forvag"; // what nobody has asked for yet is noted as that

/** Has the letter until the signal; `told` is where it is said that somebody else has or changed it. */
export function hold(told, revision, ask, signal) {
  const beat = async () => {
    const response = await ask();
    if (!response?.ok || signal.aborted) return;
    const answer = await response.json();
    const changed = answer.revision !== revision;
    told.hidden = !answer.held && !changed;
    if (changed) {
      told.textContent = said("overtaken");
    } else if (answer.held) {
      told.querySelector("[data-held]").textContent = `⚠ ${answer.held}.`;
    }
  };
  beat();
  const beats = setInterval(beat, HEARTBEAT);
  signal.addEventListener("abort", () => clearInterval(beats));
}

/** The pictures of the letter at that address, by their own addresses, as they come. */
export function ahead(address, signal) {
  const pictures = new Map();
  const take = async () => {
    const response = await fetch(address + AHEAD, { signal });
    if (!response.ok) return;
    for (const image of pageOf(await response.text()).querySelectorAll(".paper img")) {
      const ready = new Image();
      ready.draggable = false;
      ready.src = image.getAttribute("src") + AHEAD;
      pictures.set(image.getAttribute("src"), ready);
    }
  };
  // What cannot be fetched now is fetched when it is wanted.
  if (address) take().catch(() => {});
  return pictures;
}
