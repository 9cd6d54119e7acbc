// The queue by keyboard: the first letter with one key, from row to row with two.

import { help, listen } from "./keys.js";

const links = [...document.querySelectorAll("[data-item]")];
const step = (by) => () => links[Math.max(0, Math.min(links.length - 1, links.indexOf(document.activeElement) + by))]?.focus();
const begin = () => {
  const first = document.querySelector("[data-first]");
  first?.click();
  return Boolean(first);
};
const undo = () => {
  const form = document.querySelector("form[data-undo]");
  form?.requestSubmit();
  return Boolean(form);
};

listen({ g: begin, Enter: begin, j: step(1), k: step(-1), z: undo, "?": help(document) }, {});
