// Answers the engine cannot use: a sentence at each field, and, when the person asks for the letter, a summary that takes focus.

import { form, make, part, write } from "./dom.mjs";

export class Problems {
  /** @type {Contract.Problem[]} */
  #problems = [];

  /** Whether the engine cannot use an answer as it stands. */
  get any() {
    return this.#problems.length > 0;
  }

  /** @param {Contract.AnyAnswer} answer of an ask that carried the whole situation */
  take(answer) {
    const before = this.#problems;
    this.#problems = answer.ok ? [] : answer.errors;
    if (!before.length && !this.#problems.length) return;
    const messages = new Map(this.#problems.map(({ field, message }) => [field, message]));
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field] [data-error]"))) {
      const name = box.dataset.error ?? "";
      const message = messages.get(name) ?? "";
      write(box, message);
      box.hidden = !message;
      for (const control of form.querySelectorAll(`[name="${name}"]`)) {
        if (message) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      }
    }
    if (answer.ok) part("errors").hidden = true;
  }

  /** Show the summary and go to it. @returns {boolean} whether there was anything to show */
  summarize() {
    const summary = part("errors");
    summary.hidden = !this.#problems.length;
    if (!this.#problems.length) return false;
    summary.querySelector("ul")?.replaceChildren(
      ...this.#problems.map(({ field, message }) => {
        const known = document.getElementById(`f-${field}`) ? `#f-${field}` : `#field-${field}`;
        return make("li", {}, make("a", { href: known }, message));
      }),
    );
    summary.focus();
    return true;
  }
}
