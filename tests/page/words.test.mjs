import assert from "node:assert/strict";
import { test } from "node:test";
import { hasWords, isoWithOffset, localDate, say, sayCount, sayDay } from "../../page/words.mjs";

test("a sentence has its blanks filled in", () => {
  assert.match(say("mail.cut", { limit: "50,000" }), /50,000 characters.*50,000/);
  assert.equal(say("locale"), "en-US");
});

test("a blank that is not given stays, and what is given is not read again", () => {
  assert.match(say("mail.kept", { yours: "{theirs}", theirs: "B" }), /“{theirs}”.*“B”/);
});

test("one and many have their own sentences", () => {
  assert.match(sayCount("mail.filled", 1), /One answer/);
  assert.match(sayCount("mail.filled", 3), /^3 answers/);
  assert.match(sayCount("letter.words", 0, { words: 0 }), /^0 words/);
});

test("what there are no words for is refused", () => {
  assert.throws(() => say("mail.no_such_key"), /No words for mail.no_such_key/);
  assert.throws(() => say("mail"), /No words/);
});

for (const name of ["kind.constructor", "kind.constructor.name", "kind.__proto__", "kind.reply.length", "kind.reply.0", "kind.reply.at", "toString", ""]) {
  test(`“${name}” is no name of words, though JavaScript knows it`, () => assert.equal(hasWords(name), false));
}

test("a date without a time is that day here, wherever that is", () => {
  assert.equal(localDate("2026-03-04").getDate(), 4);
  assert.match(sayDay("2026-03-04", new Date("2026-03-01T12:00")), /^Wednesday, March 4$/);
  assert.match(sayDay("2027-03-04", new Date("2026-03-01T12:00")), /^March 4, 2027$/);
});

test("a moment carries the offset of this device", () => {
  const now = new Date("2026-03-04T10:20:30Z");
  assert.match(isoWithOffset(now), /^\d{4}-\d\d-\d\dT\d\d:\d\d:30[+-]\d\d:\d\d$/);
  assert.equal(new Date(isoWithOffset(now)).getTime(), now.getTime());
});

for (const [minutes, offset] of [[-330, "+05:30"], [210, "-03:30"], [0, "+00:00"]]) {
  test(`an offset of ${offset} is written with its sign`, () => {
    const now = new Date(2026, 2, 4);
    now.getTimezoneOffset = () => minutes;
    assert.ok(isoWithOffset(now).endsWith(offset));
  });
}
