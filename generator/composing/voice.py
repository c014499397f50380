"""The voice of a letter: picks one of several wordings and puts a person's answers into it.

Templates see four functions of a `Voice`: `one_of("…", "…")` picks, `say("…")` takes the one wording there is,
`shape("…", "…")` says in which order and at what length this version tells things, and `sometimes("…")` whether it does
what is named. In wordings `{company}` stands for an answer. Answers are put in last and never read again, so nothing a
person types can act as a template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.composing.slots import last_sign

_SLOT = re.compile(r"\{(\w+)\}(\.?)")
_TONES = re.compile(r"\((?P<tones>[a-z, ]+)\) ")
_ENDS = (".", "!", "?", "…")
_QUOTES = ("”", '"')
_WORD = re.compile(r"[^\W\d_]+")


class LetterError(ValueError):
    """A letter's template asks for something there is not. The message says what, and the cure."""


class Voice:
    """One way of saying a letter, given by its wording number, its tone and the answers.

    `answers` are words by the names of their slots, marked as `generator.composing.slots` does. `spelled` holds words
    of ours that the person's country spells in another way.
    """

    def __init__(
        self, wording: int, tone: str, answers: Mapping[str, str], spelled: Mapping[str, str] | None = None
    ) -> None:
        self._wording, self._tone, self._answers, self._spelled = wording, tone, answers, spelled or {}
        self._chosen = 0

    def one_of(self, *wordings: str, **more: str) -> str:
        """One of these wordings; those that begin with tones in brackets, `(warm, brief) …`, only for these tones.

        `more` are words made before, for slots of their own; they may be empty.

        Wording 0 takes the first of each. The first choice of a letter takes strict turns, so that letters next to each
        other are never the same; each later one changes with nearly every number, in an order of its own.
        """
        ours = _for_tone(wordings, self._tone)
        if not ours:
            raise LetterError(f"“{wordings[0]}” and those beside it leave out the tone {self._tone}; add one for it")
        if len(ours) == 1:
            return self.say(ours[0], **more)
        turn, place = divmod(self._wording, len(ours))
        offset = _scatter(turn, _key(wordings[0])) if self._chosen else 0
        self._chosen += 1
        return self.say(ours[(place + offset) % len(ours)], **more)

    def shape(self, *names: str) -> str:
        """In which order, or how briefly, this version says things; versions take the shapes in turn."""
        return names[self._wording % len(names)]

    def sometimes(self, what: str) -> bool:
        """Whether this wording does what is named here; about every second one does, the first one does not."""
        turn, place = divmod(self._wording, 2)
        return (place + _scatter(turn, _key(what))) % 2 == 1

    def say(self, wording: str, **more: str) -> str:
        """This wording, with the answers put in. A full stop after an answer that has its own is left out."""
        ours = _WORD.sub(lambda word: self._spelled.get(word[0], word[0]), wording) if self._spelled else wording
        return _SLOT.sub(lambda slot: self._put_in(slot[1], slot[2], more), ours)

    def _put_in(self, name: str, stop: str, more: Mapping[str, str]) -> str:
        if name in more:
            return _closed(more[name]) if stop else more[name]
        if name not in self._answers:
            known = ", ".join(self._answers)
            raise LetterError(f"a letter has the slot {{{name}}}, which is no answer; use one of {known}")
        text = self._answers[name]
        if not text:
            raise LetterError(f"a letter says {{{name}}} where that can be empty; ask with “if” before it")
        return _closed(text) if stop else text


def _closed(marked: str) -> str:
    """The text with a full stop, unless it ends a sentence already; inside a closing quotation mark."""
    text, marks = last_sign(marked)
    if text.endswith(_ENDS):
        return marked
    if text.endswith(_QUOTES) and len(text) > 1:
        return marked if text[:-1].endswith(_ENDS) else f"{text[:-1]}.{text[-1]}{marks}"
    return f"{marked}."


@cache
def _for_tone(wordings: tuple[str, ...], tone: str) -> tuple[str, ...]:
    ours = []
    for wording in wordings:
        marked = _TONES.match(wording)
        if marked is None:
            ours.append(wording)
        elif tone in marked["tones"].split(", "):
            ours.append(wording[marked.end() :])
    return tuple(ours)


@cache
def _key(wording: str) -> int:
    """A number that belongs to this choice, wherever in the letter it stands and whatever else is in it."""
    key = 0
    for sign in wording:
        key = (key * 31 + ord(sign)) % 0x7FFFFFFF
    return key


def _scatter(turn: int, key: int) -> int:
    """A number without visible order, the same everywhere; 0 for the first turn."""
    mixed = turn * (2 * key + 1) * 0x9E3779B1 & 0xFFFFFFFF
    return (mixed ^ mixed >> 15) >> 3
