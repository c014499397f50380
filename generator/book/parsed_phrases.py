"""The phrases of the book, read once: those of the rules that read mails or judge drafts, and those of named lists.

In CPython they are parsed when first asked for. In the browser's bundle they stand ready parsed, one module for each
group, so that the first letter pays for none and the first reading only for its own.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from generator.book.book import ROLES, book
from generator.text.phrases import Lists, Sequence, parse

type Key = tuple[str, str]
"""A rule and the role its phrases have in it; or "" and the name of a list."""

GROUPS = ("parts", "reading", "draft")
PARTS = ("greeting", "closing", "footer")  # what tells the parts of a letter or mail apart
DENIAL = ("", "denial")
_COUNTED = re.compile(r"sentences_with\('(\w+)'\)")


@cache
def phrases(group: str) -> tuple[tuple[Key, tuple[Sequence, ...]], ...]:
    """The parsed phrases of one of `GROUPS`."""
    try:
        ready: tuple[tuple[Key, tuple[Sequence, ...]], ...] = import_module(ready_name(group)).PHRASES
    except ModuleNotFoundError:
        return parsed(group)
    return ready


def ready_name(group: str) -> str:
    """The module that holds a group in the browser's bundle."""
    return f"generator._phrases_{group}"


def parsed(group: str) -> tuple[tuple[Key, tuple[Sequence, ...]], ...]:
    """The phrases of a group, parsed now. Raises `PhraseError` where one cannot be read."""
    lists = _lists()
    if group == "parts":
        return tuple((("", name), lists.branches(name)) for name in PARTS)
    rules = book()[group]
    of_rules = [
        ((name, role), tuple(parse(phrase, lists) for phrase in rule[role]))
        for name, rule in rules.items()
        for role in ROLES
        if role in rule
    ]
    counted = {name for rule in rules.values() for name in _COUNTED.findall(rule.get("when", ""))}
    counted |= {rule["outweighs"] for rule in rules.values() if "outweighs" in rule}
    named = sorted(counted | {DENIAL[1]} if group == "draft" else counted)
    return (*of_rules, *((("", name), lists.branches(name)) for name in named))


@cache
def _lists() -> Lists:
    return Lists(book()["lists"])
