import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { canKeep, forget, keep, load, onChangeElsewhere } from "../../page/keep.mjs";
import { tidy } from "../../page/log.mjs";

const PLACE = "gracious-reply-log";
const ASIDE = "gracious-reply-log-unread";
const rows = [tidy({ company: "Acme", status: "asked" }), tidy({ company: "__proto__" })];

/** A browser's storage, with room for so many texts. */
class Storage {
  held = new Map();
  room = 10;
  getItem = (key) => this.held.get(key) ?? null;
  removeItem = (key) => void this.held.delete(key);
  setItem(key, text) {
    if (!this.held.has(key) && this.held.size >= this.room) throw new DOMException("full", "QuotaExceededError");
    this.held.set(key, text);
  }
}

/** @type {Storage} */
let storage;
const give = (descriptor) => Object.defineProperty(globalThis, "localStorage", { configurable: true, ...descriptor });
beforeEach(() => {
  storage = new Storage();
  give({ value: storage });
});

test("rows that are kept come back", () => {
  assert.deepEqual(load(), { on: false, rows: [], unread: false });
  assert.equal(keep(rows), true);
  assert.deepEqual(load(), { on: true, rows, unread: false });
});

test("an empty log is on all the same", () => {
  keep([]);
  assert.deepEqual(load(), { on: true, rows: [], unread: false });
});

test("forgetting leaves nothing, nor does asking whether anything may be kept", () => {
  assert.equal(canKeep(), true);
  keep(rows);
  storage.setItem(ASIDE, "x");
  forget();
  assert.equal(storage.held.size, 0);
});

for (const text of ["", "{", "null", "[]", "7", '{"version":2,"rows":[]}', '{"version":1,"rows":{}}', '{"version":1}']) {
  test(`${text || "an empty text"} is put aside untouched, and a new log begun`, () => {
    storage.setItem(PLACE, text);
    assert.deepEqual(load(), { on: true, rows: [], unread: true });
    assert.equal(storage.getItem(ASIDE), text);
    assert.deepEqual(load(), { on: true, rows: [], unread: false });
  });
}

test("without room to put it aside, it stays where it is", () => {
  storage.room = 1;
  storage.setItem(PLACE, "{");
  assert.equal(load().unread, true);
  assert.equal(storage.getItem(PLACE), "{");
});

test("rows of odd shapes are made whole or left out", () => {
  storage.setItem(PLACE, JSON.stringify({ version: 1, rows: [null, 7, "x", { company: "Acme", status: "no such", more: 1 }] }));
  assert.deepEqual(load().rows, [tidy({ company: "Acme" })]);
});

test("a full storage says no", () => {
  storage.room = 0;
  assert.equal(canKeep(), false);
  assert.equal(keep(rows), false);
});

test("a browser that throws at the name of the storage stops nothing", () => {
  give({
    get() {
      throw new DOMException("not allowed", "SecurityError");
    },
  });
  assert.equal(canKeep(), false);
  assert.equal(keep(rows), false);
  assert.deepEqual(load(), { on: false, rows: [], unread: false });
  forget();
});

test("only a change of the log is heard from other tabs, and a storage that was emptied", () => {
  let heard = 0;
  const before = globalThis.addEventListener;
  const listeners = [];
  globalThis.addEventListener = (_, does) => listeners.push(does);
  onChangeElsewhere(() => (heard += 1));
  for (const key of [PLACE, "else", null]) for (const does of listeners) does({ key });
  globalThis.addEventListener = before;
  assert.equal(heard, 2);
});
