"""What we promise about typed words: they are nowhere but on the page, unless a person puts them somewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reply_page import ReplyPage

TOKEN = "Quillwort"
EVERYWHERE = """async () => {
  const found = [location.href, document.title, document.cookie, JSON.stringify(history.state), window.name];
  for (const storage of [localStorage, sessionStorage]) found.push(JSON.stringify({ ...storage }));
  for (const { name } of await indexedDB.databases()) found.push(name);
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  }
  return found.join('\\n');
}"""


def write_everywhere(reply: ReplyPage) -> None:
    for box in reply.form.get_by_role("textbox").all():
        if box.is_visible() and box.is_editable() and box.get_attribute("type") != "datetime-local":
            reply.paste(box, f"{TOKEN} one two three")
    reply.paste(reply.mail, f"{TOKEN} one two three. Unfortunately, we have chosen another candidate for the position.")
    expect(reply.page.locator("[data-out=body]")).to_contain_text(TOKEN)


@pytest.mark.only_browser("chromium")
def test_typed_words_are_in_no_request_address_title_or_storage(reply: ReplyPage) -> None:
    page = reply.page
    page.get_by_text("More questions").first.click()
    write_everywhere(reply)
    page.evaluate("() => { navigator.clipboard.writeText = async () => {}; }")
    reply.button("Copy letter").click()
    reply.button("Another wording").click()
    for button in page.locator("[data-out=plan]").get_by_role("button").all():
        if button.is_visible():
            button.click()
    with page.expect_download():
        reply.button("Download as CSV").click()
    page.get_by_role("button", name="Check a draft I wrote").click()
    reply.button("Start over").click()
    reply.button("Undo").click()
    expect(reply.box("The company")).to_have_value(f"{TOKEN} one two three")
    assert TOKEN not in str(page.evaluate(EVERYWHERE))
    for request in reply.asked:
        assert TOKEN not in request.url + str(request.headers)
        assert request.method == "GET"
        assert request.post_data is None


def test_closing_and_opening_again_begins_with_an_empty_page(reply: ReplyPage, server: str) -> None:
    page = reply.page
    write_everywhere(reply)
    page.goto("about:blank")
    again = ReplyPage(page, server).ready()
    assert TOKEN not in page.content()
    assert again.mail.input_value() == ""


def test_a_link_in_the_advice_opens_beside_the_page(reply: ReplyPage) -> None:
    page = reply.page
    reply.paste(reply.mail, TOKEN)
    with page.expect_popup() as popup:
        page.locator("[data-out=reasons]").get_by_role("link").first.click()
    expect(popup.value.locator("h1")).to_be_visible()
    assert popup.value.evaluate("() => [window.opener, document.referrer]") == [None, ""]
    assert reply.mail.input_value() == TOKEN
