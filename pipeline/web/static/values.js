// The rows of values: shown where they stand, changed in place, said to be right.

import { said } from "./texts.js";

/** The rows of a letter, and which of them is at hand. */
export class Values {
  /** `onShow(row)` hears which row is at hand, `onChange()` that something is filled in otherwise. */
  constructor(root, { onShow, onChange }) {
    this.root = root;
    this.onShow = onShow;
    this.onChange = onChange;
    this.rows = [...root.querySelectorAll("[data-value]")];
    this.current = null;
    root.classList.add("ready");
    for (const row of this.rows) this.#start(row);
    this.#kinds();
    this.#children();
  }

  /** The field that a box drawn on the scan fills; null where the row has none. */
  field(row = this.current) {
    return row?.querySelector("input[data-was], input[data-fills]") ?? null;
  }

  select(row, { focus = true } = {}) {
    this.current?.classList.remove("at");
    this.current = row;
    row.classList.add("at");
    const more = row.closest("tbody[hidden]");
    if (more) more.hidden = false;
    this.onShow(row);
    if (focus) (this.#button(row) ?? row.querySelector("select, input:not([type=hidden])"))?.focus();
  }

  step(by) {
    const seen = this.rows.filter((row) => row.offsetParent !== null);
    const at = seen.indexOf(this.current);
    const next = seen[Math.max(0, Math.min(seen.length - 1, at + by))];
    if (next) this.select(next);
  }

  /** Opens the field of the row at hand; false when it has none. */
  edit(row = this.current) {
    const field = row?.querySelector("[data-was]");
    if (!field || field.disabled) return false;
    row.classList.add("editing");
    field.focus();
    field.select?.();
    return true;
  }

  /** Closes the field: with what was written, or as it was. */
  leave(row, { keep }) {
    const field = row.querySelector("[data-was]");
    if (!keep) {
      field.value = field.dataset.was;
      this.#box(row, "");
      this.refresh(row);
      this.onChange();
    }
    row.classList.remove("editing");
    this.#button(row)?.focus();
  }

  /** Says that the value at hand is right, or no longer; where it was left open, opens its list. */
  confirm(row = this.current) {
    const box = row?.querySelector(".ok input");
    if (!box && row?.querySelector("select[data-was='']")) {
      this.edit(row);
      return true;
    }
    if (!box) return false;
    box.click();
    return true;
  }

  /** Chooses among readings that contradict each other: of the row at hand, else of the first. */
  pick(place) {
    const row = [this.current, ...this.rows].find((one) => one?.querySelector("[data-pick]"));
    const choice = row?.querySelectorAll("[data-pick]")[place];
    if (!choice) return false;
    if (row !== this.current) this.select(row, { focus: false });
    choice.click();
    choice.focus({ preventScroll: true });
    return true;
  }

  /** Fills the row's field with what stands in a box on the scan. */
  fill(row, { written, box, text, fault }) {
    const field = this.field(row);
    const read = said("read", { text });
    row.querySelector("[data-read]").textContent = fault ? `⚠ ${fault} ${read}` : read;
    if (!written) return;
    field.value = written;
    this.#box(row, box.length ? JSON.stringify(box) : "");
    this.refresh(row);
    if (fault) this.edit(row);
    this.onChange();
  }

  refresh(row) {
    const field = row.querySelector("[data-was]");
    if (!field) return;
    const changed = field.value.trim() !== field.dataset.was;
    row.querySelector("[data-changed]").hidden = !changed;
    row.classList.toggle("differs", changed);
    const button = this.#button(row);
    if (!button) return;
    const text = field.selectedOptions ? field.selectedOptions[0]?.textContent : field.value;
    const shown = changed ? text?.trim() || said("notInLetter") : row.dataset.text;
    button.textContent = shown || "–";
    button.setAttribute("aria-label", `${row.dataset.label}: ${shown || said("noValue")}`);
  }

  refreshAll() {
    for (const row of this.rows) this.refresh(row);
  }

  #button(row) {
    return row.querySelector("[data-show]");
  }

  #box(row, text) {
    const box = row.querySelector("[data-box]");
    if (box) box.value = text;
  }

  #start(row) {
    const button = this.#button(row);
    const field = row.querySelector("[data-was]");
    if (button) {
      row.dataset.text = button.textContent;
      button.hidden = false;
      button.addEventListener("click", () => {
        const again = this.current === row;
        this.select(row);
        if (again) this.edit(row);
      });
      button.addEventListener("focus", () => this.current === row || this.select(row, { focus: false }));
    }
    if (!field) return;
    field.addEventListener("focus", () => this.current === row || this.select(row, { focus: false }));
    field.addEventListener("input", () => {
      this.#box(row, "");
      this.refresh(row);
      this.onChange();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey) this.leave(row, { keep: true });
      else if (event.key === "Escape") this.leave(row, { keep: false });
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    field.addEventListener("blur", () => row.classList.remove("editing"));
  }

  /** Only the subkinds of the chosen kind can be chosen. */
  #kinds() {
    const kind = this.root.querySelector("select[name=kind]");
    const subkind = this.root.querySelector("select[name=subkind]");
    if (!kind || !subkind) return;
    const fit = () => {
      for (const group of subkind.querySelectorAll("optgroup")) {
        const fits = group.dataset.kind === kind.value || !kind.value;
        group.disabled = !fits;
        group.hidden = !fits;
      }
      if (subkind.selectedOptions[0]?.closest("optgroup")?.disabled) subkind.selectedIndex = -1;
      this.refresh(subkind.closest("[data-value]"));
    };
    kind.addEventListener("input", fit);
    fit();
  }

  /** Naming a child says that children are concerned. */
  #children() {
    for (const field of this.root.querySelectorAll("[data-home]")) {
      field.addEventListener("input", () => {
        const how = this.root.querySelector(`input[name="home.${field.dataset.home}"][value=children]`);
        if (how && (field.checked || (field.type !== "checkbox" && field.value.trim()))) how.checked = true;
      });
    }
  }
}
