"""A person's own words, made ready to stand in a sentence of ours.

People answer “what stayed with you?” with `the ward round`, `how you train people.`, `I liked the team`, `Great job!`.
Each sort needs another sentence around it. Two things decide: whatever holds a verb of its own is a sentence of the
person's and stands alone; only a bare thing goes behind words of ours. The word lists are in words.toml, `own_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from generator.book.book import book, word_set, words

_list = partial(word_set, "words", "own_words")
_BULLET = re.compile(r"^(?:[-–—*•·]+\s+)+")
_LAST_SHOUT = re.compile(r"\s*!+(?=\W*$)")
_SHOUT = re.compile(r"\s*!+(?=\s)")
_MARKS_AT_END = re.compile(r"[\s.,;:–—-]+$")
_SEVERAL = re.compile(r"\w{4}[.?!]\s+\S")  # `esp. the` and `Hartley v. Simmons` are one
_OPENING_QUOTES = "“\"‘'«"
_CAPITALS = 4  # letters: a word of so many in capitals is no abbreviation
_A_FEW = 3  # words


@dataclass(frozen=True)
class OwnWords:
    """What was typed, by its sort. `text` stands inside a sentence, `sentence` begins one; neither has a full stop.

    Sorts: `sentence` (stands alone), `clause` (you let me try it), `told` (how you train people), `event` (the tour),
    `thing` (the night bakery), `person` (Marco), `doing` (talking with Ana), `other` (anything that may only stand
    behind a colon), and an empty one where nothing was said.
    """

    sort: str
    text: str
    sentence: str

    def __bool__(self) -> bool:
        return bool(self.text)


def own_words(typed: str, names: Iterable[str] = (), *, met: bool = True) -> OwnWords:
    """Tell which sort of words was typed, and trim them. `names` are words that keep their capital.

    `met`: it is something the reader knows, so that `a warm welcome` becomes `the warm welcome`.
    """
    text = _trimmed(typed)
    if not text or _plain(text) in _list("nothing"):
        return OwnWords("", "", "")
    text = _lowered(text, frozenset(_plain(name) for name in names))
    sort, fitted = _sorted(text, 0)
    if met or text.split()[0] not in ("a", "an"):
        text = fitted
    return OwnWords(sort, text, text[0].upper() + text[1:])


def _trimmed(typed: str) -> str:
    """Without bullets, without marks at the end, and without exclamation marks: a letter has at most one."""
    text = _BULLET.sub("", typed)
    text = _LAST_SHOUT.sub("", text)
    text = _SHOUT.sub(".", text)
    text = _MARKS_AT_END.sub("", text).strip()
    loud = text.isupper() and any(len(word) >= _CAPITALS for word in text.split()) and " " in text
    if not any(sign.isalnum() for sign in text):
        return ""
    return text.lower() if loud else text


def _lowered(text: str, names: frozenset[str]) -> str:
    """Without the capital of a first word that needs none in the middle of a sentence."""
    first, _, rest = text.partition(" ")
    plain = _plain(first)
    if not first[0].isupper() or first[1:] != first[1:].lower() or plain in names or plain in _list("keep_capital"):
        return text
    if plain in _list("lower_at_start") or plain.endswith(tuple(book()["words"]["own_words"]["common_endings"])):
        return first.lower() + text[len(first) :]
    next_word = rest.split(" ")[0] if rest else ""
    verb_next = _plain(next_word) in _list("verbs") | _list("past")
    # `Kitchen tour` is a thing whose capital came from beginning; `Marco showed me the ovens` begins with a name
    if next_word and next_word[0].islower() and not verb_next and _plain(next_word) not in _list("after_names"):
        return first.lower() + text[len(first) :]
    return text


def _sorted(text: str, depth: int) -> tuple[str, str]:
    """The sort of a text, and the text as that sort needs it."""
    parts = [_plain(word) for word in text.split()]
    first, second = (*parts[:2], "")[:2]
    rest = text.split(maxsplit=1)[1] if second else ""
    if depth < _A_FEW and second:
        if first in _list("about") or (first == words("own_words", "because") and second == "of"):
            cut = rest.split(maxsplit=1)[1] if second == "of" and " " in rest else rest
            return _sorted(_lowered(cut, frozenset()), depth + 1)
        if first in _list("praise") and not _has_verb(parts):
            return _sorted(_with_article(rest), depth + 1)
    if _SEVERAL.search(text) or text.endswith("?") or text[0] in _OPENING_QUOTES:
        return "other" if text[0] in _OPENING_QUOTES or text.endswith("?") else "sentence", text
    if not second:
        return _one_word(text, first)
    return _of_a_person(text, first, second) or _part_of_sentence(text, parts)


def _one_word(text: str, first: str) -> tuple[str, str]:
    if first in _list("events"):
        return "event", _with_article(text)
    if text[0].isupper() and text[1:].islower() and first not in _list("keep_capital"):
        return "person", text
    return ("thing", text) if text.isascii() and text.isalpha() else ("other", text)


def _of_a_person(text: str, first: str, second: str) -> tuple[str, str] | None:
    """Words that say `I …`, with or without the `I`."""
    if first in _list("subjects"):
        glad = first == "i" and second in _list("not_yet_kind")
        return ("sentence", words("own_words", "glad").format(text=text)) if glad else ("sentence", text)
    if first in _list("said_without_i_was") and second in ("by", "with"):
        return "sentence", words("own_words", "i_was") + _small(text)
    verb = second if first in _list("adverbs") else first
    if verb in _list("said_without_i") and second != "of":
        said = words("own_words", "i") + _small(text)
        return "sentence", words("own_words", "glad").format(text=said) if verb in _list("not_yet_kind") else said
    if first in _list("thanks"):
        return "sentence", text
    return None


def _part_of_sentence(text: str, parts: list[str]) -> tuple[str, str]:
    first, second = parts[:2]
    rest = text.split(maxsplit=1)[1]
    if first in (words("own_words", "because"), words("own_words", "that")) and _is_clause(parts[1:]):
        return "clause", rest
    if first == words("own_words", "when"):
        return "event", words("own_words", "the_moment") + text
    if first in _list("others") and second not in _list("no_verb"):
        return "clause", text
    if _has_doing_first(parts) or (first in _list("doing_with") and rest[0].isupper()):
        return "doing", text
    if first in _list("questions"):
        return ("sentence", text) if _turns_into_sentence(parts) else ("told", text)
    if ", i " in f"{text.lower()} " or _has_verb(parts):
        return "sentence", text
    return _a_thing(text, parts)


def _a_thing(text: str, parts: list[str]) -> tuple[str, str]:
    head = _head(parts)
    if parts[0] in ("a", "an"):
        text = f"{words('own_words', 'the')}{text.split(maxsplit=1)[1]}"
    if head in _list("events"):
        return "event", _with_article(text)
    if text[0].isupper() and all(word[0].isupper() for word in text.split()) and len(parts) <= _A_FEW:
        return "person", text
    return "thing", _with_article(text) if parts[0] in _list("events") else text


def _head(parts: list[str]) -> str:
    """The word that says what a thing is: `the tour of the seed library` is a tour."""
    for at, word in enumerate(parts):
        if word in _list("joints") and at:
            return parts[at - 1]
    return parts[-1]


def _with_article(text: str) -> str:
    """A bare event with its article: `kitchen tour` becomes `the kitchen tour`."""
    parts = [_plain(word) for word in text.split()]
    bare = parts[0] not in _list("determined") | _list("questions") and not parts[0].endswith("'s")
    singular = not _head(parts).endswith("s") or _head(parts).endswith("ss")
    if bare and singular and _head(parts) in _list("events") and not _has_doing_first(parts):
        return words("own_words", "the") + _small(text)
    return text


def _has_doing_first(parts: list[str]) -> bool:
    first, second = (*parts, "")[:2]
    if not first.endswith("ing") or first in _list("no_doing"):
        return False
    follows = _list("determined") | _list("after_doing") | _list("others") | {"me", "it", "them"}
    return second in follows or first in _list("doing")


def _is_clause(parts: list[str]) -> bool:
    return parts[0] in _list("others") | _list("determined") | _list("subjects") or _has_verb(parts)


def _turns_into_sentence(parts: list[str]) -> bool:
    """`what stayed with me was the ovens`: a question word, a verb, and a verb that speaks of it."""
    return parts[0] == "what" and any(part in ("was", "is", "were", "are") for part in parts[2:])


def _has_verb(parts: list[str]) -> bool:
    """Whether the words are a whole sentence (`the team was kind`) rather than a thing (`the way you work`)."""
    if parts[0] in _list("say_there"):
        return len(parts) > 1 and parts[1] in _list("verbs") | _list("past")
    verbs = _list("verbs") | _list("past")
    for at, part in enumerate(parts[1:], start=1):
        if part in _list("relatives"):
            return False
        if part in verbs and parts[at - 1] not in _list("before_nouns"):
            return True
        if (
            part in _list("plural_verbs")
            and parts[at - 1].endswith("s")
            and "'" not in parts[at - 1]
            and at + 1 < len(parts)
        ):
            return True
    return False


def _small(text: str) -> str:
    return text if text[:2] in ("I ", "I'", "I’") else text[0].lower() + text[1:]


def _plain(word: str) -> str:
    return word.replace("’", "'").strip('.,;:!?"“”()').lower()
