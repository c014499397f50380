import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Loop } from "../../page/loop.mjs";

/** @type {(() => void)[]} */
let frames = [];
globalThis.requestAnimationFrame = (does) => frames.push(does);
const soon = () => new Promise((resolve) => setImmediate(resolve));
async function frame() {
  for (const does of frames.splice(0)) does();
  await soon();
}

/** An engine that answers when it is told to. */
class Slow {
  up = true;
  said = {};
  asked = [];
  shown = [];
  #under = null;
  ready = () => this.up;
  request = (what) => (this.said[what] === null ? null : { ask: what, about: this.said[what] });
  show = (what, answer, request) => this.shown.push([what, answer, request.about]);
  ask = (requests, take) => {
    this.asked.push(requests.map((one) => one.about));
    return new Promise((resolve, reject) => (this.#under = { requests, take, resolve, reject }));
  };
  async answer() {
    const { requests, take, resolve } = this.#under;
    for (const [index, one] of requests.entries()) take(`to ${one.about}`, index);
    resolve();
    await soon();
  }
  async die() {
    this.up = false;
    this.#under.reject(new Error("gone"));
    await soon();
  }
}

/** @type {Slow} */
let engine;
/** @type {Loop} */
let loop;
beforeEach(() => {
  frames = [];
  engine = new Slow();
  loop = new Loop(engine);
});

test("after a pause it is asked at once, and all that changed in one go", async () => {
  engine.said = { letter: 1, advice: 1 };
  loop.touch("letter");
  loop.touch("advice", "letter");
  await soon();
  assert.deepEqual(engine.asked, [[1, 1]]);
});

test("nothing is asked while an answer is under way; then what stands there now, once", async () => {
  engine.said.letter = 1;
  loop.touch("letter");
  await soon();
  for (const typed of [2, 3, 4]) {
    engine.said.letter = typed;
    loop.touch("letter");
  }
  await frame();
  assert.deepEqual(engine.asked, [[1]]);
  await engine.answer();
  await frame();
  assert.deepEqual(engine.asked, [[1], [4]]);
  await engine.answer();
  await frame();
  assert.deepEqual(engine.asked, [[1], [4]]);
  assert.deepEqual(engine.shown, [["letter", "to 1", 1], ["letter", "to 4", 4]]);
});

test("each answer is shown with what was asked for it", async () => {
  engine.said = { mail: null, letter: "a", advice: "b" };
  loop.touch("mail", "letter", "advice");
  await soon();
  await engine.answer();
  assert.deepEqual(engine.shown, [["letter", "to a", "a"], ["advice", "to b", "b"]]);
});

test("where there is nothing to ask, nothing is asked, and the next change is heard", async () => {
  engine.said.draft = null;
  loop.touch("draft");
  await soon();
  assert.deepEqual(engine.asked, []);
  engine.said.draft = "Hello";
  loop.touch("draft");
  await soon();
  await frame();
  assert.deepEqual(engine.asked, [["Hello"]]);
});

test("before the engine is there nothing is asked, and nothing is lost", async () => {
  engine.up = false;
  engine.said.letter = 1;
  loop.touch("letter");
  await soon();
  assert.deepEqual(engine.asked, []);
  engine.up = true;
  loop.touch();
  await soon();
  assert.deepEqual(engine.asked, [[1]]);
});

test("what was asked of an engine that is gone is asked of the next one", async () => {
  engine.said = { letter: 1, advice: 2 };
  loop.touch("letter", "advice");
  await soon();
  await engine.die();
  engine.up = true;
  loop.touch();
  await frame();
  assert.deepEqual(engine.asked, [[1, 2], [1, 2]]);
});

test("in a tab without frames it is asked a little later all the same", async () => {
  engine.said.letter = 1;
  loop.touch("letter");
  await soon();
  await engine.answer();
  loop.touch("letter");
  await new Promise((resolve) => setTimeout(resolve, 150));
  assert.equal(engine.asked.length, 2);
  await frame();
  assert.equal(engine.asked.length, 2);
});
