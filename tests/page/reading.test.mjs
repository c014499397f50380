import assert from "node:assert/strict";
import { test } from "node:test";
import { asAnswers, isFile, joined, sameValue } from "../../page/reading.mjs";

const reading = (given) => ({ kind: "rejection", sent_at: null, asks: [], people: [], evidence: [], ...given });
const place = (field, value, start = 0, end = 1) => ({ rule: "r", says: `${field}=${value}`, start, end, field, value });

test("a rejection is the usual case and fills nothing in; another kind does", () => {
  assert.equal(asAnswers(reading({})).mail_kind, null);
  assert.equal(asAnswers(reading({ kind: "offer" })).mail_kind, "offer");
});

test("what they ask becomes answers with its places, money aside", () => {
  const read = asAnswers(reading({ asks: [{ kind: "call", start: 3, end: 9 }, { kind: "payment", start: 10, end: 12 }] }));
  assert.deepEqual(read.asks, ["call"]);
  assert.deepEqual(read.evidence, [{ start: 3, end: 9, says: "asks" }]);
  assert.equal(asAnswers(reading({ asks: [{ kind: "payment", start: 0, end: 1 }] })).asks, null);
});

test("what speaks for a rejection speaks for the kind of email", () => {
  const read = asAnswers(reading({ evidence: [place("is_rejection", "yes"), place("stage", "interview"), place("people", "Ana")] }));
  assert.deepEqual(read.evidence.map((one) => one.says), ["mail_kind", "stage=interview", "people"]);
});

test("a day that is still to come, or none, is not taken", () => {
  assert.equal(asAnswers(reading({ sent_at: "2999-01-01T00:00:00Z" })).received_at, null);
  assert.equal(asAnswers(reading({ sent_at: "yesterday" })).received_at, null);
  assert.match(asAnswers(reading({ sent_at: "2026-03-04T10:00:00Z" })).received_at, /^2026-03-0\dT\d\d:\d\d$/);
});

test("places that touch are one", () => {
  const at = (start, end) => ({ start, end, says: "x" });
  assert.deepEqual(joined([at(10, 12), at(0, 4), at(5, 7), at(1, 2)]), [[0, 7], [10, 12]]);
  assert.deepEqual(joined([]), []);
});

test("yes is true, and no is false, and both are themselves", () => {
  for (const [said, value] of [["yes", true], ["no", false], ["yes", "yes"], ["6", 6], ["true", true]]) assert.ok(sameValue(said, value));
  for (const [said, value] of [["yes", false], ["no", null], ["", true]]) assert.ok(!sameValue(said, value));
});

test("a raw email file is known by its headers; a pasted email is none", () => {
  const head = "Received: by x\r\n  for y\r\nFrom: a@example.edu\r\nMIME-Version: 1.0\r\n";
  assert.equal(isFile(`${head}\r\nDear Li`), true);
  assert.equal(isFile("From: Ana\nTo: Li\nSubject: Your application\nDate: today\n\nDear Li"), false);
  assert.equal(isFile("Dear Li,\nMIME-Version: 1.0"), false);
  assert.equal(isFile(""), false);
});
