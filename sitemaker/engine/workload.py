"""Everything the engine can be asked, as a list of requests: one for each example of each file of the book.

Run in the real runtime it shows which modules the engine needs; run in both Pythons it shows that they agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from generator.book.book import EXAMPLES, gather

NOW = "2026-03-04T10:00:00+01:00"
LATER = "2026-03-12T23:30:00-05:00"
WORDINGS = range(3)
PERSON = {
    "your_name": "Noor Haddad",
    "recipient": "Ana Ruiz",
    "company": "Alder & Finch Ltd.",
    "role": "Ward clerk",
    "people": ["Ana Ruiz", "Bo", "Åsa Öberg"],
    "highlight": "the walk round the ward",
    "draws_you": "how you train new people",
    "received_at": "2026-03-03T09:00:00+01:00",
}
DRAFT = "Hi Ana,\n\nThank you for letting me know. I think you made a mistake.\n\nBest,\nBo"
BROKEN = (
    "",
    "{",
    "[]",
    "null",
    '{"ask": "sing"}',
    '{"ask": "read"}',
    '{"ask": "read", "mail": 3}',
    '{"ask": "compose"}',
)


def requests() -> list[str]:
    """The requests, in a fixed order, each as `answer` takes it."""
    book = gather()
    asked = [*_texts(book), *_situations(book)]
    return [*BROKEN, *(json.dumps(request, ensure_ascii=False) for request in asked)]


def first_requests() -> list[str]:
    """One of each kind, as the page asks them right after the start."""
    asked: list[dict[str, Any]] = [
        {"ask": "advise", "situation": {}, "now": NOW},
        {"ask": "compose", "situation": PERSON, "kind": "reply", "now": NOW},
        {"ask": "read", "mail": "."},
        {"ask": "review", "draft": ".", "kind": "reply", "now": NOW},
    ]
    return [json.dumps(request) for request in asked]


def _texts(book: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every example text is read as a mail and reviewed as a draft, whichever of the two it was written for."""
    texts = {text for group in ("reading", "draft") for table in book[group].values() for text in _strings(table)}
    for text in sorted(texts):
        yield {"ask": "read", "mail": text}
        yield {"ask": "review", "draft": text, "kind": "reply", "situation": PERSON, "now": NOW}
    for kind in sorted(book["letters"]):  # each kind has conditions of its own, with and without a situation
        yield {"ask": "review", "draft": DRAFT, "kind": kind, "now": NOW}
        yield {"ask": "review", "draft": DRAFT, "kind": kind, "situation": PERSON, "now": NOW}


def _situations(book: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every example situation gets its advice; every kind of message is written for some of them."""
    situations = [{}, PERSON, *_tables(book["advice"]), *_tables(book["letters"])]
    situations = [dict(pairs) for pairs in dict.fromkeys(_fixed(situation) for situation in situations)]
    for situation, now in product(situations, (NOW, LATER)):
        yield {"ask": "advise", "situation": situation, "now": now}
    for situation, kind, wording in product(situations[:12], sorted(book["letters"]), WORDINGS):
        fitting = {**situation, "mail_kind": book["letters"][kind]["mail_kinds"][0]}
        yield {"ask": "compose", "situation": fitting, "kind": kind, "wording": wording, "now": NOW}


def _fixed(situation: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (key, tuple(value) if isinstance(value, list) else value) for key, value in situation.items() if key != "now"
    )


def _strings(value: Any) -> Iterator[str]:
    """Every text below the examples of one rule."""
    for example in _examples(value):
        if isinstance(example, str):
            yield example
        elif isinstance(example, dict):
            yield from (text for text in example.values() if isinstance(text, str) and " " in text)


def _tables(group: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every situation below the examples of a group of files."""
    for table in group.values():
        for example in _examples(table):
            if isinstance(example, dict):
                inner = example.get("situation", example)
                yield inner if isinstance(inner, dict) else {}


def _examples(table: Mapping[str, Any]) -> Iterator[Any]:
    for key in EXAMPLES:
        value = table.get(key, [])
        yield from value if isinstance(value, list) else [value]
