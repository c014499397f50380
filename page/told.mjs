// Without an email: how the no came and how far the person got, asked one after the other, and shown as what is read is shown.

import { part } from "./dom.mjs";
import { chip } from "./reading.mjs";

// Asked in this order; the rest only where the advice needs it.
/** @type {readonly Page.FieldName[]} */
const FIRST = ["channel", "stage"];

export class Told {
  /** @param {import("./answers.mjs").Answers} answers */
  constructor(answers) {
    this.answers = answers;
  }

  /** The usual way a no comes is not taken for granted here. */
  begin() {
    if (this.answers.source("channel") === "nobody") this.answers.open("channel");
  }

  /** The question to ask now. @param {Page.FieldName} [needed] what the advice asks for first @returns {Page.FieldName | undefined} */
  next(needed) {
    return FIRST.find((name) => this.answers.source(name) === "nobody") ?? needed;
  }

  /** Show what was told. */
  show() {
    const given = FIRST.filter((name) => this.answers.source(name) !== "nobody");
    const list = part("read-list");
    list.replaceChildren(...given.flatMap((name) => chip(name, this.answers.get(name), "sure")));
    part("read").hidden = false;
    list.previousElementSibling?.toggleAttribute("hidden", true);
  }
}
