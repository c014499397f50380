"""Every letter of templates/: each form and wording, in every pair of circumstances, does what we tell others to do."""

import re
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise as neighbors

import pytest
from jinja2 import nodes

from generator import compose, review, situation_from
from generator.advising.feedback import feedback_place, fits
from generator.book.book import book, gather
from generator.book.templates import environment
from generator.composing.facts import material
from generator.letters.parts import layout
from tests import pairwise

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
TONES = ("warm", "brief", "formal")
LETTERS = gather()["letters"]
FORMS = [(kind, form["id"]) for kind, letter in LETTERS.items() for form in letter["form"]]
REPLY_FORMS = [form for kind, form in FORMS if kind == "reply"]
SOURCES = {name: text for name, text in gather()["sources"].items() if name.endswith(".txt.j2")}
PEOPLE = [[], ["Ana"], ["Ana", "Bo", "Lee"], ["Bo"], ["Maria Osei", "Lee"]]
OWN_WORDS = [
    "",
    "how the night shift hands over its patients",
    "I liked the way you listen.",
    "You were all so kind",
    "talking with Bo about soil",
    "Great culture!",
    "your rule that every level has to work without sound",
]
ASKS = re.compile(r"one thing|five minutes|five-minute", re.IGNORECASE)
TALKED = re.compile(
    r"\b(talk|talked|talking|spoke|spoken|conversations?|calls?|interviews?|met|final round)\b", re.IGNORECASE
)
NO_SUBJECT = {"say_it"}
NO_CLOSING = {"connection_note", "say_it"}
NO_THANKS = {"connection_note", "acknowledge"}  # nothing is thanked for where an offer was taken back
ONE_PARAGRAPH = {"connection_note", "say_it"}
STOCK = re.compile(
    r"finds? you well|take a moment|took a moment|esteemed|invaluable|continued success|thrilled|passion|journey"
    r"|opportunit|sincerely appreciate|deeply|insight|endeavou?r|look(ing)? forward|do not hesitate|don't hesitate"
    r"|at your earliest|hard feelings|valuable|honored|humbled|leverag|excited|wonderful|amazing|incredibl",
    re.IGNORECASE,
)


def situation_of(example, **more):
    """A situation from the example of a form."""
    answers = {"your_name": "Jordan Lee", **example, **more}
    hours = answers.pop("received_hours_ago", None)
    if hours is not None:
        answers["received_at"] = (NOW - timedelta(hours=hours)).isoformat()
    return situation_from(answers)


def example_of(kind, form, **more):
    found = next(entry for entry in LETTERS[kind]["form"] if entry["id"] == form)
    return situation_of(found["example"], **more)


@cache
def body(kind, form, tone, wording):
    return compose(example_of(kind, form, tone=tone), kind, wording, NOW).body


def bodies(kind, form, tone, count):
    return [body(kind, form, tone, wording) for wording in range(count)]


@cache
def every_pair():
    """Situations in which every two answers meet."""
    values = {}
    for name, field in book()["fields"].items():
        if field["kind"] == "choice":
            values[name] = [option["value"] for option in field["option"]]
        elif field["kind"] == "yes_no":
            values[name] = [True, False]
    values |= {
        "mail_kind": ["rejection"],
        "reapply_after_months": [None, 1, 6, 12],
        "received_at": [None, *((NOW - timedelta(hours=hours)).isoformat() for hours in (3, 80, 900))],
        "your_name": ["Jo Park", ""],
        "recipient": ["Ana", "", "Dr. Osei", "Ana Lopez"],
        "company": ["Acme Inc.", "adidas", ""],
        "role": ["nurse", "", "Summer internship", "the Data Engineer position"],
        "people": PEOPLE,
        "highlight": OWN_WORDS,
        "draws_you": ["", "your open repair workshops", "you repair instead of replacing", "Clear maps", "I love bees"],
        "suggested_role": ["", "ward clerk"],
        "new_role": ["", "the Lead Nurse position"],
        "feedback_point": ["", "to slow down", "I rushed the second question"],
        "new_information": ["", "an offer from another clinic, until May 12", "I passed my exam."],
        "profile_url": ["", "https://example.org/jo"],
    }
    return pairwise.rows(values)


@cache
def letter_for(pair, kind, wording):
    row = {**every_pair()[pair], "mail_kind": LETTERS[kind]["mail_kinds"][0]}
    return compose(situation_from(row), kind, wording, NOW)


def has_letter(kind, row):
    """Whether a letter of the kind is written for these answers."""
    return not any(fits(entry["when"], row) for entry in LETTERS[kind]["not_for"])


def written(kind, wordings):
    """(answers, message) for every pair of circumstances."""
    for pair, row in enumerate(every_pair()):
        if not has_letter(kind, row):
            continue
        for wording in range(wordings):
            yield row, letter_for(pair, kind, wording)


# The files -----------------------------------------------------------------------------------------------------------


def test_every_message_has_its_words_and_its_table():
    assert {f"{kind}.txt.j2" for kind in LETTERS} <= SOURCES.keys()
    assert LETTERS.keys() == {
        "reply", "feedback_request", "feedback_thanks", "connection_note", "follow_up", "reapply", "reconsider",
        "interview_thanks", "interested", "acknowledge", "answer_other_role", "consent", "nudge", "say_it",
        "thank_referrer", "tell_reference",
    }  # fmt: skip


def test_the_reply_has_every_form_of_the_contract():
    assert set(REPLY_FORMS) >= {
        "standard", "with_feedback", "finalist", "phone_screen", "role_closed", "internal_candidate", "agency", "late",
        "person_met",
    }  # fmt: skip


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letters_table_says_what_people_need(kind):
    letter = LETTERS[kind]
    assert letter["title"]
    assert letter["when"].endswith(".")
    assert letter["facts"]
    assert set(letter["follows"]) <= book()["draft"].keys()
    assert letter["form"][-1]["if"] == {}, "the last form has to fit everything"
    for form in letter["form"]:
        assert form["title"]
        assert form["when"].endswith(".")


@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_an_example_gets_its_own_form(kind, form):
    assert material(example_of(kind, form), kind, NOW).facts["form"] == form


@pytest.mark.parametrize("name", SOURCES)
def test_wordings_that_stand_side_by_side(name):
    for call in environment().parse(SOURCES[name]).find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name != "one_of":
            continue
        assert all(isinstance(given, nodes.Const) for given in call.args), (
            "only fixed words: answers come in as {slots}"
        )
        wordings = [given.value for given in call.args]
        plain = [re.sub(r"^\([a-z, ]+\) ", "", wording) for wording in wordings]
        for wording in plain:
            first = re.match(r"\{(\w+)\}", wording)
            assert not first or first[1].endswith(("_sentence", "_named")) or first[1] in ("matter", "your_name"), (
                "an answer may begin in lower case: let it not come first"
            )
            assert not re.search(r"\}['’]s", wording), "no possessive after an answer"
            assert "!" not in wording
            assert not STOCK.search(wording), wording
        for tone in TONES:
            ours = [wording for wording in wordings if not wording.startswith("(") or tone in wording.partition(")")[0]]
            assert ours, f"{tone}: nothing to say"
            assert len({wording.removeprefix(f"({tone}) ") for wording in ours}) == len(ours)


# How they read -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_neighboring_wordings_differ(kind, form, tone):
    written = bodies(kind, form, tone, 60)
    same = sum(one == other for one, other in neighbors(written))
    assert not same if tone == "warm" else same <= 20  # brief and formal letters have fewer ways


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("form", REPLY_FORMS)
def test_two_people_with_the_same_case_rarely_send_the_same_reply(form, tone):
    written = bodies("reply", form, tone, 200)
    few = form == "short_message"  # two or three sentences have fewer ways
    assert len(set(written[:30])) >= (6 if few else 24 if tone == "warm" else 12)
    assert len(set(written)) >= (8 if few else 60 if tone == "warm" else 20)


@pytest.mark.parametrize("kind", LETTERS)
def test_every_pair_of_circumstances_gives_a_whole_letter(kind):
    blanks = book()["words"]["blank"]
    for row, message in written(kind, 7):
        whole = f"{message.subject}\n{message.body}"
        assert message.words <= 150, row
        assert 2 <= message.paragraphs <= 5 or kind in ONE_PARAGRAPH, (row, message.body)
        assert not re.search(r"  | [,.;:]|\.\.|,,|[{}!]|\bNone\b|undefined|\b(the|a) the\b|role role|\(\)", whole), (
            whole
        )
        assert set(re.findall(r"\[(.*?)\]", whole)) == {blanks[name] for name in message.missing}, whole
        assert len(re.findall(r"\bthank", message.body, re.IGNORECASE)) <= 1, message.body
        assert bool(message.subject.strip()) == (
            kind not in NO_SUBJECT and (kind, row["channel"]) != ("reply", "message")
        ), message


@pytest.mark.parametrize("kind", [kind for kind in LETTERS if kind not in NO_THANKS])
def test_every_letter_says_thanks(kind):
    for _, message in written(kind, 5):
        assert re.search(r"\b(Thank you|Thanks|thank you|thanks)\b", message.body), message.body


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_has_greeting_and_name(kind):
    for row, message in written(kind, 3):
        parts = layout(message.body)
        if kind == "say_it":
            assert (row["your_name"] or "[your name]") in message.body
            continue
        assert parts.greeting, message.body
        assert message.body.rstrip().endswith((row["your_name"] or "[your name]", "https://example.org/jo")), (
            message.body
        )
        if kind not in NO_CLOSING:
            assert parts.closing, message.body


# Our own rules -------------------------------------------------------------------------------------------------------


def faults(message, situation):
    """What `review` finds in a message as it would be sent. Blanks that `missing` announces are no fault."""
    subject = f"Subject: {message.subject}\n\n" if message.subject else ""
    found = review(subject + message.body, message.kind, situation, NOW)
    assert (found.words, found.paragraphs) == (message.words, message.paragraphs)
    return [
        (one.rule, one.message, message.body)
        for one in found.findings
        if not (one.rule == "unfilled-blank" and message.missing)
    ]


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_an_example_letter_passes_our_own_rules_in_every_wording(kind, form, tone):
    case = example_of(kind, form, tone=tone)
    for wording in range(25):
        assert faults(compose(case, kind, wording, NOW), case) == []


@pytest.mark.parametrize("kind", LETTERS)
def test_every_pair_of_circumstances_passes_our_own_rules(kind):
    for row, message in written(kind, 4):
        assert faults(message, situation_from(row)) == []


# What they say and do not say ----------------------------------------------------------------------------------------


def test_a_reply_to_an_application_claims_no_conversation():
    for row, message in written("reply", 12):
        if row["stage"] == "application" and row["feedback_policy"] != "offered":
            text = message.body.replace("phone", "").replace(row["draws_you"] or "\0", "")
            assert not TALKED.search(text), message.body


def test_a_reply_after_a_first_call_claims_no_interview():
    for row, message in written("reply", 12):
        if row["stage"] == "phone_screen":
            assert not re.search(
                r"\b(my|the|our) interviews?\b|final round", message.body.replace("the next interview", "")
            )


@pytest.mark.parametrize("kind", ["reply", "feedback_request"])
def test_feedback_is_asked_where_it_belongs_and_nowhere_else(kind):
    for row, message in written(kind, 6):
        refused = row["feedback_policy"] == "refused"
        offered = row["feedback_policy"] == "offered"
        asked = bool(ASKS.search(message.body))
        if refused or (row["stage"] == "application" and not offered):
            assert not asked, message.body
            assert kind == "reply", "a request is not even written"
        elif kind == "feedback_request":
            assert asked, message.body
        else:
            late = row["received_at"] is not None and datetime.fromisoformat(row["received_at"]) < NOW - timedelta(
                hours=48
            )
            assert asked == (feedback_place(situation_from(row), late) == "in_reply"), (row, message.body)


def test_only_finalists_may_say_that_they_had_hoped():
    seen = set()
    for row, message in written("reply", 12):
        if re.search(r"disappoint|had hoped", message.body):
            seen.add(row["stage"])
    assert seen == {"final_round"}


def test_wishes_are_for_a_person_only_where_one_was_chosen():
    for row, message in written("reply", 12):
        if row["outcome"] == "role_closed":
            assert not re.search(r"person (you|they) chose|new colleague|whoever|takes (on )?the role", message.body)
        if row["outcome"] == "not_said" and row["sender"] != "agency":
            assert not re.search(r"person (you|they) chose|someone else|new colleague|wasn't me", message.body)


def test_the_person_thanked_first_is_not_thanked_twice():
    for row, message in written("reply", 6):
        if "Ana" in row["people"] and row["recipient"].startswith("Ana"):
            after_greeting = message.body.split("\n\n", 1)[1].replace("Ana Lopez", "")
            assert "Ana" not in after_greeting.replace(row["your_name"], ""), message.body


@pytest.mark.parametrize("tone", TONES)
def test_a_late_reply_is_shorter_asks_nothing_and_makes_no_excuse(tone):
    late = bodies("reply", "late", tone, 40)
    in_time = [
        compose(example_of("reply", "late", tone=tone, received_hours_ago=5), "reply", wording, NOW).body
        for wording in range(40)
    ]
    assert sum(map(len, late)) < 0.95 * sum(map(len, in_time))
    for body in late:
        assert not ASKS.search(body)
        assert not re.search(r"sorry (for|about)|apolog|\blate\b|delay|busy", body)


def test_a_connection_note_is_short_whatever_the_names():
    for length in (5, 40, 120, 200):
        for sign in ("n", "é ", "Ab "):
            name = (sign * length)[:length].strip()
            case = situation_from(
                {"recipient": name, "company": name, "role": name, "your_name": name, "people": [name]}
            )
            for wording in range(8):
                message = compose(case, "connection_note", wording, NOW)
                assert len(message.body) <= 200
                assert message.body.count("\n\n") >= 1


def test_reconsider_leaves_a_blank_where_nothing_is_new():
    message = compose(situation_from({}), "reconsider", 0, NOW)
    assert "new_information" in message.missing
    assert "[what is new]" in message.body


def test_interview_thanks_has_three_to_five_sentences():
    for wording in range(40):
        for tone in TONES:
            body = compose(example_of("interview_thanks", "standard", tone=tone), "interview_thanks", wording, NOW).body
            said = "\n\n".join(body.split("\n\n")[1:-1])
            assert 3 <= len(re.findall(r"[.?](?=\s|$)", said)) <= 5, body
