"""A fifth paragraph that began with a quotation mark, or had no words at all, was shown at the end of the fourth."""

from datetime import datetime

import pytest

from generator import review

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
FOUR = "Thank you for the talk.\n\nI enjoyed the tour.\n\nI understand the decision.\n\nI wish you well.\n\n"


@pytest.mark.parametrize(
    "fifth",
    ["“Next year” is what you said, and I will.", "(I mean it.)", "- The tour was long.", "***", "<", "I mean it."],
)
def test_the_fifth_paragraph_is_marked_itself(fifth: str) -> None:
    for ending in ("", "\n\nBest,\nBo"):
        text = FOUR + fifth + ending
        (found,) = (one for one in review(text, "reply", None, NOW).findings if one.rule == "too-many-paragraphs")
        marked = text[found.start : found.end]
        assert marked
        assert marked in fifth
