"""How a letter leaves the page: by the clipboard, by hand, by the email app."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reply_page import HEARD, ReplyPage, wait_for_focus

NO_CLIPBOARD = """() => {
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true, value: { writeText: () => Promise.reject(new Error('no')) },
  });
  document.execCommand = () => false;
}"""


def test_copy_letter_and_subject(reply: ReplyPage) -> None:
    page = reply.page
    page.evaluate(HEARD)
    reply.button("Copy letter").click()
    expect(reply.status).to_contain_text("The letter is copied. It still has words in [brackets]")
    reply.button("Copy subject").click()
    expect(reply.status).to_have_text("The subject is copied.")
    assert page.evaluate("() => window.heard") == [reply.body.input_value(), reply.subject.input_value()]


def test_a_refused_clipboard_leaves_the_letter_selected_and_says_so(reply: ReplyPage) -> None:
    page = reply.page
    page.evaluate(NO_CLIPBOARD)
    reply.button("Copy letter").click()
    expect(reply.status).to_contain_text("The browser did not allow copying. The text is selected now")
    wait_for_focus(reply.body)
    chosen = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert reply.body.evaluate(chosen) == reply.body.input_value()


def test_the_mail_program_gets_the_whole_letter_with_its_line_breaks(reply: ReplyPage) -> None:
    page = reply.page
    link = page.get_by_role("link", name="Email app")
    address = str(link.get_attribute("href"))
    assert len(address) <= 1800
    assert "%0D%0A" in address
    sent = parse_qs(urlsplit(address).query)
    assert sent["body"] == [reply.body.input_value().replace("\n", "\r\n")]
    assert sent["subject"] == [reply.subject.input_value()]


def test_a_letter_too_long_for_a_link_is_copied_and_the_link_takes_the_subject(reply: ReplyPage) -> None:
    page = reply.page
    page.evaluate(HEARD)
    long = "Liebe Grüße – und Dank. " * 120
    reply.paste(reply.body, long)
    link = page.get_by_role("link", name="Email app")
    expect(link).to_have_attribute("href", f"mailto:?subject={_encoded(page, reply.subject.input_value())}")
    link.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    expect(reply.status).to_contain_text("too long for an email link")
    assert page.evaluate("() => window.heard") == [long]


def _encoded(page: Page, text: str) -> str:
    return str(page.evaluate("(text) => encodeURIComponent(text)", text))


def test_web_mail_opens_only_when_asked_and_nothing_waits_in_the_page(reply: ReplyPage) -> None:
    page = reply.page
    assert "mail.google" not in page.content()
    page.evaluate(
        "() => { window.realOpen = window.open; window.open = (...given) => { window.opened = given; return null; }; }"
    )
    page.get_by_text("More ways to send or keep it").click()
    expect(page.get_by_text("hand your text to Google or Microsoft")).to_be_visible()
    reply.button("Open in Gmail").click()
    address, _, features = page.evaluate("() => window.opened")
    assert "noopener" in features
    assert "noreferrer" in features
    assert parse_qs(urlsplit(address).query)["body"] == [reply.body.input_value().replace("\n", "\r\n")]
    expect(reply.status).to_contain_text("Your webmail should open")
    reply.button("Open in Outlook.com").click()
    assert page.evaluate("() => window.opened")[0].startswith("https://outlook.live.com/")


@pytest.mark.only_browser("chromium")
def test_a_text_file_holds_subject_and_letter(reply: ReplyPage) -> None:
    page = reply.page
    page.get_by_text("More ways to send or keep it").click()
    with page.expect_download() as download:
        reply.button("Save as a text file").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text == f"Subject: {reply.subject.input_value()}\n\n{reply.body.input_value()}\n"


def test_after_copying_the_page_says_what_now(reply: ReplyPage) -> None:
    page = reply.page
    reply.choice("How far did you get?", "An interview").check()
    expect(page.get_by_role("heading", name="What now")).to_be_hidden()
    page.evaluate(HEARD)
    reply.button("Copy letter").click()
    expect(page.get_by_role("heading", name="What now")).to_be_visible()
    expect(page.get_by_text("Nothing has been sent from here")).to_be_visible()
    expect(page.get_by_text("Next in your plan")).to_be_visible()
    expect(page.get_by_role("checkbox", name="I have sent the reply")).to_be_checked()


@pytest.mark.only_browser("chromium")
def test_on_paper_there_is_the_letter_alone(reply: ReplyPage) -> None:
    page = reply.page
    page.emulate_media(media="print")
    expect(reply.page.locator("[data-out=body]")).to_be_visible()
    expect(page.get_by_role("heading", name="What happened")).to_be_hidden()
    expect(page.get_by_role("heading", name="What comes next")).to_be_hidden()
    expect(reply.button("Copy letter")).to_be_hidden()
    page.emulate_media(media="screen")


def test_every_later_message_is_one_step_away(reply: ReplyPage) -> None:
    page = reply.page
    reply.choice("How far did you get?", "An interview").check()
    reply.choice("Ask for feedback?", "Ask in a second email, a day or two later").check()
    first = reply.body.input_value()
    plan = page.locator("[data-out=plan]").get_by_role("listitem")
    buttons = plan.get_by_role("button", name="Show this message")
    expect(buttons).not_to_have_count(0)
    seen = {first}
    for index in range(plan.count()):
        button = plan.nth(index).get_by_role("button")
        if button.count() and button.is_visible():
            before = reply.body.input_value()
            button.click()
            expect(reply.body).not_to_have_value(before)
            wait_for_focus(page.get_by_role("heading", name="Your letter"))
            seen.add(reply.body.input_value())
    assert len(seen) >= 4
    plan.first.get_by_role("button").click()
    expect(reply.body).to_have_value(first)
