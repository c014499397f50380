// Lets the site work without a connection after a visit: starts the service worker, and asks it to keep the letter writer once that
// has run. All of it waits until the page has what it needs. Not in frames; where the browser refuses, nothing is lost.

/** Milliseconds of quiet before anything is fetched that nobody waits for. */
const QUIET = 3_000;

const form = document.querySelector("form[data-generator]");
const savesData = /** @type {any} */ (navigator).connection?.saveData === true;

const begin = () =>
  navigator.serviceWorker.register(new URL("../service-worker.js", import.meta.url), { updateViaCache: "none" });

/**
 * The engine of this page, by its name: the worker of its release knows its files. They come out of the browser's cache, not over the
 * network again. Where a newer release has come, its worker still waits beside the one that runs.
 */
async function keepEngine() {
  const { build } = JSON.parse(document.getElementById("engine-manifest")?.textContent ?? "{}");
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  for (const worker of [registration.installing, registration.waiting, registration.active]) worker?.postMessage({ engine: build });
}

/** A form whose engine starts on the first touch holds nothing up. */
const idle = () => form?.closest("[data-start=touch]") && form.getAttribute("data-engine-state") === "idle";
const ran = () => form?.getAttribute("data-engine-state") === "ready";
let planned = false;

function plan() {
  if (planned || form?.getAttribute("data-engine-state") === "loading") return;
  planned = true;
  setTimeout(async () => {
    try {
      await begin();
      if (ran() && !savesData) await keepEngine();
    } catch {
      // Refused, as in some private windows: the site works as without it.
    }
  }, QUIET);
}

if (navigator.serviceWorker && window === parent) {
  if (form) new MutationObserver(() => ran() && plan()).observe(form, { attributeFilter: ["data-engine-state"] });
  if (ran() || !form || idle() || savesData) addEventListener("load", plan);
}
