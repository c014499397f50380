// Lets the site work without a connection after a visit: starts the service worker, and asks it to keep the letter writer once that
// has run. All of it waits until the page has what it needs. Not in frames; where the browser refuses, nothing is lost.

/** Milliseconds of quiet before anything is fetched that nobody waits for. */
const QUIET = 3_000;

const form = document.querySelector("form[data-generator]");
const savesData = /** @type {any} */ (navigator).connection?.saveData === true;

const begin = () =>
  navigator.serviceWorker.register(new URL("../service-worker.js", import.meta.url), { updateViaCache: "none" });

/** The files that the engine of this page started from. They come out of the browser's cache, not over the network again. */
async function keepEngine() {
  const manifest = JSON.parse(document.getElementById("engine-manifest").textContent);
  const names = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"].map((name) => manifest.pyodide + name);
  const files = [...names, manifest.python].map((name) => new URL(name, location.href).href);
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ engine: manifest.build, files });
}

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
  if (ran() || !form || savesData) addEventListener("load", plan);
}
