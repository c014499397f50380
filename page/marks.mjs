// Marks in a text that can still be edited: a copy of the text lies behind the field, and carries the marks.

import { make } from "./dom.mjs";

/**
 * Turn offsets in Unicode code points (Python) into offsets in UTF-16 units (JavaScript).
 * @param {string} text
 * @returns {(offset: number) => number}
 */
export function utf16Offsets(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => Math.min(offset, text.length);
  /** @type {number[]} */
  const units = [];
  let at = 0;
  for (const sign of text) {
    units.push(at);
    at += sign.length;
  }
  return (offset) => units[offset] ?? at;
}

/**
 * Spans in UTF-16 units, sorted, without overlaps (a later one begins where the earlier one ended).
 * @template {Page.Span} Span @param {string} text @param {Span[]} spans
 */
export function spansIn(text, spans) {
  const unit = utf16Offsets(text);
  const sorted = spans
    .map((span) => ({ ...span, start: unit(span.start), end: unit(span.end) }))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  let last = 0;
  return sorted.flatMap((span) => {
    const start = Math.max(span.start, last);
    if (span.end <= start) return [];
    last = span.end;
    return [{ ...span, start }];
  });
}

/** A span with the space that taking it out would leave behind. @param {string} text @param {Page.Span} span */
export function withSpace(text, { start: from, end: to }) {
  const signs = [...text];
  const before = signs[from - 1] ?? "";
  const open = from === 0 || /\s/.test(before);
  const end = open && signs[to] === " " ? to + 1 : to;
  return { start: open && end === to && before === " " ? from - 1 : from, end };
}

/** A text field with the copy behind it. */
export class Ink {
  /** @param {HTMLTextAreaElement} field @param {HTMLElement} paper */
  constructor(field, paper) {
    this.field = field;
    this.paper = paper;
    /** @type {Page.Span[]} */
    this.spans = [];
    // Only here: to ask for the place right after a change would make the browser lay out the whole page at once.
    field.addEventListener("scroll", () => {
      this.paper.scrollTop = this.field.scrollTop;
    });
    field.addEventListener("input", () => this.mark(this.spans));
    this.mark([]);
  }

  /** @returns {string} */
  get text() {
    return this.field.value;
  }

  /** Put another text in, without marks. */
  set text(text) {
    if (this.field.value !== text) this.field.value = text;
    this.mark([]);
  }

  /** Draw the copy again, with these marks. @param {Page.Span[]} spans */
  mark(spans) {
    this.spans = spans;
    const text = this.field.value;
    const pieces = document.createDocumentFragment();
    let at = 0;
    for (const span of spansIn(text, spans)) {
      pieces.append(text.slice(at, span.start));
      pieces.append(make("mark", span.level ? { "data-level": span.level } : {}, text.slice(span.start, span.end)));
      at = span.end;
    }
    pieces.append(text.slice(at));
    // A last empty line has no height of its own.
    if (text.endsWith("\n") || !text) pieces.append(document.createElement("br"));
    this.paper.replaceChildren(pieces);
  }

  /** Where a part of the text stands on the page, a box for each line. @param {number} start @param {number} end UTF-16 units */
  rects(start, end) {
    const range = document.createRange();
    let at = 0;
    const walker = document.createTreeWalker(this.paper, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = at + (node.textContent ?? "").length;
      if (at <= start && start < next) range.setStart(node, start - at);
      if (at < end && end <= next) {
        range.setEnd(node, end - at);
        return range.getClientRects();
      }
      at = next;
    }
    return [];
  }

  /** Select the words of a span and bring them into view. @param {Page.Span} span */
  select(span) {
    const unit = utf16Offsets(this.text);
    this.field.focus();
    this.field.setSelectionRange(unit(span.start), unit(span.end));
    const mark = [...this.paper.querySelectorAll("mark")].find((found) => startOf(found) >= unit(span.start));
    if (mark) this.field.scrollTop = Math.max(0, mark.offsetTop - 60);
  }

  /** Take a span out, with the space it leaves behind. @param {Page.Span} span */
  takeOut(span) {
    this.replace(withSpace(this.text, span), "");
  }

  /** Put other words in the place of a span, so that the browser's own undo takes them back. */
  replace(/** @type {Page.Span} */ span, /** @type {string} */ words) {
    const unit = utf16Offsets(this.text);
    const [start, end] = [unit(span.start), unit(span.end)];
    this.field.focus();
    this.field.setSelectionRange(start, end);
    // The old command is the only way that keeps the undo history of a text field.
    if (!(words ? document.execCommand("insertText", false, words) : document.execCommand("delete"))) {
      this.field.setRangeText(words, start, end, "end");
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.field.setSelectionRange(start, start + words.length);
  }
}

/** Where a mark begins in the text, in UTF-16 units. @param {HTMLElement} mark */
function startOf(mark) {
  let at = 0;
  for (let node = mark.previousSibling; node; node = node.previousSibling) at += (node.textContent ?? "").length;
  return at;
}
