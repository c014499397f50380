"""The plan's dates in a calendar, made in the browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from sitemaker.serve import Server
from tests.browser.reply_page import START, ReplyPage


@pytest.mark.only_browser("chromium")
def test_the_plan_becomes_a_calendar_file(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    reply = ReplyPage(page, server, "#stage=final_round").ready()
    reply.box("The company").fill("Lakeside Clinic")
    expect(reply.body).to_have_value(re.compile("Lakeside Clinic"))
    assert not [url for url in asked if "extras" in url]
    days = page.locator("[data-out=plan] time")
    shown = [date.fromisoformat(str(day.get_attribute("datetime"))) for day in days.all()]
    with page.expect_download(timeout=START) as download:
        reply.button("Add the dates to my calendar").click()
    expect(reply.status).to_contain_text("The calendar file is on its way", timeout=START)
    entries = Calendar.from_ical(Path(download.value.path()).read_text(encoding="utf-8")).walk("VEVENT")
    assert [entry.decoded("dtstart") for entry in entries] == shown
    assert "Lakeside Clinic" in str(entries[0]["summary"])
    assert f"{server}reply/" in str(entries[0]["description"])


@pytest.mark.only_browser("chromium")
def test_a_calendar_that_cannot_be_made_is_said_and_the_page_goes_on(page: Page, faulty_server: Server) -> None:
    faulty_server.faults.missing("engine/extras-*")
    reply = ReplyPage(page, faulty_server.url, "#stage=interview").ready()
    reply.button("Add the dates to my calendar").click()
    expect(reply.status).to_contain_text("The calendar file could not be made", timeout=START)
    reply.box("The company").fill("Lakeside Clinic")
    expect(reply.body).to_have_value(re.compile("Lakeside Clinic"))
    faulty_server.faults.clear()
    with page.expect_download(timeout=START):
        reply.button("Add the dates to my calendar").click()
