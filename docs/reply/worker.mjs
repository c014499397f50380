// The worker: it alone runs Python, and it never touches the page. It is told where the engine's files are, reports each
// step of the start, and then answers requests. What it says is a fact ("missing"), never a sentence: the page has the words.

import { startEngine, startExtras, whyItFailed } from "./runtime.mjs";

/**
 * @typedef {{start: import("./runtime.mjs").Manifest}} StartMessage
 * @typedef {{id: number, requests: string[]}} AskMessage
 * @typedef {{id: number, more: string}} MoreMessage a request for the extras
 */

/** @type {Awaited<ReturnType<typeof startEngine>> | undefined} */
let engine;
/** @type {import("./runtime.mjs").Manifest} */
let manifest;
/** @type {ReturnType<typeof startExtras> | undefined} */
let extras;

/** @param {MessageEvent<StartMessage | AskMessage | MoreMessage>} event */
self.onmessage = ({ data }) => {
  if ("start" in data) start(data);
  else if ("more" in data) more(data);
  else answer(data);
};

/** @param {StartMessage} message */
async function start(message) {
  manifest = message.start;
  try {
    engine = await startEngine(manifest, (step) => self.postMessage({ step }));
    self.postMessage({ ready: true });
  } catch (error) {
    self.postMessage({ failed: whyItFailed(error), detail: String(error) });
  }
}

/** @param {AskMessage} message */
function answer({ id, requests }) {
  try {
    self.postMessage({ id, answers: requests.map((request) => engine.answer(request)) });
  } catch (error) {
    // The engine itself never raises: Python is broken, and only a new worker helps.
    self.postMessage({ id, broken: whyItFailed(error), detail: String(error) });
  }
}

/** @param {MoreMessage} message */
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
