"""A ward manager's offer to talk was not heard, and the reply left it unanswered."""

from __future__ import annotations

import json

import pytest

import generator

MAIL = """\
Dear Amina,

It was lovely to meet you again on Tuesday. In the end we have offered the post to a nurse who has already worked on \
our ward.

{offer}

With kind regards
Helen Pryce
Ward Manager
St Brannock's Hospital
"""
OFFERS = (
    "I am happy to talk on the phone about the interview if that helps.",
    "I'd be glad to chat on the phone if you like.",
    "I would be pleased to speak with you about how it went.",
)


@pytest.mark.parametrize("offer", OFFERS)
def test_an_offer_to_talk_is_heard(offer: str):
    reading = generator.read(MAIL.format(offer=offer))
    assert "call" in {ask.kind for ask in reading.asks}
    assert reading.outcome == "internal_candidate"


def test_the_reply_takes_the_offer_up():
    facts = {"stage": "interview", "written": "personal", "recipient": "Helen Pryce", "asks": ["call"]}
    request = {"ask": "compose", "kind": "reply", "situation": facts, "now": "2026-03-03T10:00:00+00:00"}
    body = json.loads(generator.answer(json.dumps(request)))["message"]["body"]
    assert "take you up on the call" in body
