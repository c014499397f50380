// Switches below the letter: what changes it at once. Each stands for an answer of the form, and shows how that stands.

import { isField } from "./answers.mjs";
import { form, onAct } from "./dom.mjs";

export class Switches {
  /** @param {Page.Answers} answers */
  constructor(answers) {
    this.answers = answers;
    onAct("switch", (button) => {
      const { field, value, off } = button.dataset;
      // One that goes back and forth has a value for off; of several, one is chosen.
      const turned = (off && this.#on(button) ? off : value) ?? "";
      if (isField(field)) answers.choose(field, ["true", "false"].includes(turned) ? turned === "true" : turned);
    });
  }

  /** Show how each stands, and only those that this kind of message knows. @param {string} kind */
  show(kind) {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-act="switch"]'))) {
      button.setAttribute("aria-pressed", String(this.#on(button)));
      button.hidden = Boolean(button.dataset.only && button.dataset.only !== kind);
    }
  }

  /** @param {HTMLElement} button */
  #on({ dataset: { field, value } }) {
    const now = isField(field) && String(this.answers.get(field));
    // What they offered is taken up unless one says no.
    return now === value || (field === "feedback" && now === "advised" && this.answers.get("feedback_policy") === "offered");
  }
}
