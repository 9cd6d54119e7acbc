// What was filled in and is not saved yet, kept in this browser: a lost connection loses nothing.

const PREFIX = "troskel.draft.";
const LONGEST = 12 * 60 * 60 * 1000; // a day's work; nobody's data stays longer
const OURS = new Set(["form", "revision", "action"]);

const keyOf = (letter) => PREFIX + letter;
const own = () => document.querySelector("form.who a")?.textContent ?? "";

/** Keeps the fields of a letter's form, over the revision that they were filled in over. */
export function keep(letter, revision, fields) {
  const kept = fields.filter(([name]) => !OURS.has(name));
  localStorage.setItem(keyOf(letter), JSON.stringify({ revision, who: own(), at: Date.now(), fields: kept }));
}

/** The fields kept for the letter at that revision; null when there are none. */
export function of(letter, revision) {
  const text = localStorage.getItem(keyOf(letter));
  if (text === null) return null;
  const draft = JSON.parse(text);
  return draft.revision === revision ? draft.fields : null;
}

export function forget(letter) {
  localStorage.removeItem(keyOf(letter));
}

/** Removes what has lain too long, and what somebody else filled in. */
export function sweep() {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const { at, who } = JSON.parse(localStorage.getItem(key));
    if (Date.now() - at > LONGEST || who !== own()) localStorage.removeItem(key);
  }
}

/** Fills the form in as it was kept; whether that made it differ from what it was. */
export function refill(form, kept) {
  const texts = new Map();
  for (const [name, value] of kept) texts.set(name, [...(texts.get(name) ?? []), value]);
  let differs = false;
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") continue;
    const had = texts.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") {
      differs ||= field.checked !== had.includes(field.value);
      field.checked = had.includes(field.value);
    } else if (had.length && field.value !== had[0]) {
      field.value = had[0];
      differs = true;
    }
  }
  if (!differs) return false;
  for (const box of form.querySelectorAll("[data-box]")) box.value = texts.get(box.name)?.[0] ?? "";
  return true;
}
