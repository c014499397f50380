import assert from "node:assert/strict";
import { test } from "node:test";
import { quoted, worstFirst } from "../../page/findings.mjs";

test("a finding is quoted in one line", () => {
  assert.equal(quoted("👍 this is\n  unfair, really", { start: 2, end: 19 }), "this is unfair,");
});

test("a finding about the whole has no words", () => {
  for (const [start, end] of [[0, 0], [5, 5], [99, 120]]) assert.equal(quoted("some text", { start, end }), "");
});

test("long words are shortened, and no emoji is cut in two", () => {
  const text = quoted("👍".repeat(200), { start: 0, end: 200 });
  assert.equal([...text].length, 89);
  assert.ok(text.endsWith("…") && text.isWellFormed());
  assert.equal(quoted("a".repeat(90), { start: 0, end: 90 }).length, 90);
  assert.equal(quoted(`${"a".repeat(87)} ${"b".repeat(20)}`, { start: 0, end: 108 }), `${"a".repeat(87)}…`);
});

test("what matters most comes first, and what matters as much in the order of the text", () => {
  const found = ["advice 1", "error 1", "warning 1", "error 2"].map((rule) => ({ rule, level: rule.split(" ")[0] }));
  assert.deepEqual(worstFirst(found).map((one) => one.rule), ["error 1", "error 2", "warning 1", "advice 1"]);
  assert.equal(found[0].rule, "advice 1");
});
