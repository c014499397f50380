"""A draft alone: one finding at a time, taken out, left, or gone over; and a version that can be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reply_page import HEARD, START, ReplyPage

ANGRY = """\
Hi Priya,

I enjoyed the trial shift. Honestly, I think you made a mistake. I am far more qualified than the person you chose.

You owe me a detailed explanation.

Jordan
"""


@pytest.fixture
def opened(browser: Browser, server: str) -> Iterator[ReplyPage]:
    """The page with nothing but a draft to look over."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    opened = ReplyPage(page, server)
    expect(opened.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    page.locator("[data-act=check-draft]").click()
    opened.paste(opened.draft, ANGRY)
    expect(opened.findings).to_have_count(1)
    yield opened
    assert not opened.failures
    page.close()


def test_one_finding_at_a_time_and_what_matters_most_first(opened: ReplyPage) -> None:
    expect(opened.findings).to_have_attribute("data-level", "error")
    first = opened.findings.inner_text()
    opened.button("Next").click()
    expect(opened.findings).to_have_count(1)
    assert opened.findings.inner_text() != first


def test_words_are_taken_out_and_the_rest_stays(opened: ReplyPage) -> None:
    opened.findings.get_by_role("button", name=re.compile("^Take it out")).click()
    expect(opened.draft).not_to_have_value(ANGRY)
    expect(opened.draft).to_have_value(re.compile("^Hi Priya,\n\nI enjoyed the trial shift\\."))
    expect(opened.draft).not_to_have_value(re.compile("  "))


def test_what_is_left_as_it_is_is_not_said_again(opened: ReplyPage) -> None:
    first = opened.findings.inner_text()
    opened.findings.get_by_role("button", name=re.compile("^Leave it")).click()
    expect(opened.findings).not_to_have_text(first)
    opened.draft.press("Control+End")
    opened.draft.press_sequentially(" Lee")
    expect(opened.findings).not_to_have_text(first)


def test_a_version_to_send_beside_the_draft(opened: ReplyPage) -> None:
    page = opened.page
    page.evaluate(HEARD)
    opened.button("Show me a version to send").click()
    version = page.locator("[data-out=version]")
    expect(version).to_contain_text("Hi Priya,")
    expect(version).to_contain_text("I enjoyed the trial shift.")
    expect(version).to_contain_text("Jordan")
    expect(version).not_to_contain_text(re.compile("mistake|owe|qualified"))
    expect(opened.draft).to_have_value(ANGRY)
    page.locator("[data-act=copy-version]").click()
    expect(opened.status).to_contain_text("The letter is copied.")
    assert page.evaluate("() => window.heard.at(-1)") == version.text_content()
