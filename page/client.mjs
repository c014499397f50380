// The page's side of the engine: starts the worker, notices when it is slow or gone, and carries questions to it. It runs no
// Python itself and knows nothing of forms and letters.

import { isOutdated } from "./release.mjs";
import { block } from "./words.mjs";

const SLOW_START = 10_000;
const SLOW_ANSWER = 10_000;
/** An answer takes milliseconds. One that takes this long never comes: the worker is gone or caught in a loop. */
const LOST_ANSWER = 25_000;
const RESTARTS = 1;
/** A start that has made no step for so long will make none: a file that never arrives, a worker that is not there. */
const LOST_START = 120_000;
/** The second archive may have to be fetched first. */
const LOST_EXTRA = 60_000;
/** Milliseconds in which nobody types, after which the device may do something for the next visit. */
const QUIET = 8_000;
/** Gigabytes, where the browser tells: a second engine beside the first should not crowd out anything. */
const ENOUGH_MEMORY = 4;

export class Engine {
  /** @type {Page.State} */
  state = "idle";
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Page.Manifest | undefined} */
  #manifest;
  #restarts = 0;
  #lastId = 0;
  /** @type {{id: number, open: number[], take: Page.Take, resolve: () => void, reject: (error: Error) => void} | undefined} */
  #waiting;
  /** Questions to the extras, which may take their time. @type {Map<number, {resolve: (answer: any) => void, reject: (error: Error) => void}>} */
  #more = new Map();
  /** @type {ReturnType<typeof setTimeout>[]} */
  #timers = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #step;

  /** @param {Page.Listener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  /** Start, or start again after a failure. Does nothing while it starts or runs. */
  start() {
    if (this.state === "loading" || this.state === "ready") return;
    this.#restarts = 0;
    if (this.state === "failed") this.#beginAnew();
    else this.#begin();
  }

  /** A bad answer may have been kept by the browser under a name that is kept for ever: every file is asked for again. */
  async #beginAnew() {
    this.#enter("loading");
    /** @type {Page.Manifest} */
    const manifest = block("engine-manifest");
    const engine = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"].map((name) => manifest.pyodide + name);
    const ours = ["worker.mjs", "runtime.mjs", "memory.mjs"].map((name) => new URL(name, import.meta.url).href);
    const files = [...engine, manifest.python].map((address) => new URL(address, document.baseURI).href);
    await Promise.allSettled([...files, ...ours].map(async (address) => (await fetch(address, { cache: "reload" })).arrayBuffer()));
    this.#begin();
  }

  /**
   * Ask several things in one go. Only one call may be under way.
   * @param {Contract.Request[]} requests as `generator.answer` takes them; at least one
   * @param {Page.Take} take is given each answer as soon as it is there, in the same order
   * @returns {Promise<void>} done when all have come; rejected where the worker is gone
   */
  ask(requests, take) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting = { id, open: [...requests.keys()], take, resolve, reject };
      this.#after(SLOW_ANSWER, () => this.listener.onSlow("answer"));
      this.#after(LOST_ANSWER, () => this.#gone("unknown"));
      this.#post({ id, requests: requests.map((request) => JSON.stringify(request)) });
    });
  }

  /**
   * Ask `generator.extras.answer` for something that needs the second archive. Any number may be under way. The answer is
   * rejected where it cannot be had.
   * @type {Page.AskMore}
   */
  askMore = (request) => {
    if (this.state !== "ready") return Promise.reject(new Error("the engine does not run"));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#more.set(id, { resolve, reject });
      setTimeout(() => {
        if (this.#more.delete(id)) reject(new Error("no answer"));
      }, LOST_EXTRA);
      this.#post({ id, more: JSON.stringify(request) });
    });
  };

  #post(/** @type {Page.ToWorker} */ message) {
    if (!this.#worker) throw new Error("the worker is gone");
    this.#worker.postMessage(message);
  }

  /** @param {boolean} [memory] whether to start from what is kept of an earlier one's memory */
  #begin(memory = true) {
    this.#enter("loading");
    if (typeof Worker === "undefined" || typeof WebAssembly !== "object") return this.#enter("failed", "webassembly");
    this.#after(SLOW_START, () => this.listener.onSlow("start"));
    this.#watchStart();
    /** @type {Page.Manifest} */
    const manifest = block("engine-manifest");
    if (!manifest.python) return this.#enter("failed", "missing");
    const whole = (/** @type {string} */ address) => new URL(address, document.baseURI).href;
    this.#worker = makeWorker();
    this.#worker.onmessage = (event) => this.#hear(event.data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#gone(this.state === "loading" ? "missing" : "unknown");
    };
    const { pyodide, python, extras } = manifest;
    this.#manifest = { ...manifest, pyodide: whole(pyodide), python: whole(python), extras: whole(extras) };
    this.#post({ start: this.#manifest, memory });
  }

  /** Once nobody types for a while, a worker of its own takes a picture of the engine's memory, for the next start. */
  #remember() {
    const manifest = this.#manifest;
    if (!manifest || window !== parent || savesData() || (navigator.deviceMemory ?? ENOUGH_MEMORY) < ENOUGH_MEMORY) return;
    const done = new AbortController();
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        done.abort();
        makeWorker().postMessage({ picture: manifest });
      }, QUIET);
    };
    addEventListener("input", wait, { signal: done.signal });
    wait();
  }

  /** Give up on a start that makes no more steps. */
  #watchStart() {
    clearTimeout(this.#step);
    this.#step = setTimeout(() => this.state === "loading" && this.#gone("missing"), LOST_START);
  }

  /** @param {Page.FromWorker} message */
  #hear(message) {
    if (this.state === "loading") this.#watchStart();
    if ("step" in message) this.listener.onStep(message.step);
    else if ("ready" in message) {
      this.#enter("ready");
      if (!message.remembers) this.#remember();
    } else if ("forgot" in message) {
      this.#drop();
      this.#begin(false);
    } else if ("failed" in message) this.#end(message.failed);
    else if ("more" in message || "moreFailed" in message) {
      const asked = this.#more.get(message.id);
      this.#more.delete(message.id);
      if ("more" in message) asked?.resolve(JSON.parse(message.more));
      else asked?.reject(new Error(message.moreFailed));
    } else if ("id" in message && message.id === this.#waiting?.id) {
      if ("broken" in message) return this.#gone(message.broken);
      const { open, take, resolve } = this.#waiting;
      const index = open.shift() ?? 0;
      if (!open.length) {
        this.#clearTimers();
        this.#waiting = undefined;
        resolve();
      }
      take(JSON.parse(message.answer), index);
    }
  }

  /** The worker is gone: start it once more after it had run, but never in a loop. @param {Page.Fault} why */
  #gone(why) {
    const ran = this.state === "ready";
    this.#drop();
    if (ran && this.#restarts < RESTARTS) {
      this.#restarts += 1;
      this.#begin(false);
    } else this.#end(ran ? "crash" : why);
  }

  /** It did not start, or is given up. @param {Page.Fault | "crash"} why */
  async #end(why) {
    this.#drop();
    // A new release takes the files of the old one away, while a page of the old one may still be open or kept.
    const outdated = ["missing", "cut"].includes(why) && (await isOutdated());
    if (outdated) this.#enter("failed", "versions");
    else this.#enter("failed", navigator.onLine === false && why === "missing" ? "offline" : why);
  }

  #drop() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#clearTimers();
    const lost = [...this.#more.values(), ...(this.#waiting ? [this.#waiting] : [])];
    this.#more.clear();
    this.#waiting = undefined;
    for (const { reject } of lost) reject(new Error("the worker is gone"));
  }

  #enter(/** @type {Page.State} */ state, /** @type {Page.Why} */ why = "") {
    this.#clearTimers();
    const restarted = state === "ready" && this.#restarts > 0;
    this.state = state;
    this.listener.onState(state, restarted ? "restarted" : why);
  }

  #after(/** @type {number} */ milliseconds, /** @type {() => void} */ does) {
    this.#timers.push(setTimeout(does, milliseconds));
  }

  #clearTimers() {
    for (const timer of this.#timers) clearTimeout(timer);
    clearTimeout(this.#step);
    this.#timers = [];
  }
}

/** Whether the person asked their browser to fetch no more than it must. */
export const savesData = () => navigator.connection?.saveData === true;

/**
 * A worker made from a blob obeys the page's policy also on hosts that send no headers; one made from an address would not.
 * Importing from within keeps its modules where they are.
 */
export function makeWorker() {
  const source = `import ${JSON.stringify(new URL("worker.mjs", import.meta.url).href)};`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module", name: "engine" });
  // The address is read once the worker has begun; revoking it at once fails in some browsers.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return worker;
}
