// The mail that was received: what the engine read in it fills the form, and every filled answer shows the words it rests on.

import { fields, isField } from "./answers.mjs";
import { form, guideLink, leadTo, make, onAct, part, write } from "./dom.mjs";
import { Ink, utf16Offsets } from "./marks.mjs";
import { tell } from "./status.mjs";
import { hasWords, isoWithOffset, say, sayCount, sayDay } from "./words.mjs";

/** The engine takes no more of a mail than this; counted in code points. */
const LIMIT = 50_000;
const READ = /** @type {const} */ ([
  "mail_kind", "asks", "stage", "sender", "written", "outcome", "feedback_policy", "invited", "reapply_after_months",
  "received_at", "recipient", "company", "role", "suggested_role", "people", "your_name", "reason",
]);
/** What a field of the reading is called in the form, for evidence that speaks for all of it. @type {Record<string, string>} */
const RENAMED = { is_rejection: "mail_kind", sent_at: "received_at", people: "people" };
/** How a raw email file begins: headers, one of which no mail program shows. */
const FILE = /^\s*(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){3,}/;
const OF_A_FILE = /^(?:MIME-Version|Content-Transfer-Encoding|Content-Type|Received|DKIM-Signature):/im;
/** Questions a mail usually answers: where it does not, the page asks. */
const ASKED = /** @type {const} */ (["stage", "written"]);

/** @typedef {(typeof READ)[number]} Name */

/**
 * A reading by the names of the form. A rejection is the usual case and fills nothing; what speaks for or against one is what the kind
 * of email rests on.
 * @param {Contract.Reading} reading
 */
export function asAnswers(reading) {
  const { kind, sent_at: sentAt } = reading;
  // Money is what the kind of email is about; a person who says that it is another kind is not asked about it.
  const asks = reading.asks.filter((one) => one.kind !== "payment");
  /** @type {Page.Evidence[]} */
  const evidence = reading.evidence.map((one) => ({ ...one, says: RENAMED[one.field] ?? one.says }));
  /** @type {Page.Evidence[]} */
  const asked = asks.map(({ start, end }) => ({ start, end, says: "asks" }));
  return {
    ...reading,
    mail_kind: kind === "rejection" ? null : kind,
    asks: asks.length ? asks.map((one) => one.kind) : null,
    people: reading.people.length ? reading.people : null,
    received_at: sentAt && usableTime(sentAt),
    evidence: [...evidence, ...asked],
  };
}

/** A time of a header as the form takes it, in this device's time; null for one that is still to come. @param {string} sent */
function usableTime(sent) {
  const moment = new Date(sent);
  return Number.isNaN(moment.getTime()) || moment.getTime() > Date.now() ? null : isoWithOffset(moment).slice(0, 16);
}

export class Mail {
  /** @type {ReturnType<typeof asAnswers> | null} the last reading */
  #reading = null;
  #shownFor = "";

  /**
   * @param {Page.Answers} answers
   * @param {() => void} onMail
   * @param {Page.AskMore} askMore
   * @param {{took: () => void, gone: () => void}} heard an email came in at once; the box is empty again
   */
  constructor(answers, onMail, askMore, heard) {
    this.answers = answers;
    this.onMail = onMail;
    this.askMore = askMore;
    const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("mail"));
    this.ink = new Ink(field, /** @type {HTMLElement} */ (form.querySelector('[data-marks="mail"]')));
    const atOnce = ["insertFromPaste", "insertFromDrop"];
    field.addEventListener("change", () => this.text.trim() && heard.took());
    field.addEventListener("input", (event) => {
      if (!this.text.trim()) heard.gone();
      else if (atOnce.includes(/** @type {InputEvent} */ (event).inputType)) heard.took();
      this.#cut();
      if (isFile(this.text)) this.#openFile(this.text);
      onMail();
    });
    for (const type of ["dragover", "drop"]) {
      field.addEventListener(type, (event) => {
        const file = /** @type {DragEvent} */ (event).dataTransfer?.files[0];
        if (type === "dragover" || !file) return;
        event.preventDefault();
        this.#take(file);
      });
    }
    const chooser = /** @type {HTMLInputElement} */ (form.querySelector('[data-act="mail-file"]'));
    chooser.addEventListener("change", () => {
      if (chooser.files?.[0]) this.#take(chooser.files[0]);
      chooser.value = "";
    });
    const paste = /** @type {HTMLElement} */ (form.querySelector('[data-act="paste-mail"]'));
    paste.hidden = typeof navigator.clipboard?.readText !== "function";
    onAct("paste-mail", async () => {
      try {
        this.put(await navigator.clipboard.readText());
      } catch {
        tell(say("mail.paste_refused"));
        field.focus();
      }
    });
    onAct("clear-mail", () => {
      this.text = "";
      heard.gone();
      tell(say("mail.cleared"));
      field.focus();
      onMail();
    });
    onAct("use-detail", (button) => {
      answers.choose("highlight", button.dataset.words);
      leadTo("highlight");
    });
    onAct("use-theirs", (button) => {
      const { field: name, value, theirs = "" } = button.dataset;
      if (!isField(name)) return;
      answers.choose(name, fields[name].kind === "yes_no" ? value === "true" : value);
      tell(say("mail.used_theirs", { theirs }));
      this.#show();
      leadTo(name);
    });
  }

  get text() {
    return this.ink.text;
  }

  /** Take a file that was chosen or dropped. @param {File} file */
  async #take(file) {
    this.put(await file.text());
  }

  /** Put a text in, as pasting does. @param {string} text */
  put(text) {
    this.text = text;
    this.ink.field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  }

  /** Show a raw email file as the text it holds; where that cannot be had, it stays as it is. @param {string} file */
  async #openFile(file) {
    try {
      const answer = await this.askMore({ ask: "mail_file", mail: file });
      if (!answer.ok || this.text !== file) return;
      this.text = answer.text;
      tell(say("mail.file_opened"));
      this.onMail();
    } catch {
      tell(say("mail.file_as_it_is"));
    }
  }

  set text(text) {
    this.ink.text = text;
    if (!text.trim()) this.#forget();
  }

  /** What to read: what stands there now; null where there is nothing. @returns {Contract.Requests["read"] | null} */
  request() {
    if (this.text.trim()) return { ask: "read", mail: this.text };
    this.#forget();
    return null;
  }

  /** Take an answer of the engine. @param {Contract.Answer<"read">} answer @param {{mail: string}} request */
  take(answer, request) {
    if (!answer.ok || request.mail !== this.text) return;
    const before = JSON.stringify(this.#reading);
    this.#reading = asAnswers(answer.reading);
    const filled = this.#fill();
    this.#show();
    if (before !== JSON.stringify(this.#reading)) this.#tell(filled);
  }

  /** Show the notes beside the fields again where the person changed an answer that they are about. */
  refresh() {
    if (this.#reading && this.#shownFor !== this.#answered()) this.#show();
  }

  /** What the notes depend on besides the mail. */
  #answered() {
    return JSON.stringify(READ.map((name) => [this.answers.source(name), this.answers.get(name)]));
  }

  /** @returns {number} how many answers the mail gave */
  #fill() {
    let filled = 0;
    for (const name of READ) {
      const value = this.#reading?.[name];
      // What is unsure is left as it was, but for the kind of email: that has to be known before anything is advised.
      if (value === null || value === undefined || (value === "unsure" && name !== "mail_kind")) this.answers.unfill(name);
      else if (this.answers.fill(name, value, "mail")) filled += 1;
    }
    this.answers.settle();
    return filled;
  }

  #tell(/** @type {number} */ filled) {
    const open = this.#open().length;
    const said = [filled ? sayCount("mail.filled", filled) : say("mail.filled_none")];
    if (open) said.push(sayCount("mail.unsure", open));
    tell([...this.#warnings(), ...said].join(" "), true);
  }

  #warnings() {
    if (!this.#reading || this.answers.source("mail_kind") === "person") return [];
    const { is_rejection: verdict, kind, language, evidence } = this.#reading;
    if (language !== "en") return [say("mail.language", { language: nameOf(language) })];
    if (verdict === "unsure") return [say("mail.maybe_one")];
    const heard = evidence.some((one) => one.rule === "word-sequences" && one.says === "mail_kind");
    if (verdict === "yes") return heard ? [say("mail.likely_one")] : [];
    return [kind === "other" ? say("mail.not_one") : say("mail.is_kind", { kind: valueLabel("mail_kind", kind) })];
  }

  /** Questions the mail leaves open, and the person has not answered either. */
  #open() {
    return ASKED.filter((name) => [null, undefined, "unsure"].includes(this.#reading?.[name]))
      .filter((name) => this.answers.source(name) !== "person");
  }

  /** @param {Name} name @returns {Page.Evidence[]} the places that speak for what was read */
  #evidence(name) {
    const value = this.#reading?.[name];
    return (this.#reading?.evidence ?? []).filter((one) => {
      const [field, ...rest] = one.says.split("=");
      return field === name && (!rest.length || sameValue(rest.join("="), value));
    });
  }

  /** @returns {Page.Evidence[]} the places that turn the person down */
  #rejecting() {
    if (this.#reading?.is_rejection !== "yes" || this.answers.source("mail_kind") === "person") return [];
    return this.#reading.evidence.filter((one) => one.field === "is_rejection" && one.value === "yes");
  }

  #show() {
    if (!this.#reading) return;
    this.#shownFor = this.#answered();
    /** @type {Set<Name>} */
    const open = new Set(this.#open());
    /** @type {Page.Span[]} */
    const spans = [];
    const list = part("read-list");
    list.replaceChildren();
    for (const name of READ) {
      const value = this.#reading[name];
      const known = value !== null && value !== undefined && value !== "unsure";
      const places = known ? this.#evidence(name) : [];
      const mine = this.answers.source(name) === "mail";
      if (mine) spans.push(...places);
      this.#beside(name, { value, known, places, mine, open: open.has(name) });
      if (mine) list.append(...chip(name, value, this.#reading.sure[name === "mail_kind" ? "is_rejection" : name] ?? "likely"));
    }
    this.#remind();
    const notes = part("read-notes");
    const warnings = this.#warnings();
    notes.replaceChildren(...warnings.map((text) => make("p", { className: "gr-note" }, text)));
    this.#doubt(warnings.join(" "));
    part("read").hidden = !list.children.length && !notes.children.length;
    list.previousElementSibling?.toggleAttribute("hidden", !list.children.length);
    this.ink.mark(spans);
  }

  /**
   * The note at a field: its evidence, the question left open, or that the mail says otherwise.
   * @param {Name} name @param {{value: unknown, known: boolean, places: Page.Evidence[], mine: boolean, open: boolean}} read
   */
  #beside(name, { value, known, places, mine, open }) {
    const box = /** @type {HTMLElement} */ (form.querySelector(`[data-evidence="${name}"]`));
    box.replaceChildren();
    box.className = "gr-evidence";
    // A rejection is the usual kind, which fills nothing in; what speaks for it is said anyway.
    const speak = name === "mail_kind" && !known ? this.#rejecting() : mine ? places : [];
    // That it was sent to everyone rests on many words, of which no single one is the point.
    const told = name === "written" ? [] : meanings(speak);
    if (speak.length) box.append(make("p", {}, `${say("from_mail")} `, ...this.#quotes(speak)), ...told);
    else if (open) {
      box.classList.add("gr-evidence--open");
      box.append(make("p", {}, fields[name].unsure ?? ""));
    } else if (known && this.answers.source(name) === "person" && !sameValue(String(this.answers.get(name)), value)) {
      const theirs = valueLabel(name, value);
      const words = say("mail.kept", { yours: valueLabel(name, this.answers.get(name)), theirs });
      const data = { "data-act": "use-theirs", "data-field": name, "data-value": value, "data-theirs": theirs };
      box.append(
        make("p", {}, `${words} ${say("from_mail")} `, ...this.#quotes(places)),
        make("button", { type: "button", className: "gr-button gr-button--quiet", ...data }, say("mail.use_theirs", { theirs })),
      );
    }
    box.hidden = !box.children.length;
  }

  /** Beside the true detail: what they wrote about the talk, to be reminded by, and whom one could have enjoyed meeting. */
  #remind() {
    const box = /** @type {HTMLElement} */ (form.querySelector('[data-evidence="highlight"]'));
    const heard = (this.#reading?.hooks ?? []).filter((hook) => ["praise", "people"].includes(hook.kind));
    const met = (this.#reading?.people ?? []).map((name) => {
      const words = say("mail.met", { name });
      return make("button", { type: "button", className: "gr-pill", "data-act": "use-detail", "data-words": words }, words);
    });
    box.replaceChildren(...(heard.length ? [make("p", {}, `${say("mail.wrote")} `, ...this.#quotes(heard))] : []), ...met);
    box.hidden = !box.children.length;
  }

  /** The words of the mail, in quotation marks: places that meet as one, the same words only once, and two at most. */
  #quotes(/** @type {Page.Span[]} */ places) {
    const unit = utf16Offsets(this.text);
    const words = joined(places).map(([start, end]) =>
      this.text.slice(unit(start), unit(end)).replace(/\s+/g, " ").trim());
    return [...new Set(words)].slice(0, 2).flatMap((text, index) => [index ? ", " : "", make("q", {}, shortened(text))]);
  }

  #forget() {
    if (!this.#reading) return;
    this.#reading = null;
    for (const name of READ) this.answers.unfill(name);
    for (const box of form.querySelectorAll("[data-evidence]")) /** @type {HTMLElement} */ (box).hidden = true;
    part("read").hidden = true;
    this.#doubt("");
    this.answers.settle();
  }

  /** What makes the advice doubtful is said there as well. */
  #doubt(/** @type {string} */ words) {
    write(part("doubt"), words);
    part("doubt").hidden = !words;
  }

  /** Too long a mail is cut, and said to be. */
  #cut() {
    const text = this.text;
    const note = /** @type {HTMLElement} */ (form.querySelector('[data-error="mail"]'));
    const cut = text.length > LIMIT ? utf16Offsets(text)(LIMIT) : text.length;
    if (cut < text.length) {
      this.ink.text = text.slice(0, cut);
      note.textContent = say("mail.cut", { limit: LIMIT.toLocaleString(say("locale")) });
      tell(note.textContent);
    }
    note.hidden = cut === text.length;
  }
}

/** One thing that is known, and can be changed in place; the words it rests on stand at the question. @param {Page.FieldName} name @param {unknown} value @param {string} sure */
export function chip(name, value, sure) {
  const label = make("span", { className: "gr-unseen" }, `${fields[name].label} `);
  return [
    make("dt", { className: "gr-unseen" }, fields[name].label),
    make("dd", {}, make("a",
      { className: "gr-chip", "data-act": "edit", "data-field": name, "data-sure": sure, href: `#field-${name}` }, label, valueLabel(name, value))),
  ];
}

/** What the words usually mean, where people ask about them. @param {Page.Evidence[]} places */
function meanings(places) {
  const rules = [...new Set(places.map((one) => one.rule))].filter((rule) => isMeant(rule));
  return rules.slice(0, 1).map((rule) => {
    const text = say(`means.${rule}.text`);
    return make("p", { className: "gr-means" }, `${text} `, guideLink(say(`means.${rule}.page`), say("result.read_more"), text));
  });
}

/** @param {string | undefined} rule @returns {rule is Page.Meant} */
const isMeant = (rule) => hasWords(`means.${rule}.text`);

/** Whether a text is a raw email file. @param {string} text */
export function isFile(text) {
  const head = FILE.exec(text.slice(0, 20_000).replaceAll("\r\n", "\n"))?.[0];
  return Boolean(head && OF_A_FILE.test(head));
}

/** The name of a language in the page's own. @param {string} code */
function nameOf(code) {
  return new Intl.DisplayNames([say("locale")], { type: "language" }).of(code) ?? code;
}

/** @param {string} said @param {unknown} value */
export function sameValue(said, value) {
  const text = String(value);
  return said === text || (text === "true" && said === "yes") || (text === "false" && said === "no");
}

/** An answer in the form's own words. @param {Page.FieldName} name @param {unknown} value @returns {string} */
function valueLabel(name, value) {
  /** @type {Page.Field} */
  const field = fields[name];
  if (Array.isArray(value)) return value.map((one) => field.options?.[one] ?? one).join(", ");
  if (field.kind === "datetime") return sayDay(String(value).slice(0, 10));
  if (field.options) return field.options[String(value)] ?? String(value);
  if (name === "invited") return say(value ? "chip.invited" : "chip.invited_no");
  return String(value);
}

/**
 * Places that touch or overlap, as one.
 * @param {Page.Span[]} places
 * @returns {[number, number][]} start and end, in the order of the text
 */
export function joined(places) {
  /** @type {[number, number][]} */
  const whole = [];
  for (const { start, end } of [...places].sort((one, other) => one.start - other.start)) {
    const last = whole.at(-1);
    if (last && start <= last[1] + 1) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}

/** @param {string} text */
function shortened(text) {
  const signs = [...text];
  return signs.length > 120 ? `${signs.slice(0, 118).join("").trimEnd()}…` : text;
}
