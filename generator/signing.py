"""Who signed a mail: a person, a department, a company. Told by the shape of the lines, not by lists of first names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.book import book
from generator.mail import Line, Mail

type Span = tuple[int, int]

LINES = 10
PERSON_WORDS = 4
_PIECE = re.compile(r"[^,|•·\t(){}<>]+")
_BETWEEN = re.compile(r"\s+[–—/-]+\s+|\s{3,}|^\s*[–—*_>-]+\s*")
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_CONTACT = re.compile(
    r"@|https?:|www\.|\d[\d\s().-]{5,}\d|\b[\w-]+\.(?:com|org|net|co|io|example|edu|gov)\b", re.IGNORECASE
)
_AT = re.compile(
    r"\s(?:at|from|of|for|on behalf of)\s(?=[\[A-Z0-9])|^(?:on behalf of|for and on behalf of|for|from)\s",
    re.IGNORECASE,
)
_SENDER = re.compile(r"\s*\*{0,2}from\*{0,2}\s*:\s*\"?(?P<name>[^<\"\n]+?)\"?\s*(?:<|\[mailto|$)", re.IGNORECASE)
_SENT_BY = re.compile(r"\s*(?P<name>[^<>\n]{2,60}?)\s*<[^<>\s]+@[^<>\s]+>")


@dataclass(frozen=True)
class Signed:
    """Places in the mail. `reach`: the person gave a job or an address."""

    person: Span | None = None
    team: Span | None = None
    companies: tuple[Span, ...] = ()
    departments: tuple[Span, ...] = ()
    reach: bool = False


@lru_cache(maxsize=4)
def signed(mail: Mail) -> Signed:
    """Read the signature; where there is none, the sender's line."""
    person: Span | None = None
    team: Span | None = None
    companies: list[Span] = []
    departments: list[Span] = []
    reach = False
    for line in [*mail.lines("signature")[:LINES], *_sender(mail)]:
        if _CONTACT.search(line.text):
            reach = reach or person is not None
            continue
        for start, end in _pieces(line):
            kind, spans = _sort(mail.raw, start, end)
            if kind == "person":
                if person is None and not companies and not departments:
                    person = (start, end)
                elif person != (start, end) and mail.raw[start:end] != mail.raw[slice(*(person or (0, 0)))]:
                    companies.append((start, end))
            elif kind == "title":
                reach = reach or person is not None
                companies += spans
            elif kind == "team":
                team = team or (start, end)
                departments += spans
            elif kind == "company":
                companies += spans
    return Signed(person, team, tuple(companies), tuple(departments), reach)


def _sender(mail: Mail) -> list[Line]:
    """The sender's name in the lines copied along from a mail program, as a line of its own."""
    found: list[Line] = []
    for line in mail.lines("header"):
        match = _SENDER.match(line.text) or _SENT_BY.match(line.text)
        if match and "@" not in match["name"] and not re.match(r"\W*(to|cc|on)\b", line.text, re.IGNORECASE):
            start = line.start + match.start("name")
            found.append(Line(start, start + len(match["name"]), match["name"]))
    return found[-1:]


def _pieces(line: Line) -> Iterator[Span]:
    """The parts of a line between commas, strokes and brackets, trimmed."""
    for piece in _PIECE.finditer(line.text):
        at = piece.start()
        for part in _BETWEEN.split(piece.group()):
            if not part.strip():
                continue
            inside = line.text.find(part, at)
            at = inside + len(part)
            start = line.start + inside + len(part) - len(part.lstrip())
            text = part.strip().rstrip(".!:")
            if text:
                yield start, start + len(text)


def _sort(raw: str, start: int, end: int) -> tuple[str, list[Span]]:
    """What a piece is, and the companies named in it."""
    text = raw[start:end]
    words = [word.group().lower().rstrip(".") for word in _WORD.finditer(text)]
    if not words or words == ["the"]:
        return "", []
    at = _AT.search(text)
    named = [(start + at.end(), end)] if at and text[at.end() :].strip() else []
    named = [_without_the(raw, span) for span in named]
    before = words if not at else [word.group().lower() for word in _WORD.finditer(text[: at.start()])]
    if (
        before
        and (before[-1] in _set("role_nouns") or before[0] in _set("role_nouns"))
        and not _set("company_words") & {words[-1]}
    ):
        return "title", named
    if at and not before:
        return "company", named
    team = [number for number, word in enumerate(before) if word in _set("team_words")]
    if team and not (len(before) > 1 and before[-1] in _set("company_words") and before[-1] not in _set("team_words")):
        return "team", named or _in_front(raw, start, end)
    if (
        words[-1].rstrip(".") in _set("company_words")
        or words[-1] in _set("company_endings")
        or "&" in text
        or _set("company_words") & set(words[1:])
    ):
        return "company", [_without_the(raw, (start, end))]
    if at and named and _is_person(text[: at.start()]):
        return "title", named
    if _is_person(text):
        return "person", []
    if words[0] == "the" and text[4:5].isupper():
        return "company", [_without_the(raw, (start, end))]
    return "", []


def _in_front(raw: str, start: int, end: int) -> list[Span]:
    """`Acme` in `The Acme Talent Team` or `Team Acme`; nothing in `HR Team`."""
    words = list(_WORD.finditer(raw, start, end))
    if words and words[0].group().lower() in ("the", "your", "all"):
        words = words[1:]
    if len(words) == 2 and words[0].group().lower() == "team":
        return [] if words[1].group().lower() in _set("team_words") else [words[1].span()]
    stop = next(
        (
            number
            for number, word in enumerate(words)
            if word.group().lower() in _set("team_openers") or word.group().lower() in _set("team_words")
        ),
        len(words),
    )
    front = words[:stop]
    if not front or front[0].group()[0].islower() or stop == len(words):
        return []
    return [(front[0].start(), front[-1].end())]


def _without_the(raw: str, span: Span) -> Span:
    return (span[0] + 4, span[1]) if raw[span[0] : span[0] + 4].lower() == "the " else span


def _is_person(text: str) -> bool:
    """One to four words written as names, without a digit, and no word that persons do not bear."""
    words = text.split()
    if words and words[0].lower().rstrip(".") in _set("titles"):
        words = words[1:]
    if not 1 <= len(words) <= PERSON_WORDS or any(sign.isdigit() for sign in text):
        return False
    bare = [word.strip(".,'’\"").lower() for word in words]
    if any(word in _set("never_names") or word in _set("team_words") for word in bare):
        return False
    high = [word for word in words if not word[0].islower()]
    low = [word for word in bare if word not in _set("name_parts")]
    return bool(high) and len(low) == len(high) and all(word[0].isalpha() for word in words)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(book()["lists"][name])
