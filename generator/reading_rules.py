"""How the rules of `rules/reading/` find what they read out of a mail.

Keys of a rule, beyond those all rules have:

    reads      the value it speaks for (`written=automated`), or the slot it reads out (`company`)
    weight     1 hint, 2 sign, 3 all but certain, 4 proof
    where      the parts of a mail it looks at (`generator.mail`); left out: subject and body
    phrases    what it looks for; with `reads = "company"` they hold <company>
    patterns   regular expressions over one part at a time; a named group reads out a slot
    unless     phrases that silence it in the same sentence
    unless_before   the same, where they stand before what it found
    shape      a question about the mail as a whole (`generator.shapes`)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.book import book
from generator.mail import Mail
from generator.phrases import Finder, Hit, Sequence, parse
from generator.shapes import SHAPES
from generator.slots import slots
from generator.text import Text

USUALLY = ("subject", "body")
ROLES = ("phrases", "unless", "unless_before")
SLOTS_OF = {
    "company": ("company",),
    "role": ("role",),
    "recipient": ("person",),
    "reapply_after_months": ("days", "months", "years"),
}

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
    silenced: dict[tuple[str, str], dict[int, int]] = {}  # rule and role: sentence to the first word that silences
    for hit in _finder().hits(text):
        key: tuple[str, str] = hit.key  # type: ignore[assignment]
        name, role = key
        if role == "phrases":
            hits.setdefault(name, []).append(hit)
        else:
            silenced.setdefault((name, role), {}).setdefault(text.sentences[hit.first], hit.first)
    for name, rule in book()["reading"].items():
        where = rule.get("where", USUALLY)
        for hit in hits.get(name, ()):
            if part_of[hit.first] in where and not _is_silenced(hit, name, silenced, text):
                yield from _cast(name, rule, hit, text)
        for pattern in rule.get("patterns", ()):
            yield from _matched(name, rule, _pattern(pattern), mail.spans(*where), mail.raw)
        if "shape" in rule:
            for start, end, value in SHAPES[rule["shape"]](mail, rule):
                yield _vote(name, rule, value, start, end)


def _cast(name: str, rule: Rule, hit: Hit, text: Text) -> Iterator[Vote]:
    """One vote for a phrase, or one for each of its slots that the rule reads out."""
    if "=" in rule["reads"]:
        people = [text.raw[slice(*text.span(first, last))] for slot, first, last in hit.captures if slot == "person"]
        yield _vote(name, rule, "", *text.span(hit.first, hit.last), person=" ".join(people))
        return
    for slot, first, last in hit.captures:
        if slot in SLOTS_OF[rule["reads"]]:
            start, end = text.span(first, last)
            if "(" in text.raw[start:end] and text.raw[end : end + 1] == ")":
                end += 1
            yield _vote(name, rule, text.raw[start:end], start, end, slot)


def _vote(name: str, rule: Rule, value: str, start: int, end: int, slot: str = "", person: str = "") -> Vote:
    field, _, fixed = rule["reads"].partition("=")
    return Vote(name, field, fixed or value, rule["weight"], start, end, slot, person)


def _is_silenced(hit: Hit, name: str, silenced: Mapping[tuple[str, str], dict[int, int]], text: Text) -> bool:
    sentence = text.sentences[hit.first]
    before = silenced.get((name, "unless_before"), {}).get(sentence, hit.first)
    return sentence in silenced.get((name, "unless"), {}) or before < hit.first


def _matched(
    name: str, rule: Rule, pattern: re.Pattern[str], spans: Iterable[tuple[int, int]], raw: str
) -> Iterator[Vote]:
    for start, end in spans:
        for found in pattern.finditer(raw, start, end):
            groups = {group: said for group, said in found.groupdict().items() if said}
            if "=" in rule["reads"]:
                yield _vote(name, rule, "", *found.span(), person=groups.get("person", ""))
            else:
                yield from (_vote(name, rule, said, *found.span(group), group) for group, said in groups.items())


def _parts_of_words(mail: Mail, text: Text) -> list[str]:
    """The part of the mail that each word stands in."""
    kinds: list[str] = []
    for kind, _, end in mail.parts:
        upto = text.word_at(end)
        kinds += [kind] * (upto - len(kinds))
    return kinds + ["body"] * (len(text.words) - len(kinds))


@cache
def _finder() -> Finder:
    lists = book()["lists"]

    def entries() -> Iterator[tuple[tuple[str, str], Sequence]]:
        for name, rule in book()["reading"].items():
            for role in ROLES:
                for phrase in rule.get(role, ()):
                    yield (name, role), parse(phrase, lists)

    return Finder(entries(), slots())


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
