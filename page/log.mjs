// A log of answers received: the rows, and how they are written for a spreadsheet. Nothing here touches the page or a storage.

import { say } from "./words.mjs";

/** What a row holds, in the order of its columns. */
export const COLUMNS = /** @type {const} */ ([
  "company", "role", "stage", "date", "reply_sent", "feedback_received", "reapply_from", "status", "how", "whom",
]);
export const STATUSES = /** @type {const} */ (["to_write", "sent", "asked", "answered", "feedback", "over"]);
const LONGEST_CELL = 300;

/**
 * A cell that a spreadsheet takes as text. What begins like a formula gets an apostrophe in front, as spreadsheets themselves
 * write it: a company named "=1+1" must not be worked out.
 * @param {string} text
 */
export function harmless(text) {
  const line = text.replace(/[\0-\x1f\x7f]+/g, " ").trim();
  return /^['’]*[=+\-@＝＋－＠]/u.test(line) ? `'${line}` : line;
}

/** The other way round, for a file that we wrote. @param {string} cell */
export function original(cell) {
  return /^'['’]*[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell;
}

/** Rows as a CSV file with a line of headings, readable by every spreadsheet. @param {Page.Row[]} rows */
export function csv(rows) {
  const quoted = (/** @type {string} */ cell) => `"${harmless(cell).replaceAll('"', '""')}"`;
  const lines = [COLUMNS.map((column) => say(`log.${column}`)), ...rows.map((row) => COLUMNS.map((column) => shown(row, column)))];
  // The mark at the beginning tells spreadsheets that the letters are Unicode.
  return `\ufeff${lines.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** One row to paste into a spreadsheet: a tab between cells. @param {Page.Row} row */
export function pasted(row) {
  return COLUMNS.map((column) => harmless(shown(row, column))).join("\t");
}

/** What a person reads in a cell. @param {Page.Row} row @param {Page.Column} column */
export function shown(row, column) {
  return column === "status" ? say(`log.statuses.${row.status}`) : row[column];
}

/**
 * The rows of a CSV file: ours, or one with the same headings.
 * @param {string} text
 * @returns {Page.Row[] | null} null where it is not such a file
 */
export function rowsOf(text) {
  const [head, ...lines] = cells(text.replace(/^\ufeff/, ""));
  const places = COLUMNS.map((column) => head?.findIndex((cell) => same(cell, say(`log.${column}`))) ?? -1);
  if (places[0] === -1) return null;
  return lines
    .filter((line) => line.some((cell) => cell.trim()))
    .map((line) => tidy(Object.fromEntries(COLUMNS.map((column, index) => [column, original(line[places[index] ?? -1] ?? "")]))));
}

/** A row with all its cells, none too long, with a status we know. @param {Record<string, unknown>} row @returns {Page.Row} */
export function tidy(row) {
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? [...value].slice(0, LONGEST_CELL).join("") : "");
  const known = /** @type {Record<Page.Column, string>} */ (Object.fromEntries(COLUMNS.map((column) => [column, text(row[column])])));
  const status = STATUSES.find((one) => one === known.status || same(known.status, say(`log.statuses.${one}`)));
  return { ...known, status: status ?? "to_write" };
}

const same = (/** @type {string} */ one, /** @type {string} */ other) => one.trim().toLowerCase() === other.toLowerCase();

/** The cells of a CSV text, quoted or not, with commas or semicolons. @param {string} text @returns {string[][]} */
function cells(text) {
  const separator = /^[^\n"]*;/.test(text) || /^"[^"]*";/.test(text) ? ";" : ",";
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let [cell, quoted] = ["", false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text.charAt((at += 1));
    else if (sign === '"') quoted = !quoted;
    else if (quoted || ![separator, "\r", "\n"].includes(sign)) cell += sign;
    else if (sign !== "\r") {
      row.push(cell);
      cell = "";
      if (sign === "\n") {
        rows.push(row);
        row = [];
      }
    }
  }
  return [...rows, [...row, cell]];
}

/**
 * Where the rejections fall: how many after each stage, in the form's order of stages.
 * @template {string} Stage @param {Page.Row[]} rows @param {Record<Stage, string>} stages value to name, as the form has them
 */
export function byStage(rows, stages) {
  const named = /** @type {[Stage, string][]} */ (Object.entries(stages));
  return named.map(([stage, name]) => ({ stage, name, count: rows.filter((row) => same(row.stage, name)).length }));
}

/**
 * The stage after which most of them fall; nothing before there are three, or where two are level.
 * @template {string} Stage @param {{stage: Stage, count: number}[]} counts
 */
export function mostAfter(counts) {
  const [first, second] = [...counts].sort((one, other) => other.count - one.count);
  const all = counts.reduce((sum, one) => sum + one.count, 0);
  return first && all >= 3 && first.count > (second?.count ?? 0) ? first.stage : "";
}
