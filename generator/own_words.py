"""A person's own words, made ready to stand in a sentence of ours.

People answer “what stayed with you?” with `the ward round`, `how you train people.`, `I liked the team`, `Great job!`.
Each sort needs another sentence around it; where the sort is not certain, it is `other`, and the letter sets the words
after a colon, where anything can stand. The word lists are in words.toml, `own_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.book import book, words

_BULLET = re.compile(r"^(?:[-–—*•·]+\s+)+")


@dataclass(frozen=True)
class OwnWords:
    """What was typed, by its sort. `text` stands inside a sentence, `sentence` begins one; neither has a full stop.

    Sorts: `sentence` (says “I …” itself), `others` (“you …”, “it …”), `thing` (the ward round; how you train people),
    `that` (that you …), `because`, `doing` (talking with …), `other`, and an empty one where nothing was typed.
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
    text = _BULLET.sub("", typed)
    text = re.sub(r"\s*!+(?=\W*$)", "", text)
    text = re.sub(r"\s*!+(?=\s)", ".", text)
    return re.sub(r"[\s.,;:–—-]+$", "", text).strip()


def _lowered(text: str) -> str:
    """Without the capital of a first word that needs none in the middle of a sentence."""
    first = text.split()[0]
    plain = _plain(first)
    if first[0].isupper() and first[1:] == first[1:].lower() and plain in _list("lower_at_start"):
        return first.lower() + text[len(first) :]
    return text


def _sorted(text: str) -> tuple[str, str]:
    parts = [_plain(part) for part in text.split()]
    first, second = parts[0], parts[1] if len(parts) > 1 else ""
    several = re.search(r"[.?!]\s+\S", text) is not None
    if first in _list("about") and second and not several:
        return _sorted(text.split(maxsplit=1)[1])
    if first in _list("subjects") and second:
        return "sentence", text
    verb = second if first in _list("adverbs") else first
    if verb in _list("said_without_i") and second and "of" not in parts[1:2]:
        return "sentence", words("own_words", "i") + text[0].lower() + text[1:]
    if several:
        return "other", text
    if first == words("own_words", "that") and (second in _list("others") or second in _list("determined")):
        return "that", text
    if first == words("own_words", "because") and second:
        return "because", text.split(maxsplit=1)[1]
    if first == words("own_words", "when") and second:
        return "thing", words("own_words", "the_moment") + text
    if first in _list("questions") and second:
        return "thing", text
    if first in _list("others") and second:
        return "others", text
    if first in _list("doing") and second:
        return "doing", text
    if first in _list("determined") and second and not _has_verb(parts):
        return "thing", text
    return "other", text


def _has_verb(parts: list[str]) -> bool:
    """Whether the words seem to be a whole sentence (`the team was kind`) rather than a thing (`the way you work`)."""
    for part in parts[1:]:
        if part in _list("relatives"):
            return False
        if part in _list("verbs"):
            return True
    return False


def _plain(word: str) -> str:
    return word.replace("’", "'").strip('.,;:!?"“”()').lower()


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(book()["words"]["own_words"][name])
