// What the form as it stands would do, told before it is saved: asked for once after each change.

import { pageOf } from "./asking.js";

const PAUSE = 350; // after the last change, before its effect is asked for

export class Effect {
  /** `ask` sends the form as it stands; null where the server cannot be reached. */
  constructor(main, ask) {
    this.main = main;
    this.ask = ask;
    this.turn = 0;
    this.answer = null;
  }

  /** What was told holds no more. */
  changed() {
    this.answer = null;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.told(), PAUSE);
  }

  /** What the form as it stands now would do has been told. */
  told() {
    clearTimeout(this.waiting);
    this.answer ??= this.#tell();
    return this.answer;
  }

  end() {
    clearTimeout(this.waiting);
  }

  async #tell() {
    const turn = (this.turn += 1);
    const response = await this.ask();
    if (!response?.ok || turn !== this.turn) return;
    const found = pageOf(await response.text()).body;
    const effect = this.main.querySelector("#effect");
    effect.replaceChildren(...found.childNodes);
    const [lead, about] = [this.main.querySelector("[data-bar-lead]"), this.main.querySelector("[data-bar-about]")];
    const now = effect.querySelector("[data-lead]");
    if (lead) lead.textContent = (effect.querySelector(".alarm") ?? now)?.textContent ?? "";
    if (about && now) about.textContent = now.dataset.about;
  }
}
