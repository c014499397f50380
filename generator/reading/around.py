"""What stands around the text of an email: whom it greets, when it was sent, whom it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from functools import cache

from generator.book.book import word_set
from generator.letters.mail import Mail
from generator.reading.deciding import within
from generator.reading.rules import Vote

_GREETED = re.compile(
    r"\s*(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings|hiya)[ ,]+)?"
    r"(?P<name>[^\W\d_][^\n,:;!–—]{0,60}?)\s*[,:;!–—]*\s*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}")
_DATE = re.compile(
    r"^\s*\*{0,2}(?:date|sent)\*{0,2}\s*:\s*\*{0,2}\s*(?:[A-Za-z]{3,9},?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[A-Za-z]{3,9})|(?P<month2>[A-Za-z]{3,9})\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?),?"
    r"\s+(?P<year>\d{4}),?(?:\s+at)?,?\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AaPp]\.?[Mm])?\.?"
    r"\s*(?P<zone>[+-]\d{4}|GMT|UTC|Z)?",
    re.IGNORECASE | re.MULTILINE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def your_name(mail: Mail) -> tuple[str, int, int] | None:
    """The reader's name in the greeting, and its place; None for `Dear applicant` and the like."""
    for start, end in mail.spans("greeting"):
        found = _GREETED.match(mail.raw[start:end])
        if not found:
            continue
        name = found["name"].strip(" .,*_")
        words = {word.casefold().strip(".,'’") for word in name.split()}
        if not _NAME.fullmatch(name) or not name[0].isupper() or words & _nobody():
            continue
        at = start + found.start("name")
        return name, at, at + len(found["name"])
    return None


def sent_at(mail: Mail) -> tuple[str, int, int] | None:
    """When it was sent, by its header, as ISO 8601 (with an offset where the header has one), and the place."""
    for start, end in mail.spans("header", "subject"):
        for found in _DATE.finditer(mail.raw, start, end):
            moment = _moment(found)
            if moment:
                return moment.isoformat(), found.start(), found.end()
    return None


def _moment(found: re.Match[str]) -> datetime | None:
    month = (found["month"] or found["month2"])[:3].lower()
    if month not in _MONTHS:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    zone = found["zone"]
    offset = None
    if zone:
        minutes = int(zone[1:3]) * 60 + int(zone[3:5]) if len(zone) > len("GMT") else 0
        offset = timezone(timedelta(minutes=-minutes if zone.startswith("-") else minutes))
    try:
        day = int(found["day"] or found["day2"])
        return datetime(int(found["year"]), _MONTHS.index(month) + 1, day, hour, int(found["minute"]), tzinfo=offset)
    except ValueError:
        return None


def people(mail: Mail, votes: Sequence[Vote], company: str | None, known: Sequence[str]) -> list[tuple[str, Vote]]:
    """The colleagues that the text names, each once; not the writer, the reader or the company."""
    told: dict[str, tuple[str, Vote]] = {}
    for vote in votes:
        name = vote.person.strip(" .,")
        fits = name and name[0].isupper() and not within(name, company) and vote.rule == "people-named"
        if fits and not any(set(name.split()) & set(other.split()) for other in known):
            told.setdefault(name.split()[0], (name, vote))
    return list(told.values())


@cache
def _nobody() -> frozenset[str]:
    nobody, departments = word_set("lists", "greeted_as_nobody"), word_set("lists", "departments")
    return nobody | departments | word_set("words", "letter", "no_people")
