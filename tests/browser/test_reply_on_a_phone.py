"""The shortest way, on a phone: paste, read, copy. By touch, on a small screen."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, expect

from tests.browser.reply_page import MAIL, START, ReplyPage


def test_from_the_mail_to_a_copied_letter_in_a_few_touches(browser: Browser, browser_name: str, server: str) -> None:
    touch = browser_name != "firefox"  # whose driver has none
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=touch, is_mobile=touch or None)
    context.add_init_script("navigator.share = async (given) => { window.shared = given; }")
    page = context.new_page()
    reply = ReplyPage(page, server)
    expect(reply.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    press = Locator.tap if touch else Locator.click
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.heard = text; }; }")
    press(reply.mail)
    reply.paste(reply.mail, MAIL)
    expect(reply.status).to_contain_text("filled in from the email")
    expect(reply.verdict).to_be_in_viewport()
    tops = page.evaluate(
        "() => ['[data-out=verdict]', '[name=letter_body]'].map("
        "(one) => document.querySelector(one).getBoundingClientRect().top)"
    )
    assert tops[0] <= 250, "the verdict begins at the top"
    assert tops[1] <= 700, "the letter begins on the first screen"
    expect(reply.button("Copy letter")).to_be_in_viewport()
    assert page.evaluate("() => document.documentElement.scrollHeight / innerHeight") < 2, "not twelve screens"
    expect(reply.body).to_have_value(re.compile("Lakeside Clinic[\\s\\S]*Jordan$"))
    press(reply.button("Copy letter"))
    expect(reply.status).to_contain_text("The letter is copied.")
    expect(reply.status).to_be_in_viewport()
    assert page.evaluate("() => window.heard") == reply.body.input_value()
    press(reply.button("More"))
    press(reply.button("Share"))
    expect(page.get_by_role("heading", name="What now")).to_be_visible()
    given = page.evaluate("() => window.shared")
    assert given == {"title": reply.subject.input_value(), "text": reply.body.input_value()}
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()
