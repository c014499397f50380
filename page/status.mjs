// The one place that speaks: a polite status region, and a bar for the download that only the eye sees.

import { form, out, part, write } from "./dom.mjs";
import { say } from "./words.mjs";

/**
 * Say one whole sentence. `seen`: the eye finds the same on the page, so that only screen readers need it.
 * @param {string} sentence @param {boolean} [seen]
 */
export function tell(sentence, seen = false) {
  const region = out("status");
  region.toggleAttribute("data-seen", seen);
  // The same sentence twice is a new event; an unchanged text would not be spoken again.
  if (region.textContent === sentence) region.textContent = "";
  write(region, sentence);
  toldAt = performance.now();
}

/** Milliseconds in which two sentences have one cause, such as a mail that was read and the advice that follows. */
const TOGETHER = 1_500;
let toldAt = -TOGETHER;

/** Say one more sentence after what was said just now; alone where that is a while ago. @param {string} sentence */
export function tellAlso(sentence) {
  const before = performance.now() - toldAt < TOGETHER ? out("status").textContent : "";
  tell([before, sentence].filter(Boolean).join(" "), true);
}

/** @param {Page.State} state */
export function setState(state) {
  form.dataset.engineState = state;
}

/**
 * The archive is counted while it arrives. The WebAssembly file beside it must not be touched (see runtime.mjs), but shares the
 * line with it: when the archive is there, about this much of the whole is.
 */
const ARCHIVE_SHARE = 0.65;

/** Show about how much has arrived; null hides the bar. @param {{loaded: number, total: number} | null} archive */
export function showProgress(archive) {
  const box = part("progress");
  box.hidden = !archive;
  if (!archive) return;
  const [bar, text] = /** @type {[HTMLProgressElement, HTMLElement]} */ (/** @type {unknown} */ (box.children));
  bar.value = archive.total ? ARCHIVE_SHARE * Math.min(1, archive.loaded / archive.total) : 0;
  write(text, say("engine.progress", { percent: Math.round(bar.value * 100) }));
}
