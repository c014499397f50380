"""A version of a draft that can be sent: written anew from what the draft says, its names and its one good thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from generator.book.book import book
from generator.composing.compose import Message, compose
from generator.letters.draft import draft_of
from generator.reading.read import read
from generator.reviewing.review import review
from generator.situation import situation_from


def version_of(draft: str, kind: str, given: Mapping[str, Any], now: datetime) -> Message:
    """A message of this kind with the names of a draft, and its first kind sentence about them woven in.

    `given` are answers of the form; they come before what the draft says. Raises `BadRequest` for answers that cannot
    be used, and where no message of this kind fits them.
    """
    # A draft is greeted and signed the other way round than the email it answers.
    found = read(draft)
    said = {
        "recipient": found.your_name,
        "your_name": found.recipient,
        "company": found.company,
        "role": found.role,
        "stage": found.stage,
        "highlight": good_thing(draft, kind, now),
    }
    empty = {name: field.get("default", "") for name, field in book()["fields"].items()}
    taken = {
        name: value for name, value in said.items() if value and given.get(name, empty[name]) in (empty[name], None, "")
    }
    return compose(situation_from({**given, **taken}), kind, 0, now)


def good_thing(draft: str, kind: str, now: datetime) -> str:
    """The first sentence of a draft that says what the person liked, with nothing against it; else empty."""
    told = book()["words"]["version"]
    liked, turned = re.compile(told["liked"], re.IGNORECASE), re.compile(told["turned"], re.IGNORECASE)
    findings = review(draft, kind, None, now).findings
    objected = [(one.start, one.end) for one in findings if one.cure in ("delete", "replace")]
    for sentence in draft_of(draft, ()).sentences:
        start, end = sentence.span
        text = " ".join(draft[start:end].split())
        if not liked.match(text) or turned.search(text):
            continue
        if not any(start < stop and begin < end for begin, stop in objected):
            return text
    return ""
