// Ways from a letter: its buttons and folded parts by key, and on where nobody is found.

/** Presses a button of the page; the deed is false where there is none. */
export const pressing = (main) => (selector) => () => {
  const button = main.querySelector(selector);
  if (!button) return false;
  button.form ? button.form.requestSubmit(button) : button.click();
  return true;
};

/** Unfolds a part of the page and goes to its first field; the deed is false where there is none. */
export const unfolding = (main) => (id) => () => {
  const details = main.querySelector(id);
  if (!details) return false;
  details.open = true;
  details.scrollIntoView({ block: "center" });
  details.querySelector("input:not([type=hidden]), button")?.focus();
  return true;
};

/** Where nobody is found: to the routine's unit all the same, or a question to the sender. */
export function onward(main, { go, changed }) {
  const ways = main.querySelector("[data-onward]");
  if (!ways) return;
  ways.hidden = false;
  ways.querySelector("[data-send]").addEventListener("click", ({ currentTarget: { dataset } }) => {
    for (const box of main.querySelectorAll("[name=send]")) box.checked = box.value === dataset.send;
    main.querySelector("#send-reason").value = dataset.why;
    go("send");
    changed();
  });
  ways.querySelector("[data-wait]").addEventListener("click", ({ currentTarget: { dataset } }) => {
    go("ask");
    main.querySelector("#asked").value = dataset.wait;
    main.querySelector("#ask-text").focus();
  });
}
