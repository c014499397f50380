"""How the rules of `rules/draft/` find their places in a draft.

Keys of a rule, beyond those all rules have:

    level             error, warning or advice
    message           what is wrong and why it harms; may name numbers, as {words}
    instead           words that can stand in the marked place; "" where there is nothing to put there
    kinds             the messages it applies to; left out: all
    when              a condition over counts (`generator.counts`) and, with needs_situation = true, the situation
    phrases, patterns what it looks for; unless: phrases that spare the same sentence; spared_by: the whole draft
    doubted           true: it says nothing about a sentence that sounds well meant (`generator.reviewing.sounds`)
    even_denied       true: "I do not mean to …" before a phrase does not take it back
    at_least          marks only from this many sentences on, and only from that sentence on
    outweighs         a list; marks only where twice the sentences found outnumber those with a phrase of that list,
                      and none of these
    lacks             phrases of which the draft should hold one
    faint             true: says nothing where another rule found an error
    covers            rules that say nothing beside this one
    check             a check of `generator.slips`
    mark              sentence (where phrases or patterns are looked for), words, or a place: top, opening, question,
                      past_words (where there are too many), past_paragraphs, subject
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.book.book import book, limit
from generator.book.parsed_phrases import DENIAL, Key, phrases
from generator.book.templates import conditions
from generator.letters.draft import Draft
from generator.letters.parts import Span
from generator.reviewing.slips import CHECKS
from generator.reviewing.sounds import well_meant
from generator.situation import Situation
from generator.text.finder import Finder, Hit

type Rule = Mapping[str, Any]

DENIAL_REACH = 2  # words that may stand between a denial and what it denies


@dataclass(frozen=True)
class Place:
    """A place a rule marks.

    `telling`: how many words it rests on. `apart`: a slip, or a place that stands for the whole letter; what is said
    there may have its own fault. `faint`: it counts only where nothing else is found, there or, if apart, anywhere.
    """

    start: int
    end: int
    telling: int = 0
    instead: str = ""
    apart: bool = False
    faint: bool = False


@dataclass(frozen=True)
class Found:
    """The phrases that stand in the writer's own words of a draft, and the words that a denial takes back."""

    draft: Draft
    hits: Mapping[Key, list[Hit]]
    denied: frozenset[int]
    sentences: dict[Key, frozenset[int]] = field(default_factory=dict)

    def of(self, name: str, role: str) -> list[Hit]:
        """The places of the phrases that a rule has in a role."""
        return self.hits.get((name, role), [])

    def holding(self, name: str, role: str) -> frozenset[int]:
        """The numbers of the sentences that hold a phrase that a rule has in a role."""
        if (name, role) not in self.sentences:
            numbers = self.draft.text.sentences
            self.sentences[name, role] = frozenset(numbers[hit.first] for hit in self.of(name, role))
        return self.sentences[name, role]

    def said(self, name: str) -> frozenset[int]:
        """The numbers of the sentences of the paragraphs that hold a phrase of a list."""
        return self.draft.said & self.holding("", name)

    def sentences_with(self, name: str) -> int:
        """How many sentences of the paragraphs hold a phrase of a list."""
        return len(self.said(name))


def search(draft: Draft) -> Found:
    """Look for the phrases of all rules in one pass over the draft."""
    hits: dict[Key, list[Hit]] = {}
    for hit in _own_words(draft, _finder().hits(draft.text)):
        hits.setdefault(hit.key, []).append(hit)  # type: ignore[arg-type]
    denied = {hit.last + reach for hit in hits.get(DENIAL, ()) for reach in range(DENIAL_REACH + 1)}
    return Found(draft, hits, frozenset(denied))


def _own_words(draft: Draft, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Those in the writer's own words."""
    span = draft.text.span
    return (hit for hit in hits if not draft.is_borrowed(*span(hit.first, hit.last))) if draft.borrowed else iter(hits)


def applying(kind: str, facts: Mapping[str, Any], *, with_situation: bool) -> Iterator[tuple[str, Rule]]:
    """The rules for a kind of message whose condition holds."""
    for needs_situation in (False, True) if with_situation else (False,):
        rules = _rules(kind, needs_situation)
        holding = conditions(tuple(str(rule.get("when", "true")) for _, rule in rules))(facts) if rules else []
        yield from (named for named, holds in zip(rules, holding, strict=True) if holds)


def places(name: str, rule: Rule, draft: Draft, situation: Situation | None, found: Found) -> Iterable[Place]:
    """Where a rule finds its fault. Empty where the draft is free of it."""
    if "check" in rule:
        slips = CHECKS[rule["check"]](draft, situation)
        return [Place(start, end, instead=instead, apart=True) for start, end, instead in slips]
    if "lacks" in rule:
        return [] if found.of(name, "lacks") else [_general(rule, draft)]
    if rule.get("mark") in PLACES:
        return [_general(rule, draft)]
    return _said(name, rule, draft, found)


def _said(name: str, rule: Rule, draft: Draft, found: Found) -> list[Place]:
    """The places of a rule that looks for words: one for each sentence, or for each phrase with `mark = "words"`."""
    text = draft.text
    spoken = sorted(_spoken(name, rule, draft, found))
    if not spoken or found.of(name, "spared_by"):
        return []
    against = found.said(rule["outweighs"]) if "outweighs" in rule else frozenset[int]()
    spared = found.holding(name, "unless") | against
    if "outweighs" in rule:  # it weighs the letter itself, without subject and closing
        spared |= {text.sentences[first] for first, _ in spoken} - draft.said
    doubted = rule.get("doubted", False)
    marked: dict[Span, Place] = {}
    for first, last in spoken:
        if text.sentences[first] in spared or (first in found.denied and not rule.get("even_denied")):
            continue
        if doubted and well_meant(draft, first):
            continue
        span = text.span(first, last) if rule.get("mark") == "words" else draft.sentence_at(first)
        known = marked.get(span)
        telling = max(last - first, known.telling if known else 0)
        marked[span] = Place(*span, telling, faint="outweighs" in rule)
    if "outweighs" in rule and len(against) >= 2 * len(marked):
        return []
    return list(marked.values())[rule.get("at_least", 1) - 1 :]


def _spoken(name: str, rule: Rule, draft: Draft, found: Found) -> Iterator[tuple[int, int]]:
    """First and last word of each phrase and pattern of a rule."""
    text = draft.text
    yield from ((hit.first, hit.last) for hit in found.of(name, "phrases"))
    for pattern in rule.get("patterns", ()):
        for match in _pattern(pattern).finditer(draft.raw):
            first, last = text.word_at(match.start()), text.word_at(match.end())
            if first < len(text.words) and not draft.is_borrowed(*match.span()):
                yield first, max(last, first + 1)


def _general(rule: Rule, draft: Draft) -> Place:
    return Place(*PLACES[rule["mark"]](draft), apart=True, faint=bool(rule.get("faint")))


PLACES: Mapping[str, Callable[[Draft], Span]] = {
    "top": lambda draft: draft.top,
    "opening": lambda draft: draft.opening,
    "question": lambda draft: draft.questions[-1] if draft.questions else draft.opening,
    "past_words": lambda draft: draft.sentence_of_word(limit("body_words")),
    "past_paragraphs": lambda draft: draft.first_sentence(draft.letter.paragraphs[limit("body_paragraphs")]),
    "subject": lambda draft: draft.letter.subject or draft.top,
}


@cache
def _rules(kind: str, needs_situation: bool) -> tuple[tuple[str, Rule], ...]:
    return tuple(
        (name, rule)
        for name, rule in book()["draft"].items()
        if kind in rule.get("kinds", (kind,)) and bool(rule.get("needs_situation")) == needs_situation
    )


@cache
def _finder() -> Finder:
    """Finds the phrases of every rule in every role, denials, and the lists that rules count."""
    return Finder((key, sequence) for key, sequences in phrases("draft") for sequence in sequences)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
