"""A form email that asks something is answered itself: "I've heard that I wasn't chosen" is no answer to it."""

from datetime import datetime

import pytest

from generator import compose, situation_from

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
FORM = {
    "written": "automated",
    "stage": "interview",
    "recipient": "Ana",
    "company": "Harrow Museum",
    "role": "guide",
    "your_name": "Jo",
}


@pytest.mark.parametrize("tone", ["warm", "brief", "formal"])
@pytest.mark.parametrize("wording", range(8))
def test_a_form_email_that_asks_for_consent_is_answered_as_what_it_is(tone, wording):
    message = compose(situation_from(FORM | {"asks": ["consent"], "tone": tone}), "reply", wording, NOW)
    assert message.subject.startswith("Re: ")
    assert "heard" not in message.body
    assert "has reached me" not in message.body


@pytest.mark.parametrize(
    "typed", ["keeping families together", "letting children learn by touching things", "repairing old bridges"]
)
def test_work_that_draws_a_person_is_work_whatever_the_verb(typed):
    body = compose(situation_from(FORM | {"written": "personal", "draws_you": typed}), "reply", 0, NOW).body
    assert f"{typed.capitalize()} is what I'd most like to do." in body


def test_what_draws_a_person_reads_as_their_wish_not_as_a_property_of_the_company():
    person = FORM | {"written": "personal", "draws_you": "making nervous patients feel at ease"}
    body = compose(situation_from(person), "reply", 0, NOW).body
    assert "Making nervous patients feel at ease is what I'd most like to do." in body
