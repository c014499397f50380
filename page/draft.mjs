// "Check my own draft": what the person wrote, looked over as our own letters are.

import { Findings } from "./findings.mjs";
import { form, onAct, out, part, write } from "./dom.mjs";
import { Ink } from "./marks.mjs";
import { copyText } from "./out.mjs";
import { tell } from "./status.mjs";
import { say, sayCount } from "./words.mjs";

/** How long the typing has to rest before the result is spoken. */
const REST = 1_500;

export class Draft {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #told = "";

  /** What was asked last. @type {Contract.Requests["review"] | null} */
  #asked = null;

  /** @param {() => void} onDraft @param {Page.AskMore} askMore */
  constructor(onDraft, askMore) {
    const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("draft"));
    this.ink = new Ink(field, /** @type {HTMLElement} */ (form.querySelector('[data-marks="draft"]')));
    this.findings = new Findings(this.ink, out("findings"), () => form.dataset.view === "empty");
    this.kind = /** @type {HTMLSelectElement} */ (form.elements.namedItem("draft_kind"));
    field.addEventListener("input", onDraft);
    this.kind.addEventListener("input", onDraft);
    onAct("show-version", () => this.#showVersion(askMore));
    onAct("copy-version", async () => {
      const shown = out("version");
      tell(say((await copyText(shown.textContent, shown)) ? "out.copied_body" : "out.copy_refused"));
    });
  }

  /** A version that can be sent, beside the draft, which stays as it is. */
  async #showVersion(/** @type {Page.AskMore} */ askMore) {
    if (!this.#asked) return;
    try {
      const answer = await askMore({ ...this.#asked, ask: "version" });
      if (!answer.ok) throw new Error(answer.errors[0]?.message);
      write(out("version"), answer.message.body);
      part("version").hidden = false;
      /** @type {HTMLElement} */ (part("version").querySelector("h3")).focus();
    } catch {
      tell(say("draft.version_failed"));
    }
  }

  get text() {
    return this.ink.text;
  }

  /** Everything, to come back to. */
  save() {
    return { text: this.text, kind: this.kind.value };
  }

  /** @param {ReturnType<Draft["save"]>} [saved] without it: as if nothing had been written */
  restore(saved = { text: "", kind: this.kind.options[0]?.value ?? "" }) {
    this.ink.text = saved.text;
    this.kind.value = saved.kind;
    clearTimeout(this.#timer);
    this.#told = "";
  }

  /** The names the person gave help to find slips; the rest of the case is not asked for here. */
  request(/** @type {Partial<Page.Situation>} */ situation, /** @type {string} */ now) {
    const kind = /** @type {Contract.Kind} */ (this.kind.value);
    this.#asked = { ask: "review", draft: this.text, kind, situation, now };
    if (this.text.trim()) return this.#asked;
    part("draft-findings").hidden = true;
    part("version").hidden = true;
    this.findings.show([]);
    this.#problem("");
    this.#count(null);
    return null;
  }

  /** @param {Contract.Answer<"review">} answer @param {Contract.Requests["review"]} request */
  take(answer, request) {
    if (request.draft !== this.text) return;
    const own = answer.ok ? "" : answer.errors.find((error) => error.field === "draft")?.message ?? "";
    this.#problem(own);
    if (!answer.ok) return;
    const { findings, verdict } = answer.review;
    this.findings.show(findings);
    part("draft-findings").hidden = false;
    part("draft-findings").dataset.verdict = verdict;
    write(part("draft-verdict"), say(`review_verdict.${verdict}`));
    /** @type {HTMLElement} */ (form.querySelector('[data-act="show-version"]')).hidden = verdict === "send";
    this.#count(answer.review);
    this.#tell(findings.length ? sayCount("draft.count", findings.length) : say("draft.count_none"));
  }

  /** Speak only when the typing rests, and only what is new. */
  #tell(/** @type {string} */ sentence) {
    clearTimeout(this.#timer);
    if (sentence === this.#told) return;
    this.#timer = setTimeout(() => {
      this.#told = sentence;
      tell(sentence);
    }, REST);
  }

  #count(/** @type {{words: number, paragraphs: number} | null} */ count) {
    const box = /** @type {HTMLElement} */ (form.querySelector('[data-count="draft"]'));
    box.hidden = !count;
    if (!count) return;
    const { words, paragraphs } = count;
    write(box, `${sayCount("letter.words", words, { words })}, ${sayCount("letter.paragraphs", paragraphs, { paragraphs })}`);
  }

  #problem(/** @type {string} */ message) {
    const box = /** @type {HTMLElement} */ (form.querySelector('[data-error="draft"]'));
    write(box, message);
    box.hidden = !message;
    this.ink.field.toggleAttribute("aria-invalid", Boolean(message));
  }
}
