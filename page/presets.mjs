// What a link may choose beforehand: `reply/#stage=final_round&feedback=separate`. Choices only, never words.

import { part } from "./dom.mjs";
import { fields, isField } from "./answers.mjs";
import { hasWords, say } from "./words.mjs";

/**
 * The kind of message a link asks for: `#kind=follow_up`. @param {string} hash
 * @returns {Contract.Kind | null}
 */
export function kindOf(hash) {
  const kind = hash.includes("=") ? new URLSearchParams(hash.slice(1)).get("kind") : null;
  return kind && hasWords(`kind.${kind}`) ? /** @type {Contract.Kind} */ (kind) : null;
}

/** How light a link wants the page: `#scheme=dark`. @param {string} hash @returns {"light" | "dark" | null} */
export function schemeOf(hash) {
  const scheme = hash.includes("=") ? new URLSearchParams(hash.slice(1)).get("scheme") : null;
  return scheme === "light" || scheme === "dark" ? scheme : null;
}

/**
 * Take the choices of an address. Anchors such as `#result` are no presets.
 * @param {string} hash as in `location.hash`
 */
export function presetsOf(hash) {
  /** @type {[Page.FieldName, string | string[] | boolean][]} */
  const chosen = [];
  /** @type {string[]} */
  const unknown = [];
  if (!hash.includes("=")) return { chosen, unknown };
  for (const [name, value] of new URLSearchParams(hash.slice(1))) {
    if ((name === "kind" && kindOf(hash)) || (name === "scheme" && schemeOf(hash))) continue;
    const answer = isField(name) ? answerIn(fields[name], value) : null;
    if (isField(name) && answer !== null) chosen.push([name, answer]);
    else unknown.push([...`${name}=${value}`].slice(0, 60).join(""));
  }
  return { chosen, unknown };
}

/** What a link's words for a question mean; null where it has no such answer, or none that a link may choose. */
function answerIn(/** @type {Page.Field} */ { kind, preset, options = {}, also = {} }, /** @type {string} */ value) {
  if (!preset) return null;
  const known = (/** @type {string} */ one) => Object.hasOwn(options, one);
  const meant = Object.hasOwn(also, value) ? also[value] : value; // a value promised in earlier years
  if (kind === "choice" && meant !== undefined && known(meant)) return meant;
  if (kind === "choices" && value.split(",").every(known)) return value.split(",");
  return kind === "yes_no" && ["true", "false"].includes(value) ? value === "true" : null;
}

/** Whether an address says more than how the page should look. @param {string} hash */
export function choosesAnswers(hash) {
  const names = hash.includes("=") ? [...new URLSearchParams(hash.slice(1)).keys()] : [];
  return names.some((name) => name !== "scheme" || !schemeOf(hash));
}

/** Fill in what the address chose, and say so. @param {Page.Answers} answers */
export function usePresets(answers) {
  const { chosen, unknown } = presetsOf(location.hash);
  const scheme = schemeOf(location.hash);
  // As the theme's own switch does, for this visit.
  if (scheme) document.body.dataset.mdColorScheme = scheme === "dark" ? "slate" : "default";
  const taken = chosen.filter(([name, value]) => answers.fill(name, value, "link"));
  const said = [
    ...(taken.length || kindOf(location.hash) ? [say("presets.used")] : []),
    ...unknown.map((one) => say("presets.ignored", { unknown: one })),
  ];
  const note = part("presets");
  note.hidden = !said.length;
  note.textContent = said.join(" ");
  answers.settle();
}
