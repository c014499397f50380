"""Whatever is pasted is shown as text, cut with a notice where it is too long, and never run."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reply_page import MAIL, ReplyPage

ODD = {
    "markup": '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script> <b>Unfortunately</b> & so on',
    "template marks": "{{ 7 * 7 }} {% for a in b %} ${window.ran = 1} {# #} We chose another candidate.",
    "right to left": "שלום ירדן,\nלצערנו בחרנו במועמד אחר. Unfortunately, \u202ewe have decided\u202c.\nمع التحية",
    "mixed scripts and emoji": "Привет 👩🏽‍🔬, 残念ながら… unfortunately ﬁ ﷽ Ⅷ 𝔘𝔫𝔣 👨‍👩‍👧‍👦 we chose another candidate",
    "zero width and control": "Un\u200bfortu\u00adnately\ufeff\u0007 we\u0000 have\u2028chosen\u2029another\u0085one",
    "half an emoji": "Thank you \ud83d for \ude00 your time. Unfortunately we chose another candidate.",
    "combining": "Z̷̢̛a̸l̵g̶o̴ " * 50 + "unfortunately we have decided",
    "one long word": "unfortunately" * 1200,
}
# What browsers themselves may take differently; the rest is the engine's matter and looked at once.
BOTH = ("markup", "right to left", "zero width and control", "half an emoji")


@pytest.mark.parametrize(
    "name", [name if name in BOTH else pytest.param(name, marks=pytest.mark.only_browser("chromium")) for name in ODD]
)
def test_an_odd_mail_is_text_and_the_page_goes_on_working(reply: ReplyPage, name: str) -> None:
    page = reply.page
    reply.paste(reply.mail, ODD[name])
    reply.paste(reply.draft, ODD[name])
    reply.box("The company").fill("<i>Acme</i> {{ 7 * 7 }}")
    expect(page.locator("[data-part=draft-findings]")).to_be_visible()
    reply.paste(reply.mail, MAIL)
    expect(page.locator("[data-out=subject]")).to_contain_text("<i>Acme</i> {{ 7 * 7 }}")
    expect(reply.field("role")).to_contain_text("From the email:")
    assert page.evaluate("() => window.ran") is None
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert reply.failures == []


def test_a_huge_mail_is_cut_and_the_page_says_so(reply: ReplyPage) -> None:
    page = reply.page
    reply.paste(reply.mail, MAIL + "😀" * 200_000)
    expect(reply.status).to_contain_text("filled in from the email")
    expect(page.get_by_text("The email is longer than 50,000 characters.")).to_be_visible()
    assert page.evaluate("() => [...document.querySelector('[name=mail]').value].length") == 50_000
    expect(reply.box("The company")).to_have_value("Lakeside Clinic")


def test_a_huge_draft_is_refused_in_words_and_kept(reply: ReplyPage) -> None:
    page = reply.page
    reply.paste(reply.draft, "Thank you. " * 20_000)
    expect(page.get_by_text("Please keep the draft to")).to_be_visible()
    assert len(reply.draft.input_value()) == 220_000


def test_rich_text_is_pasted_as_plain_text(reply: ReplyPage) -> None:
    page = reply.page
    reply.mail.evaluate(
        """(field) => {
          field.focus();
          const data = new DataTransfer();
          data.setData('text/html', '<b>Hello</b> <img src=x onerror="window.ran = 1">');
          data.setData('text/plain', 'Hello');
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
          document.execCommand('insertText', false, data.getData('text/plain'));
        }"""
    )
    expect(reply.mail).to_have_value("Hello")
    assert page.evaluate("() => window.ran") is None
