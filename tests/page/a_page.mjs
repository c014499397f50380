// Stands in for a page where modules are read without a browser: its words and questions as the build has them, and a form with a
// control for each answer. `node --import` reads it before any test. Nothing in it draws.

import { readFileSync } from "node:fs";

const built = (name) => readFileSync(new URL(`../../build/page/${name}.json`, import.meta.url), "utf8");
const BLOCKS = { "page-words": built("words"), "page-fields": built("fields") };

/** @typedef {{name: string, value: string, checked: boolean}} Control */

/** A form that does what `answers.mjs` asks of one. */
export class Form {
  /** @type {Record<string, Control[]>} */
  controls = {};
  /** Boxes with a condition. @type {{hidden: boolean, dataset: {shown: string}}[]} */
  boxes = [];
  #heard = [];

  constructor() {
    for (const [name, field] of Object.entries(JSON.parse(BLOCKS["page-fields"]))) {
      const values = ["choice", "choices"].includes(field.kind) ? Object.keys(field.options) : [field.default === undefined ? "" : String(field.default)];
      const chosen = (value) => (field.kind === "yes_no" ? field.default === true : value === field.default);
      this.controls[name] = values.map((value) => ({ name, value, checked: chosen(value) }));
      if (["text", "long_text", "names", "datetime", "whole_number"].includes(field.kind)) this.controls[name][0].value = "";
    }
  }

  querySelectorAll(selector) {
    if (selector === "[data-shown]") return this.boxes;
    return this.controls[/^\[name="(\w+)"\]$/.exec(selector)?.[1]] ?? [];
  }

  addEventListener(type, does) {
    if (type === "input") this.#heard.push(does);
  }

  /** As it was when the page came. */
  reset() {
    const { controls } = new Form();
    for (const [name, fresh] of Object.entries(controls)) {
      for (const [index, control] of fresh.entries()) Object.assign(this.controls[name][index], control);
    }
    this.boxes = [];
    this.#heard = [];
  }

  /** As if a person had changed this. */
  changed(control) {
    for (const does of this.#heard) does({ target: control });
  }

  /** As if a person had typed this. */
  type(name, value) {
    this.controls[name][0].value = value;
    this.changed(this.controls[name][0]);
  }
}

export const form = new Form();

globalThis.document = {
  getElementById: (id) => (Object.hasOwn(BLOCKS, id) ? { textContent: BLOCKS[id] } : null),
  querySelector: (selector) => (selector === "form[data-generator]" ? form : null),
};
