import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { drop, FIRST, find, QUESTION, take } from "../../page/memory.mjs";

const manifest = { build: "b1", pyodide: "https://example.edu/no-thanks/engine/py/", python: "https://example.edu/no-thanks/engine/p.zip" };
const OURS = "gracious-reply https://example.edu/no-thanks/ memory ";

/** @type {Map<string, Map<string, Response>>} */
let held;
const working = {
  keys: async () => [...held.keys()],
  delete: async (name) => held.delete(name),
  open: async (name) => {
    if (!held.has(name)) held.set(name, new Map());
    return { put: async (address, response) => held.get(name).set(address, response) };
  },
  match: async (address, { cacheName }) => held.get(cacheName)?.get(address)?.clone(),
};
const engine = (bytes = "memory") => ({
  python: { makeMemorySnapshot: () => new TextEncoder().encode(bytes) },
  answer: Object.assign((request) => `to ${request.length}`, { destroy() {} }),
});
beforeEach(() => {
  held = new Map();
  globalThis.caches = working;
});

test("a picture that is taken is found, with what it has to answer", async () => {
  const asked = [];
  const { python } = engine();
  const answer = Object.assign((request) => `${asked.push(request)}`, { destroy: () => asked.push("destroyed") });
  await take(manifest, { python, answer });
  assert.deepEqual(asked, [...FIRST, QUESTION, "destroyed"]);
  const found = await find(manifest);
  assert.equal(new TextDecoder().decode(found?.bytes), "memory");
  assert.equal(found?.answer, "3");
});

test("only the newest is kept, and what other sites keep is left alone", async () => {
  for (const name of [`${OURS}b0`, "gracious-reply https://example.edu/ memory b0", "gracious-reply https://example.edu/no-thanks/ pages 1"]) {
    held.set(name, new Map());
  }
  await take(manifest, engine());
  assert.deepEqual([...held.keys()].sort(), [
    "gracious-reply https://example.edu/ memory b0", `${OURS}b1`, "gracious-reply https://example.edu/no-thanks/ pages 1",
  ]);
  assert.equal(await find({ ...manifest, build: "b2" }), null);
  await drop(manifest);
  assert.equal(await find(manifest), null);
});

test("a picture that was damaged, or is of another browser, is none", async () => {
  await take(manifest, engine());
  const kept = held.get(`${OURS}b1`);
  const [[memory], [note, said]] = [...kept];
  kept.set(memory, new Response("memorY"));
  assert.equal(await find(manifest), null);
  kept.set(memory, new Response("memory"));
  assert.ok(await find(manifest));
  kept.set(note, new Response(JSON.stringify({ ...(await said.clone().json()), browser: "older" })));
  assert.equal(await find(manifest), null);
  kept.set(note, new Response("{"));
  assert.equal(await find(manifest), null);
});

test("a browser that keeps nothing stops nothing", async () => {
  const refuse = () => Promise.reject(new DOMException("not allowed", "SecurityError"));
  globalThis.caches = { match: refuse, delete: refuse };
  assert.equal(await find(manifest), null);
  await drop(manifest);
  globalThis.caches = undefined;
  assert.equal(await find(manifest), null);
});
