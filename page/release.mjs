// What to do when the page is of another release than what the host now has: load it anew, once, and only where nothing can be lost
// by it. The page's words tell the rest.

import { block } from "./words.mjs";

/** Asking whether there is a newer release must not keep anybody waiting. */
const PATIENCE = 5_000;

let touched = false;
for (const type of ["input", "change"]) globalThis.addEventListener?.(type, () => (touched = true), { once: true });

/** Whether the host now has this page with another engine. @returns {Promise<boolean>} false also where it cannot be asked */
export async function isOutdated() {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(location.href.replace(/#.*/s, ""), { cache: "no-store", signal });
    if (!response.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const { build } = JSON.parse(page.getElementById("engine-manifest")?.textContent ?? "");
    return build !== block("engine-manifest").build;
  } catch {
    return false;
  }
}

/**
 * Load the page anew if nothing was typed. A page that was just loaded anew is never so again by itself: what did not help once
 * would not help for ever.
 */
export function reloadOnce() {
  const [came] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (came && came.type !== "reload" && !typed()) location.reload();
}

/** A browser that fills in what was typed before tells nobody, so the fields are looked at as well. */
function typed() {
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("textarea, input[type=text]"));
  return touched || [...fields].some((field) => field.value !== field.defaultValue);
}
