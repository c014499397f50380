"""Who signed a mail: a person, a department, a company. Told by the shape of the lines, not by lists of first names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from generator.book.book import word_set
from generator.letters.lines import Line
from generator.letters.mail import Mail

_set = partial(word_set, "lists")
type Span = tuple[int, int]

LINES = 10
PERSON_WORDS = 4
_PIECE = re.compile(r"[^,|•·\t(){}<>]+")
_BETWEEN = re.compile(r"\s+[–—/-]+\s+|\s{3,}|^\s*[–—*_>-]+\s*")
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_CONTACT = re.compile(
    r"\S@\S|https?:|www\.|\d[\d\s().-]{5,}\d|\b[\w-]+\.(?:com|org|net|co|io|example|edu|gov)\b", re.IGNORECASE
)
_AT = re.compile(r"\s(?:at|from|@)\s(?=[\[\w])|(?:^|\s)on behalf of\s|^(?:for|from)\s", re.IGNORECASE)
_SENDER = re.compile(r"\s*\*{0,2}from\*{0,2}\s*:\s*\"?(?P<name>[^<\"\n]+?)\"?\s*(?:<|\[mailto|$)", re.IGNORECASE)
_SENT_BY = re.compile(r"\s*(?P<name>[^<>\n]{2,60}?)\s*<[^<>\s]+@[^<>\s]+>")
_NO_SENDER = re.compile(r"\W*(?:to|cc|on)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Signed:
    """Places in the mail. `departments` are companies in front of a department's name (`Acme` in `Acme Recruiting`)."""

    person: Span | None = None
    team: Span | None = None
    companies: tuple[Span, ...] = ()
    departments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class _Piece:
    """One piece of a signature: what it names, each where it stands."""

    person: Span | None = None
    team: Span | None = None
    companies: tuple[Span, ...] = ()
    departments: tuple[Span, ...] = ()


@lru_cache(maxsize=4)
def signed(mail: Mail) -> Signed:
    """Read the signature, and the sender's line where one was copied along."""
    person: Span | None = None
    team: Span | None = None
    companies: list[Span] = []
    doubtful: list[
        list[Span]
    ] = []  # names below a person's, or a department's, by line: where they work, if nothing else says so
    departments: list[Span] = []
    for line in [*mail.lines("signature")[:LINES], *_sender(mail)]:
        if _CONTACT.search(line.text):
            continue
        behind_title = False
        maybe: list[Span] = []
        for start, end in _pieces(line):
            piece = _sort(mail.raw, start, end)
            if behind_title and piece.person:  # `Managing Director, Keller Ofenbau`
                maybe.append(piece.person)
                piece = _Piece()
            behind_title = person is not None and piece == _Piece()
            team = team or piece.team
            companies += piece.companies
            departments += piece.departments
            if piece.person and person is None and (piece.companies or not (companies or doubtful or maybe or team)):
                person = piece.person
            elif piece.person and not _namesakes(mail.raw, person, piece.person):
                maybe.append(piece.person)
        if maybe:
            doubtful.append(maybe)
    companies = companies or (doubtful[-1][:1] if doubtful else [])  # offices first, their house below, its town behind
    companies = [span for span in companies if not _is_agency(mail.raw[slice(*span)])]
    if companies:
        companies, departments = companies[-1:] + departments, []
    return Signed(person, team, tuple(companies), tuple(departments))


def _sender(mail: Mail) -> list[Line]:
    """The sender's name in the lines copied along from a mail program, as a line of its own."""
    found: list[Line] = []
    for line in mail.lines("header"):
        match = _SENDER.match(line.text) or _SENT_BY.match(line.text)
        if match and "@" not in match["name"] and not _NO_SENDER.match(line.text):
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


def _sort(raw: str, start: int, end: int) -> _Piece:
    """What a piece names."""
    at = _AT.search(raw[start:end])
    named: tuple[Span, ...] = ()
    if at and raw[start + at.end() : end].strip():
        span = _without_the(raw, (start + at.end(), end))
        named = (span,) if _plain(raw[slice(*span)])[-1:] != [] and not _is_team(raw[slice(*span)]) else ()
        end = start + at.start()
    text = raw[start:end]
    words = _plain(text)
    if not words or words == ["the"] or _set("post_nominals").issuperset(word.replace(".", "") for word in words):
        return _Piece(companies=named)
    if _is_title(words):
        return _Piece(companies=named)
    if _is_team(text):
        return _Piece(team=(start, end), companies=named, departments=() if named else _in_front(raw, start, end))
    if _is_company(text, words):
        return _Piece(companies=(*named, _without_the(raw, (start, end))))
    if _is_person(text):
        return _Piece(person=(start, start + len(text.rstrip())), companies=named)
    if words[0] == "the" and text[4:5].isupper():
        return _Piece(companies=(*named, (start, end)))
    return _Piece(companies=named)


def _plain(text: str) -> list[str]:
    return [word.group().lower().rstrip(".") for word in _WORD.finditer(text)]


def _is_title(words: list[str]) -> bool:
    jobs = _set("role_nouns")
    if len(words) > 2 and words[0] in _set("heads") and words[1] in ("of", "for"):
        return True
    return (words[-1] in jobs or words[0] in jobs) and words[-1] not in _set("company_words")


def _is_team(text: str) -> bool:
    words = _plain(text)
    known = _set("team_words")
    if words[-1] in ("center", "centre"):  # `St. Brendan's Medical Center`, but `Service Center`
        return set(words[:-1]) <= known | _set("departments")
    if words[-1] in known & _set("company_words") - _set("team_openers"):  # `Denholm Retail Group`, but `HR Group`
        return bool((known | _set("departments")) & set(words[:-1]))
    return bool(known & set(words)) and (words[-1] in known or words[-1] not in _set("company_words"))


def _is_company(text: str, words: list[str]) -> bool:
    known = _set("company_words")
    named_of = words[1:2] == ["of"] and words[0] in known  # University of Wealdshire
    known_end = words[-1] in known or words[-1] in _set("company_endings")
    named_first = words[0] in _set("company_openers")  # Hotel Seeblick
    return known_end or named_of or named_first or "&" in text or bool(known & set(words[1:]))


def _is_agency(text: str) -> bool:
    """`Harcourt Search` signs for another company."""
    return _plain(text)[-1:] != [] and _plain(text)[-1] in _set("agency_words")


def _in_front(raw: str, start: int, end: int) -> tuple[Span, ...]:
    """`Acme` in `The Acme Talent Team` or `Team Acme`; nothing in `HR Team`."""
    words = list(_WORD.finditer(raw, start, end))
    plain = [word.group().lower() for word in words]
    if plain[0] in ("the", "your", "all"):
        words, plain = words[1:], plain[1:]
    if len(words) == 2 and plain[0] == "team" and plain[1] not in _set("team_words"):
        return (words[1].span(),)
    openers = _set("team_openers")
    stop = next((number for number, word in enumerate(plain) if word in openers | _set("team_words")), 0)
    if not stop or plain[stop] not in openers or set(plain[:stop]) <= _set("departments"):
        return ()
    return ((words[0].start(), words[stop - 1].end()),)


def _without_the(raw: str, span: Span) -> Span:
    return (span[0] + 4, span[1]) if raw[span[0] : span[0] + 4] == "the " else span


def _is_person(text: str) -> bool:
    """One to four words written as names, without a digit, and no word that persons do not bear."""
    words = text.split()
    if words and words[0].lower().rstrip(".") in _set("titles"):
        words = words[1:]
    if any(sign.isdigit() for sign in text):
        return False
    bare = [word.strip(".,'’\"").lower() for word in words]
    if any(word in _set("never_names") or word in _set("team_words") for word in bare):
        return False
    high = [word for word in words if not word[0].islower()]
    low = [word for word in bare if word not in _set("name_parts")]
    named = 1 <= len(high) <= PERSON_WORDS and len(words) <= 2 * PERSON_WORDS
    return named and len(low) == len(high) and all(word[0].isalpha() for word in words)


def _namesakes(raw: str, one: Span | None, other: Span) -> bool:
    """Whether one name is part of the other: `Alice` and `Alice Brennan`, but not `Tierney Castings`."""
    if one is None:
        return False
    first, second = set(_plain(raw[slice(*one)])), set(_plain(raw[slice(*other)]))
    return first <= second or second <= first
