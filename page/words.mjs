// The page's words. They stand in the HTML as one block of data, so that another language needs no change here.

/** Read a block of JSON that the built page holds. @param {string} id @returns {any} */
export function block(id) {
  return JSON.parse(document.getElementById(id)?.textContent || "{}");
}

const words = block("page-words");

/**
 * One sentence, with its {blanks} filled in.
 * @param {string} path table and key, such as "mail.filled_many"
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(path, values = {}) {
  const found = path.split(".").reduce((table, key) => table?.[key], words);
  if (typeof found !== "string") throw new Error(`No words for ${path}`);
  return found.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** Whether there are words of this name. @param {string} path */
export function hasWords(path) {
  return typeof path.split(".").reduce((table, key) => table?.[key], words) === "string";
}

/** A sentence for one or for many. @param {string} path @param {number} count @param {object} [values] */
export function sayCount(path, count, values = {}) {
  return say(`${path}_${count === 1 ? "one" : "many"}`, { count, ...values });
}

/** How days and times are written. */
const STYLES = /** @type {const} */ ({
  day: { weekday: "long", month: "long", day: "numeric" },
  far: { month: "long", day: "numeric", year: "numeric" },
});
/** Made when first used: a page's first takes Chromium up to 40 ms, unless its worker had one (worker.mjs). @type {Record<string, Intl.DateTimeFormat>} */
const formats = {};

/** @param {keyof typeof STYLES} style @param {Date} date */
function format(style, date) {
  formats[style] ??= new Intl.DateTimeFormat(say("locale"), STYLES[style]);
  return formats[style].format(date);
}

/** A day in words; the year is said once it is some way off. @param {string} iso @param {Date} [now] */
export function sayDay(iso, now = new Date()) {
  const date = localDate(iso);
  const far = Math.abs(date.getTime() - now.getTime()) > 150 * 86_400_000;
  return format(far ? "far" : "day", date);
}

/** A date without a time means that day here, not midnight in Greenwich. @param {string} iso */
export function localDate(iso) {
  return new Date(iso.includes("T") ? iso : `${iso}T12:00`);
}

/** This moment as ISO 8601 with the offset of this device. @param {Date} [date] */
export function isoWithOffset(date = new Date()) {
  const two = (/** @type {number} */ number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  const offset = -date.getTimezoneOffset();
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day}T${time}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
