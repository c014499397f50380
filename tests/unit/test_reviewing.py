"""`review`: findings with their place, their cure and a verdict; the same for the same draft, whatever it holds."""

from dataclasses import FrozenInstanceError, astuple
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import Finding, Review, review, situation_from
from generator.book.book import book, page_address

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
KIND = "Hi Ana,\n\nThank you for your mail. I understand the decision, and I wish you well.\n\nBest,\nBo"


def found(text, kind="reply", answers=None, hours_ago=None):
    """The findings of a draft as pairs of rule and marked words."""
    if hours_ago is not None:
        answers = {**(answers or {}), "received_at": (NOW - timedelta(hours=hours_ago)).isoformat()}
    result = review(text, kind, None if answers is None else situation_from(answers), NOW)
    return [(finding.rule, text[finding.start : finding.end]) for finding in result.findings]


def rules(text, *more, **keys):
    return [rule for rule, _ in found(text, *more, **keys)]


def only(text, rule, **keys):
    """The one finding of a rule."""
    return next(
        finding for finding in review(text, keys.get("kind", "reply"), None, NOW).findings if finding.rule == rule
    )


# The answer ----------------------------------------------------------------------------------------------------------


def test_a_kind_letter_may_be_sent():
    result = review(KIND, "reply", None, NOW)
    assert result == Review((), 14, 1, "send")


def test_a_finding_points_at_the_words_and_says_why():
    text = "Hi Ana,\n\nThank you for your mail. You will regret this.\n\nBest,\nBo"
    (finding,) = review(text, "reply", None, NOW).findings
    assert text[finding.start : finding.end] == "You will regret this."
    assert (finding.rule, finding.level) == ("pressure", "error")
    assert finding.message
    assert finding.instead.endswith(".")
    assert finding.page == "guide/mistakes-to-avoid/#pressure"


def test_places_count_code_points():
    text = "Thank you 🙂🙂. Your process was rude."
    (finding,) = review(text, "reply", None, NOW).findings
    assert text[finding.start : finding.end] == "Your process was rude."


def test_the_verdict_follows_the_gravest_finding():
    assert review("Thank you. You will regret this.", "reply", None, NOW).verdict == "do_not_send"
    assert review("Thank you. It is frustrating to come so close.", "reply", None, NOW).verdict == "improve"
    advice = review("Subject: Hello\n\nThank you for your mail.", "reply", None, NOW)
    assert [finding.level for finding in advice.findings] == ["advice"]
    assert advice.verdict == "send"


def test_values_do_not_change():
    result = review("lol no thanks", "reply", None, NOW)
    with pytest.raises(FrozenInstanceError):
        result.verdict = "send"
    with pytest.raises(FrozenInstanceError):
        result.findings[0].level = "advice"
    assert all(isinstance(finding, Finding) for finding in result.findings)


def test_findings_stand_in_the_order_of_the_draft():
    text = "You will regret this. [Name] got it. What a joke of a company. I demand an answer."
    starts = [finding.start for finding in review(text, "reply", None, NOW).findings]
    assert len(starts) > 3
    assert starts == sorted(starts)


def test_one_passage_has_one_finding():
    text = "Thank you. I am far better qualified than whoever you hired, you idiots, and I demand an explanation."
    assert len(found(text)) == 1


def test_a_blank_hides_no_other_fault():
    text = "Thank you. I am far better qualified than [Name]."
    assert found(text) == [("comparing", "I am far better qualified than [Name]."), ("unfilled-blank", "[Name]")]


def test_a_letter_without_a_kind_word_is_only_called_so_where_nothing_worse_is_found():
    assert rules("You misspelled my name. Twice.") == ["no-kind-word"]
    assert rules("You misspelled my name. You will regret this.") == ["no-thanks", "pressure"]


def test_the_same_words_are_offered_once():
    text = "Thank you. I disagree with your decision. You made a mistake. It makes no sense."
    offered = [finding.instead for finding in review(text, "reply", None, NOW).findings]
    assert offered == ["I understand the decision.", "", ""]


def test_a_greeting_in_the_same_line_is_not_marked():
    assert found("Hi Ana, you will regret this. Thank you.") == [("pressure", "you will regret this.")]


def test_a_mark_ends_behind_the_quotation_mark():
    assert (
        found('Thank you. You will regret this "decision." All the best.')[0][1] == 'You will regret this "decision."'
    )


@pytest.mark.parametrize("kind", ["reply", "feedback_request", "connection_note", "follow_up", "reapply", "reconsider"])
def test_hard_words_are_found_in_every_kind_of_message(kind):
    assert "anger" in rules("Thank you. Your process is pathetic.", kind)


# What is not the writer's, or not meant ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'Thank you. My old boss once wrote "you will regret this", and I laughed.',
        "Thank you. My old boss once wrote “you will regret this”, and I laughed.",
        "> You made a mistake in the second test.\n\nThank you for the note.",
        "Thank you for the note.\n\nOn Monday, Ana Lopez wrote:\n\nYou made a mistake. What a joke of a test.",
    ],
)
def test_quoted_words_are_not_the_writers(text):
    assert rules(text) == []


def test_a_draft_pasted_in_quotation_marks_is_still_the_writers():
    assert "dismissive" in rules('"lol no thanks"')


@pytest.mark.parametrize(
    "sentence",
    [
        "I do not mean to question the decision.",
        "I would never ask you to reconsider.",
        "I am not asking you to change your mind.",
        "I would not say that you made a mistake.",
        "I have no wish to argue with the decision.",
        "I am writing without any wish to challenge your decision.",
        "I only want to thank you, rather than to question your choice.",
    ],
)
def test_what_is_taken_back_is_not_found(sentence):
    assert rules(f"Thank you for your mail. {sentence}") == []


def test_taking_one_thing_back_does_not_cover_the_next():
    assert rules("Thank you. I do not mean to be rude, but your process was a joke.") == ["anger"]


@pytest.mark.parametrize(
    "sentence",
    [
        "While I am disappointed, I understand.",
        "I'm gutted, but I get it.",
        "I had hoped for a yes, of course.",
        "I was sorry to read that the role is closed.",
        "It is a shame, but that is life.",
    ],
)
def test_half_a_sentence_of_disappointment_is_fine(sentence):
    assert rules(f"Thank you for your mail. {sentence} I wish you well.") == []


# Counts --------------------------------------------------------------------------------------------------------------


def test_a_long_letter_is_marked_where_it_gets_too_long():
    text = "Thank you for your answer. " + "We talked about bread and tea. " * 26
    assert found(text) == [("too-long", "We talked about bread and tea.")]
    finding = only(text, "too-long")
    assert text[: finding.end].count(" ") > 145
    assert "161" in finding.message
    assert found(text[: 27 + 31 * 24]) == []


def test_the_fifth_paragraph_is_marked():
    text = "Thank you.\n\nTwo is here.\n\nThree is here.\n\nFour is here.\n\nFive is here. It is long."
    assert found(text) == [("too-many-paragraphs", "Five is here.")]


def test_the_quoted_mail_does_not_count():
    text = KIND + "\n\n" + "> We are sorry to tell you that we chose another person.\n" * 40
    assert rules(text) == []


def test_three_questions_are_too_many():
    assert rules("Thank you. May I write again? Is May better? Or June?") == ["many-questions"]
    assert rules("Thank you. May I write again? Is May better?") == []


def test_a_second_sentence_about_the_no_is_marked():
    text = "Thank you. I am very sad about it. It is a hard blow. I wish you well."
    assert found(text) == [("dwelling", "It is a hard blow.")]


def test_a_connection_note_is_short():
    note = "Hi Ana, thank you for the talk about the bees. " + "It was a good talk. " * 10
    assert rules(note, "connection_note") == ["note-too-long"]
    assert rules(note[:180], "connection_note") == []


# Slips ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "blank",
    [
        "[Name]",
        "{name}",
        "{{ name }}",
        "${role.title}",
        "<Company>",
        "<<Company>>",
        "____",
        "XXX",
        "%NAME%",
        "[your key skills]",
        "INSERT NAME HERE",
        "(insert role)",
        "TBD",
        "Company Name",
        "[ROLE TITLE]",
    ],
)
def test_an_open_blank_is_found(blank):
    text = f"Thank you for the talk about {blank} last week."
    assert found(text) == [("unfilled-blank", blank)]


@pytest.mark.parametrize(
    "words",
    [
        "ana@firm.example",
        "<ana@firm.example>",
        "<https://ana.example/x>",
        "[1]",
        "<3",
        "[my page](https://ana.example)",
        "Super Bowl L",
        "wait ... for it",
        "a_b",
        "C++ {",
        "xx",
    ],
)
def test_what_is_no_blank(words):
    assert rules(f"Thank you for the talk about {words} last week.") == []


def test_capitals_are_offered_in_small_letters():
    text = "Thank you. I REALLY WANTED THIS and I am sad. NEVER mind."
    marked = [
        (text[finding.start : finding.end], finding.instead) for finding in review(text, "reply", None, NOW).findings
    ]
    assert marked == [("I REALLY WANTED THIS", "I really wanted this"), ("NEVER", "Never")]


@pytest.mark.parametrize("words", ["NASA", "the NHS and the BBC", "an HGV license", "IKEA", "ANA LOPEZ", "IT", "A B C"])
def test_short_names_in_capitals_are_fine(words):
    assert rules(f"Thank you for the talk about {words} last week.") == []


def test_rows_of_marks_become_one():
    text = "Thank you!! May I write again??? I hope so!!!"
    marked = [
        (text[finding.start : finding.end], finding.instead) for finding in review(text, "reply", None, NOW).findings
    ]
    assert marked == [("???", "?"), ("!!!", ".")]


# The situation -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("greeting", "recipient", "people"),
    [
        ("Dear Ana,", "Ana Lopez", []),
        ("Dear Ms. Lopez,", "Ana Lopez", []),
        ("Hi Annie,", "Ana Lopez", ["Anna"]),
        ("Dear Dr. Osei,", "Dr. Maria Osei", []),
        ("Hi Bob,", "Robert Hale", []),
        ("Hi Kat,", "Katarina Weiß", []),
        ("Hi Zoe,", "Zoë Ames", []),
        ("Hi Ben and all,", "Ana", ["Ben"]),
        ("Dear hiring team,", "Ana", []),
        ("Dear Sir or Madam,", "Ana", []),
        ("Hi there,", "Ana", []),
        ("Dear [Name],", "Ana", []),
        ("Hi 李明,", "李明", []),
        ("Hello,", "Ana", []),
        ("Dear Acme team,", "Ana", []),
    ],
)
def test_a_greeting_that_fits(greeting, recipient, people):
    answers = {"recipient": recipient, "people": people, "company": "Acme Ltd"}
    assert "wrong-name" not in rules(f"{greeting}\n\nThank you for your mail.", answers=answers)


def test_a_wrong_name_is_marked_with_the_right_one():
    text = "Dear Mr. Thomas Reed,\n\nThank you for your mail."
    (finding,) = review(text, "reply", situation_from({"recipient": "Ana Lopez"}), NOW).findings
    assert (finding.rule, text[finding.start : finding.end], finding.instead) == (
        "wrong-name",
        "Thomas Reed",
        "Ana Lopez",
    )


def test_without_a_recipient_no_name_is_wrong():
    assert rules("Dear Thomas,\n\nThank you for your mail.", answers={"people": ["Ana"]}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the interview for the role at Harbor.",
        "Thank you for the interview. I would love to join HC one day.",
        "Thank you for your mail. At Fernhill Energy I learned to plan.",
        "Thank you for the interview about the role at your clinic.",
        "Thank you for the talk with Maria Fernandez.",
    ],
)
def test_a_company_that_fits(text):
    assert rules(text, answers={"company": "Harbor Clinic Ltd."}) == []


def test_another_company_is_marked():
    text = "Thank you for the interview for the role at Fernhill Energy."
    assert found(text, answers={"company": "Harbor Clinic"}) == [("wrong-company", "Fernhill Energy")]


def test_feedback_they_do_not_give_is_not_asked_for():
    text = "Thank you for your mail. If you have a minute, I would be glad of one thing I could work on."
    assert rules(text, answers={"feedback_policy": "refused"}) == ["feedback-refused"]
    assert rules(text, answers={"feedback_policy": "offered"}) == []
    assert rules(text) == []


def test_a_late_letter_asks_for_nothing():
    text = "Thank you for your mail. If you have a minute, I would be glad of one thing I could work on."
    assert rules(text, hours_ago=80) == ["late-and-asking"]
    assert rules(text, hours_ago=20) == []
    assert rules(text, answers={"feedback": "in_reply"}, hours_ago=80) == []


def test_asking_again_with_news_is_fine():
    text = "Thank you. Since we spoke I have received another offer. Would you take a second look?"
    assert "reconsider-without-news" not in rules(text)
    assert "reconsider-without-news" in rules("Thank you. Would you take a second look?")
    assert "reconsider-without-news" not in rules("Thank you. Would you take a second look?", "reconsider")


# Anything at all -----------------------------------------------------------------------------------------------------

SCRAPS = [
    "Hi Ana,",
    "Dear [Name],",
    "Thank you.",
    "You made a mistake.",
    "I DEMAND an answer!!",
    "lol",
    "\n\n",
    "\n",
    "> quoted",
    '"',
    "“",
    "”",
    "Best,",
    "Bo",
    "P.S. you",
    "Subject: x",
    "[",
    "]",
    "{",
    "${",
    "<",
    "XXX",
    "I do not mean to",
    "why?",
    "On Monday, Ana wrote:",
    "🙂",
    "\u202e",
    "\x00",
    "ﬁrst",
    "İ",
    "ß",
    "'",
    "’",
    "-",
    "...",
    "role at Harbor",
    "please please",
    "I am better qualified than",
    "Dear Thomas,",
]
texts = (
    st.text(max_size=600)
    | st.lists(st.sampled_from(SCRAPS), max_size=60).map(" ".join)
    | st.lists(st.sampled_from(SCRAPS), max_size=60).map("\n".join)
)
situations = st.none() | st.fixed_dictionaries(
    {
        "recipient": st.sampled_from(["", "Ana Lopez", "李明", "{x}"]),
        "company": st.sampled_from(["", "Harbor Clinic", "&", "X"]),
        "feedback_policy": st.sampled_from(["refused", "offered"]),
        "stage": st.sampled_from(["application", "final_round"]),
    }
).map(situation_from)


@settings(max_examples=300)
@given(texts, st.sampled_from(sorted(book()["letters"])), situations)
def test_any_text_can_be_reviewed(text, kind, situation):
    result = review(text, kind, situation, NOW)
    assert result == review(text, kind, situation, NOW)
    known = book()["draft"]
    for finding in result.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.start < finding.end or not text.strip()
        assert finding.level == known[finding.rule]["level"]
        assert finding.page == page_address(known[finding.rule]["explained_in"])
    marked = [(finding.rule, finding.start, finding.end) for finding in result.findings]
    assert len(set(marked)) == len(marked)
    levels = {finding.level for finding in result.findings}
    assert result.verdict == ("do_not_send" if "error" in levels else "improve" if "warning" in levels else "send")


@settings(max_examples=200)
@given(texts)
def test_one_fault_is_not_marked_twice(text):
    spans = {}
    for finding in review(text, "reply", None, NOW).findings:
        for start, end in spans.get(finding.rule, []):
            assert finding.end <= start or end <= finding.start
        spans.setdefault(finding.rule, []).append((finding.start, finding.end))


def test_answers_are_plain_values():
    (finding,) = review("lol no thanks", "feedback_thanks", None, NOW).findings[:1]
    assert all(isinstance(value, str | int) for value in astuple(finding))
