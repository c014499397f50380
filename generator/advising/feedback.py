"""Where a request for feedback belongs. The rule is data: the list `place` in templates/en/feedback_request.toml.

Letters and the plan both ask here, so that they never disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.book.book import book
from generator.situation import Situation, letter_facts


def feedback_place(situation: Situation, late: bool) -> str:
    """`none`, `in_reply` or `separate`: the first entry of the list that fits."""
    facts = letter_facts(situation, late)
    entries: list[Mapping[str, Any]] = book()["letters"]["feedback_request"]["place"]
    return str(next(entry["place"] for entry in entries if fits(entry["when"], facts)))


def fits(when: Mapping[str, object], facts: Mapping[str, Any]) -> bool:
    """Whether every fact named in `when` has the value, or one of the values, given there."""
    return all(
        facts[name] in wanted if isinstance(wanted, list | tuple) else facts[name] == wanted
        for name, wanted in when.items()
    )
