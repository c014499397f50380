"""What a person does on the reply page, from the email to the letter."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reply_page import BAD_DRAFT, MAIL, ReplyPage, wait_for_focus


def test_a_pasted_mail_fills_the_form_and_shows_the_words_it_rests_on(reply: ReplyPage) -> None:
    reply.paste(reply.mail, MAIL)
    expect(reply.choice("How far did you get?", "An interview")).to_be_checked()
    summary = reply.page.locator("[data-part=read]")
    expect(summary).to_contain_text("They chose someone else")
    summary.get_by_role("link", name="What did they say about the job?").click()
    expect(reply.choice("What did they say about the job?", "They chose someone else")).to_be_checked()
    expect(reply.box("The company")).to_have_value("Lakeside Clinic")
    expect(reply.field("company")).to_contain_text("From the email:")
    expect(reply.field("company")).to_contain_text("Lakeside Clinic")
    expect(reply.page.locator("mark").filter(has_text="Lakeside Clinic").first).to_be_attached()
    expect(reply.status).to_contain_text("filled in from the email")
    assert reply.mail.input_value() == MAIL
    expect(reply.body).to_have_value(re.compile("Front Desk Coordinator", re.IGNORECASE))
    assert reply.failures == []


def test_what_a_person_answered_is_never_overwritten_by_a_later_reading(reply: ReplyPage) -> None:
    reply.choice("How far did you get?", "The final round").check()
    reply.box("The company").fill("Lakeside Clinic North")
    reply.paste(reply.mail, MAIL)
    expect(reply.status).to_contain_text("filled in from the email")
    expect(reply.choice("How far did you get?", "The final round")).to_be_checked()
    expect(reply.box("The company")).to_have_value("Lakeside Clinic North")
    expect(reply.field("company")).to_contain_text("You chose “Lakeside Clinic North”")
    reply.field("company").get_by_role("button", name="Use “Lakeside Clinic”").click()
    expect(reply.box("The company")).to_have_value("Lakeside Clinic")


def test_an_answer_from_the_mail_is_easily_overruled(reply: ReplyPage) -> None:
    reply.paste(reply.mail, MAIL)
    expect(reply.choice("How far did you get?", "An interview")).to_be_checked()
    reply.choice("How far did you get?", "A first call").check()
    reply.mail.press("End")
    reply.mail.press_sequentially(" ")
    expect(reply.choice("How far did you get?", "A first call")).to_be_checked()
    expect(reply.field("stage")).to_contain_text("You chose “A first call”")


def test_what_the_mail_does_not_say_is_asked(reply: ReplyPage) -> None:
    reply.paste(reply.mail, "Hello Sam,\n\nwe have chosen another candidate for the job.\n\nKim")
    expect(reply.field("stage")).to_contain_text("The email does not say how far you got.")
    reply.choice("How far did you get?", "A first call").check()
    expect(reply.field("stage")).not_to_contain_text("The email does not say how far you got.")


def test_a_mail_that_is_no_answer_is_doubted_where_the_advice_stands(reply: ReplyPage) -> None:
    reply.paste(
        reply.mail, "Hi Jordan,\n\nWe are pleased to offer you the job of pastry cook. The contract is attached."
    )
    doubt = reply.page.locator("[data-part=verdict]").get_by_text("We take this email for: A job offer.")
    expect(doubt).to_be_visible()
    expect(reply.status).to_contain_text("We take this email for: A job offer.")
    reply.button("Clear the email").click()
    expect(doubt).to_be_hidden()


@pytest.mark.parametrize(
    ("mail", "kind", "verdict"),
    [
        ("Hi Jordan,\n\nWe are pleased to offer you the job. The contract is attached.", "offer", "not_a_rejection"),
        ("Dear Jordan,\n\nWe regret that we have to withdraw our offer of March 3.", "offer_withdrawn", "wait"),
        ("Dear Jordan,\n\nTo secure your place, please pay the registration fee of $95.", "scam", "stay_silent"),
        ("Good morning Jordan, the weather is lovely here. See you.", "unsure", ""),
    ],
)
def test_where_thanks_have_no_place_there_is_no_letter(reply: ReplyPage, mail: str, kind: str, verdict: str) -> None:
    reply.paste(reply.mail, mail)
    expect(reply.page.locator("[data-out=kind]")).to_have_attribute("data-kind", kind)
    expect(reply.verdict).to_have_attribute("data-verdict", verdict)
    expect(reply.page.locator("[data-out=body]")).to_be_hidden()
    expect(reply.page.locator("[data-out=body]")).to_be_empty()
    reply.page.locator("[data-act=overrule-kind]").click()
    reply.choice("What kind of email is it?", "A rejection").check()
    reply.choice("How far did you get?", "An interview").check()
    expect(reply.body).to_have_value(re.compile("Thank you"))
    expect(reply.page.locator("[data-out=body]")).to_be_visible()


def test_an_answer_they_wait_for_is_written_and_follows_what_the_person_says(reply: ReplyPage) -> None:
    asked = "Our first choice for the cook role has dropped out. Would you still be interested?"
    reply.paste(reply.mail, f"Dear Jordan,\n\n{asked}\n\nAna Silva")
    expect(reply.page.locator("[data-out=kind]")).to_have_attribute("data-kind", "came_back")
    expect(reply.body).to_have_value(re.compile("still interested"))
    reply.choice("What do you want to answer?", "No, thank you").check()
    expect(reply.body).to_have_value(re.compile("that you asked"))


def test_what_may_be_said_to_an_offer_withdrawn_is_shown_only_when_asked_for(reply: ReplyPage) -> None:
    reply.paste(reply.mail, "Dear Jordan,\n\nWe regret that we have to withdraw our offer of March 3.")
    expect(reply.verdict).to_have_attribute("data-verdict", "wait")
    expect(reply.page.locator("[data-out=body]")).to_be_empty()
    reply.page.locator("[data-act=show-kind][data-kind=acknowledge]").click()
    expect(reply.body).to_have_value(re.compile("reason"))
    expect(reply.body).not_to_have_value(re.compile("I understand|[Tt]hank"))


def test_a_link_opens_the_page_on_its_own_letter(page: Page, server: str) -> None:
    reply = ReplyPage(page, server, "#kind=nudge&stage=interview&channel=none")
    expect(reply.body).to_have_value(re.compile("how things stand"))
    expect(page.get_by_label("Message", exact=True)).to_have_value("nudge")


def test_a_letter_that_would_press_them_is_not_written_and_the_page_says_why(reply: ReplyPage) -> None:
    reply.choice("How far did you get?", "I applied").check()
    reply.page.get_by_label("Message", exact=True).select_option(label="Ask for feedback")
    expect(reply.page.get_by_text("There’s nothing to ask here.")).to_be_visible()
    expect(reply.body).to_have_value("")


def test_what_was_read_is_said_together_with_the_advice_that_follows(reply: ReplyPage) -> None:
    reply.paste(reply.mail, "Dear applicant,\n\nDue to the number of applications we cannot offer you an interview.")
    expect(reply.verdict).to_have_attribute("data-verdict", "stay_silent")
    expect(reply.status).to_have_text(re.compile("filled in from the email.*The advice is now"))


def test_marks_are_right_behind_emoji(reply: ReplyPage) -> None:
    reply.paste(reply.mail, "😀👩🏽‍🍳 " + MAIL)
    expect(reply.page.locator("[data-marks=mail] mark").filter(has_text="Lakeside Clinic").first).to_be_attached()
    expect(reply.field("company").locator("q")).to_have_text("Lakeside Clinic")


def test_the_verdict_follows_the_stage(reply: ReplyPage) -> None:
    expect(reply.verdict).to_have_attribute("data-verdict", "")
    expect(reply.verdict).to_have_text("How far did you get?")
    reply.choice("How far did you get?", "I applied").check()
    reply.choice("Was it written to you, or to everyone?", "To everyone").check()
    expect(reply.verdict).to_have_attribute("data-verdict", "stay_silent")
    expect(reply.status).to_contain_text("The advice is now")
    reply.choice("How far did you get?", "The final round").check()
    expect(reply.verdict).to_have_attribute("data-verdict", re.compile("^reply"))
    links = reply.page.locator("[data-out=reasons] a")
    expect(links.first).to_have_attribute("href", re.compile(r"/gracious-reply/guide/[\w-]+/#[\w-]+$"))


def test_the_letter_takes_up_names_as_they_are_typed(reply: ReplyPage) -> None:
    expect(reply.page.get_by_text("Still to fill in:")).to_be_visible()
    for label, text in {
        "Your name": "Jordan Lee",
        "Who you answer": "Priya",
        "The company": "Lakeside Clinic",
        "The job": "front desk coordinator",
    }.items():
        reply.box(label).press_sequentially(text)
    expect(reply.body).to_have_value(re.compile(r"^(Hi|Dear|Hello) Priya[\s\S]*Jordan Lee$"))
    expect(reply.subject).to_have_value(re.compile("Lakeside Clinic"))
    expect(reply.page.get_by_text("Still to fill in:")).to_be_hidden()
    expect(reply.page.locator("#letter-count")).to_have_text(re.compile(r"^\d+ words, \d paragraphs$"))
    assert reply.page.locator("[data-out=body]").inner_text().strip() == reply.body.input_value()


def test_another_wording_says_the_same_differently(reply: ReplyPage) -> None:
    seen = {reply.body.input_value()}
    for _ in range(3):
        before = reply.body.input_value()
        reply.button("Another wording").click()
        expect(reply.body).not_to_have_value(before)
        seen.add(reply.body.input_value())
    assert len(seen) >= 3
    expect(reply.status).to_have_text("Here is another wording.")


def test_a_bad_draft_is_marked_and_each_finding_has_a_cure(reply: ReplyPage) -> None:
    reply.paste(reply.draft, BAD_DRAFT)
    expect(reply.findings.first).to_be_visible()
    assert reply.findings.count() >= 3
    expect(reply.page.locator("[data-part=draft-verdict]")).to_contain_text("Please don't send it like this")
    expect(reply.page.locator("[data-marks=draft] mark").first).to_be_attached()
    expect(reply.status).to_contain_text("things to look at in your draft")
    cured = reply.page.locator("[data-out=findings] [data-rule=arguing]")
    cured.get_by_role("button", name=re.compile("Use this wording")).click()
    expect(reply.draft).not_to_have_value(re.compile("made a mistake"))
    expect(cured).to_have_count(0)
    wait_for_focus(reply.draft)


def test_a_draft_is_looked_over_while_another_answer_cannot_be_used(reply: ReplyPage) -> None:
    reply.box("The company").fill("x" * 201)
    expect(reply.field("company")).to_contain_text("Please keep this to 200 characters")
    reply.paste(reply.draft, BAD_DRAFT)
    expect(reply.findings.first).to_be_visible()
    reply.paste(reply.body, BAD_DRAFT)
    expect(reply.page.locator("[data-out=letter-findings]").get_by_role("listitem").first).to_be_visible()


def test_a_link_presets_choices_and_what_it_does_not_know_is_named(page: Page, server: str) -> None:
    reply = ReplyPage(page, server, "#stage=final_round&feedback=separate&company=Acme&stage2=x").ready()
    expect(reply.choice("How far did you get?", "The final round")).to_be_checked()
    expect(reply.choice("Ask for feedback?", "Ask in a second email, a day or two later")).to_be_checked()
    expect(reply.box("The company")).to_have_value("")
    note = page.locator("[data-part=presets]")
    expect(note).to_contain_text("chosen by the link")
    expect(note).to_contain_text("“company=Acme”")
    expect(note).to_contain_text("“stage2=x”")


def test_start_over_clears_everything_and_can_be_undone(reply: ReplyPage) -> None:
    reply.paste(reply.mail, MAIL)
    expect(reply.box("The company")).to_have_value("Lakeside Clinic")
    reply.box("Your name").fill("Jordan Lee")
    expect(reply.body).to_have_value(re.compile("Jordan Lee"))
    reply.paste(reply.body, "My own words.")
    reply.button("Start over").click()
    expect(reply.mail).to_have_value("")
    expect(reply.body).to_be_hidden()
    reply.ask_everything()
    expect(reply.box("The company")).to_have_value("")
    expect(reply.body).not_to_have_value(re.compile("own words|Jordan Lee"))
    reply.button("Undo").click()
    expect(reply.mail).to_have_value(MAIL)
    expect(reply.box("Your name")).to_have_value("Jordan Lee")
    expect(reply.body).to_have_value("My own words.")


def test_an_edited_letter_is_kept_and_the_new_version_offered(reply: ReplyPage) -> None:
    reply.paste(reply.body, "Hi Priya,\n\nThank you for telling me.\n\nJordan")
    reply.choice("Tone", "Formal").check()
    expect(reply.page.get_by_text("Your answers have changed since you edited")).to_be_visible()
    expect(reply.body).to_have_value(re.compile("Thank you for telling me"))
    reply.button("Show the new version").click()
    expect(reply.body).not_to_have_value(re.compile("Thank you for telling me"))
    reply.button("Back to my version").click()
    expect(reply.body).to_have_value(re.compile("Thank you for telling me"))


def test_an_edited_letter_is_reviewed_as_one_types_and_a_cure_can_be_taken(reply: ReplyPage) -> None:
    reply.paste(reply.body, "Hi Priya,\n\nThank you for the talk. I think you made a mistake.\n\nAll the best,\nJordan")
    findings = reply.page.locator("[data-out=letter-findings]").get_by_role("listitem")
    expect(findings.filter(has_text="I think you made a mistake")).not_to_have_count(0)
    expect(reply.page.locator("[data-out=body] mark").filter(has_text="mistake").first).to_be_attached()
    findings.get_by_role("button", name=re.compile("^Use this wording.*mistake")).first.click()
    expect(reply.body).not_to_have_value(re.compile("mistake"))
    expect(reply.body).to_have_value(re.compile("Thank you for the talk"))
    wait_for_focus(reply.body)


def test_any_kind_of_message_can_be_chosen_and_each_keeps_its_edits(reply: ReplyPage) -> None:
    kinds = reply.page.get_by_label("Message", exact=True)
    reply.paste(reply.body, "My own reply, with thanks.")
    kinds.select_option(label="Thank them after an interview")
    expect(reply.body).not_to_have_value(re.compile("My own reply"))
    expect(reply.body).to_have_value(re.compile("^(Hi|Dear|Hello)"))
    kinds.select_option(label="Reply")
    expect(reply.body).to_have_value("My own reply, with thanks.")


def test_an_answer_that_cannot_be_used_is_named_and_leads_back(reply: ReplyPage) -> None:
    reply.box("The company").fill("x" * 201)
    expect(reply.field("company")).to_contain_text("Please keep this to 200 characters")
    reply.box("The company").press("Enter")
    summary = reply.page.get_by_role("heading", name="Please look at this first")
    expect(summary).to_be_visible()
    reply.page.get_by_role("link", name=re.compile("200 characters")).click()
    wait_for_focus(reply.box("The company"))
    reply.box("The company").fill("Lakeside Clinic")
    expect(summary).to_be_hidden()
