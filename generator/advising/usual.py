"""What rules and plan may ask about a case beyond its answers, and which case they speak of unless they say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.book.book import book
from generator.situation import Situation

_NAMES_THE_KIND = re.compile(r"\bmail_kind\b")


def expressions(files: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The conditions of many files as they are evaluated, for `generator.book.templates.conditions`.

    One that does not ask for `mail_kind` holds in the usual case only.
    """
    given = (str(file["when"]) for file in files)
    return tuple(when if _NAMES_THE_KIND.search(when) else f"usual and ({when})" for when in given)


def case_facts(situation: Situation) -> dict[str, Any]:
    """Every answer, and two facts made from them.

    `usual`: a rejection that somebody sent from outside; one by one's own manager, or silence, is another case.
    `reason_about`: what the reason they gave is about, a key of `reason_words`, "other", or "" where they gave none.
    """
    usual = situation.mail_kind == "rejection" and situation.channel != "none" and situation.sender != "own_manager"
    return situation.facts() | {"usual": usual, "reason_about": _reason_about(situation.reason)}


def _reason_about(reason: str) -> str:
    if not reason:
        return ""
    said = reason.casefold()
    for about, known in book()["words"]["reason_words"].items():
        if any(re.search(rf"\b{re.escape(word)}", said) for word in known):
            return str(about)
    return "other"
