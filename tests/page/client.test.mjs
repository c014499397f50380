import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Engine } from "../../page/client.mjs";

/** @type {Worker[]} the workers that were made */
let workers;
class Worker {
  told = [];
  over = false;
  constructor() {
    workers.push(this);
  }
  postMessage(message) {
    this.told.push(message);
  }
  terminate() {
    this.over = true;
  }
  /** As if the worker had said this. */
  says(data) {
    this.onmessage({ data });
  }
}
const manifest = { build: "b1", pyodide: "../engine/py/", python: "../engine/p.zip", extras: "../engine/x.zip", info: {}, bytes: {} };
const page = globalThis.document.getElementById;
Object.assign(globalThis.document, {
  baseURI: "https://example.edu/reply/",
  getElementById: (id) => (id === "engine-manifest" ? { textContent: JSON.stringify(manifest) } : page(id)),
});
Object.assign(globalThis, { Worker, window: globalThis, parent: {}, fetch: () => Promise.reject(new TypeError("offline")) });
globalThis.location = { href: "https://example.edu/reply/" };
mock.timers.enable({ apis: ["setTimeout"] });

/** @type {string[]} */
let heard;
let engine;
const last = () => workers.at(-1);
const soon = () => new Promise((resolve) => setImmediate(resolve));
beforeEach(() => {
  workers = [];
  heard = [];
  engine = new Engine({
    onState: (state, why) => heard.push(why ? `${state}: ${why}` : state),
    onStep: (step) => heard.push(`step ${step.name}`),
    onSlow: (what) => heard.push(`slow ${what}`),
  });
});
function run() {
  engine.start();
  last().says({ ready: true, remembers: true });
  heard.length = 0;
}

test("a start is told with whole addresses, and once", () => {
  engine.start();
  engine.start();
  assert.equal(workers.length, 1);
  assert.equal(last().told[0].start.python, "https://example.edu/engine/p.zip");
  assert.equal(last().told[0].memory, true);
  last().says({ step: { name: "start" } });
  last().says({ ready: true, remembers: true });
  engine.start();
  assert.deepEqual(heard, ["loading", "step start", "ready"]);
});

test("answers come in the order of the requests, each with its place", async () => {
  run();
  const taken = [];
  const done = engine.ask([{ ask: "read" }, { ask: "advise" }], (answer, index) => taken.push([answer.n, index]));
  const [{ id, requests }] = last().told.slice(-1);
  assert.deepEqual(requests.map((one) => JSON.parse(one).ask), ["read", "advise"]);
  for (const n of [7, 8]) last().says({ id, answer: JSON.stringify({ n }) });
  await done;
  assert.deepEqual(taken, [[7, 0], [8, 1]]);
  last().says({ id, answer: "{}" });
  assert.equal(taken.length, 2);
});

test("an answer to an earlier question is dropped", () => {
  run();
  const taken = [];
  engine.ask([{}], () => taken.push("early")).catch(() => {});
  const { id } = last().told.at(-1);
  engine.ask([{}], () => taken.push("late")).catch(() => {});
  last().says({ id, answer: "{}" });
  assert.deepEqual(taken, []);
  last().says({ id: id + 1, answer: "{}" });
  assert.deepEqual(taken, ["late"]);
});

test("an engine that breaks is started once more, without its memory, and then given up", async () => {
  run();
  const lost = engine.ask([{}], () => {});
  last().says({ id: last().told.at(-1).id, broken: "unknown" });
  await assert.rejects(lost);
  assert.equal(workers[0].over, true);
  assert.equal(last().told[0].memory, false);
  last().says({ ready: true, remembers: true });
  engine.ask([{}], () => {}).catch(() => {});
  last().says({ id: last().told.at(-1).id, broken: "unknown" });
  await soon();
  assert.deepEqual(heard, ["loading", "ready: restarted", "failed: crash"]);
  assert.equal(workers.length, 2);
});

test("an answer that is slow is said to be, and one that never comes is given up", async () => {
  run();
  const lost = engine.ask([{}], () => {});
  mock.timers.tick(10_000);
  assert.deepEqual(heard, ["slow answer"]);
  mock.timers.tick(15_000);
  await assert.rejects(lost);
  assert.deepEqual(heard, ["slow answer", "loading"]);
});

test("a start that makes no more steps is given up; each step gives it time", async () => {
  engine.start();
  mock.timers.tick(100_000);
  last().says({ step: { name: "download", loaded: 1, total: 2 } });
  mock.timers.tick(100_000);
  assert.equal(engine.state, "loading");
  mock.timers.tick(20_000);
  await soon();
  assert.equal(engine.state, "failed");
  assert.equal(last().over, true);
});

test("what was kept of its memory and is damaged is forgotten", () => {
  engine.start();
  last().says({ forgot: true, detail: "" });
  assert.deepEqual(workers.map((one) => [one.told[0].memory, one.over]), [[true, true], [false, false]]);
});

test("the extras answer beside the engine, and a question without an answer ends", async () => {
  await assert.rejects(engine.askMore({ ask: "qr", text: "x" }));
  run();
  const [one, two, three] = [1, 2, 3].map(() => engine.askMore({ ask: "qr", text: "x" }));
  const ids = last().told.slice(-3).map((told) => told.id);
  last().says({ id: ids[1], more: '{"ok":true,"qr":"M0"}' });
  last().says({ id: ids[0], moreFailed: "missing", detail: "" });
  assert.equal((await two).qr, "M0");
  await assert.rejects(one, /missing/);
  mock.timers.tick(60_000);
  await assert.rejects(three, /no answer/);
  last().says({ id: ids[2], more: "{}" });
});

test("a worker that fails with an error while it starts is a file that is missing", async () => {
  engine.start();
  let prevented = false;
  last().onerror({ preventDefault: () => (prevented = true) });
  await soon();
  assert.equal(prevented, true);
  assert.deepEqual(heard, ["loading", "failed: missing"]);
});
