// The review station: what is in doubt has the focus, its place is shown, its effect is told before
// it is saved; one key accepts, and the next letter stands there. Without this the page is a form.

import { ahead, hold } from "./company.js";
import { Unreachable, fieldsOf, pageOf, send } from "./asking.js";
import * as drafts from "./drafts.js";
import { Effect } from "./effect.js";
import { help, listen } from "./keys.js";
import { Scan } from "./scan.js";
import { onward, pressing, unfolding } from "./ways.js";
import { said } from "./texts.js";
import { Values } from "./values.js";

const GLANCE = 1000; // nobody has seen a letter that came up this little ago

/** One letter on the page, until another takes its place. */
class Letter {
  constructor(main) {
    this.main = main;
    this.unseen = performance.now() + GLANCE;
    setTimeout(() => (main.dataset.awake = "yes"), GLANCE);
    this.id = main.dataset.letter;
    this.address = `/review/${this.id}`;
    this.revision = Number(main.dataset.revision);
    this.token = main.dataset.form;
    this.page = crypto.getRandomValues(new Uint32Array(3)).join("-");
    this.form = main.querySelector("#station");
    this.editable = !this.form.querySelector(".first").disabled;
    this.gone = new AbortController();
    this.effect = new Effect(main, () => this.#ask("effect", fieldsOf(this.form)));
    this.scan = new Scan(main.querySelector("#scan"), {
      onDraw: this.editable ? (box) => this.#drawn(box) : null,
      onPick: (key) => this.#picked(key),
    });
    this.values = new Values(main, {
      onShow: (row) => this.#shown(row),
      onChange: () => this.#changed(),
    });
    for (const row of this.values.rows) {
      this.scan.add(row.id, JSON.parse(row.dataset.boxes), row.dataset.label, row.dataset.tone);
    }
    this.#forms();
    this.#more();
    onward(main, { go: (id) => this.#go(id), changed: () => this.#changed() });
    this.#keys();
    this.#restore();
    this.#company();
    this.#first();
    if (this.editable) this.effect.told();
  }

  // What is in doubt.

  #first() {
    const reason = this.main.querySelector("[data-reason]");
    if (reason) this.#go(reason.dataset.reason, { scroll: false });
    else if (this.editable) this.main.querySelector("#effect").focus({ preventScroll: true });
    else if (this.values.rows[0]) this.values.select(this.values.rows[0], { focus: false });
    for (const link of this.main.querySelectorAll("[data-reason]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.#go(link.dataset.reason);
      });
    }
  }

  #go(id, { scroll = true } = {}) {
    const target = this.main.querySelector(`#${CSS.escape(id)}`);
    if (!target) return;
    for (const details of [target.closest("details"), target.querySelector("details")]) if (details) details.open = true;
    if (this.values.rows.includes(target)) {
      this.values.select(target, { focus: false });
      const control =
        target.querySelector("[data-show]:not([hidden])") ?? target.querySelector("input:not([type=hidden]), select");
      const radio = target.querySelector("fieldset input[type=radio]");
      (target.matches(".person") && radio ? radio : control)?.focus({ preventScroll: true });
    } else {
      const inner = target.querySelector("input[type=radio]:checked, input") ?? target.querySelector("summary");
      (target.hasAttribute("tabindex") ? target : (inner ?? target)).focus({ preventScroll: true });
    }
    const at = target.contains(document.activeElement) ? document.activeElement : target;
    if (scroll || !this.#visible(at)) target.scrollIntoView({ block: scroll ? "center" : "start" });
  }

  #visible(element) {
    const { top } = element.getBoundingClientRect();
    const bar = this.main.querySelector(".bar")?.offsetHeight ?? 0;
    return top >= 0 && top + 30 <= innerHeight - bar;
  }

  // Where it stands.

  #shown(row) {
    this.scan.show(row.id);
    const told = this.main.querySelector("[data-fills-now]");
    const field = this.values.field(row);
    if (told && this.editable) {
      const what = field?.dataset.fills ? "drawSearch" : "drawFill";
      told.textContent = field ? said(what, { field: row.dataset.label }) : "";
    }
  }

  #picked(key) {
    const row = this.values.rows.find((one) => one.id === key);
    if (row) this.values.select(row);
  }

  async #drawn([page, x0, top, x1, bottom]) {
    const row = this.values.current;
    const field = row && this.values.field(row);
    if (!field) {
      this.#say(said("chooseFirst"));
      return;
    }
    const name = field.dataset.fills ?? field.name.replace(/^field\./, "");
    const place = { page, x0, top, x1, bottom, name, form: this.token };
    const response = await this.#ask("words", Object.entries(place).map(([key, value]) => [key, String(value)]));
    if (!response?.ok) return;
    const found = await response.json();
    if (field.dataset.fills === "search") {
      field.value = found.text;
      if (found.text) await this.#search(field.closest("[data-search]"));
      return;
    }
    this.values.fill(row, found);
    if (found.written && found.box.length) this.scan.place(row.id, found.box, row.dataset.label);
  }

  // Saving.

  #changed() {
    if (!this.editable) return;
    if (this.main.dataset.draft === "yes") drafts.keep(this.id, this.revision, fieldsOf(this.form));
    this.effect.changed();
  }

  #forms() {
    const { signal } = this.gone;
    this.main.addEventListener(
      "submit",
      (event) => {
        const button = event.submitter;
        const form = event.target;
        if (form.method === "dialog") return;
        event.preventDefault();
        const found = button?.closest("[data-search]");
        if (found) this.#search(found);
        else this.#save(form, button);
      },
      { signal },
    );
    this.form.addEventListener("input", (event) => {
      if (!event.target.matches("[data-was], #reason")) this.#changed();
    });
    this.form.addEventListener("keydown", (event) => {
      // Enter in a field never sends the letter.
      if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("input:not([type=submit])")) return;
      event.preventDefault();
      const found = event.target.closest("[data-search]");
      if (found) this.#search(found);
    });
    addEventListener("beforeunload", () => this.#release(), { signal });
  }

  async #save(form, button) {
    // A key or click too many was meant for the letter before.
    if (this.saving) return;
    if (button?.value === "approve" && performance.now() < this.unseen) {
      this.#say(said("tooSoon"));
      return;
    }
    if (!form.reportValidity()) return;
    this.saving = true;
    button?.setAttribute("aria-busy", "true");
    // A field of the form is called action, so that its property of that name is the field.
    const response = await this.#ask("", fieldsOf(form, button), form.getAttribute("action"));
    this.saving = false;
    button?.removeAttribute("aria-busy");
    if (!response) return;
    const page = pageOf(await response.text());
    if (response.ok || response.status === 409) {
      // What overtook us has its own page, with what was to be done on it.
      drafts.forget(this.id);
      this.#leave(page, response);
    } else {
      this.#say(page.querySelector("main .notice")?.textContent ?? said("failed"));
    }
  }

  #leave(page, response) {
    const main = page.querySelector("main");
    const address = response.url;
    if (response.status === 409 || "station" in main.dataset) {
      this.end();
      const shown = document.importNode(main, true);
      for (const image of shown.querySelectorAll(".paper img")) {
        const ready = this.pictures.get(image.getAttribute("src"));
        if (ready) {
          ready.alt = image.alt;
          image.replaceWith(ready);
        }
      }
      this.main.replaceWith(shown);
      document.title = page.title;
      const clean = response.status === 409 ? this.address : address.split("?")[0];
      history.pushState(null, "", clean);
      scrollTo(0, 0);
      start(shown);
    } else {
      location.assign(address);
    }
  }

  async #search(found) {
    const index = found.dataset.search;
    const text = found.querySelector("input").value.trim();
    if (!text) return;
    const fields = [["target", index], [`search.${index}`, text], ["form", this.token]];
    const response = await this.#ask("search", fields);
    if (!response?.ok) return;
    const fresh = pageOf(await response.text()).querySelector(`#person-${index} details`);
    const old = this.main.querySelector(`#person-${index} details`);
    old.replaceWith(document.importNode(fresh, true));
    const box = this.main.querySelector(`#person-${index}`);
    (box.querySelector("fieldset input[type=radio]") ?? box.querySelector("input"))?.focus();
  }

  /** Asks the server; what cannot be reached is said, and all that was filled in stays. */
  async #ask(door, fields, address = `${this.address}/${door}`) {
    try {
      const response = await send(address, fields);
      if (this.lost) this.#say("");
      this.lost = false;
      return response;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.lost = true;
      this.#say(said("unreachable"));
      return null;
    }
  }

  #say(text) {
    const answer = this.main.querySelector("#answer");
    answer.replaceChildren();
    if (!text) return;
    const told = document.createElement("p");
    told.className = "card alarm";
    told.textContent = `⚠ ${text}`;
    answer.append(told);
  }

  // What was not saved last time.

  #restore() {
    drafts.sweep();
    const kept = this.editable && drafts.of(this.id, this.revision);
    if (!kept) return;
    if (!drafts.refill(this.form, kept)) return;
    this.values.refreshAll();
    this.#say(said("restored"));
    this.#changed();
  }

  // Who else has it, and what comes next.

  #company() {
    this.pictures = ahead(this.main.dataset.next, this.gone.signal);
    if (!this.editable) return;
    const ask = () => this.#ask("claim", [["form", this.token], ["page", this.page]]);
    hold(this.main.querySelector("#held"), this.revision, ask, this.gone.signal);
  }

  #release() {
    if (!this.editable) return;
    const fields = new URLSearchParams({ form: this.token, page: this.page, free: "1" });
    navigator.sendBeacon(`${this.address}/claim`, fields);
  }

  end() {
    this.effect.end();
    this.#release();
    this.gone.abort();
  }

  // Keys.

  #more() {
    const button = this.main.querySelector("[data-more]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const more = this.main.querySelector("#more");
      more.hidden = !more.hidden;
      button.setAttribute("aria-expanded", String(!more.hidden));
    });
  }

  #keys() {
    const [press, open] = [pressing(this.main), unfolding(this.main)];
    const undo = () => {
      const form = this.main.querySelector("form[data-undo]");
      form?.requestSubmit();
      return Boolean(form);
    };
    const find = () => {
      const details = [...this.main.querySelectorAll(".person details")].find((one) => one.offsetParent !== null);
      if (!details) return false;
      details.open = true;
      details.querySelector("[data-search] input").focus();
      return true;
    };
    const approve = async () => {
      if (this.editable && performance.now() < this.unseen) {
        this.#say(said("tooSoon"));
        return;
      }
      // Whoever is quicker than the answer waits for it.
      if (this.editable) await this.effect.told();
      const lead = this.main.querySelector("#effect [data-lead]");
      if (this.editable && lead?.dataset.approvable === "no") {
        this.#say(lead.textContent);
        const reason = this.main.querySelector("[data-reason]");
        if (reason) this.#go(reason.dataset.reason);
      } else {
        press("[data-approve]")();
      }
    };
    listen(
      {
        g: approve,
        s: press("[data-save]"),
        z: undo,
        j: () => this.values.step(1),
        k: () => this.values.step(-1),
        Enter: () => this.values.edit(),
        e: () => this.values.edit(),
        y: () => this.values.confirm(),
        1: () => this.values.pick(0),
        2: () => this.values.pick(1),
        3: () => this.values.pick(2),
        p: find,
        n: press("[data-following]"),
        l: () => location.assign("/review"),
        "+": () => this.scan.resize(1),
        "-": () => this.scan.resize(-1),
        0: () => this.scan.resize(0),
        v: () => this.scan.turn(),
        ",": () => this.scan.page(-1),
        ".": () => this.scan.page(1),
        t: open("#send"),
        x: open("#end"),
        f: open("#ask"),
        d: open("#stack"),
        "?": help(this.main),
      },
      { writing: { "Ctrl+Enter": approve, Escape: (event) => event.target.blur() }, signal: this.gone.signal },
    );
  }
}

function start(main) {
  if ("station" in main.dataset) new Letter(main);
  if ("passed" in main.dataset) {
    const on = () => main.querySelector("[data-following]")?.click() ?? false;
    listen({ n: on, l: () => location.assign("/review") }, {});
  }
}

addEventListener("popstate", () => location.reload());
start(document.querySelector("main"));
