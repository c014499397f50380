// What a link may choose beforehand: `reply/#stage=final_round&feedback=separate`. Choices only, never words.

import { part } from "./dom.mjs";
import { fields } from "./answers.mjs";
import { hasWords, say } from "./words.mjs";

/**
 * The kind of message a link asks for: `#kind=follow_up`. @param {string} hash
 * @returns {string | null}
 */
export function kindOf(hash) {
  const kind = hash.includes("=") ? new URLSearchParams(hash.slice(1)).get("kind") : null;
  return kind && hasWords(`kind.${kind}`) ? kind : null;
}

/** How light a link wants the page: `#scheme=dark`. @param {string} hash @returns {"light" | "dark" | null} */
export function schemeOf(hash) {
  const scheme = hash.includes("=") ? new URLSearchParams(hash.slice(1)).get("scheme") : null;
  return scheme === "light" || scheme === "dark" ? scheme : null;
}

/**
 * Take the choices of an address. Anchors such as `#result` are no presets.
 * @param {string} hash as in `location.hash`
 * @returns {{chosen: [string, any][], unknown: string[]}}
 */
export function presetsOf(hash) {
  /** @type {[string, any][]} */
  const chosen = [];
  /** @type {string[]} */
  const unknown = [];
  if (!hash.includes("=")) return { chosen, unknown };
  for (const [name, value] of new URLSearchParams(hash.slice(1))) {
    if ((name === "kind" && kindOf(hash)) || (name === "scheme" && schemeOf(hash))) continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const known = (/** @type {string} */ one) => Object.hasOwn(field?.options ?? {}, one);
    const meant = field?.also?.[value] ?? value; // a value promised in earlier years
    if (field?.preset && field.kind === "choice" && known(meant)) chosen.push([name, meant]);
    else if (field?.preset && field.kind === "choices" && value.split(",").every(known)) chosen.push([name, value.split(",")]);
    else if (field?.preset && field.kind === "yes_no" && ["true", "false"].includes(value)) {
      chosen.push([name, value === "true"]);
    } else unknown.push(`${name}=${value}`.slice(0, 60));
  }
  return { chosen, unknown };
}

/** Whether an address says more than how the page should look. @param {string} hash */
export function choosesAnswers(hash) {
  const names = hash.includes("=") ? [...new URLSearchParams(hash.slice(1)).keys()] : [];
  return names.some((name) => name !== "scheme" || !schemeOf(hash));
}

/** Fill in what the address chose, and say so. @param {import("./answers.mjs").Answers} answers */
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
