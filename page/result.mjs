// The advice: verdict, until when, why, what to keep in mind, what would change it; and the plan with its dates.

import { fields } from "./answers.mjs";
import { form, guideLink, make, out, part, write } from "./dom.mjs";
import { tellAlso } from "./status.mjs";
import { hasWords, say, sayDay } from "./words.mjs";

export class Result {
  /** What is shown, to draw again only what changed. @type {Record<string, string>} */
  #shown = {};
  #told = "";

  /** @param {Contract.Advice} advice @param {Contract.Value<"mail_kind">} kind what kind of email it is about */
  take(advice, kind) {
    const { verdict, timing, needs } = advice;
    const title = verdict ? say(`verdict.${verdict}`) : needs[0] ? fields[needs[0]].label : "";
    const heading = out("verdict");
    write(heading, title);
    heading.dataset.verdict = part("verdict").dataset.verdict = verdict ?? "";
    write(out("kind"), fields.mail_kind.options[kind]);
    out("kind").dataset.kind = kind;
    const when = saysWhen(advice);
    write(out("timing"), when);
    out("timing").hidden = !when;
    if (!verdict) out("timing").append(" ", make("a", { href: `#field-${needs[0]}` }, say("when.answer")));
    this.#list("reasons", advice.reasons, reason);
    this.#list("cautions", advice.cautions, reason);
    this.#list("would-change", advice.would_change, change);
    this.#list("plan", advice.plan, step);
    const told = `${title} ${timing}`;
    if (this.#told && this.#told !== told) tellAlso(say("result.verdict_now", { verdict: title, when }));
    this.#told = told;
  }

  /** Before anything is advised: one question, and nothing else. @param {Page.FieldName} name */
  ask(name) {
    write(out("verdict"), fields[name].label);
    out("verdict").dataset.verdict = part("verdict").dataset.verdict = "";
    out("timing").hidden = true;
    for (const list of /** @type {const} */ (["reasons", "cautions", "would-change", "plan"])) this.#list(list, [], reason);
  }

  /** As before the first answer. */
  forget() {
    this.#told = "";
  }

  /**
   * Draw a list where it changed, and put an empty one away.
   * @template Entry @param {Page.Out & Page.Part} name @param {Entry[]} entries @param {(entry: Entry) => HTMLElement} draw
   */
  #list(name, entries, draw) {
    const key = JSON.stringify(entries);
    if (this.#shown[name] === key) return;
    this.#shown[name] = key;
    out(name).replaceChildren(...entries.map(draw));
    part(name).hidden = !entries.length;
  }
}

/** By when to write, in words; "" where that is not the question. @param {Contract.Advice} advice */
function saysWhen({ verdict, timing, send_by: sendBy }) {
  if (!verdict) return say("when.asked");
  if (verdict === "stay_silent") return say("when.silent");
  if (!timing) return "";
  const day = sendBy ? ` ${say("when.by", { date: sayDay(sendBy.slice(0, 10)) })}` : "";
  return say(`timing.${timing}`) + day;
}

/** @param {{text: string, page: string}} entry */
function reason(entry) {
  return make("li", {}, `${entry.text} `, guideLink(entry.page, say("result.read_more"), entry.text));
}

/** What would change the advice leads to the question it is about. @param {Contract.Change} entry */
function change(entry) {
  const field = entry.field && fields[entry.field];
  const link = field ? [" ", make("a", { href: `#field-${entry.field}` }, say("result.change"),
    make("span", { className: "gr-unseen" }, `: ${field.label}`))] : [];
  return make("li", {}, entry.text, ...link);
}

/** @param {Contract.Step} entry */
function step(entry) {
  const due = entry.due
    ? make("time", { dateTime: entry.due }, sayDay(entry.due))
    : make("span", { className: "gr-plan__undated" }, say("plan.undated"));
  const title = make("b", { className: "gr-plan__title", "data-here": ` (${say("plan.shown")})` }, entry.title);
  const parts = [due, title, make("p", {}, entry.why)];
  const about = make("span", { className: "gr-unseen" }, `: ${entry.title}`);
  if (hasWords(`kind.${entry.kind}`)) {
    const data = { "data-act": "show-kind", "data-kind": entry.kind };
    parts.push(make("button", { type: "button", className: "gr-button gr-button--quiet", ...data }, say("plan.show"), about));
  }
  if (entry.kind === "log") {
    parts.push(make("a", { className: "gr-button gr-button--quiet", href: "#t-log" }, say("plan.log"), about));
  }
  return make("li", { "data-kind": entry.kind }, ...parts);
}

/** Say which step's message is the one shown; its button has nothing to do. @param {string} kind */
export function markShown(kind) {
  for (const item of out("plan").children) {
    const shown = /** @type {HTMLElement} */ (item).dataset.kind === kind;
    if (shown) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    item.querySelector("button")?.toggleAttribute("hidden", shown);
  }
}

/** The part of the form's heading that depends on the verdict. @param {Contract.Verdict | null} verdict */
export function titleLetter(verdict) {
  const title = /** @type {HTMLElement} */ (form.querySelector("#t-letter"));
  title.dataset.title ??= title.textContent;
  write(title, (verdict === "stay_silent" ? title.dataset.silentTitle : title.dataset.title) ?? "");
}

/**
 * The message to show first: the reply, but where they asked something or come back, what the plan says.
 * @param {Contract.Advice} advice
 */
export function firstMessage(advice) {
  const asked = ["answer_them", "not_a_rejection"].includes(advice.verdict ?? "");
  return (asked && messagesOf(advice)[0]) || "reply";
}

/**
 * The kinds of message among the steps of a plan, in their order.
 * @param {Contract.Advice} advice @returns {Contract.Kind[]}
 */
function messagesOf({ plan }) {
  return plan.map((one) => one.kind).filter((kind) => isKind(kind));
}

/** Whether a step is a message to write. @param {Contract.StepKind} kind @returns {kind is Contract.StepKind & Contract.Kind} */
const isKind = (kind) => hasWords(`kind.${kind}`);

/**
 * Whether a letter of this kind would have no place: while nobody knows what kind of email it is, or where that is none that one
 * answers with thanks.
 * @param {Contract.Advice} advice @param {Contract.Kind} kind
 */
export function nothingToSend(advice, kind) {
  const { verdict, needs, plan } = advice;
  if (!verdict) return needs[0] === "mail_kind";
  if (verdict === "stay_silent") return plan.some((one) => one.kind === "report");
  return ["wait", "not_a_rejection"].includes(verdict) && !messagesOf(advice).includes(kind);
}
