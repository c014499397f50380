"""Without an email: how the no came, how far one got, one question at a time; then the page as after a paste."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reply_page import START, ReplyPage, wait_for_focus

QUESTIONS = """() => [...document.querySelectorAll('.gr-field[data-field]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.dataset.field)"""
CHANNEL, STAGE = "How did you get the rejection?", "How far did you get?"


@pytest.fixture
def opened(browser: Browser, server: str) -> Iterator[ReplyPage]:
    """The page of somebody who has no email, on a phone."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    opened = ReplyPage(page, server)
    expect(opened.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    opened.button("No email to paste").click()
    yield opened
    assert not opened.failures
    page.close()


def test_one_question_after_the_other_and_then_what_to_say(opened: ReplyPage) -> None:
    page = opened.page
    expect(opened.choice(CHANNEL, "On the phone")).to_be_visible()
    expect(opened.choice(CHANNEL, "By email")).not_to_be_checked()
    assert page.evaluate(QUESTIONS) == ["channel"]
    expect(opened.body).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollHeight / innerHeight") <= 1
    opened.choice(CHANNEL, "On the phone").click()
    expect(opened.choice(STAGE, "An interview")).to_be_visible()
    assert page.evaluate(QUESTIONS) == ["stage"]
    expect(opened.body).to_be_hidden()
    opened.choice(STAGE, "An interview").click()
    expect(opened.verdict).to_have_attribute("data-verdict", re.compile("reply"))
    wait_for_focus(opened.verdict)
    expect(opened.body).to_have_value(re.compile("calling to let me know"))
    assert page.evaluate(QUESTIONS) == []
    assert page.evaluate("() => document.documentElement.scrollHeight / innerHeight") <= 1.65
    expect(opened.button("Copy letter")).to_be_in_viewport()


def test_never_an_answer_leads_to_waiting_and_a_nudge_not_to_a_farewell(opened: ReplyPage) -> None:
    opened.choice(CHANNEL, "I never got an answer").click()
    opened.choice(STAGE, "An interview").click()
    expect(opened.verdict).to_have_attribute("data-verdict", "wait")
    expect(opened.body).to_be_hidden()
    opened.page.get_by_text("What comes next, and your log").click()
    opened.page.locator("[data-act=show-kind][data-kind=nudge]").first.click()
    expect(opened.body).to_have_value(re.compile("how things stand"))


def test_arrow_keys_look_through_the_answers_and_enter_goes_on(opened: ReplyPage) -> None:
    page = opened.page
    wait_for_focus(opened.choice(CHANNEL, "By email"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(opened.choice(CHANNEL, "By voicemail")).to_be_checked()
    expect(opened.button("Next")).to_be_visible()
    page.keyboard.press("Enter")
    wait_for_focus(opened.choice(STAGE, "I applied"))
    assert page.evaluate(QUESTIONS) == ["stage"]
    page.keyboard.press("ArrowDown")
    expect(opened.choice(STAGE, "A first call")).to_be_checked()
    expect(opened.button("Next")).to_be_visible()
    page.keyboard.press("Tab")
    wait_for_focus(opened.button("Next"))
    page.keyboard.press("Enter")
    wait_for_focus(opened.verdict)
    expect(opened.body).to_have_value(re.compile("calling to let me know"))


def test_what_was_told_is_changed_in_place(opened: ReplyPage) -> None:
    opened.choice(CHANNEL, "On the phone").click()
    opened.choice(STAGE, "An interview").click()
    opened.page.locator("[data-act=edit]").filter(has_text="On the phone").click()
    opened.choice(CHANNEL, "In person").check()
    opened.button("Done").click()
    expect(opened.page.locator("[data-act=edit]").filter(has_text="In person")).to_be_visible()
    expect(opened.body).not_to_have_value(re.compile("calling"))


def test_the_way_back_to_the_box_keeps_what_was_told(opened: ReplyPage) -> None:
    opened.choice(CHANNEL, "On the phone").click()
    opened.button("I do have an email").click()
    wait_for_focus(opened.mail)
    expect(opened.mail).to_be_in_viewport()
    opened.button("No email to paste").click()
    expect(opened.choice(STAGE, "An interview")).to_be_visible()


def test_all_the_questions_are_one_press_away(opened: ReplyPage) -> None:
    opened.page.get_by_text("All the questions", exact=True).click()
    expect(opened.choice(STAGE, "An interview")).to_be_visible()
    expect(opened.box("The company")).to_be_visible()
    expect(opened.body).to_be_visible()
