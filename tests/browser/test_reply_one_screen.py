"""Paste, verdict, reply: what stands where after an email came in, and what one does there without leaving it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.reply_page import START, ReplyPage, paste

FORM = """\
Dear Jordan,

Thank you for your interest in the Customer Success Associate position at Brightwheel and for taking the time to speak \
with us on the phone.

Unfortunately, we have decided to move forward with other candidates at this time. We encourage you to apply again in \
the future.

Best,
The Recruiting Team
Brightwheel
"""
OFFER = """\
Hi Jordan,

We are pleased to offer you the job of pastry cook. The contract is attached.

Ana
"""
NURSE = """\
Dear Amina,

It was lovely to meet you again on Tuesday. Sister Okafor and I talked for a long time about how you explained the \
handover to the relatives, and we would have been glad to have you.

In the end we have offered the post to a nurse who has already worked on our ward. It was very close.

I am happy to talk on the phone about the interview if that helps.

With kind regards
Helen Pryce
Ward Manager, Ward 7
St Brannock's Hospital
"""
PLACES = """() => {
  const top = (what) => Math.round(document.querySelector(what).getBoundingClientRect().top + scrollY);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  return {
    screens: document.documentElement.scrollHeight / innerHeight,
    verdict: top('[data-part=verdict]'), letter: top('[data-part=letter]'),
    wide: document.documentElement.scrollWidth - innerWidth,
    questions: [...document.querySelectorAll('.gr-field[data-field]')].filter(seen).length,
  };
}"""


class OneScreen(ReplyPage):
    """The reply page after an email was pasted into its box."""

    def slot(self, label: str) -> Locator:
        return self.page.get_by_role("textbox", name=label, exact=True)

    def chip(self, text: str) -> Locator:
        return self.page.locator("[data-act=edit]").filter(has_text=text)


@pytest.fixture(params=[(390, 844), (1280, 800)], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """A phone, and a small laptop."""
    given: tuple[int, int] = request.param
    return given


@pytest.fixture
def opened(browser: Browser, server: str, size: tuple[int, int]) -> Iterator[OneScreen]:
    """The page with its box empty."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    opened = OneScreen(page, server)
    expect(opened.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    yield opened
    assert not opened.failures
    page.close()


def test_the_box_alone(opened: OneScreen) -> None:
    page = opened.page
    words = page.locator("main").inner_text().split()
    assert len(words) <= 80
    assert page.evaluate(PLACES)["screens"] <= 1
    for hidden in ("verdict", "letter", "plan"):
        expect(page.locator(f"[data-part={hidden}]")).to_be_hidden()
    expect(opened.mail).to_be_in_viewport()


def test_verdict_and_reply_on_one_screen(opened: OneScreen, size: tuple[int, int]) -> None:
    paste(opened.mail, FORM)
    expect(opened.body).to_have_value(re.compile("Brightwheel"))
    places = opened.page.evaluate(PLACES)
    narrow = size[0] < 1000
    assert places["verdict"] <= 250
    assert places["letter"] <= (600 if narrow else 250)
    assert places["screens"] <= (1.65 if narrow else 1)
    assert places["questions"] == 0, "what the email answered is not asked"
    assert places["wide"] <= 0
    expect(opened.button("Copy letter")).to_be_in_viewport(ratio=1)
    if not narrow:
        expect(opened.body).to_be_in_viewport(ratio=1)


def test_nothing_to_send_is_one_screen(opened: OneScreen) -> None:
    paste(opened.mail, OFFER)
    expect(opened.verdict).to_have_attribute("data-verdict", "not_a_rejection")
    assert opened.page.evaluate(PLACES)["screens"] <= 1
    expect(opened.body).to_be_hidden()
    expect(opened.button("Copy letter")).to_be_hidden()


def test_a_blank_is_filled_in_where_it_stands(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    slot = opened.slot("Whom the letter greets")
    slot.fill("Ana")
    expect(opened.body).to_have_value(re.compile(r"^Hi Ana,"))
    slot.press("Enter")
    expect(slot).to_have_count(0)


def test_a_blank_stays_one_after_a_change(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    expect(opened.body).to_have_value(re.compile("settles in well"))
    text = opened.body.input_value()
    opened.body.fill(text.replace("I wanted to thank you myself", "I would like to thank you"))
    opened.slot("Whom the letter greets").fill("Ana")
    expect(opened.body).to_have_value(re.compile(r"Ana,[\s\S]*I would like to thank you"))
    expect(opened.body).not_to_have_value(re.compile(r"\["))
    expect(opened.page.get_by_text("Your answers have changed")).to_be_hidden()


def test_a_chip_opens_its_choices_in_place(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    expect(opened.body).to_have_value(re.compile("Brightwheel"))
    opened.chip("A first call").click()
    expect(opened.page.get_by_role("group", name="How far did you get?")).to_be_in_viewport()
    opened.choice("How far did you get?", "The final round").check()
    expect(opened.chip("A first call")).to_have_count(0)
    expect(opened.body).to_have_value(re.compile("one thing I could have done better"))
    opened.button("Done").click()
    expect(opened.page.get_by_role("group", name="How far did you get?")).to_be_hidden()


def test_beside_a_chip_stands_what_such_words_usually_mean(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    opened.chip("You may apply again").click()
    said = opened.field("invited")
    expect(said).to_contain_text("encourage you to apply again")
    expect(said).to_contain_text("Usually: standard, in an automated email.")
    opened.page.locator("[data-act=overrule-kind]").click()
    expect(opened.field("mail_kind")).to_contain_text("Usually: a plain rejection, often written by software.")


def test_switches_change_the_letter_at_once(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    expect(opened.body).to_have_value(re.compile("Brightwheel"))
    for name in ("Shorter", "More formal", "Ask for feedback", "Another wording"):
        before = opened.body.input_value()
        opened.button(name).click()
        expect(opened.body).not_to_have_value(before)
    expect(opened.button("More formal")).to_have_attribute("aria-pressed", "true")
    expect(opened.button("Shorter")).to_have_attribute("aria-pressed", "false")


def test_one_true_thing_is_asked_for_and_woven_in(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    opened.button("+ A true detail").click()
    opened.box("Something from the interview or call that stayed with you").fill(
        "how the support team learns from complaints"
    )
    expect(opened.body).to_have_value(re.compile("how the support team learns from complaints"))


def test_one_is_reminded_of_what_they_wrote(opened: OneScreen) -> None:
    paste(opened.mail, NURSE)
    opened.button("+ A true detail").click()
    detail = opened.field("highlight")
    expect(detail).to_contain_text("They wrote: Sister Okafor and I talked for a long time about how you explained")
    expect(opened.body).not_to_have_value(re.compile("Okafor"))


def test_the_kind_is_overruled_in_place(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    expect(opened.body).to_have_value(re.compile("Brightwheel"))
    opened.page.locator("[data-act=overrule-kind]").click()
    opened.choice("What kind of email is it?", "An invitation to an interview or a call").check()
    expect(opened.verdict).to_have_attribute("data-verdict", "not_a_rejection")
    expect(opened.page.locator("[data-out=kind]")).to_have_attribute("data-kind", "invitation")


def test_few_stops_from_the_box_to_copy(opened: OneScreen, size: tuple[int, int]) -> None:
    opened.mail.focus()
    paste(opened.mail, FORM)
    expect(opened.body).to_have_value(re.compile("Brightwheel"))
    opened.page.locator("#t-verdict").focus()
    stops: list[str] = []
    while len(stops) < 40 and "copy-body" not in stops:
        opened.page.keyboard.press("Tab")
        stops.append(opened.page.evaluate("() => document.activeElement.dataset.act ?? ''"))
    assert stops[-1] == "copy-body"
    assert len(stops) <= (15 if size[0] > 1000 else 16)  # Firefox stops at a row that is moved with a finger


def test_another_kind_of_message_is_one_of_the_further_ways(opened: OneScreen) -> None:
    paste(opened.mail, FORM)
    expect(opened.body).to_have_value(re.compile("Brightwheel"))
    opened.button("More").click()
    opened.page.get_by_label("Message", exact=True).select_option(label="Ask for feedback")
    expect(opened.subject).to_have_value(re.compile("question", re.IGNORECASE))
