// The worker: it alone runs Python, and it never touches the page. It is told where the engine's files are, reports each
// step of the start, and then answers requests. What it says is a fact ("missing"), never a sentence: the page has the words.

import { startEngine, whyItFailed } from "./runtime.mjs";

/**
 * @typedef {{start: import("./runtime.mjs").Manifest}} StartMessage
 * @typedef {{id: number, requests: string[]}} AskMessage
 */

/** @type {((request: string) => string) | undefined} */
let answer;

/** @param {MessageEvent<StartMessage | AskMessage>} event */
self.onmessage = async (event) => {
  const message = event.data;
  if ("start" in message) {
    try {
      answer = await startEngine(message.start, (step) => self.postMessage({ step }));
      self.postMessage({ ready: true });
    } catch (error) {
      self.postMessage({ failed: whyItFailed(error), detail: String(error) });
    }
    return;
  }
  try {
    self.postMessage({ id: message.id, answers: message.requests.map((request) => answer(request)) });
  } catch (error) {
    // The engine itself never raises: Python is broken, and only a new worker helps.
    self.postMessage({ id: message.id, broken: whyItFailed(error), detail: String(error) });
  }
};

self.postMessage({ step: { name: "worker" } });
