// What the person answered, and who answered it: nobody yet, a link, the mail, or the person. A stronger answer is never
// changed by a weaker one.

import { form } from "./dom.mjs";
import { block, isoWithOffset } from "./words.mjs";

/** @typedef {"nobody" | "link" | "mail" | "person"} Source */
/** @typedef {{kind: string, label: string, default?: any, preset?: boolean, unsure?: string, options?: Record<string, string>, also?: Record<string, string>}} Field */

/** Every question by its name. @type {Record<string, Field>} */
export const fields = block("page-fields");

const STRENGTH = { nobody: 0, link: 1, mail: 2, person: 3 };

/** The form's controls stay the same ones. @type {Record<string, any[]>} */
const controls = Object.fromEntries(
  Object.keys(fields).map((name) => [name, [...form.querySelectorAll(`[name="${name}"]`)]]),
);
/** What is shown only in some cases, and when. @type {[HTMLElement, [string, string, any][]][]} */
const conditional = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-shown]"))].map(
  (box) => [box, JSON.parse(box.dataset.shown)],
);

export class Answers {
  /** @type {Map<string, Source>} */
  #sources = new Map();
  /** What a link chose, to go back to when the mail no longer says otherwise. @type {Map<string, any>} */
  #linked = new Map();

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    // A browser that brings back what was typed before a reload brings back the person's own answers.
    for (const name of Object.keys(fields)) {
      if (!this.#isDefault(name)) this.#sources.set(name, "person");
    }
    form.addEventListener("input", (event) => {
      const name = /** @type {HTMLInputElement} */ (event.target).name;
      if (!(name in fields)) return;
      this.#sources.set(name, "person");
      this.#changed();
    });
    this.#showWhatMatters();
  }

  /** Whether anything is answered already: by a link, or by a browser that brings back what was typed. */
  get any() {
    return this.#sources.size > 0;
  }

  /** @param {string} name @returns {Source} */
  source(name) {
    return this.#sources.get(name) ?? "nobody";
  }

  /** The answer as the engine takes it. @param {string} name @returns {any} */
  get(name) {
    const [first, ...more] = controls[name];
    switch (fields[name].kind) {
      case "choice":
        return [first, ...more].find((control) => control.checked)?.value ?? fields[name].default;
      case "choices":
        return [first, ...more].filter((control) => control.checked).map((control) => control.value);
      case "yes_no":
        return first.checked;
      case "names":
        return first.value.split(/[,;\n]/).map((/** @type {string} */ one) => one.trim()).filter(Boolean);
      case "whole_number":
        // What is no number goes to the engine as it is: its words about it stand beside the field.
        return first.value.trim() === "" ? null : /^\d{1,6}$/.test(first.value.trim()) ? Number(first.value) : first.value;
      case "datetime":
        return first.value ? isoWithOffset(new Date(first.value)) : null;
      default:
        return first.value;
    }
  }

  /**
   * Answer a question for the person, unless a stronger answer stands.
   * @param {string} name @param {any} value @param {Source} source
   * @returns {boolean} whether it was taken
   */
  fill(name, value, source) {
    if (STRENGTH[this.source(name)] > STRENGTH[source]) return false;
    if (source === "link") this.#linked.set(name, value);
    this.#write(name, value);
    this.#sources.set(name, source);
    return true;
  }

  /** Answer as the person: they pressed a button that says so. */
  choose(/** @type {string} */ name, /** @type {any} */ value) {
    this.#write(name, value);
    this.#sources.set(name, "person");
    this.#changed();
  }

  /** Leave a question without its usual answer: it is about to be asked. @param {string} name */
  open(name) {
    for (const control of controls[name]) control.checked = false;
  }

  /** Take back what the mail had filled in. @param {string} name */
  unfill(name) {
    if (this.source(name) !== "mail") return;
    const linked = this.#linked.has(name);
    this.#write(name, linked ? this.#linked.get(name) : fields[name].default);
    this.#sources.set(name, linked ? "link" : "nobody");
  }

  /** The whole situation, as the engine takes it. */
  situation() {
    return Object.fromEntries(Object.keys(fields).map((name) => [name, this.get(name)]));
  }

  /** Everything, to come back to. */
  save() {
    const values = Object.fromEntries(Object.keys(fields).map((name) => [name, this.#raw(name)]));
    return { values, sources: new Map(this.#sources), linked: new Map(this.#linked) };
  }

  /** @param {ReturnType<Answers["save"]>} saved */
  restore(saved) {
    for (const [name, value] of Object.entries(saved.values)) this.#write(name, value);
    this.#sources = new Map(saved.sources);
    this.#linked = new Map(saved.linked);
    this.#changed();
  }

  /** As if nothing had been answered. */
  clear() {
    for (const name of Object.keys(fields)) this.#write(name, fields[name].default);
    this.#sources.clear();
    this.#linked.clear();
    this.#changed();
  }

  /** After several fills: show the questions that now matter and let the page know. */
  settle() {
    this.#changed();
  }

  #changed() {
    this.#showWhatMatters();
    this.onChange();
  }

  /** What stands in the control, as it stands there. @param {string} name */
  #raw(name) {
    return ["choice", "choices", "yes_no"].includes(fields[name].kind) ? this.get(name) : controls[name][0].value;
  }

  #write(/** @type {string} */ name, /** @type {any} */ value) {
    const [first, ...more] = controls[name];
    const kind = fields[name].kind;
    if (kind === "choice") for (const control of [first, ...more]) control.checked = control.value === value;
    else if (kind === "choices") for (const control of [first, ...more]) control.checked = (value ?? []).includes(control.value);
    else if (kind === "yes_no") first.checked = Boolean(value);
    else first.value = Array.isArray(value) ? value.join(", ") : (value ?? "");
  }

  #isDefault(/** @type {string} */ name) {
    const value = this.#raw(name);
    return String(value) === String(fields[name].default ?? "");
  }

  /** Questions whose condition does not hold are put away; their answers stay. */
  #showWhatMatters() {
    for (const [box, tests] of conditional) {
      box.hidden = !tests.every(([name, sign, value]) => (this.get(name) === value) === (sign === "=="));
    }
  }
}
