// The log that is kept on this device, for those who switch it on. A browser may refuse to keep anything, hold what an older or newer
// version of this page wrote, or damaged text: none of it may lose rows or stop the page.

import { tidy } from "./log.mjs";

const PLACE = "gracious-reply-log";
/** What could not be read is put here, untouched, rather than written over. */
const ASIDE = "gracious-reply-log-unread";
const VERSION = 1;

/** Whether this browser lets the page keep anything. */
export function canKeep() {
  try {
    localStorage.setItem(`${PLACE}-try`, "");
    localStorage.removeItem(`${PLACE}-try`);
    return true;
  } catch {
    return false;
  }
}

/**
 * What is kept.
 * @returns {{on: boolean, rows: Page.Row[], unread: boolean}} `on`: the person switched it on; `unread`: something was there that this
 *   version cannot read, and is kept aside
 */
export function load() {
  let text = null;
  try {
    text = localStorage.getItem(PLACE);
  } catch {
    // Not allowed: the same as nothing there.
  }
  if (text === null) return { on: false, rows: [], unread: false };
  const rows = rowsIn(text);
  if (rows) return { on: true, rows, unread: false };
  try {
    localStorage.setItem(ASIDE, text);
    localStorage.setItem(PLACE, written([]));
  } catch {
    // No room to keep both: what is there stays there.
  }
  return { on: true, rows: [], unread: true };
}

/** Keep these rows. @param {Page.Row[]} rows @returns {boolean} whether it was possible */
export function keep(rows) {
  try {
    localStorage.setItem(PLACE, written(rows));
    return true;
  } catch {
    return false;
  }
}

/** Forget everything, also what was kept aside. */
export function forget() {
  try {
    localStorage.removeItem(PLACE);
    localStorage.removeItem(ASIDE);
  } catch {
    // Nothing can be there either.
  }
}

/** Tell when another tab changed what is kept. @param {() => void} does */
export function onChangeElsewhere(does) {
  addEventListener("storage", (event) => {
    if (event.key === PLACE || event.key === null) does();
  });
}

const written = (/** @type {Page.Row[]} */ rows) => JSON.stringify({ version: VERSION, rows });

/** @param {string} text @returns {Page.Row[] | null} */
function rowsIn(text) {
  try {
    const kept = JSON.parse(text);
    if (kept?.version !== VERSION || !Array.isArray(kept.rows)) return null;
    return kept.rows.filter((/** @type {unknown} */ row) => row && typeof row === "object").map(tidy);
  } catch {
    return null;
  }
}
