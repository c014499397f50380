"""How a letter leaves the page: by the clipboard, by hand, by the mail program."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.reply_page import ReplyPage

NO_CLIPBOARD = """() => {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
  document.execCommand = () => false;
}"""
HEARD = """() => {
  window.heard = [];
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.heard.push(text); } } });
}"""


def test_copy_letter_and_subject(page: Page, server: str) -> None:
    reply = ReplyPage(page, server).ready()
    page.evaluate(HEARD)
    reply.button("Copy letter").click()
    expect(reply.status).to_contain_text("The letter is copied. It still has words in [brackets]")
    reply.button("Copy subject").click()
    expect(reply.status).to_have_text("The subject is copied.")
    assert page.evaluate("() => window.heard") == [reply.body.input_value(), reply.subject.input_value()]


def test_a_refused_clipboard_leaves_the_letter_selected_and_says_so(page: Page, server: str) -> None:
    reply = ReplyPage(page, server).ready()
    page.evaluate(NO_CLIPBOARD)
    reply.button("Copy letter").click()
    expect(reply.status).to_contain_text("The browser did not allow copying. The text is selected now")
    expect(reply.body).to_be_focused()
    chosen = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert reply.body.evaluate(chosen) == reply.body.input_value()


def test_the_mail_program_gets_the_whole_letter_with_its_line_breaks(page: Page, server: str) -> None:
    reply = ReplyPage(page, server).ready()
    link = page.get_by_role("link", name="Open in mail program")
    address = str(link.get_attribute("href"))
    assert len(address) <= 1800
    assert "%0D%0A" in address
    sent = parse_qs(urlsplit(address).query)
    assert sent["body"] == [reply.body.input_value().replace("\n", "\r\n")]
    assert sent["subject"] == [reply.subject.input_value()]


def test_a_letter_too_long_for_a_link_is_copied_and_the_link_takes_the_subject(page: Page, server: str) -> None:
    reply = ReplyPage(page, server).ready()
    page.evaluate(HEARD)
    long = "Liebe Grüße – und Dank. " * 120
    reply.body.fill(long)
    link = page.get_by_role("link", name="Open in mail program")
    expect(link).to_have_attribute("href", f"mailto:?subject={_encoded(page, reply.subject.input_value())}")
    link.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    expect(reply.status).to_contain_text("too long for a mail link")
    assert page.evaluate("() => window.heard") == [long]


def _encoded(page: Page, text: str) -> str:
    return str(page.evaluate("(text) => encodeURIComponent(text)", text))
