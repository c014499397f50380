// The three views of the page: the box alone; what was read, with verdict and reply; all the questions.

import { form, leadTo, onAct, part, uncover } from "./dom.mjs";

/** Questions that stand beside the letter while it waits for them, at most so many. */
const MOST_BESIDE = 3;

const field = (/** @type {string} */ name) => /** @type {HTMLElement} */ (form.querySelector(`#field-${name}`));

export class View {
  /** @type {Map<string, Comment>} where a question that stands elsewhere for now belongs */
  #homes = new Map();
  /** The questions beside the letter: they stay while the person types into them. @type {Set<string>} */
  #beside = new Set();
  /** The question to ask next: it comes when the keyboard is done with the one that stands there. @type {string | undefined} */
  #next;

  /** @param {Page.ViewName} name @param {{told: () => void, asked: () => void}} heard the person goes on without an email; wants all the questions */
  constructor(name, heard) {
    this.set(name);
    onAct("no-mail", () => {
      this.set("read");
      form.dataset.told = "";
      heard.told();
    });
    onAct("check-draft", () => {
      form.dataset.draft = "";
      /** @type {HTMLElement} */ (form.elements.namedItem("draft")).focus();
    });
    onAct("have-mail", () => {
      this.set("empty");
      form.toggleAttribute("data-mail-shown", true);
      /** @type {HTMLElement} */ (form.elements.namedItem("mail")).focus();
    });
    onAct("next-question", () => this.#turn(this.#next));
    part("ask").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || part("next").hidden) return;
      event.preventDefault();
      this.#turn(this.#next);
    });
    part("questions").querySelector("summary")?.addEventListener("click", (event) => {
      if (!this.told) return;
      event.preventDefault();
      this.set("asked");
      heard.asked();
      leadTo("channel");
    });
    onAct("edit", (chip, event) => {
      if (this.name !== "read") return;
      event.preventDefault();
      this.#edit(chip.dataset.field);
    });
    onAct("end-edit", () => {
      const name = this.#edited();
      this.#edit();
      /** @type {HTMLElement | null} */ (form.querySelector(`[data-act="edit"][data-field="${name}"]`))?.focus();
    });
    onAct("add-detail", () => {
      if (this.name === "read" && !this.#homes.has("highlight")) {
        this.#beside.add("highlight");
        this.fill([]);
      }
      leadTo("highlight");
    });
    onAct("more-ways", () => {
      const ways = part("ways");
      ways.toggleAttribute("open", true);
      /** @type {HTMLElement} */ (ways.querySelector("summary")).focus();
    });
    onAct("show-mail", () => {
      const shown = form.toggleAttribute("data-mail-shown");
      if (shown) /** @type {HTMLElement} */ (form.elements.namedItem("mail")).focus();
    });
  }

  /** @returns {Page.ViewName} */
  get name() {
    return /** @type {Page.ViewName} */ (form.dataset.view);
  }

  /** Whether the person goes on without an email, one question at a time. */
  get told() {
    return "told" in form.dataset;
  }

  /** @param {Page.ViewName} name */
  set(name) {
    if (name === this.name) return;
    form.dataset.view = name;
    delete form.dataset.told;
    // Beside what was read, another kind of message is one of the further ways; with all the questions it comes first.
    const kinds = /** @type {HTMLElement} */ (form.querySelector(".gr-kinds"));
    if (name === "read") part("ways").append(kinds);
    else part("letter").querySelector("h2")?.after(kinds);
    form.toggleAttribute("data-mail-shown", false);
    this.#beside.clear();
    for (const field of [...this.#homes.keys()]) this.#home(field);
    part("edit").hidden = true;
    for (const fold of /** @type {const} */ (["questions", "later"])) part(fold).toggleAttribute("open", name === "asked");
    if (name === "empty") delete form.dataset.draft;
  }

  /** What is shown, to come back to. */
  save() {
    return { name: this.name, told: this.told };
  }

  /** @param {ReturnType<View["save"]>} saved */
  restore({ name, told }) {
    this.set(name);
    form.toggleAttribute("data-told", told);
  }

  /** An email came in at once: show what it says. */
  took() {
    if (this.name !== "empty") return;
    this.set("read");
    scrollTo({ top: 0 });
    this.#readVerdict();
  }

  /** Ask the one question that is needed first, where the verdict stands; none where nothing is. @param {string} [name] */
  ask(name) {
    this.#next = name;
    const now = this.#asked();
    // Arrow keys choose while they look: the question stays until the keyboard says that it is done.
    const stays = Boolean(now && now !== name && part("ask").querySelector(":focus-visible"));
    part("next").hidden = !stays;
    if (!stays) this.#turn(name);
  }

  /** @returns {string | undefined} the question that stands at the verdict */
  #asked() {
    return /** @type {HTMLElement | null} */ (part("ask").firstElementChild)?.dataset.field;
  }

  #turn(/** @type {string | undefined} */ name) {
    const box = part("ask");
    const now = this.#asked();
    const answered = now !== name && (box.contains(document.activeElement) || part("next") === document.activeElement);
    if (answered) /** @type {HTMLElement} */ (document.activeElement).blur();
    if (now && now !== name) this.#home(now);
    if (name && name !== now && this.name === "read") this.#bring(name, box);
    box.hidden = !box.childElementCount;
    part("next").hidden = true;
    if (!answered) return;
    if (name) leadTo(name);
    else this.#readVerdict();
  }

  /** Lead to the verdict, as if a new page began there. */
  #readVerdict() {
    const title = /** @type {HTMLElement} */ (form.querySelector("#t-verdict"));
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }

  /** Let the letter be completed beside it: what it has blanks for, and what makes it true. @param {string[]} names */
  fill(names) {
    if (this.name === "empty") return;
    const asked = this.#asked();
    // With all the questions on the page, only what they ask is answered beside the letter.
    for (const name of this.name === "asked" ? names.filter((one) => one === "answer") : names) {
      if (this.#beside.size < MOST_BESIDE && name !== asked) this.#beside.add(name);
    }
    for (const name of this.#beside) {
      if (!this.#homes.has(name)) this.#bring(name, part("fill"));
    }
    part("fill").hidden = !part("fill").childElementCount;
  }

  /** @returns {string | undefined} the question that stands at its chip */
  #edited() {
    return /** @type {HTMLElement | null} */ (part("edit").querySelector("[data-field]"))?.dataset.field;
  }

  /** Put a question where its chip is, to be answered in place; none ends that. @param {string} [name] */
  #edit(name) {
    const now = this.#edited();
    if (now && now !== name) this.#home(now);
    if (name && !this.#homes.has(name)) {
      this.#bring(name, part("edit"));
      part("edit").prepend(field(name));
    }
    part("edit").hidden = !this.#edited();
    if (name) leadTo(name);
  }

  #bring(/** @type {string} */ name, /** @type {HTMLElement} */ where) {
    const home = document.createComment(name);
    const box = field(name);
    box.replaceWith(home);
    this.#homes.set(name, home);
    where.append(box);
  }

  #home(/** @type {string} */ name) {
    const box = field(name);
    const held = box.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    this.#homes.get(name)?.replaceWith(box);
    this.#homes.delete(name);
    if (held) {
      uncover(held);
      held.focus({ preventScroll: true });
    }
  }
}
