import assert from "node:assert/strict";
import { test } from "node:test";
import { spansIn, utf16Offsets, withSpace } from "../../page/marks.mjs";

const words = (text, spans) => spansIn(text, spans).map((span) => text.slice(span.start, span.end));

for (const text of ["", "plain", "é\u0301", "a👍b", "👩🏽‍💻👩🏽‍💻", "\ud83d alone", "end 👍"]) {
  test(`places in ${JSON.stringify(text)} are counted as Python counts`, () => {
    const [unit, signs] = [utf16Offsets(text), [...text]];
    for (let at = 0; at <= signs.length; at += 1) assert.equal(unit(at), signs.slice(0, at).join("").length);
    assert.equal(unit(signs.length + 10), text.length);
  });
}

test("a mark behind emoji is where its words are", () => {
  assert.deepEqual(words("👍👍 no hard feelings", [{ start: 3, end: 5 }]), ["no"]);
});

test("marks are sorted, and a later one begins where the earlier one ended", () => {
  const text = "one two three";
  assert.deepEqual(words(text, [{ start: 4, end: 13 }, { start: 0, end: 7 }]), ["one two", " three"]);
});

test("of marks that begin together the longer stands, of marks within another none", () => {
  assert.deepEqual(words("abcdef", [{ start: 0, end: 2 }, { start: 0, end: 4 }, { start: 1, end: 3 }]), ["abcd"]);
});

test("empty marks and marks behind the end are none", () => {
  assert.deepEqual(words("abc", [{ start: 1, end: 1 }, { start: 2, end: 1 }, { start: 7, end: 9 }]), []);
  assert.deepEqual(words("abc", [{ start: 2, end: 99 }]), ["c"]);
});

test("a mark keeps what else it says, and the list that was given stays as it was", () => {
  const given = [{ start: 1, end: 2, level: "error" }, { start: 0, end: 1, level: "advice" }];
  const before = structuredClone(given);
  assert.deepEqual(spansIn("ab", given).map((span) => span.level), ["advice", "error"]);
  assert.deepEqual(given, before);
});

const without = (text, words) => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  const span = withSpace(text, { start, end: start + [...words].length });
  return [...text].toSpliced(span.start, span.end - span.start).join("");
};

for (const [text, cut, left] of [
  ["Thank you. It hurts. Best", "It hurts.", "Thank you. Best"],
  ["It hurts. Best", "It hurts.", "Best"],
  ["Best. It hurts.", "It hurts.", "Best."],
  ["one\nIt hurts. two", "It hurts.", "one\ntwo"],
  ["👍 It hurts. 👍", "It hurts.", "👍 👍"],
  ["un(kind)ly", "(kind)", "unly"],
  ["so, really, no", ", really", "so, no"],
  ["all", "all", ""],
]) {
  test(`“${cut}” leaves no double space in ${JSON.stringify(text)}`, () => assert.equal(without(text, cut), left));
}
