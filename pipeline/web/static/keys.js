// One letter, one deed. Never while somebody writes, and not at all where that was switched off.

const OFF = "troskel.keys.off";

export const areOn = () => localStorage.getItem(OFF) === null;

const writes = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));

/** Calls the deed of the pressed key; `deeds` maps a key to a function that returns false to pass. */
export function listen(deeds, { writing = {}, signal }) {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.defaultPrevented || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
      const busy = writes(event.target);
      const name = (event.ctrlKey ? "Ctrl+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
      const own = busy || event.ctrlKey ? writing[name] : deeds[name];
      const always = event.ctrlKey || event.key.length > 1;
      if (!own || event.repeat || (!always && !areOn())) return;
      // A button or link answers to Enter itself.
      if (event.key === "Enter" && !busy && event.target.closest?.("a, button, summary, input")) return;
      if (own(event) !== false) event.preventDefault();
    },
    { signal },
  );
}

/** The list of keys, and the switch in it. */
export function help(root) {
  const dialog = root.querySelector("#keys");
  const button = root.querySelector("[data-help]");
  if (!dialog) return () => false;
  const box = dialog.querySelector("[data-keys-on]");
  box.checked = areOn();
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  const show = () => dialog.showModal();
  if (button) {
    button.hidden = false;
    button.addEventListener("click", show);
  }
  return show;
}
