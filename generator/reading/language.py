"""Which language an email is written in, told by its commonest small words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from generator.book.book import book

ENGLISH = "en"
FEWEST = 4  # small words of another language; with fewer a text may still be English with a foreign name or two


def language_of(words: Iterable[str]) -> str:
    """The ISO 639-1 code of the language with the most small words; `en` where there is little to tell by."""
    said = Counter(words)
    counts = {code: sum(said[word] for word in small) for code, small in _languages().items()}
    best = max(counts, key=lambda code: (counts[code], code == ENGLISH))
    return best if counts[best] >= FEWEST and counts[best] > 2 * counts[ENGLISH] else ENGLISH


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {code: frozenset(small.split()) for code, small in book()["lists"]["small_words"].items()}
