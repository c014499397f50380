"""Text as the rules see it: words with their places, contractions spelled out, sentences told apart.

Offsets are Unicode code points of the text as it came. Nothing here knows a rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

BREAK = "."  # stands for every end of a sentence except the two below
ASKS = "?"
SHOUTS = "!"
NEW_PARAGRAPH = "\n\n"
BREAKS = frozenset({BREAK, ASKS, SHOUTS, NEW_PARAGRAPH})

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ´`][^\W_]+)*")
_MARK = re.compile(r"(?P<end>[.!?…]+|[;:](?=\s|$))|\n[^\S\n]*\n\s*")
_APOSTROPHE = re.compile("['’‘ʼ´`]")
_CLOSING_MARKS = "\"'”’)]*"  # may stand between the end of a sentence and the space behind it; "" is the text's end
_NO_END_AFTER = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "llc",
        "no",
        "vs",
        "eg",
        "ie",
        "etc",
        "approx",
        "dept",
        "u.s",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
    ]
)
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_IS_AFTER = frozenset(["it", "that", "there", "here", "what", "he", "she", "who", "where", "how", "this"])
_WHOLE = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "wont": ("will", "not"),
    "dont": ("do", "not"),
    "didnt": ("did", "not"),
    "doesnt": ("does", "not"),
    "isnt": ("is", "not"),
    "im": ("i", "am"),
}


@lru_cache(maxsize=4096)
def spell_out(word: str) -> tuple[str, ...]:
    """One word as written, as the one or two plain words it stands for: `We're` gives `("we", "are")`."""
    plain = word.translate(_APOSTROPHES).lower()
    if plain in _WHOLE:
        return _WHOLE[plain]
    if "'" not in plain:
        return (plain,)
    if plain.endswith("n't") and len(plain) > 3:
        return (plain[:-3], "not")
    cut = plain.rfind("'")
    stem, ending = plain[:cut], plain[cut:]
    if ending in _ENDINGS:
        return (stem, _ENDINGS[ending])
    if ending == "'s":
        return (stem, "is") if stem in _IS_AFTER else (stem,)
    return (plain,)


@dataclass(frozen=True)
class Text:
    """A text cut into words. `words[i]` stands at `raw[starts[i]:ends[i]]`; a break is a word of its own.

    Both halves of a contraction have the place of the whole. `sentences[i]` numbers the sentence of word `i`.
    """

    raw: str
    words: list[str] = field(repr=False)
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)
    sentences: list[int] = field(repr=False)

    @cached_property
    def padded(self) -> list[str]:
        """The words with an empty one behind the last, so that one may always look one word further."""
        return [*self.words, ""]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in `raw` of the words `first` up to and without `last`."""
        return self.starts[first], self.ends[last - 1]

    def word_at(self, offset: int) -> int:
        """The number of the first word that begins at or after `offset`."""
        return bisect_left(self.starts, offset)

    def sentence_words(self, number: int) -> tuple[int, int]:
        """The first word of a sentence and the one after its last; its mark counts as a word."""
        return bisect_left(self.sentences, number), bisect_left(self.sentences, number + 1)

    def sentence_span(self, number: int) -> tuple[int, int]:
        """The place in `raw` of a whole sentence, from its first word to its last word or mark."""
        first, last = self.sentence_words(number)
        while last - 1 > first and self.words[last - 1] == NEW_PARAGRAPH:
            last -= 1
        return self.span(first, last)


def cut(raw: str) -> Text:
    """Cut a text into words, breaks and sentences; time grows in line with its length."""
    text = Text(raw, [], [], [], [])
    sentence = at = 0
    for mark in _MARK.finditer(raw):
        start, end = mark.span()
        if mark["end"] and not _stands_at_an_end(raw, end):
            continue
        _add_words(text, at, start, sentence)
        at = end
        if mark["end"] and not _ends_sentence(text, mark["end"], start):
            continue
        text.words.append(_break(mark["end"]))
        text.starts.append(start)
        text.ends.append(end)
        text.sentences.append(sentence)
        sentence += 1
    _add_words(text, at, len(raw), sentence)
    return text


def _add_words(text: Text, first: int, last: int, sentence: int) -> None:
    """Add the words of `raw[first:last]`; many at once where none has to be spelled out."""
    raw = text.raw
    places = [word.span() for word in _WORD.finditer(raw, first, last)]
    plain = [raw[start:end].lower() for start, end in places]
    if _APOSTROPHE.search(raw, first, last) or not _WHOLE.keys().isdisjoint(plain):
        spelled = [spell_out(raw[start:end]) for start, end in places]
        places = [place for place, words in zip(places, spelled, strict=True) for _ in words]
        plain = [word for words in spelled for word in words]
    text.words.extend(plain)
    text.starts.extend([start for start, _ in places])
    text.ends.extend([end for _, end in places])
    text.sentences.extend([sentence] * len(places))


def _break(mark: str | None) -> str:
    if mark is None:
        return NEW_PARAGRAPH
    if "?" in mark:
        return ASKS
    return SHOUTS if "!" in mark else BREAK


def _stands_at_an_end(raw: str, end: int) -> bool:
    """Whether a mark is followed by what can follow a sentence; the one in `nuts.com` is not."""
    following = raw[end : end + 1]
    return following.isspace() or following in _CLOSING_MARKS


def _ends_sentence(text: Text, mark: str, start: int) -> bool:
    """Not after `Inc`, `Dr` or an initial (`Ana M. Lopez`)."""
    if mark != "." or not text.words or text.ends[-1] != start:
        return True
    word, raw = text.words[-1], text.raw
    initial = len(word) == 1 and raw[start - 1].isupper() and word != "i"
    return not (word in _NO_END_AFTER or (initial and raw[start + 1 : start + 3].strip()[:1].isupper()))
