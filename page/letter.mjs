// The letter: as the engine composed it, or as the person changed it. What they changed is never taken away: a newer version is
// offered beside it.

import { fields, isField } from "./answers.mjs";
import { Findings } from "./findings.mjs";
import { form, make, onAct, out, part, write } from "./dom.mjs";
import { Ink } from "./marks.mjs";
import { Blanks, followed, refilled, sameButSlots, slotsIn, withBlanks } from "./slots.mjs";
import { tell } from "./status.mjs";
import { say, sayCount } from "./words.mjs";

const same = (/** @type {Page.Text | null} */ one, /** @type {Page.Text | null} */ other) =>
  one?.subject === other?.subject && one?.body === other?.body;

export class Letter {
  /** @type {Contract.Kind} */
  kind = "reply";
  #wording = 0;
  #asked = false;
  #withheld = false;
  /** Whether the person, or a link, chose the kind of message. */
  #chosen = false;
  /** @type {Map<Contract.Kind, Page.Version>} */
  #versions = new Map();

  /** The text of the letter before its last change. */
  #before = "";

  /**
   * @param {(...what: Page.Topic[]) => void} touch says what has to be asked again: "letter", "letter-review"
   * @param {(field: Page.FieldName, words: string) => void} fill answers a question in a blank of the letter
   */
  constructor(touch, fill) {
    this.touch = touch;
    const named = (/** @type {string} */ name) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem(name));
    this.subject = new Ink(named("letter_subject"), out("subject"));
    this.body = new Ink(named("letter_body"), out("body"));
    this.findings = new Findings(this.body, out("letter-findings"));
    this.blanks = new Blanks(this.body, fill);
    onAct("to-blank", (link, event) => {
      if (this.blanks.lead(link.dataset.field)) event.preventDefault();
    });
    this.chooser = /** @type {HTMLSelectElement} */ (form.elements.namedItem("letter_kind"));
    this.chooser.addEventListener("change", () => this.#choose(/** @type {Contract.Kind} */ (this.chooser.value)));
    for (const ink of [this.subject, this.body]) ink.field.addEventListener("input", () => this.#edited());
    this.subject.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // a subject is one line
    });
    onAct("another-wording", () => this.#another());
    onAct("show-newer", () => this.#swap("letter.shown_newer"));
    onAct("back-to-mine", () => this.#swap("letter.shown_mine"));
    onAct("keep-mine", () => this.#keepMine());
    onAct("show-kind", (button) => {
      this.#choose(/** @type {Contract.Kind} */ (button.dataset.kind));
      const title = /** @type {HTMLElement} */ (form.querySelector("#t-letter"));
      title.tabIndex = -1;
      title.focus();
    });
  }

  /** What to compose. @param {Page.Situation} situation @param {string} now @returns {Contract.Requests["compose"]} */
  request(situation, now) {
    return { ask: "compose", situation, kind: this.kind, wording: this.#wording, now };
  }

  /**
   * What to review: only what the person changed; our own letters obey the rules already.
   * @param {Partial<Page.Situation>} situation @param {string} now @returns {Contract.Requests["review"] | null}
   */
  reviewRequest(situation, now) {
    if (!this.#version().mine || !this.body.text.trim()) {
      this.#showFindings([]);
      return null;
    }
    return { ask: "review", draft: this.body.text, kind: this.kind, situation, now };
  }

  /** @param {Contract.Answer<"compose">} answer @param {Contract.Requests["compose"]} request */
  take(answer, request) {
    if (request.kind !== this.kind) return;
    if (!answer.ok) {
      // The engine counts its wordings; after the last one the first comes again.
      if (answer.errors.some((error) => error.field === "wording") && this.#wording) {
        this.#wording = 0;
        this.touch("letter");
      }
      // A letter that would do harm is not written, and the engine says why.
      const refused = answer.errors.find((error) => error.field === "kind");
      if (refused) this.#refuse(refused.message);
      return;
    }
    const version = this.#version();
    this.#refused = "";
    const unchanged = same(version.message, answer.message);
    version.message = answer.message;
    if (this.#asked && unchanged && request.wording === this.#wording && this.#wording) return this.#another();
    if (version.mine) this.#refill(version);
    else this.#write(answer.message);
    this.#show();
    if (this.#asked) tell(say("letter.another_done"));
    this.#asked = false;
  }

  /** @param {Contract.Answer<"review">} answer @param {Contract.Requests["review"]} request */
  takeReview(answer, request) {
    if (!answer.ok || request.draft !== this.body.text || request.kind !== this.kind) return;
    this.#showFindings(answer.review.findings);
    this.#count(answer.review);
  }

  /** @returns {Page.Text} as it stands on the page */
  get text() {
    return { subject: this.subject.text, body: this.body.text };
  }

  /** Everything, to come back to. */
  save() {
    return { kind: this.kind, wording: this.#wording, chosen: this.#chosen, versions: structuredClone(this.#versions) };
  }

  /** @param {ReturnType<Letter["save"]>} [saved] without it: as if nothing had been written */
  restore(saved = { kind: "reply", wording: 0, chosen: false, versions: new Map() }) {
    this.kind = saved.kind;
    this.#chosen = saved.chosen;
    this.#wording = saved.wording;
    this.#versions = structuredClone(saved.versions);
    this.#writeVersion();
    this.#show();
    this.touch("letter", "letter-review");
  }

  /** Put the letter away where nothing is to be sent, and back as it was. What the person made of it is kept. */
  withhold(/** @type {boolean} */ on) {
    if (on === this.#withheld) return;
    this.#withheld = on;
    part("letter").hidden = on;
    const { mine, message } = this.#version();
    this.#write(mine ?? message ?? { subject: "", body: "" });
    this.#show();
  }

  /** Show the kind of message that the advice names first, unless somebody chose another. @param {Contract.Kind} kind */
  suggest(kind) {
    if (!this.#chosen && kind !== this.kind) this.#turnTo(kind);
  }

  /** Show the kind of message that a link asks for. @param {Contract.Kind} kind */
  open(kind) {
    this.#chosen = true;
    this.#turnTo(kind);
    this.#show();
  }

  /** Another kind of message, from its first wording on. */
  #turnTo(/** @type {Contract.Kind} */ kind) {
    this.kind = kind;
    this.#wording = 0;
    this.touch("letter", "letter-review");
  }

  /** @type {string} why there is no letter of this kind, in the engine's words */
  #refused = "";

  #refuse(/** @type {string} */ why) {
    this.#refused = why;
    const version = this.#version();
    version.message = version.mine = version.base = null;
    this.#write({ subject: "", body: "" });
    this.#show();
  }

  /** Put what is new in the slots into the person's own version; only another wording around them is offered beside it. */
  #refill(/** @type {Page.Version} */ version) {
    const { base, message, mine } = version;
    if (base && message && mine && !same(base, message)) {
      const filled = refilled({ text: mine.body, slots: mine.slots }, base, message);
      const subject = mine.subject === base.subject ? message.subject : mine.subject;
      version.mine = { subject, body: filled.text, slots: filled.slots };
      if (sameButSlots(base, message)) version.base = message;
      if (!same(version.mine, this.text)) this.#write(version.mine);
    }
    version.base ??= message;
  }

  #version() {
    const known = this.#versions.get(this.kind);
    if (known) return known;
    /** @type {Page.Version} */
    const version = { message: null, mine: null, base: null, aside: null };
    this.#versions.set(this.kind, version);
    return version;
  }

  /** What stands on the page stays where there is nothing else yet. */
  #writeVersion() {
    const { mine, message } = this.#version();
    const text = mine ?? message;
    if (text) this.#write(text);
  }

  #write(/** @type {Page.Text} */ given) {
    const text = this.#withheld ? { subject: "", body: "" } : given;
    this.subject.text = text.subject;
    this.body.text = this.#before = text.body;
  }

  #edited() {
    const version = this.#version();
    const kept = followed(this.#slots(), this.#before, this.body.text);
    const slots = version.message ? withBlanks(kept, this.body.text, version.message) : kept;
    this.#before = this.body.text;
    version.base ??= version.message;
    version.mine = same(this.text, version.message) ? null : { ...this.text, slots };
    if (!version.mine) version.base = null;
    this.#show();
    this.touch("letter-review");
  }

  #another() {
    const version = this.#version();
    if (version.mine) {
      version.aside = version.mine;
      version.mine = version.base = null;
    }
    this.#asked = true;
    this.#wording += 1;
    this.touch("letter", "letter-review");
  }

  /** Show the version that lies aside; what was shown is kept instead of it. */
  #swap(/** @type {"letter.shown_newer" | "letter.shown_mine"} */ said) {
    const version = this.#version();
    const mine = version.mine;
    version.mine = version.aside;
    version.aside = mine;
    version.base = version.mine ? version.message : null;
    this.#writeVersion();
    this.#show();
    tell(say(said));
    this.body.field.focus({ preventScroll: true });
    this.touch("letter-review");
  }

  #keepMine() {
    const version = this.#version();
    version.base = version.message;
    this.#show();
    tell(say("letter.kept_mine"));
    this.body.field.focus({ preventScroll: true });
  }

  /** Show another kind of message. */
  #choose(/** @type {Contract.Kind} */ kind) {
    this.#chosen = true;
    this.#turnTo(kind);
    this.#writeVersion();
    this.#show();
    tell(say("plan.showing", { kind: say(`kind.${kind}`) }));
  }

  /** Where the slots of the text shown stand. */
  #slots() {
    const { mine, message } = this.#version();
    return mine?.slots ?? (message ? slotsIn(message.body, message.slots) : []);
  }

  #show() {
    const version = this.#version();
    this.blanks.show(this.#withheld || !(version.mine ?? version.message) ? [] : this.#slots());
    this.chooser.value = this.kind;
    const newer = Boolean(version.mine && version.base && !same(version.base, version.message));
    const aside = Boolean(version.aside);
    part("newer").hidden = !newer && !aside;
    write(part("newer-words"), newer ? say("letter.newer") : say("letter.shown_newer"));
    for (const [act, shown] of /** @type {[string, boolean][]} */ ([
      ["show-newer", newer], ["keep-mine", newer], ["back-to-mine", !newer && aside],
    ])) {
      /** @type {HTMLElement} */ (part("newer").querySelector(`[data-act="${act}"]`)).hidden = !shown;
    }
    if (!version.mine && version.message) this.#count(version.message);
    this.#showMissing(version.mine ? [] : version.message?.missing ?? []);
    form.dispatchEvent(new CustomEvent("letter"));
  }

  #count(/** @type {{words: number, paragraphs: number}} */ { words, paragraphs }) {
    const text = `${sayCount("letter.words", words, { words })}, ${sayCount("letter.paragraphs", paragraphs, { paragraphs })}`;
    write(/** @type {HTMLElement} */ (form.querySelector('[data-count="letter"]')), text);
  }

  /** Blanks the letter still shows, each a way to its question. */
  #showMissing(/** @type {string[]} */ missing) {
    const links = missing.filter(isField).flatMap((name, index) => [
      index ? ", " : " ",
      make("a", { href: `#f-${name}`, "data-act": "to-blank", "data-field": name }, fields[name].label),
    ]);
    const said = this.#refused ? [this.#refused] : links.length ? [say("letter.missing"), ...links] : [];
    part("missing").replaceChildren(...said);
    part("missing").hidden = !said.length;
    part("missing").toggleAttribute("data-refused", Boolean(this.#refused));
  }

  #showFindings(/** @type {Contract.Finding[]} */ findings) {
    this.findings.show(findings);
    part("letter-findings").hidden = !findings.length;
  }
}
