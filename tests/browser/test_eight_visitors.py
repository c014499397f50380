"""Eight people who come with what people come with, each on the whole way: what they paste, press and leave with."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reply_page import HEARD, START, ReplyPage, paste, wait_for_focus

FORM = """\
Hi Jordan,

Thanks for speaking with us about the Support Specialist role at Brightsum last week.

We had a lot of strong people in this round, and we've decided to move ahead with others. We'd encourage you to apply \
again when something fits.

All the best,
The Brightsum Talent Team
"""
NURSE = """\
Dear Denise,

I wanted to write to you myself. Dr. Hanley and Marisol both spoke highly of you after the second interview, and it \
came down to you and one other nurse. She has accepted the post of Charge Nurse.

If it would help to talk it through, I'm happy to phone you next week.

Warm regards,
Ruth Calloway, MSN, RN
Nurse Manager, 4 West
St. Brendan's Medical Center
"""
ANGRY = """\
Hi Melissa,

Wow. So after two rounds and a take-home task you send me a form letter? I honestly can't believe it.

I enjoyed talking with the team. I guess that was just a line.

If you change your mind you know where to find me.

Jordan
"""
AGENCY = """\
Hi Tom,

Northgate Logistics have come back to me about the Transport Planner job. I'm sorry to say they have gone with another \
candidate.

Give me a ring if you'd like to talk about what else is out there.

Kind regards,
Ellen Reed
Senior Consultant
Harrow Reed Recruitment
"""
GERMAN = """\
Sehr geehrte Frau Schneider,

vielen Dank für Ihre Bewerbung. Leider müssen wir Ihnen mitteilen, dass wir uns für eine andere Bewerberin entschieden \
haben.

Mit freundlichen Grüßen
Personalabteilung
"""
INVITATION = """\
Dear Jordan,

We'd love to meet you for a second interview. Would Tuesday at 10 or Wednesday at 2 suit you?

Ana Silva
"""
DIRECT = """\
Hi Sam,

Thank you for coming in last Thursday for the Program Coordinator interview. You'd be a great addition to the Oakland \
Literacy Project, but as you know the panel went with Priya from the Fremont team in the end.

I'm glad to give you feedback if you'd like it.

See you on Monday,
Lena
"""


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[ReplyPage]:
    """The reply page on a phone, with its engine running; what is copied is taken down."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    opened = ReplyPage(page, server)
    expect(opened.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    page.evaluate(HEARD)
    yield opened
    assert not opened.failures
    page.close()


def copied(reply: ReplyPage) -> str:
    """What the main button puts on the clipboard."""
    reply.button("Copy letter").click()
    expect(reply.status).to_contain_text("The letter is copied.")
    words: str = reply.page.evaluate("() => window.heard.at(-1)")
    return words


def test_a_young_person_after_a_form_email_is_done_in_five_taps_and_eight_keys(phone: ReplyPage) -> None:
    taps, keys = 1, 0  # into the box
    paste(phone.mail, FORM)
    taps += 1  # Paste
    expect(phone.body).to_have_value(re.compile("Brightsum"))
    slots = phone.page.locator(".gr-slot")
    expect(slots).not_to_have_count(0)
    while left := slots.count():
        slot = slots.first
        slot.click()
        taps += 1
        slot.fill("Melissa")
        keys += len("Melissa")
        phone.page.keyboard.press("Enter")
        expect(slots).not_to_have_count(left)  # the letter comes back a moment later
    letter = copied(phone)
    taps += 1
    assert "Jordan" in letter
    assert not re.search(r"\[|door|translated|Unfortunately", letter)
    assert taps <= 5
    assert keys <= 8


def test_a_nurse_gets_an_answer_to_this_email_and_her_employer_is_no_degree(phone: ReplyPage) -> None:
    paste(phone.mail, NURSE)
    expect(phone.verdict).to_have_attribute("data-verdict", "answer_them")
    expect(phone.body).to_have_value(re.compile(r"^(Dear|Hi) Ruth,"))
    letter = copied(phone)
    assert "St. Brendan's Medical Center" in letter
    assert "MSN" not in letter
    assert re.search(r"\bcall\b", letter)
    assert "feedback" not in letter, "she offered to phone"


def test_an_angry_one_sees_one_thing_at_a_time_and_a_version_to_send(phone: ReplyPage) -> None:
    phone.button("Check a draft I wrote").click()
    expect(phone.mail).to_be_hidden()
    phone.paste(phone.draft, ANGRY)
    expect(phone.findings).to_have_count(1)
    expect(phone.page.get_by_text("Please don't send it like this.")).to_be_visible()
    phone.button("Show me a version to send").click()
    version = phone.page.locator("[data-out=version]")
    expect(version).to_contain_text("Hi Melissa,")
    expect(version).to_contain_text("Jordan")
    expect(version).not_to_contain_text(re.compile("believe|line|form letter|change your mind"))
    expect(phone.draft).to_have_value(ANGRY)
    for _ in range(12):
        takes = phone.findings.get_by_role("button", name=re.compile("^Take it out"))
        if not takes.count():
            break
        before = phone.draft.input_value()
        takes.first.click()
        expect(phone.draft).not_to_have_value(before)
    assert "believe" not in phone.draft.input_value()


def test_one_who_came_by_search_goes_from_the_guide_to_the_right_kind_of_letter(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}guide/asking-for-feedback/")
    page.get_by_role("article").get_by_role("link", name=re.compile("[Ww]rite the request")).first.click()
    reply = ReplyPage(page, None)
    expect(page.get_by_label("Message", exact=True)).to_have_value("feedback_request", timeout=START)
    reply.choice("How far did you get?", "An interview").check()
    expect(reply.body).to_have_value(re.compile(r"\?"), timeout=START)


def test_one_who_uses_the_keyboard_reads_copies_and_never_loses_the_focus(phone: ReplyPage) -> None:
    page = phone.page
    phone.mail.focus()
    paste(phone.mail, FORM)
    wait_for_focus(phone.verdict)
    covered = []
    for _ in range(24):
        page.keyboard.press("Tab")
        covered += page.evaluate(
            """() => {
              const one = document.activeElement;
              const bar = document.querySelector('.gr-bar').getBoundingClientRect();
              const { top, bottom } = one.getBoundingClientRect();
              return one.closest('.gr-bar') || top < bar.top || !bottom ? [] : [one.outerHTML.slice(0, 80)];
            }"""
        )
        if page.evaluate("() => document.activeElement.dataset.act") == "copy-body":
            break
    assert covered == [], "hidden behind what stays in view"
    page.keyboard.press("Enter")
    expect(phone.status).to_contain_text("copied")


def test_one_whose_email_is_german_is_asked_and_no_name_is_made_up(phone: ReplyPage) -> None:
    paste(phone.mail, GERMAN)
    expect(phone.page.get_by_text("This email is in German").first).to_be_visible()
    expect(phone.body).to_be_hidden()
    phone.choice("What kind of email is it?", "A rejection").click()
    expect(phone.choice("How far did you get?", "I applied")).to_be_visible()
    phone.choice("How far did you get?", "I applied").click()
    expect(phone.verdict).not_to_have_attribute("data-verdict", "")
    for word in ("Sehr", "Personalabteilung", "Bewerbung"):
        expect(phone.body).not_to_have_value(re.compile(word))


def test_one_inside_the_company_and_one_with_an_agency_get_their_own_letters(phone: ReplyPage) -> None:
    paste(phone.mail, DIRECT)
    expect(phone.body).to_have_value(re.compile("Lena"))
    expect(phone.body).to_have_value(re.compile("feedback"))
    phone.button("Start over").click()
    paste(phone.mail, AGENCY)
    expect(phone.body).to_have_value(re.compile("Ellen"))
    letter = phone.body.input_value()
    assert "Northgate Logistics" in letter
    assert "forward to Harrow Reed" not in letter
    assert "at Harrow Reed" not in letter


@pytest.mark.parametrize("shape", ["plain", "long", "html"])
def test_one_with_an_invitation_in_any_shape_gets_no_farewell(phone: ReplyPage, shape: str) -> None:
    text = {
        "plain": INVITATION,
        "long": INVITATION + "\n" + "Our offices are on the third floor, beside the lift. " * 1300,
        "html": "<html><body><p>" + INVITATION.strip().replace("\n\n", "</p><p>") + "</p></body></html>",
    }[shape]
    paste(phone.mail, text)
    expect(phone.page.locator("[data-out=kind]")).to_have_attribute("data-kind", "invitation")
    expect(phone.verdict).to_have_attribute("data-verdict", "not_a_rejection")
    expect(phone.button("Copy letter")).to_be_hidden()
    if shape == "long":
        expect(phone.page.locator("[data-error=mail]")).to_contain_text("50,000")
