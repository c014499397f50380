"""The JSON face: the contract others build on, kept to the letter, and words for every bad request."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator

NOW = "2026-03-04T10:00:00+01:00"
MAIL = (
    "Dear Ana,\n\nThank you for your interest in Larkfield Bakery. Unfortunately, we chose someone else.\n\n"
    "Kind regards,\nJo Reed"
)


def ask(**request):
    return json.loads(generator.answer(json.dumps(request)))


def problems(answer):
    assert answer["ok"] is False
    assert all(problem["message"].strip() for problem in answer["errors"])
    return {problem["field"] for problem in answer["errors"]}


def test_read_answers_with_every_part_of_the_contract():
    reading = ask(ask="read", mail=MAIL)["reading"]
    assert set(reading) >= {
        "is_rejection", "written", "stage", "outcome", "feedback_policy", "invited", "company", "role", "recipient",
        "reapply_after_months", "evidence", "kind", "language", "suggested_role", "your_name", "people", "reason",
        "sent_at", "asks", "hooks", "sure", "sender",
    }  # fmt: skip
    assert reading["evidence"]
    for place in reading["evidence"]:
        assert set(place) == {"rule", "says", "start", "end", "field", "value"}
        assert 0 <= place["start"] < place["end"] <= len(MAIL)


def test_advise_answers_with_every_part_of_the_contract():
    advice = ask(ask="advise", situation={"received_at": NOW, "stage": "interview"}, now=NOW)["advice"]
    assert set(advice) == {"verdict", "needs", "timing", "send_by", "reasons", "cautions", "would_change", "plan"}
    assert set(advice["reasons"][0]) == {"rule", "text", "source", "page"}
    assert set(advice["would_change"][0]) >= {"rule", "text", "source", "page"}
    assert set(advice["plan"][0]) >= {"kind", "due", "title", "why"}


def test_compose_answers_with_every_part_of_the_contract():
    message = ask(ask="compose", situation={}, kind="reply", wording=0, now=NOW)["message"]
    assert set(message) == {"kind", "subject", "body", "words", "paragraphs", "missing", "slots"}
    assert set(message["slots"][0]) == {"field", "start", "end", "filled"}


def test_review_answers_with_every_part_of_the_contract():
    review = ask(ask="review", draft="You made a huge mistake.", kind="reply", now=NOW)["review"]
    assert set(review) == {"findings", "words", "paragraphs", "verdict"}
    assert review["verdict"] == "do_not_send"
    assert set(review["findings"][0]) == {"rule", "level", "start", "end", "message", "instead", "page", "cure"}


def test_an_empty_situation_holds_the_defaults_of_the_contract():
    situation = generator.situation_from({})
    assert (situation.stage, situation.sender, situation.written) == ("", "recruiter", "unsure")
    assert (situation.outcome, situation.process, situation.interest) == ("not_said", "fair", "open")
    assert (situation.feedback_policy, situation.invited, situation.upset) == ("not_mentioned", False, False)
    assert (situation.feedback, situation.feedback_by, situation.tone) == ("advised", "note", "warm")
    assert (situation.connect, situation.future_roles, situation.received_at) == (True, True, None)


@pytest.mark.parametrize(
    ("request_text", "field"),
    [
        ("", "request"),
        ("{", "request"),
        ("[1]", "request"),
        ("[" * 100_000, "request"),
        ('{"ask": "sing"}', "ask"),
        ('{"ask": ["read"]}', "ask"),
        ('{"ask": "read"}', "mail"),
        ('{"ask": "read", "mail": "  "}', "mail"),
        ('{"ask": "read", "mail": 7}', "mail"),
        ('{"ask": "read", "mail": "x", "post": 1}', "post"),
        (json.dumps({"ask": "read", "mail": "x" * 50_001}), "mail"),
        (json.dumps({"ask": "advise", "situation": []}), "situation"),
        (json.dumps({"ask": "advise", "situation": {}}), "now"),
        (json.dumps({"ask": "advise", "situation": {}, "now": "2026-03-04T10:00:00"}), "now"),
        (json.dumps({"ask": "advise", "situation": {}, "now": "0001-01-01T00:00:00+14:00"}), "now"),
        (json.dumps({"ask": "compose", "kind": "poem", "now": NOW}), "kind"),
        (json.dumps({"ask": "compose", "wording": -1, "now": NOW}), "wording"),
        (json.dumps({"ask": "compose", "wording": True, "now": NOW}), "wording"),
        (json.dumps({"ask": "review", "draft": "", "now": NOW}), "draft"),
    ],
)
def test_a_bad_request_is_told_beside_its_cause(request_text, field):
    assert problems(json.loads(generator.answer(request_text))) == {field}


def test_every_bad_answer_is_told_at_once():
    situation = {
        "stage": "moon",
        "invited": "yes",
        "your_name": "x" * 201,
        "people": ["a"] * 9,
        "received_at": "soon",
        "hat": 1,
    }
    assert problems(ask(ask="advise", situation=situation, now=NOW)) == set(situation)


def test_text_is_taken_on_one_line_and_without_hidden_signs():
    situation = generator.situation_from({"your_name": "  Ana\n\u202eMaria\u200b ", "recipient": "نازنین\u200cزهرا"})
    assert situation.your_name == "Ana Maria"
    assert situation.recipient == "نازنین\u200cزهرا"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
known_keys = st.sampled_from(["ask", "mail", "situation", "now", "kind", "wording", "draft"])


@settings(max_examples=200)
@given(
    st.dictionaries(known_keys, st.sampled_from(["read", "advise", "compose", "review", NOW, "reply"]) | json_values)
)
def test_whatever_is_asked_the_answer_is_json_and_the_same_twice(request):
    text = json.dumps(request)
    answered = generator.answer(text)
    assert answered == generator.answer(text)
    told = json.loads(answered)
    assert told["ok"] is True or all("unexpected" not in problem.get("detail", "") for problem in told["errors"])
    if not told["ok"]:
        assert all("detail" not in problem for problem in told["errors"]), told
