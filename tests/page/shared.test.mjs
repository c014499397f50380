import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { form } from "./a_page.mjs";

/** @type {Map<string, Map<string, string>>} */
let kept;
let launched;
form.closest = () => ({ dataset: { base: ".." } });
Object.assign(globalThis.document, { baseURI: "https://example.edu/no-thanks/reply/" });
Object.assign(globalThis, {
  self: globalThis,
  window: { launchQueue: { setConsumer: (take) => (launched = take) } },
  history: { replaceState: (_, __, path) => (globalThis.location = at(path)) },
});
const at = (path, hash = "") => ({ pathname: path, hash });
globalThis.caches = {
  open: async (name) => ({ match: async (address) => (kept.get(name)?.has(address.href) ? new Response(kept.get(name).get(address.href)) : undefined) }),
  delete: async (name) => kept.delete(name),
};
const { takeShared } = await import("../../page/shared.mjs");
const taken = async () => {
  const texts = [];
  takeShared((text) => texts.push(text));
  await new Promise((resolve) => setTimeout(resolve, 5));
  return texts;
};
const NAME = "gracious-reply https://example.edu/no-thanks/ shared";

beforeEach(() => {
  kept = new Map([[NAME, new Map([["https://example.edu/no-thanks/reply/shared", "Dear Ana"]])]]);
  globalThis.location = at("/no-thanks/reply/", "#shared");
});

test("what was shared is taken once and is gone then, with its mark in the address", async () => {
  assert.deepEqual(await taken(), ["Dear Ana"]);
  assert.equal(kept.size, 0);
  assert.equal(globalThis.location.hash, "");
  assert.deepEqual(await taken(), []);
});

test("without the mark nothing is looked for", async () => {
  globalThis.location = at("/no-thanks/reply/", "#result");
  assert.deepEqual(await taken(), []);
  assert.equal(kept.size, 1);
});

test("what another site on the same host keeps is left alone", async () => {
  kept = new Map([["gracious-reply https://example.edu/ shared", new Map()]]);
  assert.deepEqual(await taken(), []);
  assert.equal(kept.size, 1);
});

test("a browser that keeps nothing stops nothing", async () => {
  const { open } = globalThis.caches;
  globalThis.caches.open = () => Promise.reject(new DOMException("not allowed", "SecurityError"));
  assert.deepEqual(await taken(), []);
  globalThis.caches.open = open;
});

test("a file the app was opened with is taken, and none is none", async () => {
  globalThis.location = at("/no-thanks/reply/");
  const texts = [];
  takeShared((text) => texts.push(text));
  await launched({ files: [{ getFile: async () => new Blob(["From: Ana"]) }] });
  await launched({ files: [] });
  await launched({});
  assert.deepEqual(texts, ["From: Ana"]);
});
