"""After a first call alone, no subject spoke of an interview that never was."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator import compose, situation_from
from generator.book.book import book

NOW = datetime.fromisoformat("2026-03-02T09:30:00+01:00")


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind, letter in book()["letters"].items()
        if "rejection" in letter["mail_kinds"] and kind != "interview_thanks"
    ],
)
@pytest.mark.parametrize("written", ["automated", "personal"])
def test_no_letter_after_a_call_speaks_of_an_interview(kind: str, written: str) -> None:
    situation = situation_from(
        {
            "stage": "phone_screen",
            "written": written,
            "company": "Brightwheel",
            "role": "Customer Success Associate",
            "recipient": "Ana",
            "your_name": "Jordan",
        }
    )
    assert "interview" not in compose(situation, kind, 0, NOW).subject.lower()
