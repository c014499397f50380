"""The engine's contract as a JSON Schema (`programs/schema.json`) and as a page, both from the engine's own types."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from generator.answer import _ASKS, DRAFT_LIMIT, MAIL_LIMIT
from generator.book.book import book
from generator.composing.compose import WORDINGS
from sitemaker.pages.markdown import render
from sitemaker.pages.page_types import ANSWERED, CLASSES
from sitemaker.schema import LEVELS, TIMINGS, VERDICTS

SCHEMA = "docs/programs/schema.json"
PAGE = "docs/programs/contract.md"

type Shape = dict[str, Any]


def outputs() -> dict[str, str]:
    """The schema, and the page that shows it to people."""
    told = schema()
    shown = render(
        "contract.md.j2",
        PAGE.removeprefix("docs/"),
        asks=[(ask, parts, ANSWERED[ask]) for ask, (_, parts, _) in _ASKS.items()],
        situation=book()["fields"],
        shapes={shape.__name__: (_first_line(shape), told["$defs"][shape.__name__]) for shape in CLASSES},
        typed=typed,
    )
    return {SCHEMA: json.dumps(told, ensure_ascii=False, indent=1) + "\n", PAGE: shown}


def schema() -> Shape:
    """The whole contract: `$defs/Request` is what `answer` takes, `$defs/Answer` what it gives."""
    shapes = {shape.__name__: _shape(shape) for shape in CLASSES}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Gracious Reply: what the engine is asked and answers",
        "anyOf": [{"$ref": "#/$defs/Request"}, {"$ref": "#/$defs/Answer"}],
        "$defs": {
            "Request": {"oneOf": [_request(ask, parts) for ask, (_, parts, _) in _ASKS.items()]},
            "Answer": {"oneOf": [*(_answer(*told) for told in _named()), _refused()]},
            "Situation": _situation(),
            **shapes,
        },
    }


def typed(part: Shape) -> str:
    """A part of the schema in a few signs, as the page's tables show it."""
    if "$ref" in part:
        return f"`{part['$ref'].rpartition('/')[2]}`"
    if "enum" in part:
        return ", ".join("null" if value is None else f"`{value}`" for value in part["enum"])
    if "anyOf" in part:
        return " or ".join(typed(one) for one in part["anyOf"])
    if part.get("type") == "array":
        return f"list of {typed(part['items'])}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}.get(
        str(part.get("type")), "object"
    )


def _named() -> Iterator[tuple[str, str]]:
    for ask, (name, _, _) in _ASKS.items():
        yield name, ANSWERED[ask]


def _request(ask: str, parts: tuple[str, ...]) -> Shape:
    given: dict[str, Shape] = {
        "mail": {"type": "string", "minLength": 1, "maxLength": MAIL_LIMIT},
        "draft": {"type": "string", "minLength": 1, "maxLength": DRAFT_LIMIT},
        "situation": {"$ref": "#/$defs/Situation"},
        "now": {"type": "string", "format": "date-time"},
        "kind": {"enum": list(book()["letters"]), "default": "reply"},
        "wording": {"type": "integer", "minimum": 0, "maximum": WORDINGS, "default": 0},
    }
    needed = [part for part in parts if part in ("mail", "draft", "now")]
    return _object({"ask": {"const": ask}, **{part: given[part] for part in parts}}, ["ask", *needed])


def _answer(name: str, shape: str) -> Shape:
    return _object({"ok": {"const": True}, name: {"$ref": f"#/$defs/{shape}"}}, ["ok", name])


def _refused() -> Shape:
    problems = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Problem"}}
    return _object({"ok": {"const": False}, "errors": problems}, ["ok", "errors"])


def _situation() -> Shape:
    return _object({name: _field(field) for name, field in book()["fields"].items()}, [])


def _field(field: Mapping[str, Any]) -> Shape:
    values = [option["value"] for option in field.get("option", ())]
    text = {"type": "string", "maxLength": field["limit"]} if "limit" in field else {"type": "string"}
    told: dict[str, Shape] = {
        "choice": {"enum": [*values, *field.get("also", ()), "", None]},
        "choices": {"type": "array", "items": {"enum": values}},
        "yes_no": {"type": "boolean"},
        "names": {"type": "array", "items": text},
        "datetime": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
        "whole_number": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
    }
    default = {"default": field["default"]} if field.get("default") is not None else {}
    return {"title": field["label"], **told.get(field["kind"], text), **default}


def _shape(shape: type) -> Shape:
    hints = typing.get_type_hints(shape)
    parts = {one.name: _narrowed(shape.__name__, one.name) or _typed(hints[one.name]) for one in fields(shape)}
    if shape.__name__ == "Problem":  # what the engine's own faults are called, for those who mend them
        return _object({**parts, "detail": {"type": "string"}}, list(parts))
    return {"description": _first_line(shape), **_object(parts, list(parts))}


def _narrowed(shape: str, name: str) -> Shape | None:
    """What a text of an answer can be, where it is one of few."""
    words, questions = book()["words"], book()["fields"]

    def values(field: str) -> list[str]:
        return [option["value"] for option in questions[field]["option"]]

    asked = {one: {"enum": [*values(one), None]} for one in ("stage", "outcome", "sender", "feedback_policy")}
    known: dict[tuple[str, str], Shape] = {
        **{("Reading", one): told for one, told in asked.items()},
        ("Reading", "is_rejection"): {"enum": ["yes", "no", "unsure"]},
        ("Reading", "kind"): {"enum": values("mail_kind")},
        ("Reading", "written"): {"enum": values("written")},
        ("Ask", "kind"): {"enum": values("asks")},
        ("Advice", "verdict"): {"enum": [*VERDICTS, None]},
        ("Advice", "timing"): {"enum": [*TIMINGS, None]},
        ("Message", "kind"): {"enum": list(book()["letters"])},
        ("Finding", "level"): {"enum": list(LEVELS)},
        ("Finding", "cure"): {"enum": ["delete", "replace", "add", "none"]},
        ("Review", "verdict"): {"enum": list(words["review_verdict"])},
    }
    return known.get((shape, name))


def _typed(hint: Any) -> Shape:
    arguments = typing.get_args(hint)
    known: dict[Any, Shape] = {
        str: {"type": "string"},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        type(None): {"type": "null"},
        datetime: {"type": "string", "format": "date-time"},
    }
    if hint in known:
        return known[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    match typing.get_origin(hint):
        case types.UnionType | typing.Union:
            return {"anyOf": [_typed(one) for one in arguments]}
        case origin if origin is tuple:
            return {"type": "array", "items": _typed(arguments[0])}
        case origin if origin is Mapping:
            return {"type": "object", "additionalProperties": _typed(arguments[1])}
    raise TypeError(f"{hint} has no counterpart in contract.py: add it")


def _object(parts: Mapping[str, Shape], needed: list[str]) -> Shape:
    return {"type": "object", "properties": dict(parts), "required": needed, "additionalProperties": False}


def _first_line(shape: type) -> str:
    return (shape.__doc__ or "").strip().partition("\n")[0]
