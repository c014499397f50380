// The page's words. They stand in the HTML as one block of data, so that another language needs no change here.

/** Read a block of JSON that the built page holds; empty where there is no page. @param {string} id @returns {any} */
export function block(id) {
  return JSON.parse(globalThis.document?.getElementById(id)?.textContent || "{}");
}

const words = block("page-words");

/** What stands under a name; a link may bring names that every object has. @param {string} path */
const find = (path) =>
  path.split(".").reduce((table, key) => (typeof table === "object" && Object.hasOwn(table, key) ? table[key] : undefined), words);

/**
 * One sentence, with its {blanks} filled in.
 * @param {string} path table and key, such as "mail.filled_many"
 * @param {Record<string, Page.Filling>} [values]
 */
function sentence(path, values = {}) {
  const found = find(path);
  if (typeof found !== "string") throw new Error(`No words for ${path}`);
  return found.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}

/** @type {Page.Say<Page.Words>} */
export const say = sentence;
/** On the link builder's page. @type {Page.Say<Page.BuilderWords>} */
export const sayInBuilder = sentence;

/** Whether there are words of this name. @template {string} Path @param {Path} path @returns {path is Path & Page.Word} */
export function hasWords(path) {
  return typeof find(path) === "string";
}

/** A sentence for one or for many. @type {Page.SayCount} */
export const sayCount = (path, count, ...values) =>
  sentence(`${path}_${count === 1 ? "one" : "many"}`, { count, ...values[0] });

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
