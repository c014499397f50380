"""The small language rules are written in, and the search that finds its phrases in a text.

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

`parse` turns a phrase into nested tuples of plain values, so that the browser's bundle can hold them ready made.
`Finder` looks at each word once and tries only phrases that begin with it, so its time grows in line with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.text import ASKS, BREAK, BREAKS, SHOUTS, Text, spell_out

type Element = tuple[object, ...]
type Sequence = tuple[Element, ...]
type Captures = tuple[tuple[str, int, int], ...]
type Slot = Callable[
    [Text, int], Iterable[int]
]  # a text and the word a slot begins at give the words it may end before

GAP_WORDS = 6
SLOT_WORDS = 12  # no slot keeps more
END = ""  # stands behind the last word
_ENDS = BREAKS | {END}
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
    if () in set.union(*_heads(sequence, 1)):
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


def openings(sequence: Sequence) -> set[tuple[str, ...]]:
    """The words a match can begin with: pairs where both are known, single words where only the first is.

    No opening begins another one, so that a phrase is tried once at each place. Empty where anything may stand first.
    """
    settled, growing = _heads(sequence, 2)
    heads = settled | growing
    if () in heads:
        return set()
    return {head for head in heads if len(head) == 1 or head[:1] not in heads}


type _Heads = set[tuple[str, ...]]


def _heads(sequence: Sequence, length: int) -> tuple[_Heads, _Heads]:
    """Beginnings of up to `length` known words: those nothing can lengthen, and those the words behind may go on."""
    settled: _Heads = set()
    growing: _Heads = {()}
    for kind, *rest in sequence:
        if kind == "start":
            continue
        if kind == "w":
            growing = {(*head, str(rest[0])) for head in growing}
        elif kind == "alt":
            grown: _Heads = set()
            for room in {length - len(head) for head in growing}:
                inner = [_heads(branch, room) for branch in rest[0]]  # type: ignore[attr-defined]
                ended = {tail for tails, _ in inner for tail in tails}
                unended = {tail for _, tails in inner for tail in tails}
                for head in growing:
                    if length - len(head) == room:
                        settled |= {(*head, *tail) for tail in ended}
                        grown |= {(*head, *tail) for tail in unended}
            growing = grown
        else:
            return settled | growing, set()
        settled |= {head for head in growing if len(head) >= length}
        growing = {head for head in growing if len(head) < length}
        if not growing:
            break
    return settled, growing


class Hit(NamedTuple):
    """One place where a phrase stands: words `first` up to and without `last`; `captures` are (slot, first, last)."""

    key: object
    first: int
    last: int
    captures: Captures = ()


type Search = Callable[[list[str], int, Text], tuple[int, Captures]]
"""Words, where to begin and the text give where the longest match ends, or -1, and what was kept on the way."""


class Finder:
    """Many phrases looked for in one pass. `entries` are (key, parsed phrase); a hit carries the key of its phrase."""

    def __init__(self, entries: Iterable[tuple[object, Sequence]], slots: Mapping[str, Slot] | None = None) -> None:
        self._index: dict[str, dict[str | None, list[tuple[object, Search]]]] = {}
        maker = _Maker(slots or {})
        for key, sequence in entries:
            search = maker.search(sequence)
            for opening in openings(sequence):
                second = opening[1] if len(opening) > 1 else None
                self._index.setdefault(opening[0], {}).setdefault(second, []).append((key, search))

    def hits(self, text: Text, first: int = 0, last: int | None = None) -> list[Hit]:
        """Every place of every phrase, in the order of the text; the longest reading of each.

        With `first` and `last` only phrases that begin at these words (`last` left out).
        """
        words, index = text.padded, self._index
        found: list[Hit] = []
        for at in range(first, len(text.words) if last is None else last):
            seconds = index.get(words[at])
            if seconds is None:
                continue
            for second in (None, words[at + 1]):
                for key, search in seconds.get(second, ()):
                    end, captures = search(words, at, text)
                    if end >= 0:
                        found.append(Hit(key, at, end, captures))
        return found


_NOWHERE: tuple[int, Captures] = (-1, ())

type Places = Collection[int]
type Stepper = Callable[[list[str], Places], Places]  # words and the places reached give the places reached next


class _Maker:
    """Makes a search of each phrase. A choice that several phrases share is made once.

    Words end in `END`, so that every place reached is the number of a word.
    """

    def __init__(self, slots: Mapping[str, Slot]) -> None:
        self._slots = slots
        self._choices: dict[int, tuple[object, Stepper]] = {}  # the choice is kept, so that its id stays its own

    def search(self, sequence: Sequence) -> Search:
        cuts = [number for number, element in enumerate(sequence) if element[0] == "slot"]
        if cuts:
            return self.keeping(sequence, cuts)
        known = 0  # plain words that the opening has compared already
        while known < min(2, len(sequence) - 1) and sequence[known][0] == "w":
            known += 1
        walk = self.chain(sequence[known:])

        def search(words: list[str], at: int, text: Text) -> tuple[int, Captures]:
            places = walk(words, (at + known,))
            return (max(places), ()) if places else _NOWHERE

        return search

    def keeping(self, sequence: Sequence, cuts: list[int]) -> Search:
        """A search that keeps words under names: from slot to slot, with the plain words between them."""
        begin = self.chain(sequence[: cuts[0]])
        parts = [
            (name, self._slots[name], self.chain(between), _firsts(between))
            for cut, following in zip(cuts, [*cuts[1:], len(sequence)], strict=True)
            for name, between in ((str(sequence[cut][1]), sequence[cut + 1 : following]),)
        ]

        def search(words: list[str], at: int, text: Text) -> tuple[int, Captures]:
            reached: dict[int, Captures] = dict.fromkeys(begin(words, (at,)), ())
            for name, slot, goes_on, firsts in parts:
                after: dict[int, Captures] = {}
                for start, kept in reached.items():
                    if firsts and firsts.isdisjoint(words[start + 1 : start + SLOT_WORDS + 1]):
                        continue
                    for end in slot(text, start):
                        for place in goes_on(words, (end,)):
                            after.setdefault(place, (*kept, (name, start, end)))
                reached = after
            end = max(reached, default=-1)
            return end, reached.get(end, ())

        return search

    def chain(self, sequence: Sequence) -> Stepper:
        steps = [self.step(element, sequence[number + 1 :]) for number, element in enumerate(sequence)]
        if len(steps) == 1:
            return steps[0]

        def chain(words: list[str], places: Places) -> Places:
            for step in steps:
                places = step(words, places)
                if not places:
                    break
            return places

        return chain

    def step(self, element: Element, following: Sequence) -> Stepper:
        kind, *rest = element
        if kind == "w":
            wanted = rest[0]
            return lambda words, places: [at + 1 for at in places if words[at] == wanted]
        if kind == "gap":
            return _gap(following)
        if kind == "alt":
            choice = rest[0]
            if id(choice) not in self._choices:
                self._choices[id(choice)] = choice, self.choice(choice)  # type: ignore[arg-type]
            return self._choices[id(choice)][1]
        return _STEPS[str(kind)]

    def choice(self, branches: tuple[Sequence, ...]) -> Stepper:
        """Looks up the word it meets: a single word needs no more, other branches go on from there."""
        single: set[str] = set()
        by_word: dict[str, list[Stepper]] = {}
        others: list[Stepper] = []
        optional = False
        for branch in _plain_branches(branches):
            if not branch:
                optional = True
            elif branch[0][0] != "w":
                others.append(self.chain(branch))
            elif len(branch) == 1:
                single.add(str(branch[0][1]))
            else:
                by_word.setdefault(str(branch[0][1]), []).append(self.chain(branch[1:]))
        if not by_word and not others and not optional:
            return lambda words, places: [at + 1 for at in places if words[at] in single]

        def choice(words: list[str], places: Places) -> Places:
            after = set(places) if optional else set()
            for at in places:
                word = words[at]
                if word in single:
                    after.add(at + 1)
                for goes_on in by_word.get(word, ()):
                    after.update(goes_on(words, (at + 1,)))
            for other in others:
                after.update(other(words, places))
            return after

        return choice


def _plain_branches(branches: Iterable[Sequence]) -> Iterator[Sequence]:
    """The branches without choices at their beginning: `((a|b) c)` gives `a c` and `b c`."""
    for branch in branches:
        if branch and branch[0][0] == "alt":
            yield from _plain_branches((*inner, *branch[1:]) for inner in branch[0][1])  # type: ignore[attr-defined]
        else:
            yield branch


def _firsts(sequence: Sequence) -> frozenset[str]:
    """The words a phrase can begin with; empty where anything may stand first."""
    heads = set.union(*_heads(sequence, 1))
    return frozenset() if () in heads else frozenset(head[0] for head in heads)


def _gap(following: Sequence) -> Stepper:
    """A gap looks ahead: it ends only before words that what follows can begin with, where these are known."""
    firsts = _firsts(following)

    def gap(words: list[str], places: Places) -> Places:
        after: set[int] = set()
        for at in places:
            for end in range(at, at + GAP_WORDS + 1):
                word = words[end]
                if not firsts or word in firsts:
                    after.add(end)
                if word in _ENDS:
                    break
        return after

    return gap


_STEPS: dict[str, Stepper] = {
    "any": lambda words, places: [at + 1 for at in places if words[at] not in _ENDS],
    "num": lambda words, places: [at + 1 for at in places if number(words[at]) is not None],
    "start": lambda words, places: [at for at in places if at == 0 or words[at - 1] in BREAKS],
}


def number(word: str) -> int | None:
    """The whole number a word stands for, in figures or English words, or None."""
    if word.isdecimal() and word.isascii() and len(word) < 5:
        return int(word)
    return NUMBERS.get(word)
