"""`compose`: names, blanks and own words join into sentences; the same values give the same letter; nothing breaks."""

from dataclasses import FrozenInstanceError
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import BadRequest, compose, situation_from
from generator.advising.feedback import feedback_place
from generator.book.book import book, limit
from generator.composing.compose import WORDINGS
from generator.composing.matter import job, the_job
from generator.composing.names_written import has_title, listed, people_met, recipient_name, same_person
from generator.composing.typed_words import own_words
from generator.composing.voice import LetterError, Voice
from generator.letters.parts import WORD

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
CASE = {
    "stage": "interview",
    "recipient": "Ana",
    "company": "Verdant Farms",
    "role": "greenhouse lead",
    "your_name": "Jo Park",
}


def letter(kind="reply", wording=0, **answers):
    return compose(situation_from({**CASE, **answers}), kind, wording, NOW)


def every(count=40, kind="reply", **answers):
    return [letter(kind, wording, **answers) for wording in range(count)]


# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["Ana"], "Ana"), (["Ana", "Bo"], "Ana and Bo"), (["Ana", "Bo", "Lee"], "Ana, Bo and Lee")],
)
def test_names_are_listed_as_people_say_them(names, said):
    assert listed(names) == said


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana", "Ana", True),
        ("Ana", "ana lopez", True),
        ("Dr. Osei", "Maria Osei", True),
        ("Dr. Osei", "Dr. Lee", False),
        ("Dr.", "Dr. Lee", False),
        ("Ana Lopez", "Ana Silva", False),
        ("", "Ana", False),
    ],
)
def test_two_ways_of_writing_one_name(one, other, same):
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_everyone_is_met_once():
    assert people_met(["Ana and Bo", "Lee & Sam", "ana", " "]) == ["Ana", "Bo", "Lee", "Sam"]


@pytest.mark.parametrize(
    ("typed", "name"), [("Ana", "Ana"), ("Hi Ana,", "Ana"), ("Dear Dr. Osei", "Dr. Osei"), ("Hello", ""), ("", "")]
)
def test_a_greeting_typed_along_is_not_greeted_again(typed, name):
    assert recipient_name(typed) == name


def test_titles_are_kept_and_greeted_with_dear():
    assert has_title("Dr. Osei")
    assert has_title("Mr Alvarez")
    assert has_title("Señora López")
    assert not has_title("Drake")
    for tone in ("warm", "brief", "formal"):
        assert letter(recipient="Dr. Maria Osei", tone=tone).body.startswith("Dear Dr. Maria Osei,\n\n")


@pytest.mark.parametrize(("tone", "greeting"), [("warm", "Hi Ana,"), ("brief", "Hello Ana,"), ("formal", "Dear Ana,")])
def test_the_greeting_follows_the_tone(tone, greeting):
    assert letter(tone=tone).body.split("\n")[0] == greeting


def test_an_unknown_person_is_a_blank_and_an_unknown_team_is_not():
    unknown = letter(recipient="")
    assert unknown.body.startswith("Hi [name],")
    assert "recipient" in unknown.missing
    team = {"recipient": "", "stage": "application", "sender": "no_reply"}
    assert letter(**team).body.startswith("Hello,\n")
    assert letter(**team, tone="formal").body.startswith("Dear hiring team,\n")
    assert letter(**team).missing == ()


def test_an_automated_mail_is_answered_to_the_person_met():
    message = letter(recipient="", people=["Bo", "Lee"], sender="no_reply", written="automated")
    assert message.body.startswith("Hi Bo,")
    assert "you and Lee" in message.body
    assert message.missing == ()
    assert not message.subject.startswith("Re:")


def test_who_gave_their_time():
    assert "you, Bo and Lee" in letter(people=["Ana", "Bo", "Lee"]).body
    assert "the time you took" in letter(people=[]).body, "nobody is invented"
    others = [message.body for message in every(people=["Bo", "Lee"])]
    assert all("Bo and Lee" in body and "you, Bo" not in body for body in others)


def test_a_crowd_with_long_names_is_everyone():
    body = letter(people=[f"Person{number} {'Long' * 8}" for number in range(8)]).body
    assert "everyone" in body
    assert "Person3" not in body


@pytest.mark.parametrize("name", ["李娜", "Владимир", "محمد", "Zoë-Marie d’Arc", "नेहा"])
def test_names_of_any_script_stand_as_typed(name):
    message = letter(recipient=name, your_name=name, people=[name, "Bo"], company=name)
    assert message.body.startswith(f"Hi {name},")
    assert message.body.endswith(name)
    assert name in message.subject
    assert 2 <= message.paragraphs <= 4


# Job and company -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nurse", "the nurse role"),
        ("the Nurse position", "the Nurse role"),
        ("Nurse role", "the Nurse role"),
        ("Summer internship", "the Summer internship"),
        ("position", "the position"),
        ("Head of Year (maternity cover).", "the Head of Year (maternity cover) role"),
        ("PhD position in physics", "the PhD position in physics"),
        ("position of cook", "the cook role"),
        ("internship (marketing)", "the internship (marketing)"),
        ("Summer Internship 2026", "the Summer Internship"),
        ("Product Designer role (remote)", "the Product Designer role"),
        ("Requisition 12345: Analyst", "the Analyst role"),
        ("Data Engineer (m/w/d)", "the Data Engineer role"),
        ("working in the kitchen", "the job working in the kitchen"),
        ("VP, Sales", "the VP, Sales role"),
    ],
)
def test_a_job_within_a_sentence(typed, said):
    assert the_job(job(typed)).format(job=job(typed)) == said


@pytest.mark.parametrize(
    "kind", ["reply", "feedback_request", "follow_up", "reapply", "reconsider", "interview_thanks"]
)
def test_a_company_that_ends_in_a_stop_ends_a_sentence_once(kind):
    for message in every(kind=kind, company="Acme Inc."):
        assert ".." not in message.body
        assert "Acme Inc" not in message.body.replace("Acme Inc.", "")


def test_a_company_in_lower_case_never_begins_a_sentence():
    for message in every(120, company="adidas", interest="top_target", draws_you="Clear maps"):
        assert not any(f"{mark}adidas" in message.body for mark in (". ", "? ", "\n"))


def test_the_subject_answers_the_mail():
    assert letter().subject == "Re: Greenhouse lead role at Verdant Farms"
    assert letter(company="", role="").subject == "Re: [job] role at [company]"
    assert letter(role="x" * 150).subject == "Re: My application at Verdant Farms"


def test_blanks_are_listed_in_the_order_of_the_form():
    assert compose(situation_from({}), "reply", 0, NOW).missing == ("your_name", "recipient", "company", "role")
    assert letter().missing == ()


def test_a_waiting_time_they_named_is_kept():
    said = {letter("reapply", reapply_after_months=months).body for months in (1, 6, 12, 18, 24)}
    assert [sum(words in body for body in said) for words in (
        "after a month", "after six months", "after a year", "after 18 months", "after two years",
    )] == [1, 1, 1, 1, 1]  # fmt: skip


# Own words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sort", "text"),
    [
        ("The walk through the warehouse.", "event", "the walk through the warehouse"),
        ("How you train people!", "told", "how you train people"),
        ("About the new clinic", "thing", "the new clinic"),
        ("When Ana showed me the lab", "event", "the moment when Ana showed me the lab"),
        ("the way you are organized", "thing", "the way you are organized"),
        ("the team was very welcoming", "sentence", "the team was very welcoming"),
        ("You were all so kind", "clause", "you were all so kind"),
        ("that the team was kind", "clause", "the team was kind"),
        ("because you fix things", "clause", "you fix things"),
        ("because of the tour", "event", "the tour"),
        ("Talking with Ana about bees", "doing", "talking with Ana about bees"),
        ("meeting rooms with plants", "thing", "meeting rooms with plants"),
        ("meeting Marco", "doing", "meeting Marco"),
        ("being shown around the ward", "doing", "being shown around the ward"),
        ("I liked the way you listen.", "sentence", "I liked the way you listen"),
        ("got to see the lab", "sentence", "I was glad that I got to see the lab"),
        ("Really enjoyed the tour!!", "sentence", "I really enjoyed the tour"),
        ("Impressed by your values", "sentence", "I was impressed by your values"),
        ("your values align with mine", "sentence", "your values align with mine"),
        ("what stayed with me was the ovens", "sentence", "what stayed with me was the ovens"),
        ("a warm welcome", "event", "the warm welcome"),
        ("Kitchen tour", "event", "the kitchen tour"),
        ("Great conversation about AI safety!", "event", "the conversation about AI safety"),
        ("THE TEAM DINNER", "event", "the team dinner"),
        ("Marco", "person", "Marco"),
        ("Culture", "thing", "culture"),
        ("love of the craft", "thing", "love of the craft"),
        ("The lab tour. I loved it! Great people!", "sentence", "the lab tour. I loved it. Great people"),
        ("NHS blood drive", "thing", "NHS blood drive"),
        ("“We never ship on Fridays”", "other", "“We never ship on Fridays”"),
        ("- the garden;", "thing", "the garden"),
        ("n/a", "", ""),
        ("Nothing special.", "", ""),
        ("?", "", ""),
        ("!!!", "", ""),
    ],
)
def test_what_people_type_is_made_to_fit(typed, sort, text):
    found = own_words(typed)
    assert (found.sort, found.text) == (sort, text)


def test_own_words_stand_in_the_letter_once_and_whole():
    for message in every(highlight="How the night shift hands over its patients."):
        assert message.body.count("how the night shift hands over its patients.") == 1
    for message in every(highlight="I liked the way you listen."):
        assert "I liked the way you listen." in message.body


def test_a_quotation_closes_after_its_stop():
    assert all("“We never ship on Fridays.”" in one.body for one in every(highlight="“We never ship on Fridays”"))


def test_both_true_details_are_said():
    for message in every(highlight="the ward round", draws_you="the evening hours"):
        assert "the ward round" in message.body
    assert "the evening hours" in letter(highlight="the ward round", draws_you="the evening hours").body


def test_nothing_is_remembered_that_nobody_told():
    for message in every():
        assert not any(
            words in message.body for words in ("remember", "stayed with me", "enjoy", "what I like", "a little")
        )


def test_the_longest_words_of_ones_own_still_fit():
    long = "how you plan the whole week together on Monday morning and then keep to it " * 4
    for stage in ("interview", "final_round"):
        for message in every(20, stage=stage, highlight=long[:300], feedback="in_reply", people=["Ana", "Bo", "Lee"]):
            assert message.words <= 150
            assert long[:60] in message.body


@pytest.mark.parametrize(
    "typed", ["{{ 7*7 }}", "{% raw %}", "{company}", "{# x #}", "%s", "{0}", "\\n", "{{ one_of('a') }}"]
)
def test_what_people_type_is_never_read_as_a_template(typed):
    for message in every(8, highlight=f"the sign {typed} on the door", company=typed, your_name=typed, role=typed):
        assert f"the sign {typed} on the door" in message.body
        assert typed in message.body
        assert message.body.endswith(typed)


# Forms ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "late", "place"),
    [
        ({"stage": "interview"}, False, "separate"),
        ({"stage": "final_round"}, False, "in_reply"),
        ({"stage": "phone_screen"}, False, "none"),
        ({"stage": "application"}, False, "none"),
        ({"stage": "application", "feedback": "in_reply"}, False, "none"),
        ({"stage": "interview", "feedback": "in_reply"}, False, "in_reply"),
        ({"stage": "final_round", "feedback": "separate"}, False, "separate"),
        ({"stage": "final_round", "feedback": "none"}, False, "none"),
        ({"stage": "final_round", "feedback_policy": "refused", "feedback": "in_reply"}, False, "none"),
        ({"stage": "interview", "feedback_policy": "offered"}, False, "in_reply"),
        ({"stage": "interview", "feedback_policy": "offered", "feedback": "separate"}, False, "separate"),
        ({"stage": "final_round", "outcome": "role_closed"}, False, "none"),
        ({"stage": "interview", "outcome": "internal_candidate"}, False, "none"),
        ({"stage": "final_round"}, True, "none"),
        ({"stage": "interview", "feedback": "separate"}, True, "none"),
    ],
)
def test_where_a_request_for_feedback_belongs(answers, late, place):
    assert feedback_place(situation_from(answers), late) == place


def test_a_reply_becomes_late_after_two_days():
    def asked(hours):
        received = (NOW - timedelta(hours=hours)).isoformat()
        return "feedback" in letter(feedback_policy="offered", received_at=received).body

    assert asked(47)
    assert not asked(49)


def test_an_agency_is_asked_for_other_clients():
    bodies = [message.body for message in every(sender="agency")]
    assert all("client" in body for body in bodies)
    assert not any("that you chose" in body for body in bodies)


def test_a_link_to_a_profile_stands_below_the_name():
    with_link = letter(profile_url="https://example.org/jo").body
    assert with_link.endswith("Jo Park\nhttps://example.org/jo")
    assert "example.org" not in letter(profile_url="https://example.org/jo", connect=False).body


def test_no_door_is_opened_that_the_person_wants_shut():
    for message in every(interest="none", connect=False):
        assert "another role" not in message.body
        assert "LinkedIn" not in message.body
        assert message.paragraphs >= 2


# The voice -----------------------------------------------------------------------------------------------------------


def test_a_slot_that_nobody_knows_is_named():
    with pytest.raises(LetterError, match="companie"):
        Voice(0, "warm", {"company": "Acme"}).say("at {companie}")


def test_a_tone_that_was_forgotten_is_named():
    with pytest.raises(LetterError, match="brief"):
        Voice(0, "brief", {}).one_of("(warm) Hi.", "(formal) Good day.")


def test_wording_nought_takes_the_first_of_each():
    voice = Voice(0, "warm", {})
    assert [voice.one_of("(formal) a", "(warm) b", "c"), voice.one_of("d", "e"), voice.sometimes("x")] == [
        "b",
        "d",
        False,
    ]


def test_the_first_choice_takes_strict_turns():
    assert [Voice(wording, "warm", {}).one_of("a", "b", "c") for wording in range(7)] == list("abcabca")


def test_a_message_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        letter().subject = "other"  # type: ignore[misc]


# Anything ------------------------------------------------------------------------------------------------------------

TEXTS = [name for name, field in book()["fields"].items() if field["kind"] in ("text", "long_text")]


LONGEST = {
    "your_name": "Maria " * 20,
    "recipient": "Dr. Ana de la Cruz y Montoya del Rio de las Flores",
    "people": ["Bo Lee", "Cy Young of the Night Shift", "Al", "Jo", "Di", "Ed", "Flo", "Gil"],
    "company": "The Royal Borough Council of Kensington and Chelsea in London",
    "role": "Senior Aide to the Head of Early Years Care",
    "highlight": "how we sat in the van at six and you let me do it all on my own " * 4,
    "draws_you": "it is the way you do it and not how much or how fast it is done " * 4,
    "new_information": "I am in a job now but it ends in May and so I can be with you in " * 4,
}


@pytest.mark.parametrize("kind", sorted(book()["letters"]))
@pytest.mark.parametrize("stage", ["application", "phone_screen", "interview", "final_round"])
def test_the_longest_answers_still_give_a_letter_of_the_right_length(kind, stage):
    answers = {name: text.strip() if isinstance(text, str) else text for name, text in LONGEST.items()}
    answers |= {name: " ".join(answers[name].split()[:60]) for name in ("highlight", "draws_you", "new_information")}
    answers |= {"mail_kind": book()["letters"][kind]["mail_kinds"][0], "feedback_policy": "offered"}
    for tone in ("warm", "brief", "formal"):
        for wording in range(12):
            message = letter(kind, wording, **answers, stage=stage, tone=tone, feedback="in_reply")
            assert message.words <= 150, message.body
            if kind == "connection_note":
                assert len(message.body) <= 200
            else:
                assert 1 <= message.paragraphs <= 5, message.body


def test_more_words_than_a_letter_can_hold_are_sent_back_with_a_reason():
    with pytest.raises(BadRequest) as refused:
        situation_from({"new_information": "a b c d " * 37})
    (problem,) = refused.value.problems
    assert problem.field == "new_information"
    assert problem.message == "Please keep this to 60 words; it has 148."


def few_enough(text):
    return len(WORD.findall(text)) <= limit("own_words")


@st.composite
def cases(draw):
    """Any answers the form takes."""
    answers = {}
    for name, field in book()["fields"].items():
        if field["kind"] == "choice":
            answers[name] = draw(st.sampled_from([option["value"] for option in field["option"]]))
        elif field["kind"] == "yes_no":
            answers[name] = draw(st.booleans())
        elif name in TEXTS:
            answers[name] = draw(st.text(max_size=field["limit"]).filter(few_enough))
    answers["people"] = draw(st.lists(st.text(max_size=200), max_size=8))
    answers["reapply_after_months"] = draw(st.none() | st.integers(1, 36))
    return answers


@settings(max_examples=150)
@given(cases(), st.sampled_from(sorted(book()["letters"])), st.integers(0, WORDINGS))
def test_any_answers_give_the_same_whole_letter_twice_or_a_reason(answers, kind, wording):
    situation = situation_from(answers)
    try:
        message = compose(situation, kind, wording, NOW)
    except BadRequest as refused:
        told = [(problem.field, problem.message[-1]) for problem in refused.problems]
    else:
        told = []
    if told:
        assert told == [("kind", ".")]
        return
    assert message == compose(situation, kind, wording, NOW)
    assert message.subject or kind == "say_it" or answers["channel"] == "message"
    assert message.body.strip() == message.body
    assert set(message.missing) <= set(book()["fields"])
    if kind == "connection_note":
        assert len(message.body) <= 200


@pytest.mark.parametrize(
    ("recipient", "tone", "greeting"),
    [
        ("Helen Marsh", "warm", "Hi Helen,"),
        ("Helen B. Marsh", "brief", "Hello Helen,"),
        ("Helen Marsh", "formal", "Dear Helen Marsh,"),
        ("Dr. Maria Osei", "warm", "Dear Dr. Maria Osei,"),
        ("Nguyễn Thị Minh", "warm", "Hi Nguyễn Thị Minh,"),
        ("Wang Wei", "warm", "Hi Wang Wei,"),
        ("Juan Carlos", "warm", "Hi Juan Carlos,"),
        ("Łukasz Żak", "warm", "Hi Łukasz,"),
        ("Hiring Team", "warm", "Hello,"),
        ("Lakeside Recruiting", "warm", "Hello,"),
        ("To whom it may concern", "warm", "Hello,"),
        ("ana.lopez@bell.com", "warm", "Hello,"),
        ("Ana from HR", "warm", "Hi Ana,"),
        ("Ana Lopez, Recruiter", "warm", "Hi Ana,"),
        ("MARY JONES", "formal", "Dear Mary Jones,"),
        ("Coach Miller", "warm", "Dear Coach Miller,"),
        ("Madame Dubois", "warm", "Dear Madame Dubois,"),
        ("李 明", "warm", "Hi 李 明,"),
        ("Mary Ann Smith", "warm", "Hi Mary Ann Smith,"),
    ],
)
def test_a_friendly_letter_greets_by_the_first_name_where_it_is_plain_which_that_is(recipient, tone, greeting):
    situation = situation_from({"recipient": recipient, "tone": tone})
    assert compose(situation, "reply", 0, NOW).body.startswith(greeting + "\n")


# What is theirs, and what is missing ----------------------------------------------------------------------------------


def test_the_places_of_what_was_typed_are_told():
    message = letter(highlight="how the night shift hands over its patients", company="", people=["Ana", "Bo"])
    told = {slot.field: (message.body[slot.start : slot.end], slot.filled) for slot in message.slots}
    assert told == {
        "recipient": ("Ana", True),
        "people": ("Bo", True),
        "role": ("greenhouse lead", True),
        "company": ("[company]", False),
        "highlight": ("how the night shift hands over its patients", True),
        "your_name": ("Jo Park", True),
    }


def test_a_letter_that_would_do_harm_is_not_written():
    for mail_kind in (
        "offer",
        "invitation",
        "status",
        "task",
        "offer_withdrawn",
        "scam",
        "not_a_job",
        "withdrawn_by_you",
    ):
        with pytest.raises(BadRequest) as refused:
            letter(mail_kind=mail_kind)
        assert refused.value.problems[0].field == "kind"
    for answers in ({"feedback_policy": "refused"}, {"stage": "application"}):
        with pytest.raises(BadRequest, match="nothing to ask"):
            letter("feedback_request", **answers)


def test_an_offer_that_was_taken_back_is_neither_thanked_for_nor_understood():
    for tone in ("warm", "brief", "formal"):
        for message in every(20, "acknowledge", mail_kind="offer_withdrawn", tone=tone):
            assert "reason" in message.body
            said = message.body.rpartition("\n\n")[0].lower()  # what stands before the closing
            assert not any(words in said for words in ("thank", "i understand", "all the best"))


@pytest.mark.parametrize(("answer", "said"), [("yes", "Yes"), ("no", "isn't"), ("tell_me_more", "interested")])
def test_another_role_is_answered_as_the_person_chose(answer, said):
    body = letter("answer_other_role", asks=["other_role"], answer=answer, suggested_role="propagation assistant").body
    assert "propagation assistant" in body
    assert said in body
    reply = letter(asks=["other_role"], answer=answer, suggested_role="propagation assistant").body
    assert "propagation assistant" in reply


def test_what_they_asked_is_answered_before_anything_else():
    body = letter(asks=["call", "consent", "confirm"]).body
    assert "call" in body.split("\n\n")[2]
    assert "keep my details" in body.split("\n\n")[2]
    assert "reached me" in body.split("\n\n")[2]
    assert "delete my application" in letter(asks=["consent"], answer="no").body


@pytest.mark.parametrize(
    ("company", "said"),
    [
        ("University of Göttingen", "at the University of Göttingen"),
        ("City of Leeds", "at the City of Leeds"),
        ("NHS", "at the NHS"),
        ("United Nations", "at the United Nations"),
        ("N/A", "at [company]"),
        ("AT&T", "at AT&T"),
    ],
)
def test_a_company_as_english_says_it(company, said):
    assert said in letter(company=company).body


def test_linkedin_only_where_the_person_wants_it_and_somebody_was_met():
    assert not any("LinkedIn" in message.body for message in every())
    profile = {"profile_url": "https://example.org/jo"}
    assert all("stay in touch" in message.body for message in every(3, **profile))
    for message in every(**profile, stage="application"):
        assert "LinkedIn" not in message.body
    for message in every(**profile, stage="application", sender="no_reply", recipient=""):
        assert "LinkedIn" not in message.body
    assert "stay in touch" in letter(stage="final_round").body
    assert "stay in touch" not in letter(stage="final_round", connect=False).body


def test_the_wish_or_the_door_comes_last_and_never_the_question():
    for message in every(feedback="in_reply"):
        last = message.body.split("\n\n")[-2]
        assert "one thing" not in last
        assert "no worries" not in last


def test_british_letters_are_spelled_the_british_way():
    said = {spelling: compose(
        situation_from({"company": "Acme", "spelling": spelling, "tone": "formal"}), "thank_referrer", 0, NOW
    ).body for spelling in ("american", "british")}  # fmt: skip
    assert "favor" in said["american"]
    assert "favour" in said["british"]
    mine = letter(spelling="british", highlight="your favor of color").body
    assert "your favor of color" in mine, "what a person types is not respelled"


def test_one_version_in_four_is_very_short():
    short = letter(wording=2, highlight="the tour of the seed library").body
    said = short.split("\n\n", 1)[1].rsplit("\n\n", 1)[0]
    assert len([one for one in said.replace("\n\n", " ").split(". ") if one]) == 3


def test_three_voices_share_few_sentences():
    def sentences(tone):
        bodies = [message.body.split("\n\n", 1)[1].rsplit("\n\n", 1)[0] for message in every(24, tone=tone)]
        return {one for body in bodies for one in body.replace("\n\n", " ").split(". ")}

    warm, brief, formal = (sentences(tone) for tone in ("warm", "brief", "formal"))
    for ours, others in ((warm, brief | formal), (brief, warm | formal), (formal, warm | brief)):
        assert len(ours & others) <= len(ours) / 3
