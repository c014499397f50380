"""A part of a letter that is one plain line, without any block, ran into the paragraph behind it."""

from datetime import datetime

import pytest

from generator import compose, situation_from
from generator.book.templates import environment


def test_a_part_of_one_plain_line_stays_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = environment().loader
    monkeypatch.setitem(letters.mapping, "_greeting.txt.j2", "Good morning,\n")
    environment().cache.clear()
    try:
        body = compose(situation_from({}), "reply", 0, datetime.fromisoformat("2026-03-04T10:00:00+00:00")).body
    finally:
        environment().cache.clear()
    assert body.startswith("Good morning,\n\n")
