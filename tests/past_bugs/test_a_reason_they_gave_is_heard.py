"""Somebody who wrote why is thanked for it: a reply that passes over the reason reads as a form letter."""

from datetime import datetime

import pytest

from generator import compose, situation_from

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
KIND = {"written": "personal", "recipient": "Ana", "company": "Acme", "role": "guide", "your_name": "Jo"}
HEARD = ("what it came down to", "told me the reason", "know why", "telling me why", "telling me the reason")


@pytest.mark.parametrize("tone", ["warm", "brief", "formal"])
@pytest.mark.parametrize("stage", ["interview", "final_round"])
def test_the_first_version_thanks_for_the_reason_once(stage: str, tone: str):
    told = {"stage": stage, "outcome": "someone_else", "tone": tone}
    body = compose(situation_from(KIND | told | {"reason": "experience"}), "reply", 0, NOW).body
    assert sum(body.count(words) for words in HEARD) == 1
    silent = compose(situation_from(KIND | told), "reply", 0, NOW).body
    assert not any(words in silent for words in HEARD)
