"""What the page's modules count on, as TypeScript: its words, its questions, its parts, and what the engine answers.

`make check` holds `page/*.mjs` against it, so that a word, a question or a part that was renamed stops the check, not a
visitor. The same words and questions are written as JSON, for tests of modules that need no browser.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from generator import Advice, Change, Evidence, Finding, Message, Problem, Reading, Reason, Review, Step
from generator.advising.plan import Link
from generator.answer import _ASKS
from generator.book.book import book
from generator.composing.slots import Slot
from generator.reading.asked import Ask, Hook
from sitemaker.pages import form
from sitemaker.schema import LEVELS, TIMINGS, VERDICTS

FOLDER = "page"  # in build/
CLASSES = (Reading, Evidence, Ask, Hook, Advice, Reason, Change, Step, Link, Message, Slot, Review, Finding, Problem)
# What a text of an answer can be, where it is one of few: a type of the same file.
NARROWED: dict[tuple[type, str], str] = {
    (Reading, "is_rejection"): '"yes" | "no" | "unsure"',
    (Reading, "kind"): 'Value<"mail_kind">',
    **{
        (Reading, name): f'Value<"{name}"> | "unsure" | null'
        for name in ("stage", "outcome", "feedback_policy", "sender")
    },
    (Reading, "written"): 'Value<"written"> | "unsure"',
    (Reading, "sure"): 'Record<string, "sure" | "likely">',
    (Ask, "kind"): 'Value<"asks">',
    (Advice, "verdict"): "Verdict | null",
    (Advice, "timing"): "Timing | null",
    (Advice, "needs"): "Page.FieldName[]",
    (Change, "field"): "Page.FieldName",
    (Change, "verdict"): "Verdict",
    (Step, "kind"): "StepKind",
    (Message, "kind"): "Kind",
    (Slot, "field"): "Page.FieldName",
    (Finding, "level"): "Level",
    (Finding, "cure"): '"delete" | "replace" | "add" | "none"',
    (Review, "verdict"): "ReviewVerdict",
}
PARTS = {
    "mail": "string",
    "situation": "Partial<Page.Situation>",
    "now": "string",
    "kind": "Kind",
    "wording": "number",
    "draft": "string",
}
ANSWERED = {"read": "Reading", "advise": "Advice", "compose": "Message", "review": "Review"}
# A question's kind: what its answer is as the page sends it.
SENT = {
    "yes_no": "boolean",
    "text": "string",
    "long_text": "string",
    "names": "string[]",
    "datetime": "string | null",
    "whole_number": "number | string | null",  # what is no number goes to the engine as it is, for its words about it
}
_BLANK = re.compile(r"\{(\w+)\}")
_NAMED = re.compile(r'data-(part|out)="([\w-]+)"')

type Table = Mapping[str, Any]


def outputs() -> dict[str, str]:
    """The types, and the words and questions as the page has them; paths below `build/`."""
    return {
        f"{FOLDER}/contract.d.ts": declarations(),
        f"{FOLDER}/words.json": _json(form.page_words(book()["words"])),
        f"{FOLDER}/fields.json": _json({name: form.page_field(field) for name, field in book()["fields"].items()}),
    }


def declarations() -> str:
    """The file of types: `Page` for what the built page holds, `Contract` for the engine's answers."""
    words, html = book()["words"], form.form()
    lines = ["// Written by sitemaker/pages/page_types.py from the words, the questions and the engine's types.", ""]
    lines += ["declare namespace Page {"]
    lines += _interface("Words", ((path, _blanks(text)) for path, text in flat(form.page_words(words))))
    lines += _interface("BuilderWords", ((path, _blanks(text)) for path, text in flat(form.builder_words(words))))
    lines += _interface("Situation", ((name, sent(field)) for name, field in book()["fields"].items()))
    lines += _interface("Fields", ((name, _field(field)) for name, field in book()["fields"].items()))
    for name, kind in (("Part", "part"), ("Out", "out")):
        lines.append(f"  type {name} = {one_of(found for group, found in _NAMED.findall(html) if group == kind)};")
    lines += [f"  type BuilderPart = {one_of(found for _, found in _NAMED.findall(form.builder()))};"]
    lines += ["}", "", "declare namespace Contract {"]
    lines += ["  type Value<Name extends Page.FieldName> = NonNullable<"]
    lines += ["    Page.Situation[Name] extends (infer One)[] ? One : Page.Situation[Name]", "  >;"]
    steps = (step["kind"] for step in book()["plan"].values())
    for name, values in {
        "Verdict": VERDICTS,
        "Timing": TIMINGS,
        "ReviewVerdict": words["review_verdict"],
        "Level": LEVELS,
        "Kind": book()["letters"],
        "StepKind": steps,
    }.items():
        lines.append(f"  type {name} = {one_of(values)};")
    for shape in CLASSES:
        hints = typing.get_type_hints(shape)
        types_of = (
            (one.name, NARROWED.get((shape, one.name)) or in_typescript(hints[one.name])) for one in fields(shape)
        )
        lines += _interface(shape.__name__, types_of)
    requests = (
        (ask, "{ " + "; ".join([f'ask: "{ask}"', *(f"{part}: {PARTS[part]}" for part in parts)]) + " }")
        for ask, (_, parts, _) in _ASKS.items()
    )
    lines += _interface("Requests", requests)
    lines += _interface("Answers", ((ask, f"{{ {name}: {ANSWERED[ask]} }}") for ask, (name, _, _) in _ASKS.items()))
    return "\n".join([*lines, "}"]) + "\n"


def flat(table: Table, before: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of a table by its path, such as `mail.filled_many`."""
    for key, value in table.items():
        if isinstance(value, str):
            yield before + key, value
        elif isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")


def one_of(values: Iterable[str]) -> str:
    """A type of a few texts, each once, in their order."""
    return " | ".join(json.dumps(value) for value in dict.fromkeys(values)) or "never"


def sent(field: Table) -> str:
    """What the page sends as the answer to a question; undefined where nothing holds before it is answered."""
    options = [option["value"] for option in field.get("option", ())]
    if field["kind"] == "choice":
        return one_of([*options, field["default"]]) if "default" in field else f"{one_of(options)} | undefined"
    return f"({one_of(options)})[]" if field["kind"] == "choices" else SENT[field["kind"]]


def in_typescript(hint: Any) -> str:
    """A Python type of the engine's answers, as JSON has it. Raises `TypeError` for one that no answer holds."""
    arguments = typing.get_args(hint)
    known: dict[Any, str] = {str: "string", int: "number", bool: "boolean", type(None): "null", datetime: "string"}
    if hint in known:
        return known[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return hint.__name__
    match typing.get_origin(hint):
        case types.UnionType | typing.Union:
            return " | ".join(in_typescript(one) for one in arguments)
        case origin if origin is tuple:
            return f"{in_typescript(arguments[0])}[]"
        case origin if origin is Mapping:
            return f"Record<{in_typescript(arguments[0])}, {in_typescript(arguments[1])}>"
    raise TypeError(f"{hint} has no counterpart in page_types.py: add it")


def _interface(name: str, members: Iterable[tuple[str, str]]) -> list[str]:
    return [f"  interface {name} {{", *(f"    {json.dumps(key)}: {value};" for key, value in members), "  }"]


def _blanks(text: str) -> str:
    return one_of(_BLANK.findall(text))


def _field(field: Table) -> str:
    values = one_of(option["value"] for option in field.get("option", ()))
    options = f"; options: Record<{values}, string>" if field.get("option") else ""
    return f'Question & {{ kind: "{field["kind"]}"{options} }}'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
