"""How far the words kept under a name reach: `<company>`, `<role>`, `<months>` … in the phrases of reading rules.

A slot is asked for the word it begins at and gives the words it may end before. Capitals, commas and line ends decide,
so it looks at the text as it came, not at the plain words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.book.book import word_set
from generator.text.finder import Slot
from generator.text.phrases import number
from generator.text.words import BREAK, BREAKS, Text

_words = partial(word_set, "lists")
LONG_LINE = 50  # a line end after so many characters was set by a mail program, not by the writer
COMPANY_WORDS = 8
ROLE_WORDS = 10
PERSON_WORDS = 4
_LINKS = frozenset(" -–—&+/.'’·|,()[]\t\xa0\n_#*@")
_INSIDE_JOBS = frozenset({"in", "to"})  # small words that join jobs, but no companies


def slots() -> dict[str, Slot]:
    """The slots by the name phrases use."""
    return {"company": company, "role": role, "person": person, "days": amount, "months": amount, "years": amount}


def company(text: Text, at: int) -> Iterator[int]:
    """A name in capitals with small words such as `of` inside; or one small word, to be confirmed by others."""
    joints, never = _words("name_joints"), _words("never_names")
    for last in _run(text, at, COMPANY_WORDS):
        word, raw = text.words[last], _raw(text, last)
        if last > at and not _joined(text, last, commas=word in _words("company_endings")):
            return
        if word in joints and not raw[0].isupper():
            if not _goes_on_over(word, text.words[last - 1] if last > at else ""):
                return
            continue
        masked = text.raw[text.starts[last] - 1 : text.starts[last]] == "_"  # a name blanked out as Company_I
        if not masked and ((word in never and raw != raw.upper()) or word == "i"):
            return
        grown = last > at and text.raw[text.ends[last - 1] : text.starts[last]] in ("-", ".")  # Coca-cola, nuts.com
        if not (_high(raw) or masked or grown):
            if last == at and len(raw) > 3:
                yield last + 1
            return
        yield last + 1


def _goes_on_over(joint: str, before: str) -> bool:
    """Whether a company's name goes on over a small word: `Bank of the West`, but not `Acme for the Claims job`."""
    if joint == "the":
        return before in ("", "of", "on", "in")
    return before in _words("before_for") if joint == "for" else bool(before)


def role(text: Text, at: int) -> Iterator[int]:
    """A job: a run of capitals (`Lecturer in Early Music`), or of small words (`staff nurse`)."""
    if at >= len(text.words) or text.words[at] in BREAKS:
        return
    stops, joints, nouns = _words("role_stops"), _words("name_joints"), _words("role_nouns")
    high = _high(_raw(text, at))
    for last in _run(text, at, ROLE_WORDS):
        word, raw = text.words[last], _raw(text, last)
        if last > at and not _joined(text, last, commas=high and _high(raw), brackets=high):
            return
        if word == "i" and high and last > at and text.words[last - 1] in nouns and _ends_name(text, last):
            yield last + 1
            continue
        bracketed = high and _in_brackets(text, last)
        if word in stops and not bracketed and not (high and last > at and word in _INSIDE_JOBS):
            return
        if word == "the" and last > at and text.words[last - 1] not in ("of", "to", "for"):
            return
        if word == "in" and text.words[last - 1] not in _words("jobs_in"):
            return
        if word in joints or word in _INSIDE_JOBS:
            if high or word in ("of", "and"):
                continue
            return
        if _high(raw) != high and not bracketed and word not in nouns and not raw.isupper():
            return
        yield last + 1


def person(text: Text, at: int) -> Iterator[int]:
    """One to four words in capitals that can be a person's name."""
    never = _words("never_names")
    for last in _run(text, at, PERSON_WORDS):
        raw, word = _raw(text, last), text.words[last]
        if last > at and not _joined(text, last, commas=False):
            return
        if not raw[0].isupper() or word in never or raw.isdecimal() or (raw.isupper() and len(raw) > 3):
            return
        yield last + 1


def amount(text: Text, at: int) -> Iterator[int]:
    """A number in figures or words."""
    if at < len(text.words) and number(text.words[at]) is not None:
        yield at + 1


def _run(text: Text, at: int, length: int) -> Iterator[int]:
    """The next words of the same sentence, each word of the text once."""
    previous = -1
    for last in range(at, min(at + length, len(text.words))):
        if text.words[last] in BREAKS:
            return
        if text.starts[last] != previous:
            yield last
        previous = text.starts[last]


def _raw(text: Text, word: int) -> str:
    return text.raw[text.starts[word] : text.ends[word]]


def _high(raw: str) -> bool:
    """Whether a word is written as a name: it begins with a digit, holds a capital, or has a script without them."""
    return raw[0].isdigit() or not raw.islower()


def _joined(text: Text, word: int, *, commas: bool, brackets: bool = False) -> bool:
    """Whether a word goes on where the one before it ended, without a comma or the end of a short line between them."""
    between = text.raw[text.ends[word - 1] : text.starts[word]]
    refused = ("," in between and not commas) or ("(" in between and not (commas or brackets))
    if refused or not _LINKS.issuperset(between):
        return False
    if "\n" in between:
        line = text.raw.rfind("\n", 0, text.ends[word - 1]) + 1
        return text.ends[word - 1] - line >= LONG_LINE
    return True


def _ends_name(text: Text, word: int) -> bool:
    """Whether a name can end with this word: a break, a number or a small word that stops jobs comes next."""
    following = text.words[word + 1] if word + 1 < len(text.words) else BREAK
    return following in BREAKS or following.isdigit() or following in _words("after_numerals")


def _in_brackets(text: Text, word: int) -> bool:
    before = text.raw[max(0, text.starts[word] - 40) : text.starts[word]]
    return before.rfind("(") > before.rfind(")")
