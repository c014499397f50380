// The worker: it alone runs Python, and it never touches the page. It is told where the engine's files are, reports each
// step of the start, and then answers requests. What it says is a fact ("missing"), never a sentence: the page has the words.

import { drop, find, FIRST, QUESTION, take } from "./memory.mjs";
import { startEngine, startExtras, whyItFailed } from "./runtime.mjs";

/** @type {Page.Started} */
let engine;
/** @type {Page.Manifest} */
let manifest;
/** @type {ReturnType<typeof startExtras> | undefined} */
let extras;

/** Whether it began from what was kept of its memory. */
let remembers = false;
/** Whether the first answer has left. */
let answered = false;
/** Milliseconds between two preparations, so that no question waits for both. */
const APART = 500;

/** @param {MessageEvent<Page.ToWorker>} event */
self.onmessage = ({ data }) => {
  if ("start" in data) start(data);
  else if ("picture" in data) picture(data);
  else if ("more" in data) more(data);
  else answer(data);
};

/** `memory`: use what is kept of it. @param {Page.Asked<"start">} message */
async function start(message) {
  manifest = message.start;
  const kept = message.memory ? find(manifest) : Promise.resolve(null);
  try {
    const memory = kept.then((found) => found && { _loadSnapshot: found.bytes });
    engine = await startEngine(manifest, (step) => self.postMessage({ step }), memory);
    const found = await kept;
    remembers = Boolean(found);
    if (found) check(engine, found.answer);
    self.postMessage({ ready: true, remembers });
  } catch (error) {
    const why = whyItFailed(error);
    if ((await kept) && why === "unknown") {
      await drop(manifest); // to begin anew without it
      self.postMessage({ forgot: true, detail: String(error) });
    } else self.postMessage({ failed: why, detail: String(error) });
  }
}

/** An engine that began from its memory has to say what it said then; only its dice are thrown anew. */
function check(/** @type {Page.Started} */ { python, answer }, /** @type {string} */ wanted) {
  if (answer(QUESTION) !== wanted) throw new Error("what was kept is damaged");
  python.pyimport("random").seed();
}

/** In a worker that does nothing else. @param {Page.Asked<"picture">} message */
async function picture(message) {
  try {
    await take(message.picture, await startEngine(message.picture, () => {}, { _makeSnapshot: true }));
    self.postMessage({ taken: true });
  } finally {
    self.close();
  }
}

/** @param {Page.Asked<"requests">} message */
function answer({ id, requests }) {
  try {
    // One by one: the page draws the first while the next is worked out.
    for (const request of requests) {
      self.postMessage({ id, answer: engine.answer(request) });
      if (!answered) prepare();
      answered = true;
    }
  } catch (error) {
    // The engine itself never raises: Python is broken, and only a new worker helps.
    if (remembers) drop(manifest);
    self.postMessage({ id, broken: whyItFailed(error), detail: String(error) });
  }
}

/** While the page shows the first answer: what would hold up the first advice, reading and review. */
function prepare() {
  // The first date in words takes Chromium up to 40 ms, once for a page and its workers. The page would stand still meanwhile.
  new Intl.DateTimeFormat("en").format();
  if (remembers) return;
  for (const [index, request] of FIRST.entries()) setTimeout(() => engine.answer(request), APART * index);
}

/** A request for the extras. @param {Page.Asked<"more">} message */
async function more(message) {
  try {
    extras ??= startExtras(engine.python, manifest);
    self.postMessage({ id: message.id, more: (await extras)(message.more) });
  } catch (error) {
    extras = undefined; // to be tried anew
    self.postMessage({ id: message.id, moreFailed: whyItFailed(error), detail: String(error) });
  }
}

self.postMessage({ step: { name: "worker" } });
