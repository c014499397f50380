"""The three people this site is for, each on the whole way, on a phone and a wide screen: by what they read and press.

The one who writes on a phone has a file of its own, test_reply_on_a_phone.py, with the same way by touch.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reply_page import HEARD, MAIL, ReplyPage

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 800}
screens = pytest.mark.parametrize(
    "screen",
    [pytest.param(PHONE, id="phone"), pytest.param(WIDE, id="wide", marks=pytest.mark.only_browser("chromium"))],
)


@pytest.mark.only_browser("chromium")
@screens
def test_one_reads_what_to_do_and_takes_a_finished_letter(page: Page, server: str, screen: dict[str, int]) -> None:
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    page.goto(server)
    page.get_by_role("article").get_by_role("link", name="All of the guide").click()
    page.get_by_role("article").get_by_role("link", name="Start here").first.click()
    expect(page.get_by_text("Don’t reply yet,")).to_be_visible()
    page.get_by_role("link", name="I want to know what to do").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Should you reply")
    page.locator("p.next").get_by_role("link", name="When to reply").click()
    page.locator("p.next").get_by_role("link", name="What to put in your reply").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What to say")
    page.goto(f"{server}letters/")
    page.get_by_role("article").get_by_role("link", name=re.compile("final interview")).first.click()
    page.evaluate(HEARD)
    page.get_by_role("button", name="Copy letter").first.click()
    expect(page.get_by_text("The letter is copied.").first).to_be_visible()
    assert "Thank you" in page.evaluate("() => window.heard.at(-1)")
    page.get_by_role("link", name="Write it for my own case").first.click()
    expect(page.get_by_role("radio", name="The final round")).to_be_checked()


def test_one_pastes_the_mail_and_leaves_with_a_letter_and_a_plan(reply: ReplyPage) -> None:
    page = reply.page
    page.evaluate(HEARD)
    reply.paste(reply.mail, MAIL)
    expect(reply.status).to_contain_text("filled in from the email")
    reply.box("Your name").fill("Jordan Lee")
    reply.box("Something from the interview or call that stayed with you").fill("how the night shift hands over")
    expect(reply.verdict).to_contain_text("Send a short reply")
    expect(reply.body).to_have_value(re.compile(r"night shift[\s\S]*Jordan Lee$"))
    reply.button("Copy letter").click()
    expect(page.get_by_role("heading", name="What now")).to_be_visible()
    assert page.evaluate("() => window.heard.at(-1)") == reply.body.input_value()
    steps = page.get_by_role("region", name="What comes next").get_by_role("listitem")
    expect(steps.filter(has_text="Apply again")).not_to_have_count(0)
    expect(page.get_by_role("checkbox", name="I have sent the reply")).to_be_checked()


@screens
def test_one_at_a_career_center_makes_a_link_and_knows_what_is_seen(
    page: Page, server: str, screen: dict[str, int]
) -> None:
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    page.goto(f"{server}career-centers/")
    expect(page.get_by_role("heading", name=re.compile("For a newsletter"))).to_be_visible()
    page.get_by_role("article").get_by_role("link", name="How that works").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What data is seen by whom")
    page.goto(f"{server}career-centers/")
    page.get_by_role("article").get_by_role("link", name="link builder").click()
    page.get_by_label("How far did you get?").select_option(label="A first call")
    expect(page.get_by_label("The link", exact=True)).to_have_value(re.compile("stage="))
    page.evaluate(HEARD)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    link = page.evaluate("() => window.heard.at(-1)")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("radio", name="A first call")).to_be_checked()
    expect(page.get_by_text("chosen by the link you followed")).to_be_visible()
