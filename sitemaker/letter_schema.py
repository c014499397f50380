"""Checks the letter tables of `templates/en/`: the keys they have, the forms they take and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.book.book import Table
from generator.situation import BadRequest, situation_from

PLACES = ("none", "in_reply", "separate")
REQUIRED = ("title", "when", "mail_kinds", "not_for", "follows", "facts", "may_leave_out", "form")
OPTIONAL = ("most_characters", "place")
OF_A_FORM = ("id", "title", "when", "if", "example")
OF_A_PLACE = ("when", "place", "why", "facts")
OF_A_REFUSAL = ("page", "title", "when", "why", "instead")
KNOWN_BESIDES = ("late", "automated", "feedback_place")  # what `if` may ask beyond the answers of the form
HOURS_AGO = "received_hours_ago"  # an example's way to say when their mail came


def letter_problems(book: Table, facts: Table) -> list[str]:
    """Everything wrong in the letter tables, a line each: file, key, cure. See `sitemaker.schema.problems`."""
    return [
        f"templates/en/{kind}.toml: {problem}"
        for kind, letter in book["letters"].items()
        for problem in _problems(kind, letter, book, facts)
    ]


def _problems(kind: str, letter: Mapping[str, Any], book: Table, facts: Table) -> Iterator[str]:
    yield from _keys("", letter, REQUIRED, OPTIONAL)
    if f"{kind}.txt.j2" not in book["sources"]:
        yield f"there is no {kind}.txt.j2 beside it: write the letter"
    yield from _unknown("follows", letter.get("follows", []), book["draft"])
    yield from _unknown("facts", letter.get("facts", []), facts["facts"])
    if "most_characters" in letter:
        yield from _unknown("most_characters", [letter["most_characters"]], book["limits"])
    for part in letter.get("may_leave_out", []):
        if not any(f'"{part}"' in source for source in book["sources"].values()):
            yield f'`may_leave_out`: no letter asks for "{part}" in left_out: take it out, or ask for it'
    for form in letter.get("form", []):
        yield from _form_problems(form, book)
    yield from _last("form", letter.get("form", []), "if")
    for refusal in letter.get("not_for", []):
        yield from _keys("not_for: ", refusal, OF_A_REFUSAL, ())
        yield from _asked("not_for: when", refusal.get("when", {}), book)
    kinds = [option["value"] for option in book["fields"]["mail_kind"]["option"]]
    yield from _unknown("mail_kinds", letter.get("mail_kinds", []), dict.fromkeys(kinds))
    for place in letter.get("place", []):
        yield from _keys("place: ", place, OF_A_PLACE, ())
        yield from _unknown("place", [place.get("place")], dict.fromkeys(PLACES))
        yield from _unknown("place: facts", place.get("facts", []), facts["facts"])
        yield from _asked("place: when", place.get("when", {}), book)
    if "place" in letter:
        yield from _last("place", letter["place"], "when")


def _form_problems(form: Mapping[str, Any], book: Table) -> Iterator[str]:
    name = f"form “{form.get('id', '')}”"
    yield from _keys(f"{name}: ", form, OF_A_FORM, ("send",))
    yield from _asked(f"{name}: if", form.get("if", {}), book)
    example = {key: value for key, value in form.get("example", {}).items() if key != HOURS_AGO}
    try:
        situation_from(example)
    except BadRequest as refused:
        for problem in refused.problems:
            yield f"{name}: `example` cannot be used: {problem.field}: {problem.message}"


def _keys(where: str, table: Mapping[str, Any], required: tuple[str, ...], optional: tuple[str, ...]) -> Iterator[str]:
    for key in required:
        if key not in table:
            yield f"{where}`{key}` is missing: add it"
    for key in table:
        if key not in (*required, *optional):
            yield f"{where}`{key}` is not a key here: take it out, or write one of {', '.join((*required, *optional))}"


def _unknown(key: str, values: list[Any], known: Mapping[str, Any]) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield f"`{key}`: there is no “{value}”; write one of {', '.join(known)}"


def _asked(where: str, asked: Mapping[str, Any], book: Table) -> Iterator[str]:
    """What a condition names must be an answer of the form, with a value it can have."""
    for name, wanted in asked.items():
        if name not in book["fields"] and name not in KNOWN_BESIDES:
            yield f"{where}: nobody knows `{name}`; write one of {', '.join((*book['fields'], *KNOWN_BESIDES))}"
        options = [option["value"] for option in book["fields"].get(name, {}).get("option", ())]
        for value in wanted if isinstance(wanted, list) else [wanted]:
            if options and value not in options:
                yield f"{where}: `{name}` is never “{value}”; write one of {', '.join(options)}"


def _last(key: str, entries: list[Mapping[str, Any]], condition: str) -> Iterator[str]:
    if not entries or entries[-1].get(condition) != {}:
        yield f"`{key}`: the last entry has to fit always: give it `{condition} = {{}}`"
