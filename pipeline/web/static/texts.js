// What the scripts say: the texts stand in the page, in its language, and their places are filled here.

/** The text of that name; `{name}` in it is filled with the value of that name. */
export function said(name, values = {}) {
  const text = document.getElementById("texts").dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
}
