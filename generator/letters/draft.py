"""A draft as the rules see it: its parts, its words, what in it is the writer's own, and where things stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.letters.parts import WORD, Letter, Span, layout
from generator.text.words import ASKS, BREAK, BREAKS, Text, cut

# Words between quotation marks are someone else's. Single marks only where they cannot be apostrophes.
_QUOTED = re.compile(r"\"[^\"\n]{2,400}\"|“[^”\n]{2,400}”|«[^»\n]{2,400}»|(?<!\w)[‘'][^‘’'\n]{2,200}[’'](?!\w)")
_OWN_SHARE = 0.25  # a text that stands in quotation marks nearly as a whole was only pasted so


@dataclass(frozen=True)
class Sentence:
    """One sentence of the paragraphs: words `first` up to and without `last`, and its place in the draft."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True)
class Draft:
    """A draft cut up once, for all rules. Spans are code points of `raw`, with the end left out.

    `named`: where a name stands that the writer gave, of a person, a company or a job.
    """

    raw: str
    letter: Letter
    text: Text
    named: tuple[Span, ...] = ()

    @cached_property
    def borrowed(self) -> tuple[Span, ...]:
        """The places, in order, that are not the writer's own words: those that repeat somebody else's, and names."""
        marks = [found.span() for found in _QUOTED.finditer(self.raw)]
        if sum(end - start for start, end in marks) > (1 - _OWN_SHARE) * len(self.raw.strip()):
            marks = []
        return tuple(_joined([*self.letter.quoted, *marks, *self.named]))

    def is_borrowed(self, start: int, end: int) -> bool:
        """Whether a place lies wholly inside words that are not the writer's own."""
        return _inside(self.borrowed, self._borrowed_starts, start, end) is not None

    def sentence_at(self, word: int) -> Span:
        """The sentence around a word, with its mark, without a greeting that runs into it."""
        start, end = self.text.sentence_span(self.text.sentences[word])
        return self._clipped(start, end, self.text.starts[word])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences between greeting and closing that are the writer's own."""
        return tuple(self._sentences())

    @cached_property
    def said(self) -> frozenset[int]:
        """The numbers, as in `text.sentences`, of `sentences`."""
        return frozenset(self.text.sentences[sentence.first] for sentence in self.sentences)

    @cached_property
    def questions(self) -> tuple[Span, ...]:
        """The place of each question of the writer."""
        return tuple(said.span for said in self.sentences if self.text.words[said.last - 1] == ASKS)

    def first_word(self, span: Span) -> str:
        """The first word of a place, in small letters; empty where it has none."""
        word = self.text.word_at(span[0])
        return self.text.words[word] if word < len(self.text.words) else ""

    @cached_property
    def opening(self) -> Span:
        """The first sentence after the greeting; without one the greeting or the first line."""
        return self.sentences[0].span if self.sentences else self.top

    @cached_property
    def top(self) -> Span:
        """The greeting; without one the first sentence, without that the first line."""
        if self.letter.greeting:
            return self.letter.greeting
        if self.sentences:
            return self.sentences[0].span
        start = len(self.raw) - len(self.raw.lstrip())
        end = self.raw.find("\n", start)
        return start, (len(self.raw) if end < 0 else end)

    def sentence_of_word(self, number: int) -> Span:
        """The sentence that holds the word of this number, counted from 0 between greeting and closing."""
        for start, end in self.letter.paragraphs:
            for word in WORD.finditer(self.raw, start, end):
                if number == 0:
                    return self.sentence_of_offset(word.start())
                number -= 1
        return self.opening

    def first_sentence(self, part: Span) -> Span:
        """The first sentence of a part; a part without words whole."""
        word = self.text.word_at(part[0])
        return self.sentence_at(word) if word < self.text.word_at(part[1]) else part

    def sentence_of_offset(self, offset: int) -> Span:
        """The sentence around a place."""
        word = max(0, min(bisect_right(self.text.starts, offset) - 1, len(self.text.words) - 1))
        return self.sentence_at(word) if self.text.words else self.top

    def _sentences(self) -> Iterator[Sentence]:
        words, numbers = self.text.words, self.text.sentences
        first = 0
        for last in range(1, len(words) + 1):
            if last < len(words) and numbers[last] == numbers[first]:
                continue
            begin, end = first, last - 1
            while begin < end and words[begin] in BREAKS:
                begin += 1
            while end > begin and words[end] in BREAKS:
                end -= 1
            if words[begin] not in BREAKS:
                span = self._clipped(self.text.starts[begin], self.text.ends[last - 1], self.text.starts[end])
                if _inside(self.letter.paragraphs, self._paragraph_starts, *span) and not self.is_borrowed(*span):
                    yield Sentence(begin, last, span)
            first = last

    def _clipped(self, start: int, end: int, inside: int) -> Span:
        """A place cut to the part of the letter that holds the offset `inside`, with the quotation marks behind it."""
        part = _inside(self._parts, self._part_starts, inside, inside)
        if part:
            start, end = max(start, part[0]), min(end, part[1])
        while end < len(self.raw) and self.raw[end] in "\"”’'»":
            end += 1
        return start, end

    @cached_property
    def _borrowed_starts(self) -> list[int]:
        return [start for start, _ in self.borrowed]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.letter.paragraphs]

    @cached_property
    def _parts(self) -> tuple[Span, ...]:
        letter = self.letter
        named = (letter.subject, letter.greeting, *letter.paragraphs, letter.closing, letter.name)
        return tuple(sorted(part for part in named if part))

    @cached_property
    def _part_starts(self) -> list[int]:
        return [start for start, _ in self._parts]


def _inside(spans: tuple[Span, ...], starts: list[int], start: int, end: int) -> Span | None:
    """The span that holds a place wholly. The spans are in order and do not cross."""
    before = bisect_right(starts, start) - 1
    return spans[before] if before >= 0 and end <= spans[before][1] else None


def draft_of(raw: str, names: Iterable[str] = ()) -> Draft:
    """Cut a draft up. Any text is a draft. `names` are those the writer gave."""
    letter = layout(raw)
    return Draft(raw, letter, _with_ends(cut(raw), letter), tuple(_places_of(names, raw)))


def _places_of(names: Iterable[str], raw: str) -> Iterator[Span]:
    """Where these names stand, whatever their case; never inside another word."""
    given = sorted({" ".join(name.split()) for name in names if name.strip()}, key=len, reverse=True)
    if given:
        written = "|".join(re.escape(name).replace("\\ ", r"\s+") for name in given)
        yield from (found.span() for found in re.finditer(rf"(?<!\w)(?:{written})(?!\w)", raw, re.IGNORECASE))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The same places in order, those that cross as one."""
    current: Span | None = None
    for start, end in sorted(spans):
        if current and start < current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def _with_ends(text: Text, letter: Letter) -> Text:
    """The same words with a break at the end of each part: `Hi Ana,` and a last line without a full stop end too."""
    parts = (letter.subject, letter.greeting, *letter.paragraphs, letter.closing, letter.name)
    done = Text(text.raw, [], [], [], [])
    added = at = 0
    for end in _open_ends(text, sorted(part[1] for part in parts if part)):
        up_to = text.word_at(end)
        _extend(done, text, at, up_to, added)
        done.words.append(BREAK)
        done.starts.append(end)
        done.ends.append(end)
        done.sentences.append(done.sentences[-1])
        at = up_to
        added += 1
    _extend(done, text, at, len(text.words), added)
    return done


def _open_ends(text: Text, ends: list[int]) -> Iterator[int]:
    """Ends of parts whose last word no break follows."""
    for end in ends:
        last = text.word_at(end) - 1
        if last >= 0 and text.words[last] not in BREAKS:
            yield end


def _extend(done: Text, text: Text, first: int, last: int, added: int) -> None:
    done.words.extend(text.words[first:last])
    done.starts.extend(text.starts[first:last])
    done.ends.extend(text.ends[first:last])
    done.sentences.extend(number + added for number in text.sentences[first:last])
