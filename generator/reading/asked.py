"""What an email asks of its reader, sentence by sentence, and what a reply can take up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.book.book import book, word_set
from generator.reading.names_read import is_job, role_name
from generator.reading.rules import Vote
from generator.text.points import sequences, weigh
from generator.text.words import Text

ENOUGH = 0.8  # how far a request has to be ahead of `nothing` and of other requests
_CAPITALS = r"[A-Z][\w&/'’+.-]*(?:[ ,]+(?:of|for|and|in|the|to|&|[A-Z][\w&/'’+.-]*|I{1,3}|\d))*"
_NAMED_ROLE = re.compile(
    rf"(?:\b(?:the|our|an?|another|as|of|for|being)\s+)(?P<role>{_CAPITALS}|[a-z][a-z -]{{3,40}}?)"
    r"(?:\s+(?:role|position|vacancy|post|opening|job|spot|opportunity)\b|\s+(?:in|at|on|with|instead|starting|from)\b|[,.?])"
)


@dataclass(frozen=True)
class Ask:
    """One request: `kind` is a value of the question `asks`; `mail[start:end]` is the sentence."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Hook:
    """Something a reply can take up: praise, a later opening, people, news, a decision."""

    kind: str
    text: str
    start: int
    end: int


def requests(text: Text, spans: Sequence[tuple[int, int]], votes: Sequence[Vote]) -> Iterator[Ask]:
    """The requests of an email, each kind once, in its order. `spans` are the words of its own text."""
    found = _first_sentences(text, votes, "asked_by")
    for first, last in _sentences(text, spans):
        words = text.words[first:last]
        spoken_of = [kind for kind in book()["lists"]["ask_words"] if _speaks_of(kind, words)]
        if not spoken_of:
            continue  # nothing could be asked here
        score = weigh("asks", sequences(text.words, ((first, last),)))
        if score.best in spoken_of and score.lead >= ENOUGH:
            found.setdefault(score.best, text.sentence_span(text.sentences[first]))
    asks = [Ask(kind, *place) for kind, place in found.items()]
    yield from sorted(asks, key=lambda ask: (ask.start, ask.kind))


def _speaks_of(kind: str, words: Sequence[str]) -> bool:
    """Whether a sentence holds a word that a request of this kind needs."""
    return not word_set("lists", "ask_words", kind).isdisjoint(words)


def _first_sentences(text: Text, votes: Sequence[Vote], table: str) -> dict[str, tuple[int, int]]:
    """For each kind of a table of rules, the first sentence in which one of its rules found something."""
    kinds: Mapping[str, str] = book()["lists"][table]
    found: dict[str, tuple[int, int]] = {}
    for vote in votes:
        if vote.rule in kinds and vote.start < vote.end:
            found.setdefault(kinds[vote.rule], _sentence(text, vote.start))
    return found


def suggested_role(text: Text, asks: Sequence[Ask], role: str | None) -> tuple[str, int, int] | None:
    """The other job that a request names, and its place; None where it names none."""
    for ask in asks:
        if ask.kind != "other_role":
            continue
        for found in _NAMED_ROLE.finditer(text.raw, ask.start, ask.end):
            name = role_name(found["role"])
            if name and is_job(name) and name.casefold() != (role or "").casefold():
                return (name, *found.span("role"))
    return None


def hooks(text: Text, votes: Sequence[Vote]) -> Iterator[Hook]:
    """What a reply can take up, by the rules that found it, each kind once; the words are the whole sentence."""
    found = _first_sentences(text, votes, "hooked_by")
    told = [Hook(kind, " ".join(text.raw[start:end].split()), start, end) for kind, (start, end) in found.items()]
    yield from sorted(told, key=lambda hook: (hook.start, hook.kind))


def _sentences(text: Text, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in spans:
        begin = first
        for at in range(first + 1, last + 1):
            if at == last or text.sentences[at] != text.sentences[begin]:
                yield begin, at
                begin = at


def _sentence(text: Text, offset: int) -> tuple[int, int]:
    word = min(text.word_at(offset), len(text.words) - 1)
    return text.sentence_span(text.sentences[word])
