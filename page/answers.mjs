// What the person answered, and who answered it: nobody yet, a link, the mail, or the person. A stronger answer is never
// changed by a weaker one.

import { form } from "./dom.mjs";
import { block, isoWithOffset } from "./words.mjs";

/** Every question by its name. @type {Page.Fields} */
export const fields = block("page-fields");
const NAMES = /** @type {Page.FieldName[]} */ (Object.keys(fields));

/** Whether there is a question of this name. @param {string | undefined} name @returns {name is Page.FieldName} */
export const isField = (name) => name !== undefined && Object.hasOwn(fields, name);

const STRENGTH = { nobody: 0, link: 1, mail: 2, person: 3 };

/** The form's controls stay the same ones. */
const controls = /** @type {Record<Page.FieldName, [HTMLInputElement, ...HTMLInputElement[]]>} */ (Object.fromEntries(
  NAMES.map((name) => [name, [...form.querySelectorAll(`[name="${name}"]`)]]),
));

export class Answers {
  /** @type {Map<Page.FieldName, Page.Source>} */
  #sources = new Map();
  /** What a link chose, to go back to when the mail no longer says otherwise. @type {Map<Page.FieldName, unknown>} */
  #linked = new Map();
  /** What is shown only in some cases, and when. @type {[HTMLElement, [Page.FieldName, string, unknown][]][]} */
  #conditional = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-shown]"))].map(
    (box) => [box, JSON.parse(box.dataset.shown ?? "[]")],
  );

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    // A browser that brings back what was typed before a reload brings back the person's own answers.
    for (const name of NAMES) {
      if (!this.#isDefault(name)) this.#sources.set(name, "person");
    }
    form.addEventListener("input", (event) => {
      const name = /** @type {HTMLInputElement} */ (event.target).name;
      if (!isField(name)) return;
      this.#sources.set(name, "person");
      this.#changed();
    });
    this.#showWhatMatters();
  }

  /** Whether anything is answered already: by a link, or by a browser that brings back what was typed. */
  get any() {
    return this.#sources.size > 0;
  }

  /** @param {Page.FieldName} name @returns {Page.Source} */
  source(name) {
    return this.#sources.get(name) ?? "nobody";
  }

  /** The answer as the engine takes it. @template {Page.FieldName} Name @param {Name} name */
  get(name) {
    return /** @type {Page.Situation[Name]} */ (this.#get(name));
  }

  #get(/** @type {Page.FieldName} */ name) {
    const [first, ...more] = controls[name];
    switch (fields[name].kind) {
      case "choice":
        return [first, ...more].find((control) => control.checked)?.value ?? fields[name].default;
      case "choices":
        return [first, ...more].filter((control) => control.checked).map((control) => control.value);
      case "yes_no":
        return first.checked;
      case "names":
        return first.value.split(/[,;\n]/).map((one) => one.trim()).filter(Boolean);
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
   * @param {Page.FieldName} name @param {unknown} value @param {Page.Source} source
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
  choose(/** @type {Page.FieldName} */ name, /** @type {unknown} */ value) {
    this.#write(name, value);
    this.#sources.set(name, "person");
    this.#changed();
  }

  /** Leave a question without its usual answer: it is about to be asked. @param {Page.FieldName} name */
  open(name) {
    for (const control of controls[name]) control.checked = false;
  }

  /** Take back what the mail had filled in. @param {Page.FieldName} name */
  unfill(name) {
    if (this.source(name) !== "mail") return;
    const linked = this.#linked.has(name);
    this.#write(name, linked ? this.#linked.get(name) : fields[name].default);
    this.#sources.set(name, linked ? "link" : "nobody");
  }

  /** The whole situation, as the engine takes it. */
  situation() {
    const given = Object.fromEntries(NAMES.map((name) => [name, this.get(name)]));
    return /** @type {Page.Situation} */ (/** @type {unknown} */ (given));
  }

  /** Everything, to come back to. */
  save() {
    const values = NAMES.map((name) => /** @type {const} */ ([name, this.#raw(name)]));
    return { values, sources: new Map(this.#sources), linked: new Map(this.#linked) };
  }

  /** @param {ReturnType<Answers["save"]>} saved */
  restore(saved) {
    for (const [name, value] of saved.values) this.#write(name, value);
    this.#sources = new Map(saved.sources);
    this.#linked = new Map(saved.linked);
    this.#changed();
  }

  /** As if nothing had been answered. */
  clear() {
    for (const name of NAMES) this.#write(name, fields[name].default);
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

  /** What stands in the control, as it stands there. @param {Page.FieldName} name */
  #raw(name) {
    return ["choice", "choices", "yes_no"].includes(fields[name].kind) ? this.get(name) : controls[name][0].value;
  }

  #write(/** @type {Page.FieldName} */ name, /** @type {unknown} */ value) {
    const [first, ...more] = controls[name];
    const kind = fields[name].kind;
    if (kind === "choice") for (const control of [first, ...more]) control.checked = control.value === value;
    else if (kind === "choices") for (const control of [first, ...more]) control.checked = Array.isArray(value) && value.includes(control.value);
    else if (kind === "yes_no") first.checked = Boolean(value);
    else first.value = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  }

  #isDefault(/** @type {Page.FieldName} */ name) {
    const value = this.#raw(name);
    return String(value) === String(fields[name].default ?? "");
  }

  /** Questions whose condition does not hold are put away; their answers stay. */
  #showWhatMatters() {
    for (const [box, tests] of this.#conditional) {
      box.hidden = !tests.every(([name, sign, value]) => (this.#get(name) === value) === (sign === "=="));
    }
  }
}
