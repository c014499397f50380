// Slots: the blanks of a letter as fields in its text. One is filled in where it stands, and the letter follows; where the
// person has changed the letter, its slots are followed through the change and filled in there.

import { fields, isField } from "./answers.mjs";
import { make } from "./dom.mjs";
import { utf16Offsets } from "./marks.mjs";
import { hasWords, say } from "./words.mjs";

const BLANK = /^\[[^\]\n]+\]$/;

/**
 * The outermost slots of a text, in UTF-16 units.
 * @param {string} text @param {Contract.Slot[]} given sorted by their beginning @returns {Page.Slot[]}
 */
export function slotsIn(text, given) {
  const unit = utf16Offsets(text);
  let end = 0;
  return given.flatMap((one) => {
    if (one.start < end) return [];
    end = one.end;
    return [{ field: one.field, start: unit(one.start), end: unit(one.end) }];
  });
}

/**
 * The same slots after the text was changed. One that the change cut into is none any more.
 * @param {Page.Slot[]} slots @param {string} before @param {string} after @returns {Page.Slot[]}
 */
export function followed(slots, before, after) {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  let tail = 0;
  while (tail < most - same && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const changed = before.length - tail;
  const longer = after.length - before.length;
  return slots.flatMap((slot) => {
    if (slot.end <= same) return [slot];
    if (slot.start >= changed) return [{ ...slot, start: slot.start + longer, end: slot.end + longer }];
    if (slot.start <= same && changed <= slot.end && slot.end + longer > slot.start) return [{ ...slot, end: slot.end + longer }];
    return [];
  });
}

/**
 * The same slots, and those blanks of the letter that stand in the text without one: of a text that was taken out and put in again.
 * @param {Page.Slot[]} slots @param {string} text @param {Page.Slotted} letter @returns {Page.Slot[]}
 */
export function withBlanks(slots, text, letter) {
  const found = [...slots];
  for (const { field, start, end } of slotsIn(letter.body, letter.slots)) {
    const words = letter.body.slice(start, end);
    if (!BLANK.test(words)) continue;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      if (!found.some((one) => one.start < at + words.length && at < one.end)) found.push({ field, start: at, end: at + words.length });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/**
 * A text with what is new in the slots of a letter put into its own slots.
 * @param {{text: string, slots: Page.Slot[]}} mine @param {Page.Slotted} base @param {Page.Slotted} now
 * @returns {{text: string, slots: Page.Slot[]}}
 */
export function refilled(mine, base, now) {
  const [was, is] = [wordsBySlot(base), wordsBySlot(now)];
  let { text } = mine;
  /** @type {Page.Slot[]} */
  const slots = [];
  /** @type {Partial<Record<Page.FieldName, number>>} */
  const seen = {};
  let moved = 0;
  for (const slot of mine.slots) {
    const turn = (seen[slot.field] = (seen[slot.field] ?? -1) + 1);
    const [old, fresh] = [was, is].map(({ [slot.field]: words }) => words?.[turn] ?? words?.[0]);
    const [start, end] = [slot.start + moved, slot.end + moved];
    const put = fresh !== undefined && fresh !== old ? fresh : text.slice(start, end);
    text = text.slice(0, start) + put + text.slice(end);
    slots.push({ field: slot.field, start, end: start + put.length });
    moved += put.length - (end - start);
  }
  return { text, slots };
}

/** Whether two letters differ in their slots alone. @param {Page.Slotted} one @param {Page.Slotted} other */
export function sameButSlots(one, other) {
  return withoutSlots(one) === withoutSlots(other);
}

/** @param {Page.Slotted} letter */
function withoutSlots({ body, slots }) {
  let at = 0;
  const kept = slotsIn(body, slots).map((slot) => {
    const before = body.slice(at, slot.start);
    at = slot.end;
    return `${before}\u0000${slot.field}\u0000`;
  });
  return kept.join("") + body.slice(at);
}

/** @param {Page.Slotted} letter */
function wordsBySlot({ body, slots }) {
  /** @type {Partial<Record<Page.FieldName, string[]>>} */
  const words = {};
  for (const { field, start, end } of slotsIn(body, slots)) (words[field] ??= []).push(body.slice(start, end));
  return words;
}

/** The fields over the blanks of a letter. */
export class Blanks {
  /** @type {Map<string, HTMLInputElement>} */
  #inputs = new Map();
  /** @type {Page.Slot[]} */
  #slots = [];

  /**
   * @param {Page.Ink} ink the letter
   * @param {(field: Page.FieldName, words: string) => void} fill
   */
  constructor(ink, fill) {
    this.ink = ink;
    this.fill = fill;
    new ResizeObserver(() => this.#place()).observe(ink.paper);
    ink.field.addEventListener("scroll", () => this.#place());
  }

  /** The fields whose blank can be filled in here. */
  get open() {
    return [...this.#inputs.keys()];
  }

  /** Show a field over the first blank of each kind; one that has the focus stays. @param {Page.Slot[]} slots of the text shown */
  show(slots) {
    this.#slots = slots;
    const { text } = this.ink;
    /** @type {Set<string>} */
    const open = new Set(slots.filter((slot) => BLANK.test(text.slice(slot.start, slot.end))).map((slot) => slot.field));
    for (const [field, input] of this.#inputs) {
      const typing = input === document.activeElement && slots.some((slot) => slot.field === field);
      if (open.has(field) || typing) continue;
      input.remove();
      this.#inputs.delete(field);
    }
    for (const field of open) {
      if (!this.#inputs.has(field) && isField(field)) this.#open(field);
    }
    this.#place();
  }

  /** Lead the keyboard to a blank. @param {string} [field] @returns {boolean} whether there is one */
  lead(field = "") {
    this.#inputs.get(field)?.focus();
    return this.#inputs.has(field);
  }

  #open(/** @type {Page.FieldName} */ field) {
    const name = /** @type {const} */ (`slot.${field}`);
    const input = make("input", {
      type: "text", className: "gr-slot", autocomplete: "off", "data-slot": field,
      "aria-label": hasWords(name) ? say(name) : say("slot.any", { blank: fields[field].label }),
    });
    input.addEventListener("input", () => this.fill(field, input.value));
    input.addEventListener("blur", () => this.show(this.#slots));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const all = [...this.#inputs.values()];
      (all[all.indexOf(input) + 1] ?? this.ink.field).focus();
    });
    this.#inputs.set(field, input);
    this.ink.paper.parentElement?.append(input);
  }

  /** Put each field where its slot stands on the page. */
  #place() {
    const around = this.ink.paper.parentElement;
    if (!this.#inputs.size || !around) return;
    const { text } = this.ink;
    const box = around.getBoundingClientRect();
    for (const [field, input] of this.#inputs) {
      const slot = this.#slots.find((one) => one.field === field);
      const words = slot ? text.slice(slot.start, slot.end) : "";
      input.placeholder = BLANK.test(words) ? words.slice(1, -1) : input.placeholder;
      const rects = slot ? [...this.ink.rects(slot.start, slot.end)] : [];
      input.hidden = !rects.length;
      if (!rects.length) continue;
      // Words that go over the end of a line: where there are most of them.
      const rect = rects.reduce((widest, one) => (one.width > widest.width ? one : widest));
      input.style.left = `${rect.left - box.left}px`;
      input.style.top = `${rect.top - box.top}px`;
      input.style.width = `${rect.width}px`;
      input.style.height = `${rect.height}px`;
    }
  }
}
