import assert from "node:assert/strict";
import { test } from "node:test";
import { mailLink, webMail } from "../../page/out.mjs";

const letter = { subject: "Thank you & more?", body: "Dear Ana,\n50 % of = + # 👍\r\nLi" };

test("a mail link carries subject and letter, with the line ends mails have", () => {
  const { href, whole } = mailLink(letter);
  const given = new URLSearchParams(href.slice(href.indexOf("?")).replaceAll("+", "%2B"));
  assert.equal(whole, true);
  assert.equal(given.get("subject"), letter.subject);
  assert.equal(given.get("body"), "Dear Ana,\r\n50 % of = + # 👍\r\nLi");
});

test("half an emoji stops nothing", () => {
  assert.ok(mailLink({ subject: "\ud83d", body: "\udc4d a" }).href.includes(encodeURIComponent("\ufffd a")));
});

test("what is too long for a link goes with its subject alone", () => {
  const long = { subject: "Thank you", body: "é".repeat(400) };
  assert.deepEqual(mailLink(long), { href: "mailto:?subject=Thank%20you", whole: false });
  assert.equal(webMail("gmail", long).whole, true);
  assert.equal(webMail("outlook", { ...long, body: "é".repeat(2000) }).whole, false);
});

test("a subject that is too long itself gives a link that can still be opened", () => {
  const { href } = mailLink({ subject: "é👍".repeat(900), body: "" });
  assert.ok(href.length <= 1_800);
  assert.doesNotThrow(() => decodeURIComponent(href));
});

for (const host of /** @type {const} */ (["gmail", "outlook"])) {
  test(`${host} is given the letter`, () => {
    const { searchParams: given } = new URL(webMail(host, letter).href);
    assert.equal(given.get(host === "gmail" ? "su" : "subject"), letter.subject);
    assert.match(given.get("body") ?? "", /^Dear Ana,\r\n/);
  });
}
