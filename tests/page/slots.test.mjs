import assert from "node:assert/strict";
import { test } from "node:test";
import { followed, refilled, sameButSlots, slotsIn, withBlanks } from "../../page/slots.mjs";

/** A letter as the engine gives it, from a text with its slots in «field:words». */
function letter(marked) {
  let body = "";
  const slots = [];
  for (const part of marked.split(/(«\w+:[^»]*»)/)) {
    const slot = /^«(\w+):([^»]*)»$/.exec(part);
    const start = [...body].length;
    body += slot ? slot[2] : part;
    if (slot) slots.push({ field: slot[1], start, end: [...body].length, filled: !slot[2].startsWith("[") });
  }
  return { body, slots };
}
/** Slots as words in the text they stand in. */
const words = (text, slots) => slots.map((slot) => `${slot.field}:${text.slice(slot.start, slot.end)}`);

const DEAR = letter("Dear «recipient:[name]»,\n\nthank you 👍 for «company:Acme».\n\n«your_name:[your name]»");
const SLOTS = slotsIn(DEAR.body, DEAR.slots);

test("slots stand in UTF-16 units behind an emoji", () => {
  assert.deepEqual(words(DEAR.body, SLOTS), ["recipient:[name]", "company:Acme", "your_name:[your name]"]);
});

test("of slots within slots the outermost stands", () => {
  assert.deepEqual(slotsIn("abcd", [
    { field: "role", start: 0, end: 4, filled: true },
    { field: "company", start: 1, end: 2, filled: true },
  ]), [{ field: "role", start: 0, end: 4 }]);
});

const EDITS = [
  ["words before all slots", "Dear ", "Hello dear ", ["recipient:[name]", "company:Acme", "your_name:[your name]"]],
  ["words between slots", "thank you", "many 👍👍 thanks", ["recipient:[name]", "company:Acme", "your_name:[your name]"]],
  ["fewer words between slots", "\n\nthank you 👍 for", " for", ["recipient:[name]", "company:Acme", "your_name:[your name]"]],
  ["words within a slot", "Acme", "Ac 👍 me", ["recipient:[name]", "company:Ac 👍 me", "your_name:[your name]"]],
  ["a slot typed over", "Acme", "Beta", ["recipient:[name]", "company:Beta", "your_name:[your name]"]],
  ["a slot taken out", "Acme", "", ["recipient:[name]", "your_name:[your name]"]],
  ["words right behind a slot", "Acme", "Acme Inc.", ["recipient:[name]", "company:Acme", "your_name:[your name]"]],
  ["a cut at the beginning of a slot", "Acme", "me", ["recipient:[name]", "company:me", "your_name:[your name]"]],
  ["a cut into a slot from before", "for Ac", "fo", ["recipient:[name]", "your_name:[your name]"]],
  ["a cut into a slot from behind", "me.\n", "", ["recipient:[name]", "your_name:[your name]"]],
  ["a cut across two slots", "name],\n\nthank you 👍 for Ac", "", ["your_name:[your name]"]],
  ["nothing", "Dear", "Dear", ["recipient:[name]", "company:Acme", "your_name:[your name]"]],
];
for (const [what, from, to, left] of EDITS) {
  test(`slots are followed through ${what}`, () => {
    assert.ok(DEAR.body.includes(from));
    const after = DEAR.body.replace(from, to);
    assert.deepEqual(words(after, followed(SLOTS, DEAR.body, after)), left);
  });
}

test("a text that was taken out whole has no slots, and put in again it has its blanks", () => {
  const none = followed(SLOTS, DEAR.body, "");
  assert.deepEqual(none, []);
  const again = followed(none, "", DEAR.body);
  assert.deepEqual(words(DEAR.body, withBlanks(again, DEAR.body, DEAR)), ["recipient:[name]", "your_name:[your name]"]);
});

test("every place of a blank is found, and none twice", () => {
  const text = "[name] and [name]";
  assert.deepEqual(words(text, withBlanks([{ field: "recipient", start: 0, end: 6 }], text, DEAR)), ["recipient:[name]", "recipient:[name]"]);
});

const mine = (text) => ({ text, slots: followed(SLOTS, DEAR.body, text) });

test("what is new in the slots goes into one's own text, and only there", () => {
  const now = letter("Dear «recipient:👩🏽‍💻 Ana»,\n\nthank you 👍 for «company:Acme».\n\n«your_name:Li»");
  const filled = refilled(mine(DEAR.body.replace("thank you", "many thanks, Acme,")), DEAR, now);
  assert.equal(filled.text, "Dear 👩🏽‍💻 Ana,\n\nmany thanks, Acme, 👍 for Acme.\n\nLi");
  assert.deepEqual(words(filled.text, filled.slots), ["recipient:👩🏽‍💻 Ana", "company:Acme", "your_name:Li"]);
});

test("what the person typed into a slot stays while its answer does", () => {
  const now = letter("Dear «recipient:Ana»,\n\nthank you 👍 for «company:Acme».\n\n«your_name:[your name]»");
  assert.equal(refilled(mine(DEAR.body.replace("Acme", "you all")), DEAR, now).text.includes("for you all."), true);
});

test("a field that comes twice is filled in its order", () => {
  const base = letter("«role:a» «role:b»");
  const own = { text: base.body, slots: slotsIn(base.body, base.slots) };
  assert.equal(refilled(own, base, letter("«role:x» «role:y»")).text, "x y");
  assert.equal(refilled(own, base, letter("«role:x»")).text, "x x");
  assert.equal(refilled(own, base, letter("none")).text, "a b");
});

test("letters are the same but for their slots, or not", () => {
  assert.equal(sameButSlots(letter("a «role:x» b"), letter("a «role:long 👍» b")), true);
  assert.equal(sameButSlots(letter("a «role:x» b"), letter("a «company:x» b")), false);
  assert.equal(sameButSlots(letter("a «role:x» b"), letter("a «role:x» c")), false);
});
