// What a review found: marks in the text, and a list with each cure. "Use this wording" puts the cure in.

import { guideLink, make, onAct } from "./dom.mjs";
import { spansIn } from "./marks.mjs";
import { tell } from "./status.mjs";
import { say } from "./words.mjs";

/** @typedef {{rule: string, level: string, start: number, end: number, message: string, instead: string, page: string}} Finding */

export class Findings {
  /** @type {Finding[]} */
  #findings = [];
  #shown = "";

  /** @param {import("./marks.mjs").Ink} ink the text @param {HTMLElement} list */
  constructor(ink, list) {
    this.ink = ink;
    this.list = list;
    const mine = (/** @type {HTMLElement} */ button) => list.contains(button) && this.#findings[Number(button.dataset.index)];
    onAct("use-wording", (button) => {
      const finding = mine(button);
      if (!finding) return;
      ink.replace(finding, finding.instead);
      tell(say("draft.used"));
    });
    onAct("show-place", (button) => {
      const finding = mine(button);
      if (finding) ink.select(finding);
    });
  }

  /** Show what was found in the text as it stands now. @param {Finding[]} findings */
  show(findings) {
    this.#findings = findings;
    this.ink.mark(findings);
    const key = JSON.stringify([findings, findings.map((finding) => this.#quote(finding))]);
    if (key === this.#shown) return;
    this.#shown = key;
    const had = this.list.contains(document.activeElement);
    this.list.replaceChildren(...findings.map((finding, index) => this.#entry(finding, index)));
    // The button that was used may be gone; the place to go on is the text.
    if (had && !this.list.contains(document.activeElement)) this.ink.field.focus();
  }

  #entry(/** @type {Finding} */ finding, /** @type {number} */ index) {
    const quote = this.#quote(finding);
    const about = make("span", { className: "gr-unseen" }, `: ${quote || finding.message}`);
    const parts = [make("p", { className: "gr-finding__level" }, say(`draft.${finding.level}`))];
    if (quote) parts[0].append(" ", make("q", {}, quote));
    parts.push(make("p", {}, `${finding.message} `, guideLink(finding.page, say("draft.read_more"), finding.message)));
    const buttons = make("p", { className: "gr-finding__do" });
    if (finding.instead) {
      parts.push(make("p", { className: "gr-finding__instead" }, `${say("draft.instead")} `, make("q", {}, finding.instead)));
      buttons.append(button("use-wording", index, say("draft.use"), about));
    }
    if (quote) buttons.append(button("show-place", index, say("draft.show"), about.cloneNode(true)));
    if (buttons.children.length) parts.push(buttons);
    return make("li", { className: "gr-finding", "data-level": finding.level, "data-rule": finding.rule }, ...parts);
  }

  /** The words a finding is about, shortened; nothing where it is about the whole. */
  #quote(/** @type {Finding} */ finding) {
    const [span] = spansIn(this.ink.text, [finding]);
    const text = span ? this.ink.text.slice(span.start, span.end).replace(/\s+/g, " ").trim() : "";
    return text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text;
  }
}

function button(/** @type {string} */ act, /** @type {number} */ index, /** @type {string} */ text, /** @type {Node} */ about) {
  const data = { "data-act": act, "data-index": index };
  return make("button", { type: "button", className: "gr-button gr-button--quiet", ...data }, text, about);
}
