"""A draft as the rules see it: its parts, its words, what in it is the writer's own, and where things stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.layout import WORD, Letter, Span, layout
from generator.text import ASKS, BREAK, BREAKS, NEW_PARAGRAPH, Text, cut

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
    """A draft cut up once, for all rules. Spans are code points of `raw`, with the end left out."""

    raw: str
    letter: Letter
    text: Text

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """The places, in order, that repeat somebody else's words."""
        marks = [found.span() for found in _QUOTED.finditer(self.raw)]
        if sum(end - start for start, end in marks) > (1 - _OWN_SHARE) * len(self.raw.strip()):
            marks = []
        return tuple(sorted([*self.letter.quoted, *marks]))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a place lies wholly inside somebody else's words."""
        return _inside(self.quoted, self._quoted_starts, start, end) is not None

    def sentence_at(self, word: int) -> Span:
        """The sentence around a word, with its mark, without a greeting that runs into it."""
        start, end = self.text.sentence_span(self.text.sentences[word])
        part = _inside(self._parts, self._part_starts, self.text.starts[word], self.text.starts[word])
        if part:
            start, end = max(start, part[0]), min(end, part[1])
        while end < len(self.raw) and self.raw[end] in "\"”’'»":
            end += 1
        return start, end

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences between greeting and closing that are the writer's own."""
        return tuple(self._sentences())

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

    def sentence_of_offset(self, offset: int) -> Span:
        """The sentence around a place."""
        word = max(0, min(bisect_right(self.text.starts, offset) - 1, len(self.text.words) - 1))
        return self.sentence_at(word) if self.text.words else self.top

    def _sentences(self) -> Iterator[Sentence]:
        words, numbers = self.text.words, self.text.sentences
        first = 0
        for at in range(1, len(words) + 1):
            if at < len(words) and numbers[at] == numbers[first]:
                continue
            inside = [word for word in range(first, at) if words[word] not in BREAKS]
            if inside:
                span = self.sentence_at(inside[-1])
                paragraph = _inside(self.letter.paragraphs, self._paragraph_starts, *span)
                if paragraph and not self.is_quoted(*span):
                    yield Sentence(inside[0], at, span)
            first = at

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [start for start, _ in self.quoted]

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


def draft_of(raw: str) -> Draft:
    """Cut a draft up. Any text is a draft."""
    letter = layout(raw)
    return Draft(raw, letter, _with_ends(cut(raw), letter))


def _with_ends(text: Text, letter: Letter) -> Text:
    """The same words with a break at the end of each part: `Hi Ana,` and a last line without a full stop end too."""
    parts = (letter.subject, letter.greeting, *letter.paragraphs, letter.closing, letter.name)
    ends = sorted(part[1] for part in parts if part)
    done = Text(text.raw, [], [], [], [])
    sentence = at = 0
    for number, word in enumerate(text.words):
        start = text.starts[number]
        while at < len(ends) and ends[at] <= start:
            sentence += _end_at(done, ends[at], sentence)
            at += 1
        if word == NEW_PARAGRAPH and done.words and done.words[-1] in BREAKS:
            continue
        _append(done, word, start, text.ends[number], sentence)
        sentence += word in BREAKS
    for end in ends[at:]:
        sentence += _end_at(done, end, sentence)
    return done


def _end_at(text: Text, end: int, sentence: int) -> int:
    """Add a break unless there is one; gives how many sentences that ended."""
    if not text.words or text.words[-1] in BREAKS:
        return 0
    _append(text, BREAK, end, end, sentence)
    return 1


def _append(text: Text, word: str, start: int, end: int, sentence: int) -> None:
    text.words.append(word)
    text.starts.append(start)
    text.ends.append(end)
    text.sentences.append(sentence)
