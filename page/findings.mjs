// What a review found: marks in the text, and a list with each cure: take the words out, or use others. Where a draft is all there
// is to look at, one finding stands on the page at a time.

import { guideLink, make, onAct } from "./dom.mjs";
import { spansIn } from "./marks.mjs";
import { tell } from "./status.mjs";
import { say } from "./words.mjs";

const LEVELS = ["error", "warning", "advice"];

export class Findings {
  /** @type {Contract.Finding[]} */
  #findings = [];
  #shown = "";
  /** Which one stands on the page, where they come one at a time. */
  #at = 0;
  /** What the person wants to leave as it is. @type {Set<string>} */
  #left = new Set();

  /**
   * @param {Page.Ink} ink the text @param {HTMLElement} list
   * @param {() => boolean} [single] whether they come one at a time now
   */
  constructor(ink, list, single = () => false) {
    this.ink = ink;
    this.list = list;
    this.single = single;
    const mine = (/** @type {HTMLElement} */ button) => list.contains(button) && this.#findings[Number(button.dataset.index)];
    onAct("use-wording", (button) => {
      const finding = mine(button);
      if (!finding) return;
      ink.replace(finding, finding.instead);
      tell(say("draft.used"));
    });
    onAct("take-out", (button) => {
      const finding = mine(button);
      if (!finding) return;
      ink.takeOut(finding);
      tell(say("draft.taken_out"));
    });
    onAct("leave-it", (button) => {
      const finding = mine(button);
      if (!finding) return;
      this.#left.add(this.#key(finding));
      this.show(this.#findings);
    });
    onAct("next-finding", (button) => {
      if (!list.contains(button)) return;
      this.#at += 1;
      this.#step();
    });
    onAct("show-place", (button) => {
      const finding = mine(button);
      if (finding) ink.select(finding);
    });
  }

  /** Show what was found in the text as it stands now. @param {Contract.Finding[]} findings */
  show(findings) {
    const kept = findings.filter((finding) => !this.#left.has(this.#key(finding)));
    this.#findings = this.single() ? worstFirst(kept) : kept;
    this.ink.mark(this.#findings);
    const key = JSON.stringify([this.#findings, this.#findings.map((finding) => quoted(this.ink.text, finding)), this.single()]);
    if (key === this.#shown) return;
    this.#shown = key;
    const had = this.list.contains(document.activeElement);
    this.list.replaceChildren(...this.#findings.map((finding, index) => this.#entry(finding, index)));
    this.#step();
    // The button that was used may be gone; the place to go on is the text.
    if (had && !this.list.contains(document.activeElement)) this.ink.field.focus();
  }

  /** What tells a finding from others, whatever else changes in the text. */
  #key(/** @type {Contract.Finding} */ finding) {
    return `${finding.rule} ${quoted(this.ink.text, finding)}`;
  }

  /** Show the one whose turn it is, or all. */
  #step() {
    const entries = /** @type {HTMLElement[]} */ ([...this.list.children]);
    if (this.#at >= entries.length) this.#at = 0;
    for (const [index, entry] of entries.entries()) entry.hidden = this.single() && index !== this.#at;
    for (const next of this.list.querySelectorAll('[data-act="next-finding"]')) {
      /** @type {HTMLElement} */ (next).hidden = !this.single() || entries.length < 2;
    }
    for (const leave of this.list.querySelectorAll('[data-act="leave-it"]')) /** @type {HTMLElement} */ (leave).hidden = !this.single();
  }

  #entry(/** @type {Contract.Finding} */ finding, /** @type {number} */ index) {
    const quote = quoted(this.ink.text, finding);
    const about = make("span", { className: "gr-unseen" }, `: ${quote || finding.message}`);
    const level = make("p", { className: "gr-finding__level" }, say(`draft.${finding.level}`));
    if (quote) level.append(" ", make("q", {}, quote));
    const parts = [level];
    parts.push(make("p", {}, `${finding.message} `, guideLink(finding.page, say("draft.read_more"), finding.message)));
    const buttons = make("p", { className: "gr-finding__do" });
    if (finding.instead) {
      parts.push(make("p", { className: "gr-finding__instead" }, `${say("draft.instead")} `, make("q", {}, finding.instead)));
      buttons.append(button("use-wording", index, say("draft.use"), about));
    }
    if (quote && ["delete", "replace"].includes(finding.cure)) buttons.append(button("take-out", index, say("draft.take_out"), about.cloneNode(true)));
    if (quote) buttons.append(button("show-place", index, say("draft.show"), about.cloneNode(true)));
    buttons.append(button("leave-it", index, say("draft.leave"), about.cloneNode(true)), button("next-finding", index, say("draft.next"), ""));
    parts.push(buttons);
    return make("li", { className: "gr-finding", "data-level": finding.level, "data-rule": finding.rule }, ...parts);
  }
}

/** The words a finding is about, shortened; nothing where it is about the whole. @param {string} draft @param {Page.Span} finding */
export function quoted(draft, finding) {
  const [span] = spansIn(draft, [finding]);
  const text = span ? draft.slice(span.start, span.end).replace(/\s+/g, " ").trim() : "";
  const signs = [...text]; // an emoji is not cut in two
  return signs.length > 90 ? `${signs.slice(0, 88).join("").trimEnd()}…` : text;
}

/** What matters most first, for findings that come one at a time. @template {{level: string}} One @param {One[]} findings */
export const worstFirst = (findings) =>
  [...findings].sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));

function button(/** @type {string} */ act, /** @type {number} */ index, /** @type {string} */ text, /** @type {Node | string} */ about) {
  const data = { "data-act": act, "data-index": index };
  return make("button", { type: "button", className: "gr-button gr-button--quiet", ...data }, text, about);
}
