"""The small language rules are written in. `generator.finder` looks for its phrases in a text.

A phrase is plain words, found whatever their case, apostrophes or contractions ("we will not" finds "We won't").
Commas and single line ends do not matter; a phrase never reaches over the end of a sentence.

    we are (sorry|unable) to      one of several
    thank you [so|very] much      may be there or not
    we ... your application       up to six words between
    we * forward                  exactly one word, whichever
    in # months                   a number, in figures or words
    {team}                        a list from rules/lists.toml
    interest in <company>         words kept under a name (slots; only where a rule reads something out)
    ^thanks                       at the beginning of a sentence
    why ... ?                     a question (`.`, `!` and `?` stand for the end of the sentence)

`parse` turns a phrase into nested tuples of plain values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.text.words import ASKS, BREAK, SHOUTS, spell_out

type Element = tuple[object, ...]
type Sequence = tuple[Element, ...]

GAP_WORDS = 6
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"eighteen": 18, "twenty": 20, "thirty": 30, "a": 1, "an": 1}

_SYNTAX = re.compile(
    r"\.\.\.|\{(?P<list>[\w-]+)\}|<(?P<slot>\w+)>|(?P<mark>[()\[\]|^*#?!.])|(?P<word>[^\W_]+(?:['’][^\W_]+)*)|(?P<skip>[\s,-]+)"
)


class PhraseError(ValueError):
    """A phrase that cannot be read. The message says what is wrong and the cure."""


def parse(phrase: str, lists: Mapping[str, Iterable[str]]) -> Sequence:
    """Turn one phrase into nested tuples. Raises `PhraseError` with the cure."""
    reader = _Reader(phrase, lists)
    found = reader.alternatives(closing=None)
    sequence = found[0] if len(found) == 1 else (("alt", found),)
    firsts = first_words(sequence)
    if firsts is None or "" in firsts:
        raise PhraseError(f"“{phrase}” has to begin with a word; put one before the gap, star, number or slot")
    return sequence


class Lists(Mapping[str, Iterable[str]]):
    """The named lists, each parsed once. Pass it to `parse` where many phrases name the same lists."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._lists = lists
        self._parsed: dict[str, tuple[Sequence, ...]] = {}

    def __getitem__(self, name: str) -> Iterable[str]:
        return self._lists[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    def branches(self, name: str) -> tuple[Sequence, ...]:
        """The entries of one list as parsed phrases."""
        if name not in self._parsed:
            self._parsed[name] = tuple(parse(entry, self) for entry in self._lists[name])
        return self._parsed[name]


def _branches(lists: Mapping[str, Iterable[str]], name: str) -> tuple[Sequence, ...]:
    return (lists if isinstance(lists, Lists) else Lists(lists)).branches(name)


class _Reader:
    def __init__(self, phrase: str, lists: Mapping[str, Iterable[str]]) -> None:
        self.phrase, self.lists = phrase, lists
        self.pieces = list(self._pieces())
        self.at = self.depth = 0

    def _pieces(self) -> Iterator[re.Match[str]]:
        at = 0
        while at < len(self.phrase):
            piece = _SYNTAX.match(self.phrase, at)
            if piece is None:
                raise PhraseError(
                    f"“{self.phrase}” has “{self.phrase[at]}”, which phrases do not know; write words only"
                )
            at = piece.end()
            if piece.lastgroup != "skip":
                yield piece

    def bracket(self, closing: str) -> tuple[Sequence, ...]:
        self.depth += 1
        branches = self.alternatives(closing)
        self.depth -= 1
        return branches

    def alternatives(self, closing: str | None) -> tuple[Sequence, ...]:
        branches: list[Sequence] = []
        current: list[Element] = []
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            self.at += 1
            sign = piece.group()
            if closing and sign == closing:
                return (*branches, tuple(current))
            if sign == "|":
                branches.append(tuple(current))
                current = []
            else:
                current.extend(self.element(piece))
        if closing:
            raise PhraseError(f"“{self.phrase}” has an opening bracket without “{closing}”; add it")
        return (*branches, tuple(current))

    def element(self, piece: re.Match[str]) -> Iterable[Element]:
        sign = piece.group()
        if piece.lastgroup == "word":
            return [("w", word) for word in spell_out(sign)]
        if piece.lastgroup == "slot":
            if self.depth:
                raise PhraseError(f"“{self.phrase}” has <{piece['slot']}> in brackets; write two phrases instead")
            return [("slot", piece["slot"])]
        if piece.lastgroup == "list":
            if piece["list"] not in self.lists:
                raise PhraseError(
                    f"“{self.phrase}” names the list {sign}, which rules/lists.toml does not have; add it there"
                )
            return [("alt", _branches(self.lists, piece["list"]))]
        if sign == "(":
            return [("alt", self.bracket(")"))]
        if sign == "[":
            return [("alt", (*self.bracket("]"), ()))]
        if sign == "^" and self.at > 1:
            raise PhraseError(f"“{self.phrase}” has a “^” that is not its first sign; put it there")
        simple: dict[str, Element] = {
            "...": ("gap", GAP_WORDS),
            "*": ("any",),
            "#": ("num",),
            "^": ("start",),
            "?": ("w", ASKS),
            "!": ("w", SHOUTS),
            ".": ("w", BREAK),
        }
        if sign not in simple:
            raise PhraseError(f"“{self.phrase}” has a “{sign}” too many; take it out")
        return [simple[sign]]


def first_words(sequence: Sequence) -> set[str] | None:
    """The words a phrase can begin with, "" among them where it may be empty; None where anything may stand first."""
    firsts: set[str] = set()
    for kind, *rest in sequence:
        if kind == "w":
            return {*firsts, str(rest[0])}
        if kind == "alt":
            inner: set[str] = set()
            for branch in rest[0]:  # type: ignore[attr-defined]
                found = first_words(branch)
                if found is None:
                    return None
                inner |= found
            firsts |= inner - {""}
            if "" not in inner:
                return firsts
        elif kind != "start":
            return None
    return {*firsts, ""}


def number(word: str) -> int | None:
    """The whole number a word stands for, in figures or English words, or None."""
    if word.isdecimal() and word.isascii() and len(word) < 5:
        return int(word)
    return NUMBERS.get(word)
