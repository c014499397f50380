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

from generator import naming
from generator.book import book
from generator.finder import Finder, Hit
from generator.mail import Mail
from generator.phrases import Lists, parse
from generator.shapes import SHAPES
from generator.slots import slots
from generator.text import Text

USUALLY = ("subject", "body")
READ = ("header", "subject", "greeting", "body", "closing", "signature", "footer")  # no rule reads quoted mails
PLACES = 50  # more places of one rule in a mail are not looked at
SLOTS_OF = {
    "company": ("company",),
    "role": ("role",),
    "recipient": ("person",),
    "reapply_after_months": ("days", "months", "years"),
}
NAMES = {"company": naming.company, "role": naming.role}

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
    hits: dict[str, list[Hit]] = {}
    for start, end in mail.spans(*READ):
        for hit in _finder().hits(text, text.word_at(start), text.word_at(end)):
            hits.setdefault(str(hit.key), []).append(hit)
    matched: dict[tuple[str, tuple[str, ...]], list[re.Match[str]]] = {}  # rules may share a pattern
    for name, rule in book()["reading"].items():
        where = tuple(rule.get("where", USUALLY))
        silenced = _Silenced(name, rule, text)
        said = [hit for hit in hits.get(name, ()) if part_of[hit.first] in where]
        spoken = list(islice((hit for hit in said if hit not in silenced), PLACES))
        for pattern in rule.get("patterns", ()):
            if (pattern, where) not in matched:
                matched[pattern, where] = _matches(pattern, mail, where)
        written = [found for pattern in rule.get("patterns", ()) for found in matched[pattern, where]]
        if (spoken or written) and not silenced.anywhere(mail):
            yield from (vote for hit in spoken for vote in _cast(name, rule, hit, text, mail))
            yield from (vote for found in written for vote in _cast_match(name, rule, found, mail))
        if "shape" in rule:
            yield from (vote for place in SHAPES[rule["shape"]](mail) for vote in _named(name, rule, mail, *place))


class _Silenced:
    """The places where a rule's `unless` silences it. Its phrases are only looked for in sentences that matter."""

    def __init__(self, name: str, rule: Rule, text: Text) -> None:
        self._name, self._text = name, text
        self._needed = "unless" in rule or "unless_before" in rule
        self._first: dict[tuple[int, str], int | None] = {}  # sentence and role: the first word that silences

    def __contains__(self, hit: Hit) -> bool:
        if not self._needed:
            return False
        sentence = self._text.sentences[hit.first]
        before = self._first_in(sentence, "unless_before")
        return self._first_in(sentence, "unless") is not None or (before is not None and before < hit.last)

    def anywhere(self, mail: Mail) -> bool:
        """Whether the mail holds, outside quoted mails, what silences the rule wherever it stands."""
        finder = _silencers(self._name, "unless_anywhere")
        return finder is not None and any(
            finder.hits(self._text, self._text.word_at(start), self._text.word_at(end))
            for start, end in mail.spans(*USUALLY)
        )

    def _first_in(self, sentence: int, role: str) -> int | None:
        if (sentence, role) not in self._first:
            finder = _silencers(self._name, role)
            found = finder.hits(self._text, *self._text.sentence_words(sentence)) if finder else []
            self._first[sentence, role] = found[0].first if found else None
        return self._first[sentence, role]


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
    rules: Mapping[str, Rule] = book()["reading"]
    phrases = ((name, parse(phrase, _lists())) for name, rule in rules.items() for phrase in rule.get("phrases", ()))
    return Finder(phrases, slots())


@cache
def _silencers(name: str, role: str) -> Finder | None:
    phrases = book()["reading"][name].get(role, ())
    return Finder((role, parse(phrase, _lists())) for phrase in phrases) if phrases else None


@cache
def _lists() -> Lists:
    return Lists(book()["lists"])


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
