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
_PIECES = re.compile(
    r"(?P<word>[^\W_]+(?:['’‘ʼ´`][^\W_]+)*)"
    r"|(?P<end>[.!?…]+|[;:](?=\s|$))"
    r"|(?P<gap>\n[^\S\n]*\n\s*)"
)
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
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[int] = []
    sentence = 0
    for piece in _PIECES.finditer(raw):
        kind, start, end = piece.lastgroup, piece.start(), piece.end()
        if kind == "word":
            plain = spell_out(piece.group())
        elif kind == "gap":
            plain = (NEW_PARAGRAPH,)
        elif _ends_sentence(raw, piece.group(), words, ends, start):
            plain = (_mark(piece.group()),)
        else:
            continue
        for word in plain:
            words.append(word)
            starts.append(start)
            ends.append(end)
            sentences.append(sentence)
        if kind != "word":
            sentence += 1
    return Text(raw, words, starts, ends, sentences)


def _mark(piece: str) -> str:
    if "?" in piece:
        return ASKS
    return SHOUTS if "!" in piece else BREAK


def _ends_sentence(raw: str, piece: str, words: list[str], ends: list[int], start: int) -> bool:
    """Neither a full stop inside a word (`nuts.com`), nor after `Inc`, `Dr` or an initial (`Ana M. Lopez`)."""
    following = raw[start + len(piece) : start + len(piece) + 1]
    if not (following.isspace() or following in _CLOSING_MARKS):
        return False
    if piece != "." or not words or ends[-1] != start:
        return True
    initial = len(words[-1]) == 1 and raw[start - 1].isupper() and words[-1] != "i"
    return not (words[-1] in _NO_END_AFTER or (initial and raw[start + 1 : start + 3].strip()[:1].isupper()))
