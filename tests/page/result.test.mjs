import assert from "node:assert/strict";
import { test } from "node:test";
import { firstMessage, nothingToSend } from "../../page/result.mjs";

const advice = (verdict, kinds = [], needs = []) => ({ verdict, needs, plan: kinds.map((kind) => ({ kind })) });

test("the reply comes first, but where they asked or come back what the plan says", () => {
  assert.equal(firstMessage(advice("reply", ["nudge"])), "reply");
  assert.equal(firstMessage(advice("answer_them", ["log", "consent", "nudge"])), "consent");
  assert.equal(firstMessage(advice("not_a_rejection", ["log"])), "reply");
  assert.equal(firstMessage(advice(null, ["consent"])), "reply");
});

test("nothing is sent while nobody knows what the email is, and where thanks have no place", () => {
  assert.equal(nothingToSend(advice(null, [], ["mail_kind"]), "reply"), true);
  assert.equal(nothingToSend(advice(null, [], ["stage"]), "reply"), false);
  assert.equal(nothingToSend(advice("stay_silent"), "reply"), false);
  assert.equal(nothingToSend(advice("stay_silent", ["report"]), "reply"), true);
  assert.equal(nothingToSend(advice("wait", ["nudge"]), "reply"), true);
  assert.equal(nothingToSend(advice("wait", ["nudge"]), "nudge"), false);
});
