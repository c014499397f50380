"""The log: a row for a spreadsheet, and a list on this device for those who switch it on."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reply_page import ReplyPage

PLACE = "gracious-reply-log"
# What another tab does to the log.
ELSEWHERE = """([place, kept]) => {
  if (kept === null) localStorage.removeItem(place);
  else localStorage.setItem(place, kept);
  dispatchEvent(new StorageEvent("storage", { key: place }));
}"""


@pytest.fixture
def reply(reply: ReplyPage) -> ReplyPage:
    reply.box("The company").fill("Lakeside Clinic")
    reply.box("The job").fill("clerk")
    return reply


def switch_on(reply: ReplyPage) -> Locator:
    reply.page.locator("summary").get_by_text("Keep my log on this device").click()
    reply.page.get_by_role("checkbox", name="Keep it here").check()
    expect(reply.status).to_contain_text("Your log is kept in this browser")
    return reply.page.locator("[data-out=log]").get_by_role("listitem")


def downloaded(reply: ReplyPage, button: str) -> list[list[str]]:
    with reply.page.expect_download() as download:
        reply.button(button).click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.only_browser("chromium")
def test_the_row_of_this_case_as_csv(reply: ReplyPage) -> None:
    reply.choice("How far did you get?", "The final round").check()
    reply.page.get_by_label("When did the email come?").fill("2026-03-02T09:30")
    expect(reply.page.locator("[data-out=log-row]")).to_contain_text("2026-03-02")
    head, row = downloaded(reply, "Download as CSV")
    named = dict(zip(head, row, strict=True))
    assert named["Company"] == "Lakeside Clinic"
    assert named["Job"] == "clerk"
    assert named["Stage"] == "The final round"
    assert named["Date"] == "2026-03-02"
    assert named["Status"] == "To write"
    assert named["Apply again from"] > "2026-06"


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "＝1", "'=1", 'a "b", c'])
def test_a_name_that_begins_like_a_formula_is_made_harmless(reply: ReplyPage, name: str) -> None:
    reply.box("The company").fill(name)
    cell = downloaded(reply, "Download as CSV")[1][0]
    assert cell[0] not in "=+-@＝"
    assert cell.removeprefix("'") == name


def test_nothing_is_kept_unless_switched_on(reply: ReplyPage) -> None:
    assert reply.page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('gracious'))") == []
    rows = switch_on(reply)
    reply.button("Add this case").click()
    expect(rows).to_contain_text(["Lakeside Clinic, clerk"])
    reply.page.reload()
    reply.ready()
    reply.page.locator("summary").get_by_text("Keep my log on this device").click()
    expect(rows).to_contain_text(["Lakeside Clinic, clerk"])


@pytest.mark.only_browser("chromium")
def test_statuses_export_import_and_delete(reply: ReplyPage, tmp_path: Path) -> None:
    rows = switch_on(reply)
    reply.button("Add this case").click()
    reply.page.get_by_label("Status: Lakeside Clinic, clerk").select_option(label="Feedback came")
    expect(rows.first).to_contain_text(re.compile(r"Feedback received: \d{4}-\d\d-\d\d"))
    reply.box("The company").fill("=Hill & Sons")
    reply.button("Add this case").click()
    expect(rows).to_have_count(2)
    file = tmp_path / "log.csv"
    with reply.page.expect_download() as download:
        reply.button("Export as CSV").click()
    file.write_bytes(Path(download.value.path()).read_bytes())
    reply.button("Delete the whole log").click()
    expect(reply.status).to_contain_text("nothing is kept any more")
    assert reply.page.evaluate("(place) => localStorage.getItem(place)", PLACE) is None
    reply.page.get_by_role("checkbox", name="Keep it here").check()
    reply.page.get_by_label("Import a CSV file").set_input_files(file)
    expect(rows).to_contain_text(["Lakeside Clinic, clerk", "=Hill & Sons, clerk"])
    expect(reply.page.get_by_label("Status: Lakeside Clinic, clerk")).to_have_value("feedback")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    reply.page.get_by_label("Import a CSV file").set_input_files(tmp_path / "other.csv")
    expect(reply.status).to_contain_text("could not be read as a log")


@pytest.mark.only_browser("chromium")
def test_what_another_version_kept_is_set_aside_and_not_lost(page: Page, server: str) -> None:
    first, *more = ["{", '{"version": 99, "rows": []}', "[1]", '{"version": 1, "rows": 3}']
    page.add_init_script(f"localStorage.setItem({json.dumps(PLACE)}, {json.dumps(first)})")
    reply = ReplyPage(page, server).ready()
    page.locator("summary").get_by_text("Keep my log on this device").click()
    note = page.get_by_text("that this version of the page cannot read")
    for kept in (first, *more):
        if kept != first:
            page.evaluate(ELSEWHERE, [PLACE, kept])
        expect(note).to_be_visible()
        reply.button("Add this case").click()
        assert page.evaluate("(place) => localStorage.getItem(`${place}-unread`)", PLACE) == kept
        page.evaluate(ELSEWHERE, [PLACE, None])
        expect(note).to_be_hidden()
    assert reply.failures == []


@pytest.mark.only_browser("chromium")
def test_a_browser_that_keeps_nothing_says_so(page: Page, server: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }")
    reply = ReplyPage(page, server).ready()
    page.locator("summary").get_by_text("Keep my log on this device").click()
    page.get_by_role("checkbox", name="Keep it here").click()
    expect(reply.status).to_contain_text("does not let the page keep anything")
    expect(page.get_by_role("checkbox", name="Keep it here")).not_to_be_checked()
    assert reply.failures == []
