import assert from "node:assert/strict";
import { test } from "node:test";
import { choosesAnswers, kindOf, presetsOf, schemeOf } from "../../page/presets.mjs";

test("choices of every kind are taken", () => {
  assert.deepEqual(presetsOf("#stage=final_round&upset=true&asks=call,consent&kind=follow_up&scheme=dark"), {
    chosen: [["stage", "final_round"], ["asks", ["call", "consent"]]],
    unknown: ["upset=true"],
  });
});

test("yes and no are taken where a link may choose them", () => {
  assert.deepEqual(presetsOf("#connect=true&future_roles=false").chosen, [["connect", true], ["future_roles", false]]);
  assert.deepEqual(presetsOf("#connect=yes").unknown, ["connect=yes"]);
});

test("a value promised in earlier years means what it means now", () => {
  assert.deepEqual(presetsOf("#tone=plain").chosen, [["tone", "brief"]]);
});

test("words a person would type are never taken", () => {
  for (const name of ["company", "your_name", "highlight", "people", "received_at", "reapply_after_months"]) {
    assert.deepEqual(presetsOf(`#${name}=1`), { chosen: [], unknown: [`${name}=1`] });
  }
});

for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "nonsense", ""]) {
  test(`“${name}” is no question, no value, no kind and no scheme`, () => {
    for (const asked of [`${name}=final_round`, `stage=${name}`, `tone=${name}`, `asks=call,${name}`, `kind=${name}`, `scheme=${name}`]) {
      assert.deepEqual(presetsOf(`#${asked}`), { chosen: [], unknown: [asked] });
    }
    assert.equal(kindOf(`#kind=${name}`), null);
    assert.equal(schemeOf(`#scheme=${name}`), null);
  });
}

test("a kind is one of ours, by its whole name", () => {
  assert.equal(kindOf("#stage=interview&kind=nudge"), "nudge");
  for (const kind of ["constructor.name", "reply.0", "reply.length", "Reply"]) assert.equal(kindOf(`#kind=${kind}`), null);
});

test("anchors are no presets", () => {
  for (const hash of ["", "#", "#result", "#field-stage"]) {
    assert.deepEqual(presetsOf(hash), { chosen: [], unknown: [] });
    assert.equal(kindOf(hash) ?? schemeOf(hash), null);
    assert.equal(choosesAnswers(hash), false);
  }
});

test("what is unknown is repeated, but not at length, and no emoji is cut in two", () => {
  const [said] = presetsOf(`#x=${"👍".repeat(200)}`).unknown;
  assert.equal([...(said ?? "")].length, 60);
  assert.ok(said?.isWellFormed());
});

test("broken escapes stop nothing", () => {
  assert.deepEqual(presetsOf("#stage=%E0%A4%A&%=%&=&stage=interview").chosen, [["stage", "interview"]]);
});

test("how the page looks is no answer", () => {
  assert.equal(choosesAnswers("#scheme=dark"), false);
  assert.equal(choosesAnswers("#scheme=pink"), true);
  assert.equal(choosesAnswers("#scheme=dark&stage=interview"), true);
});
