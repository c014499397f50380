// The log as a person sees it: the row of this case, ready for a spreadsheet; and, where switched on, the list on this device.

import { fields } from "./answers.mjs";
import { form, make, onAct, out, part, write } from "./dom.mjs";
import { canKeep, forget, keep, load, onChangeElsewhere } from "./keep.mjs";
import { byStage, COLUMNS, csv, mostAfter, pasted, rowsOf, shown, STATUSES } from "./log.mjs";
import { copyText, saveFile } from "./out.mjs";
import { tell } from "./status.mjs";
import { isoWithOffset, say, sayCount } from "./words.mjs";

/** An answer as the form calls it. @param {Page.Field} field @param {string} value */
const chosen = (field, value) => field.options?.[value] ?? "";
const today = () => isoWithOffset().slice(0, 10);

export class Logbook {
  /** @type {Page.Row[]} */
  #rows = [];
  #on = false;
  #reapply = "";
  /** The row as it stands on the page, as JSON. */
  #shown = "";

  /** @param {Page.Answers} answers */
  constructor(answers) {
    this.answers = answers;
    this.sent = /** @type {HTMLInputElement} */ (form.elements.namedItem("reply_sent"));
    this.switch = /** @type {HTMLInputElement} */ (form.elements.namedItem("keep_log"));
    this.sent.addEventListener("change", () => this.refresh());
    this.switch.addEventListener("change", () => (this.switch.checked ? this.#switchOn() : this.#switchOff()));
    out("log").addEventListener("change", (event) => this.#setStatus(/** @type {HTMLSelectElement} */ (event.target)));
    onAct("download-log", () => {
      saveFile(say("log.file"), csv([this.row()]), "text/csv");
      tell(say("log.saved"));
    });
    onAct("copy-log", async () => {
      const copied = await copyText(pasted(this.row()), out("log-row"));
      tell(say(copied ? "log.copied" : "out.copy_refused"));
    });
    onAct("keep-row", () => this.#add());
    onAct("drop-row", (button) => this.#drop(Number(button.dataset.index)));
    onAct("export-log", () => {
      saveFile(say("log.file"), csv(this.#rows), "text/csv");
      tell(say("log.saved"));
    });
    onAct("delete-log", () => this.#deleteAll());
    const file = /** @type {HTMLInputElement} */ (form.elements.namedItem("log_file"));
    file.addEventListener("change", () => this.#import(file));
    onChangeElsewhere(() => this.#load());
    this.#load();
  }

  /** The plan's dates hold the one from which on to apply again. @param {Contract.Step[]} plan */
  usePlan(plan) {
    this.#reapply = plan.find((step) => step.kind === "reapply")?.due ?? "";
    this.refresh();
  }

  get isSent() {
    return this.sent.checked;
  }

  /** The letter went out, or did not. */
  markSent(sent = true) {
    this.sent.checked = sent;
    this.refresh();
  }

  /** The row of this case. @returns {Page.Row} */
  row() {
    const sent = this.sent.checked;
    return {
      company: this.answers.get("company").trim(),
      role: this.answers.get("role").trim(),
      stage: chosen(fields.stage, this.answers.get("stage")),
      date: this.answers.get("received_at")?.slice(0, 10) ?? today(),
      reply_sent: sent ? today() : "",
      feedback_received: "",
      reapply_from: this.#reapply,
      status: sent ? "sent" : "to_write",
      how: chosen(fields.channel, this.answers.get("channel")),
      whom: this.answers.get("recipient").trim(),
    };
  }

  /** Show the row as it stands. */
  refresh() {
    const row = this.row();
    if (JSON.stringify(row) === this.#shown) return;
    this.#shown = JSON.stringify(row);
    out("log-row").replaceChildren(
      ...COLUMNS.filter((column) => row[column]).flatMap((column) => [
        make("dt", {}, say(`log.${column}`)),
        make("dd", {}, shown(row, column)),
      ]),
    );
  }

  #load() {
    const { on, rows, unread } = load();
    this.#on = on;
    this.#rows = rows;
    if (unread) write(part("log-note"), say("log.unread"));
    part("log-note").hidden = !unread;
    this.#draw();
  }

  #switchOn() {
    if (!canKeep() || !keep([])) {
      this.switch.checked = false;
      part("log-note").hidden = false;
      write(part("log-note"), say("log.blocked"));
      return tell(say("log.blocked"));
    }
    this.#on = true;
    this.#draw();
    tell(say("log.on"));
  }

  #switchOff() {
    if (this.#rows.length) {
      // Switching off would lose rows: that is what "delete" is for, and it says so.
      this.switch.checked = true;
      return tell(say("log.not_empty"));
    }
    forget();
    this.#load();
    tell(say("log.off"));
  }

  #add() {
    const row = this.row();
    const same = this.#rows.findIndex((one) => one.company === row.company && one.role === row.role && one.date === row.date);
    if (same >= 0) this.#rows[same] = { ...this.#rows[same], ...row };
    else this.#rows.push(row);
    this.#save(say(same >= 0 ? "log.updated" : "log.added"));
  }

  #drop(/** @type {number} */ index) {
    this.#rows.splice(index, 1);
    this.#save(say("log.dropped"));
    part("log-list").querySelector("h3")?.focus();
  }

  #deleteAll() {
    forget();
    this.#load();
    tell(say("log.deleted"));
    this.switch.focus();
  }

  #setStatus(/** @type {HTMLSelectElement} */ select) {
    const row = this.#rows[Number(select.dataset.index)];
    if (!row) return;
    row.status = /** @type {Page.Status} */ (select.value);
    if (select.value !== "to_write") row.reply_sent ||= today();
    if (select.value === "feedback") row.feedback_received ||= today();
    this.#save(say("log.updated"));
  }

  async #import(/** @type {HTMLInputElement} */ input) {
    const file = input.files?.[0];
    const rows = file && file.size < 5e6 ? rowsOf(await file.text()) : null;
    input.value = "";
    if (!rows) return tell(say("log.not_ours"));
    const known = new Set(this.#rows.map((row) => JSON.stringify(row)));
    const fresh = rows.filter((row) => !known.has(JSON.stringify(row)));
    this.#rows.push(...fresh);
    this.#save(fresh.length ? sayCount("log.imported", fresh.length) : say("log.imported_none"));
  }

  #save(/** @type {string} */ said) {
    tell(keep(this.#rows) ? said : say("log.blocked"));
    this.#draw();
  }

  /** Where the rejections fall, as bars, and the one thing to work on. */
  #drawStages() {
    const counts = byStage(this.#rows, fields.stage.options);
    const most = Math.max(...counts.map((one) => one.count));
    part("log-stages").hidden = !most;
    out("log-stages").replaceChildren(...counts.map(({ name, count }) =>
      make("li", {}, make("span", {}, name), make("meter", { min: 0, max: most || 1, value: count, "aria-label": name }), String(count))));
    const stage = mostAfter(counts);
    part("log-work-on").hidden = !stage;
    if (stage) write(part("log-work-on"), say(`log.work_on.${stage}`));
    const waiting = this.#rows.filter((row) => row.status === "asked").length;
    part("log-pending").hidden = !waiting;
    if (waiting) write(part("log-pending"), sayCount("log.pending", waiting));
  }

  #draw() {
    this.switch.checked = this.#on;
    part("log-list").hidden = !this.#on;
    part("log-empty").hidden = this.#rows.length > 0;
    part("log-tools").hidden = !this.#rows.length;
    this.#drawStages();
    out("log").replaceChildren(...this.#rows.map((row, index) => entry(row, index)));
  }
}

/** One line of the list. @param {Page.Row} row @param {number} index */
function entry(row, index) {
  const name = [row.company || say("log.no_company"), row.role].filter(Boolean).join(", ");
  const named = (/** @type {"feedback_received" | "reapply_from"} */ column) =>
    row[column] && `${say(`log.${column}`)}: ${row[column]}`;
  const details = [row.date, named("feedback_received"), named("reapply_from")].filter(Boolean).join(" · ");
  const options = STATUSES.map((status) =>
    make("option", { value: status, selected: row.status === status }, say(`log.statuses.${status}`)));
  const label = `${say("log.status")}: ${name}`;
  const unseen = make("span", { className: "gr-unseen" }, `: ${name}`);
  return make("li", {},
    make("b", {}, name), make("span", { className: "gr-hint" }, details),
    make("select", { "aria-label": label, "data-index": index, autocomplete: "off" }, ...options),
    make("button", { type: "button", className: "gr-button gr-button--quiet", "data-act": "drop-row", "data-index": index },
      say("log.drop"), unseen));
}
