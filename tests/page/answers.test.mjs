import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Answers, fields, isField } from "../../page/answers.mjs";
import { form } from "./a_page.mjs";

let changes = 0;
const answersNow = () => new Answers(() => (changes += 1));
beforeEach(() => {
  form.reset();
  changes = 0;
});

test("before anybody answers, the defaults hold and are nobody's", () => {
  const answers = answersNow();
  assert.equal(answers.any, false);
  assert.equal(answers.get("tone"), "warm");
  assert.equal(answers.get("stage"), "");
  assert.deepEqual(answers.get("asks"), []);
  assert.equal(answers.get("received_at"), null);
  assert.equal(answers.get("reapply_after_months"), null);
  assert.deepEqual(Object.keys(answers.situation()), Object.keys(fields));
});

test("a stronger answer is never changed by a weaker one", () => {
  const answers = answersNow();
  const order = /** @type {const} */ (["nobody", "link", "mail", "person"]);
  for (const [at, source] of order.entries()) {
    for (const [before, stood] of order.entries()) {
      answers.clear();
      answers.fill("company", "stood", stood);
      assert.equal(answers.fill("company", "new", source), at >= before, `${source} over ${stood}`);
      assert.equal(answers.get("company"), at >= before ? "new" : "stood");
    }
  }
});

test("what a person types is theirs, and the page hears of it", () => {
  const answers = answersNow();
  form.type("company", "Acme");
  assert.equal(answers.source("company"), "person");
  assert.equal(changes, 1);
  form.changed({ name: "mail", value: "x" });
  form.changed({ name: "constructor", value: "x" });
  assert.equal(changes, 1);
});

test("what a browser brings back is the person's", () => {
  form.controls.company[0].value = "Acme";
  const answers = answersNow();
  assert.equal(answers.source("company"), "person");
  assert.equal(answers.any, true);
});

test("when the mail no longer says it, what the link chose holds again, else the default", () => {
  const answers = answersNow();
  answers.fill("tone", "formal", "link");
  answers.fill("tone", "brief", "mail");
  answers.fill("written", "automated", "mail");
  for (const name of /** @type {const} */ (["tone", "written"])) answers.unfill(name);
  assert.deepEqual([answers.get("tone"), answers.source("tone")], ["formal", "link"]);
  assert.deepEqual([answers.get("written"), answers.source("written")], ["unsure", "nobody"]);
  answers.choose("tone", "warm");
  answers.unfill("tone");
  assert.equal(answers.source("tone"), "person");
});

test("everything can be cleared and come back", () => {
  const answers = answersNow();
  answers.fill("people", ["Ana", "Tom"], "mail");
  answers.fill("asks", ["call", "consent"], "link");
  answers.choose("invited", true);
  form.type("reapply_after_months", "soon");
  const [before, saved] = [answers.situation(), answers.save()];
  answers.clear();
  assert.equal(answers.any, false);
  assert.deepEqual(answers.get("people"), []);
  answers.restore(saved);
  assert.deepEqual(answers.situation(), before);
  assert.equal(answers.source("people"), "mail");
});

test("names are parted by commas, semicolons and lines", () => {
  const answers = answersNow();
  form.type("people", " Ana,, Tom ;\nLi\n");
  assert.deepEqual(answers.get("people"), ["Ana", "Tom", "Li"]);
});

test("what is no number goes to the engine as it is", () => {
  const answers = answersNow();
  for (const [typed, sent] of /** @type {const} */ ([["6", 6], [" 12 ", 12], ["soon", "soon"], ["-1", "-1"], ["1e3", "1e3"], ["  ", null]])) {
    form.type("reapply_after_months", typed);
    assert.equal(answers.get("reapply_after_months"), sent);
  }
});

test("a day and time carry this device's offset", () => {
  const answers = answersNow();
  form.type("received_at", "2026-03-04T09:30");
  assert.match(String(answers.get("received_at")), /^2026-03-04T09:30:00[+-]\d\d:\d\d$/);
});

test("a question is shown where all its conditions hold", () => {
  const box = { hidden: false, dataset: { shown: JSON.stringify([["stage", "!=", "application"], ["invited", "==", true]]) } };
  const always = { hidden: true, dataset: { shown: "[]" } };
  form.boxes = [box, always];
  const answers = answersNow();
  assert.deepEqual([box.hidden, always.hidden], [true, false]);
  answers.choose("invited", true);
  assert.equal(box.hidden, false);
  answers.choose("stage", "application");
  assert.equal(box.hidden, true);
});

test("names that every object has are no questions", () => {
  for (const name of ["constructor", "__proto__", "toString", "", undefined]) assert.equal(isField(name), false);
  assert.equal(isField("stage"), true);
});
