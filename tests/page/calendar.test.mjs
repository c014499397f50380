import assert from "node:assert/strict";
import { test } from "node:test";
import { googleCalendar, nextDate } from "../../page/calendar.mjs";

const dates = (due) => new URL(googleCalendar(due, "x")).searchParams.get("dates");

for (const [due, span] of [
  ["2026-03-04", "20260304/20260305"],
  ["2026-12-31", "20261231/20270101"],
  ["2028-02-28", "20280228/20280229"],
  ["2026-03-29", "20260329/20260330"], // clocks go forward
  ["2026-03-04T18:00:00-08:00", "20260304/20260305"],
]) {
  test(`${due} is one whole day, whatever the zone of this device`, () => assert.equal(dates(due), span));
}

test("a title travels as it is", () => {
  const title = "Ask & thank “Ana” #1 +1? 👍 dates=x";
  const address = new URL(googleCalendar("2026-03-04", title));
  assert.equal(address.origin + address.pathname, "https://calendar.google.com/calendar/render");
  assert.equal(address.searchParams.get("text"), title);
  assert.equal(address.searchParams.get("action"), "TEMPLATE");
});

test("the next date is none of the reply, none of the log, and has a day", () => {
  const steps = [["reply", "2026-03-04"], ["log", "2026-03-04"], ["nudge", null], ["reapply", "2026-09-04"], ["follow_up", "2026-10-01"]];
  assert.equal(nextDate(steps.map(([kind, due]) => ({ kind, due })))?.kind, "reapply");
  assert.equal(nextDate([]), undefined);
});
