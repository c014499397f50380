"""A person's own words, made ready to stand in a sentence of ours.

People answer “what stayed with you?” with `the ward round`, `how you train people.`, `I liked the team`, `Great job!`.
Each sort needs another sentence around it; where the sort is not certain, it is `other`, and the letter sets the words
after a colon, where anything can stand. The word lists are in words.toml, `own_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.book.book import book, words

_BULLET = re.compile(r"^(?:[-–—*•·]+\s+)+")
_LAST_SHOUT = re.compile(r"\s*!+(?=\W*$)")
_SHOUT = re.compile(r"\s*!+(?=\s)")
_MARKS_AT_END = re.compile(r"[\s.,;:–—-]+$")
_SEVERAL = re.compile(r"[.?!]\s+\S")
_OPENING_QUOTES = "“\"‘'«"


@dataclass(frozen=True)
class OwnWords:
    """What was typed, by its sort. `text` stands inside a sentence, `sentence` begins one; neither has a full stop.

    Sorts: `sentence` (says “I …” itself), `clause` (you let me try it), `thing` (the ward round; how you train people),
    `doing` (talking with Ana), `other`, and an empty one where nothing was typed.
    """

    sort: str
    text: str
    sentence: str

    def __bool__(self) -> bool:
        return bool(self.text)


def own_words(typed: str) -> OwnWords:
    """Tell which sort of words was typed, and trim them."""
    text = _trimmed(typed)
    if not text:
        return OwnWords("", "", "")
    sort, text = _sorted(_lowered(text))
    return OwnWords(sort, text, text[0].upper() + text[1:])


def _trimmed(typed: str) -> str:
    """Without bullets, without marks at the end, and without exclamation marks: a letter has at most one."""
    text = _BULLET.sub("", typed)
    text = _LAST_SHOUT.sub("", text)
    text = _SHOUT.sub(".", text)
    return _MARKS_AT_END.sub("", text).strip()


def _lowered(text: str) -> str:
    """Without the capital of a first word that needs none in the middle of a sentence."""
    first = text.split()[0]
    if first[0].isupper() and first[1:] == first[1:].lower() and _plain(first) in _list("lower_at_start"):
        return first.lower() + text[len(first) :]
    return text


def _sorted(text: str) -> tuple[str, str]:
    """The sort of a text, and the text as that sort needs it."""
    first, second = (*map(_plain, text.split()[:2]), "")[:2]
    if not second:
        return "other", text
    if first in _list("subjects"):
        return "sentence", text
    if first in _list("said_without_i_was") and second in ("by", "with"):
        return "sentence", words("own_words", "i_was") + _small(text)
    verb = second if first in _list("adverbs") else first
    if verb in _list("said_without_i") and second != "of":
        return "sentence", words("own_words", "i") + _small(text)
    if _SEVERAL.search(text) or text.endswith("?") or text[0] in _OPENING_QUOTES:
        return "other", text
    return _part_of_sentence(text, first, second)


def _part_of_sentence(text: str, first: str, second: str) -> tuple[str, str]:
    rest = text.split(maxsplit=1)[1]
    if first in _list("about"):
        return _sorted(_lowered(rest))
    if first == words("own_words", "because"):
        return "clause", rest
    if first == words("own_words", "that") and second in _list("others") | _list("determined") | _list("subjects"):
        return "clause", rest
    if first == words("own_words", "when"):
        return "thing", words("own_words", "the_moment") + text
    if first in _list("others") and second not in _list("no_verb"):
        return "clause", text
    if first in _list("doing") or (first in _list("doing_with") and second in _list("determined") | _list("others")):
        return "doing", text
    if first in _list("questions") or (first in _list("determined") and not _has_verb(text)):
        return "thing", text
    return "other", text


def _has_verb(text: str) -> bool:
    """Whether the words seem to be a whole sentence (`the team was kind`) rather than a thing (`the way you work`)."""
    for part in map(_plain, text.split()[1:]):
        if part in _list("relatives"):
            return False
        if part in _list("verbs"):
            return True
    return False


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _plain(word: str) -> str:
    return word.replace("’", "'").strip('.,;:!?"“”()').lower()


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(book()["words"]["own_words"][name])
