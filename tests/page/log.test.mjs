import assert from "node:assert/strict";
import { test } from "node:test";
import { byStage, COLUMNS, csv, harmless, mostAfter, original, pasted, rowsOf, STATUSES, tidy } from "../../page/log.mjs";
import { say } from "../../page/words.mjs";

const row = (given = {}) => tidy({ company: "Acme", date: "2026-03-04", status: "sent", ...given });
const HEAD = COLUMNS.map((column) => say(`log.${column}`));

const ODD = {
  "a comma and a semicolon": "Acme, Inc.; London",
  "quotation marks": 'The "best" company',
  "only a quotation mark": '"',
  "a formula": "=1+1",
  "a formula behind an apostrophe": "'=1+1",
  "a formula behind two": "''@SUM(A1)",
  "a curly apostrophe before a formula": "’+1",
  "a full-width formula": "＝1+1",
  "an apostrophe of its own": "'t Hof",
  "emoji": "👩🏽‍💻 Ünïcøde 株式会社",
  "a minus": "-",
  "half an emoji": "\ud83d",
  "what every object has": "__proto__",
};

for (const [what, text] of Object.entries(ODD)) {
  test(`${what} comes back from the CSV file as it was`, () => {
    const rows = [row({ company: text, role: text }), row()];
    assert.deepEqual(rowsOf(csv(rows)), rows);
  });
}

for (const sign of ["=", "+", "-", "@", "＝", "＋", "－", "＠"]) {
  test(`a cell that begins with ${sign} is no formula`, () => {
    assert.equal(harmless(`${sign}cmd`), `'${sign}cmd`);
    assert.equal(harmless(`  \t${sign}cmd`), `'${sign}cmd`);
    assert.equal(original(harmless(`${sign}cmd`)), `${sign}cmd`);
    assert.ok(!pasted(row({ company: `${sign}cmd` })).startsWith(sign));
  });
}

test("what a cell may hold besides is left alone", () => {
  for (const text of ["Acme", "a=b", "'quoted'", ""]) assert.equal(original(harmless(text)), text);
});

test("a cell is one line, and a row to paste has a tab between cells", () => {
  const cells = pasted(row({ company: "one\ntwo\tthree\0four" })).split("\t");
  assert.equal(cells.length, COLUMNS.length);
  assert.equal(cells[0], "one two three four");
});

test("statuses are written in words and read again", () => {
  for (const status of STATUSES) assert.deepEqual(rowsOf(csv([row({ status })]))?.[0]?.status, status);
  assert.ok(csv([row({ status: "over" })]).includes(say("log.statuses.over")));
});

test("a file of another spreadsheet: semicolons, other line ends, headings in another order and case", () => {
  const rows = rowsOf(`Status;COMPANY;date\n${say("log.statuses.asked")};"Acme; Sons";2026-03-04\n\n;;\n`);
  assert.equal(rows?.length, 1);
  assert.deepEqual(rows?.[0], tidy({ company: "Acme; Sons", date: "2026-03-04", status: "asked" }));
});

test("line breaks within quotation marks belong to the cell", () => {
  assert.equal(rowsOf('Company,Job\r\n"A\r\nB","C ""D"""\r\n')?.[0]?.role, 'C "D"');
  assert.equal(rowsOf('Company,Job\r\n"A\nB",x')?.[0]?.company, "A\nB");
});

test("fewer cells than headings are empty ones", () => assert.equal(rowsOf("Company,Job\nAcme")?.[0]?.role, ""));

for (const text of ["", "\ufeff", "no,log,at all\n1,2,3", '"', "<html>"]) {
  test(`${JSON.stringify(text)} is no log`, () => assert.equal(rowsOf(text), null));
}

test("a heading alone is an empty log", () => assert.deepEqual(rowsOf(HEAD.join(",")), []));

test("a row is made whole: no cell is missing, too long or no text, no status unknown", () => {
  const made = tidy({ company: "👍".repeat(500), role: 7, status: "constructor", more: "x" });
  assert.deepEqual(Object.keys(made), [...COLUMNS]);
  assert.equal([...made.company].length, 300);
  assert.equal(made.role, "");
  assert.equal(made.status, "to_write");
});

const stages = { application: "Applied", interview: "Interview", final_round: "Final" };
const counts = (...names) => byStage(names.map((stage) => row({ stage })), stages);

test("stages are counted in the form's order, whatever their case", () => {
  assert.deepEqual(counts("interview", "INTERVIEW ", "Final", "else").map((one) => one.count), [0, 2, 1]);
});

test("where most fall is said from three on, and not where two are level", () => {
  assert.equal(mostAfter(counts("Interview", "Interview")), "");
  assert.equal(mostAfter(counts("Interview", "Interview", "Final")), "interview");
  assert.equal(mostAfter(counts("Interview", "Interview", "Final", "Final")), "");
  assert.equal(mostAfter([]), "");
  assert.equal(mostAfter([{ stage: "only", count: 3 }]), "only");
});
