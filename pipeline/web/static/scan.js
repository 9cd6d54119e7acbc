// The scan: larger and smaller, turned, page by page; a box for each value; drawing a box.

import { said } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";
const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const FINE = 1.5; // from here on a finer picture is fetched
const MARGIN = 2.5; // points between the words and the border around them, so that it hides none

export class Scan {
  /** `onDraw(box)` hears of a box or point drawn, `onPick(key)` of a value's box that was clicked. */
  constructor(root, { onDraw = null, onPick = null } = {}) {
    this.root = root;
    this.zoom = STEPS.indexOf(1);
    this.onDraw = onDraw;
    this.onPick = onPick;
    this.sheets = [...root.querySelectorAll("[data-sheet]")].map((element) => new Sheet(element, this));
    this.tools = root.querySelector(".tools");
    if (this.tools) {
      this.tools.hidden = false;
      this.tools.addEventListener("click", (event) => this.#tool(event.target.closest("button")));
    }
    this.area = root.querySelector("[data-sheets]");
    this.area?.addEventListener("scroll", () => this.#tell(), { passive: true });
  }

  /** Draws the places of a value: pages and points, as its row has them. */
  add(key, boxes, label, tone) {
    for (const [page, ...box] of boxes) this.#sheet(page)?.add(key, box, label, tone);
  }

  /** Marks the places of one value, and brings the first into view. */
  show(key) {
    for (const sheet of this.sheets) sheet.mark(key);
    const first = this.root.querySelector("rect.shown");
    if (first) this.#bring(first);
    this.#tell();
  }

  /** Marks where a value was just taken from. */
  place(key, [page, ...box], label) {
    for (const sheet of this.sheets) sheet.forget(key);
    this.#sheet(page)?.add(key, box, label, "taken");
    for (const sheet of this.sheets) sheet.mark(key);
  }

  resize(step) {
    const to = step === 0 ? STEPS.indexOf(1) : this.zoom + step;
    this.zoom = Math.max(0, Math.min(STEPS.length - 1, to));
    const back = this.#held();
    for (const sheet of this.sheets) sheet.lay(STEPS[this.zoom]);
    back();
  }

  /** What is marked, or else what stands in the middle, is in the middle again when this is called. */
  #held() {
    const view = this.area.getBoundingClientRect();
    const middle = [view.left + view.width / 2, view.top + view.height / 2];
    const marked = this.root.querySelector("rect.shown");
    const target = marked ?? this.sheets[this.#current()]?.frame;
    if (!target) return () => {};
    const before = target.getBoundingClientRect();
    const part = (at, from, size) => (marked ? 0.5 : (at - from) / size);
    const [across, down] = [part(middle[0], before.left, before.width), part(middle[1], before.top, before.height)];
    return () => {
      const after = target.getBoundingClientRect();
      this.area.scrollLeft += after.left + after.width * across - middle[0];
      this.area.scrollTop += after.top + after.height * down - middle[1];
    };
  }

  turn() {
    this.sheets[this.#current()]?.turn(STEPS[this.zoom]);
  }

  page(step) {
    const to = Math.max(0, Math.min(this.sheets.length - 1, this.#current() + step));
    const sheet = this.sheets[to]?.element;
    if (sheet) this.area.scrollTop += sheet.getBoundingClientRect().top - this.area.getBoundingClientRect().top;
    this.#tell(to);
  }

  /** Scrolls the scan alone, never the page, and only if need be. */
  #bring(rect) {
    const [view, place] = [this.area.getBoundingClientRect(), rect.getBoundingClientRect()];
    if (place.top < view.top || place.bottom > Math.min(view.bottom, innerHeight)) {
      this.area.scrollTop += place.top - view.top - view.height / 3;
    }
    if (place.left < view.left || place.right > view.right) {
      this.area.scrollLeft += place.left - view.left - view.width / 3;
    }
  }

  #sheet(number) {
    return this.sheets.find((sheet) => sheet.number === number);
  }

  #current() {
    const top = this.area?.getBoundingClientRect().top ?? 0;
    const found = this.sheets.findIndex((sheet) => sheet.element.getBoundingClientRect().bottom > top + 40);
    return Math.max(0, found);
  }

  #tell(at = this.#current()) {
    const shown = this.tools?.querySelector("[data-page-shown]");
    if (shown) shown.textContent = said("page", { number: at + 1, total: this.sheets.length });
  }

  #tool(button) {
    if (!button) return;
    if ("zoom" in button.dataset) this.resize(Number(button.dataset.zoom));
    if ("turn" in button.dataset) this.turn();
    if ("page" in button.dataset) this.page(Number(button.dataset.page));
  }
}

class Sheet {
  constructor(element, scan) {
    this.element = element;
    this.scan = scan;
    this.number = Number(element.dataset.sheet);
    this.width = Number(element.dataset.width);
    this.height = Number(element.dataset.height);
    this.turned = 0;
    this.paper = element.querySelector(".paper");
    this.image = element.querySelector("img");
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.paper.replaceWith(this.frame);
    this.frame.append(this.paper);
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.svg.setAttribute("preserveAspectRatio", "none");
    this.svg.setAttribute("aria-hidden", "true");
    this.paper.append(this.svg);
    if (scan.onDraw) this.#draw();
    this.lay(1);
  }

  add(key, [x0, top, x1, bottom], label, tone) {
    const rect = this.#rect(x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN);
    rect.dataset.key = key;
    rect.classList.add(tone || "sure");
    const title = document.createElementNS(SVG, "title");
    title.textContent = label;
    rect.append(title);
    this.svg.append(rect);
  }

  forget(key) {
    for (const rect of this.svg.querySelectorAll("rect.taken")) if (rect.dataset.key === key) rect.remove();
  }

  mark(key) {
    for (const rect of this.svg.children) rect.classList.toggle("shown", rect.dataset.key === key);
  }

  turn(zoom) {
    this.turned = (this.turned + 90) % 360;
    this.lay(zoom);
  }

  /** Lays the paper in its frame: so many times as wide as the pane, turned as it is. */
  lay(zoom) {
    const aside = this.turned % 180 !== 0;
    const [width, height] = aside ? [this.height, this.width] : [this.width, this.height];
    this.frame.style.width = `${zoom * 100}%`;
    this.frame.style.aspectRatio = `${width} / ${height}`;
    this.paper.style.width = aside ? `${(100 * this.width) / this.height}%` : "100%";
    this.paper.style.transform = `translate(-50%, -50%) rotate(${this.turned}deg)`;
    const fine = `${this.image.getAttribute("src").split("?")[0]}?matt=fin`;
    if (zoom > FINE && this.image.getAttribute("src") !== fine) this.image.src = fine;
  }

  #rect(x0, top, x1, bottom) {
    const rect = document.createElementNS(SVG, "rect");
    const sides = { x: x0, y: top, width: x1 - x0, height: bottom - top };
    for (const [name, value] of Object.entries(sides)) rect.setAttribute(name, String(value));
    return rect;
  }

  /** Where on the page the pointer is, in points, however the paper is turned. */
  #at(event) {
    const around = this.paper.getBoundingClientRect();
    const across = (event.clientX - around.left) / around.width;
    const down = (event.clientY - around.top) / around.height;
    const [x, y] = { 0: [across, down], 90: [down, 1 - across], 180: [1 - across, 1 - down], 270: [1 - down, across] }[this.turned];
    const within = (value) => Math.max(0, Math.min(1, value));
    return [within(x) * this.width, within(y) * this.height];
  }

  #draw() {
    let from = null;
    let drawn = null;
    this.paper.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      from = this.#at(event);
      this.paper.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.paper.addEventListener("pointermove", (event) => {
      if (!from) return;
      const to = this.#at(event);
      drawn?.remove();
      const sides = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
      drawn = this.#rect(...sides);
      drawn.classList.add("drawing");
      this.svg.append(drawn);
    });
    const end = (event) => {
      if (!from) return;
      const [start, to] = [from, this.#at(event)];
      from = null;
      drawn?.remove();
      drawn = null;
      const box = [Math.min(start[0], to[0]), Math.min(start[1], to[1]), Math.max(start[0], to[0]), Math.max(start[1], to[1])];
      const small = box[2] - box[0] < 3 && box[3] - box[1] < 3;
      const hit = small && document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.dataset?.key);
      if (hit) this.scan.onPick?.(hit.dataset.key);
      else this.scan.onDraw([this.number, ...(small ? [to[0], to[1], to[0], to[1]] : box)]);
    };
    this.paper.addEventListener("pointerup", end);
    this.paper.addEventListener("pointercancel", () => {
      from = null;
      drawn?.remove();
      drawn = null;
    });
  }
}
