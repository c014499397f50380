"""How the rules of `rules/reading/` find what they read out of a mail.

Keys of a rule, beyond those all rules have:

    reads      the value it speaks for (`written=automated`), or the slot it reads out (`company`)
    weight     1 hint, 2 sign, 3 all but certain, 4 proof
    where      the parts of a mail it looks at (`generator.mail`); left out: subject and body
    phrases    what it looks for; with `reads = "company"` they hold <company>
    patterns   regular expressions over one part at a time; a named group reads out a slot
    unless     phrases that silence its phrases in the same sentence
    unless_before   the same, where they begin before the end of what it found
    unless_anywhere the same, wherever they stand in the mail
    shape      a question about the mail as a whole (`generator.shapes`)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from generator.book.book import book
from generator.book.parsed_phrases import Key, phrases
from generator.letters.mail import Mail
from generator.reading import names_read
from generator.reading.slots import slots
from generator.reading.whole_mail import SHAPES
from generator.text.finder import Finder, Hit
from generator.text.words import Text

USUALLY = ("subject", "body")
READ = ("header", "subject", "greeting", "body", "closing", "signature", "footer")  # no rule reads quoted mails
PLACES = 50  # more places of one rule in a mail are not looked at
SLOTS_OF = {
    "company": ("company",),
    "role": ("role",),
    "recipient": ("person",),
    "reapply_after_months": ("days", "months", "years"),
}
NAMES = {"company": names_read.company, "role": names_read.role}

type Rule = Mapping[str, Any]


@dataclass(frozen=True)
class Vote:
    """A rule speaks for a value of a field, because of what stands at `start` to `end` of the mail.

    Where the value was read out of the mail, `slot` is the name it was kept under. `person`: whom the rule took for a
    person; a vote of a rule that took the company for one does not count.
    """

    rule: str
    field: str
    value: str
    weight: int
    start: int
    end: int
    slot: str = ""
    person: str = ""


def votes(mail: Mail, text: Text) -> Iterator[Vote]:
    """What every rule says about a mail, in the order of the rules and of the mail."""
    part_of = _parts_of_words(mail, text)
    found = _Found(mail, text)
    matched: dict[tuple[str, tuple[str, ...]], list[re.Match[str]]] = {}  # rules may share a pattern
    for name, rule in book()["reading"].items():
        where = tuple(rule.get("where", USUALLY))
        said = (hit for hit in found.of(name, "phrases") if part_of[hit.first] in where)
        spoken = list(islice((hit for hit in said if not found.silenced(name, hit)), PLACES))
        for pattern in rule.get("patterns", ()):
            if (pattern, where) not in matched:
                matched[pattern, where] = _matches(pattern, mail, where)
        written = [match for pattern in rule.get("patterns", ()) for match in matched[pattern, where]]
        everywhere = (hit for hit in found.of(name, "unless_anywhere") if part_of[hit.first] in USUALLY)
        if (spoken or written) and next(everywhere, None) is None:
            yield from (vote for hit in spoken for vote in _cast(name, rule, hit, text, mail))
            yield from (vote for match in written for vote in _cast_match(name, rule, match, mail))
        if "shape" in rule:
            yield from (vote for place in SHAPES[rule["shape"]](mail) for vote in _named(name, rule, mail, *place))


def spans_read(mail: Mail, text: Text) -> list[tuple[int, int]]:
    """The words of each part that rules read: the first one, and the one behind the last."""
    return [(text.word_at(start), text.word_at(end)) for start, end in mail.spans(*READ)]


class _Found:
    """Where the phrases of all rules stand in a mail."""

    def __init__(self, mail: Mail, text: Text) -> None:
        self._sentences = text.sentences
        self._hits: dict[Key, list[Hit]] = {}
        for first, last in spans_read(mail, text):
            for hit in _finder().hits(text, first, last):
                self._hits.setdefault(hit.key, []).append(hit)  # type: ignore[arg-type]
        self._firsts: dict[Key, dict[int, int]] = {}

    def of(self, name: str, role: str) -> list[Hit]:
        """The places of the phrases that a rule has in a role."""
        return self._hits.get((name, role), [])

    def silenced(self, name: str, hit: Hit) -> bool:
        """Whether an `unless` of the rule stands in the sentence of what it found."""
        sentence = self._sentences[hit.first]
        before = self._first(name, "unless_before").get(sentence)
        return sentence in self._first(name, "unless") or (before is not None and before < hit.last)

    def _first(self, name: str, role: str) -> dict[int, int]:
        """By the number of the sentence: the first word of the first phrase in it."""
        if (name, role) not in self._firsts:
            self._firsts[name, role] = {self._sentences[hit.first]: hit.first for hit in reversed(self.of(name, role))}
        return self._firsts[name, role]


def _cast(name: str, rule: Rule, hit: Hit, text: Text, mail: Mail) -> Iterator[Vote]:
    """One vote for a phrase, or one for each of its slots that the rule reads out."""
    places = [(slot, *text.span(first, last)) for slot, first, last in hit.captures]
    if "=" in rule["reads"]:
        person = " ".join(mail.raw[start:end] for slot, start, end in places if slot == "person")
        yield _vote(name, rule, "", *text.span(hit.first, hit.last), person=person)
        return
    for slot, start, end in places:
        if slot in SLOTS_OF[rule["reads"]]:
            bracket = "(" in mail.raw[start:end] and mail.raw[end : end + 1] == ")"
            yield from _named(name, rule, mail, start, end + bracket, slot)


def _named(name: str, rule: Rule, mail: Mail, start: int, end: int, slot: str = "") -> Iterator[Vote]:
    """A vote for what stands at a place, or none where the words name nothing."""
    naming_of = NAMES.get(rule["reads"])
    value = naming_of(mail, start, end, rule["weight"]) if naming_of else mail.raw[start:end]
    if value:
        yield _vote(name, rule, value, start, end, slot)


def _vote(name: str, rule: Rule, value: str, start: int, end: int, slot: str = "", person: str = "") -> Vote:
    field, _, fixed = rule["reads"].partition("=")
    return Vote(name, field, fixed or value, rule["weight"], start, end, slot, person)


def _matches(pattern: str, mail: Mail, where: tuple[str, ...]) -> list[re.Match[str]]:
    found = (match for span in mail.spans(*where) for match in _pattern(pattern).finditer(mail.raw, *span))
    return list(islice(found, PLACES))


def _cast_match(name: str, rule: Rule, found: re.Match[str], mail: Mail) -> Iterator[Vote]:
    """One vote for a pattern, or one for each of its groups that the rule reads out."""
    groups = {group: said for group, said in found.groupdict().items() if said}
    if "=" in rule["reads"]:
        yield _vote(name, rule, "", *found.span(), person=groups.get("person", ""))
    else:
        for group in groups:
            yield from _named(name, rule, mail, *found.span(group), group)


def _parts_of_words(mail: Mail, text: Text) -> list[str]:
    """The part of the mail that each word stands in."""
    kinds: list[str] = []
    for kind, _, end in mail.parts:
        upto = text.word_at(end)
        kinds += [kind] * (upto - len(kinds))
    return kinds + ["body"] * (len(text.words) - len(kinds))


@cache
def _finder() -> Finder:
    """Finds the phrases of every rule in every role."""
    return Finder(((key, sequence) for key, sequences in phrases("reading") for sequence in sequences), slots())


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
