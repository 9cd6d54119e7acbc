// A blind sample: its pages larger, smaller, turned; no box is drawn, for nothing was told. Persons
// that are searched for, and the homes of those marked, come without leaving the page.

import { Unreachable, fieldsOf, pageOf, send } from "./asking.js";
import { Scan } from "./scan.js";

new Scan(document.querySelector("#scan"));

const form = document.querySelector("[data-sample]");

/** Asks the register; `focus` is what is gone to when the answer stands there. */
async function ask(focus) {
  let response;
  try {
    response = await send(form.dataset.sample, fieldsOf(form));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return false;
  }
  if (!response.ok) return false;
  const fresh = pageOf(await response.text()).querySelector("[data-people]");
  const old = form.querySelector("[data-people]");
  const open = [...old.querySelectorAll("details")].map((one) => one.open);
  old.replaceWith(document.importNode(fresh, true));
  form.querySelectorAll("[data-people] details").forEach((one, place) => (one.open ||= open[place]));
  ready();
  form.querySelector(focus)?.focus();
  return true;
}

function ready() {
  // Who is marked brings the home along: no button is needed.
  form.querySelector("[data-household]").hidden = true;
}

async function find(event) {
  event.preventDefault();
  const found = await ask("[name=persons]:not(:checked), [name=children]:not(:checked)");
  // The server tells in its own page what is wrong, if it can be reached.
  if (!found) form.requestSubmit(form.querySelector("[data-find]"));
}

form.addEventListener("click", (event) => {
  if (event.target.closest("[data-find]")) find(event);
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[name=search]")) find(event);
});
form.addEventListener("change", (event) => {
  if (event.target.matches("[name=persons], [name=persons_more]")) {
    const { name, value } = event.target;
    ask(name === "persons" ? `[name=persons][value="${CSS.escape(value)}"]` : `[name=${name}]`);
  }
});
ready();
