"""Conditions and example situations of rules, told in the words of the form.

`stage == 'application' and written == 'automated'` becomes two lines: “How far did you get?” **I applied**, and so on.
The sentences stand in `in_words.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes

from generator.book.book import book
from sitemaker.pages.markdown import md

HERE = Path(__file__).parent
_FLIPPED = {"eq": "ne", "in": "notin"}


class NoWords(Exception):
    """A condition asks for something that has no words here; the page then shows the condition itself."""


def condition_says(expression: str) -> list[str]:
    """What has to hold, a line each, as Markdown. Empty where a part of the condition has no words."""
    output = Environment().parse("{{ " + expression + " }}").body[0]
    assert isinstance(output, nodes.Output)
    try:
        return [_says(part) for part in _parts(output.nodes[0], nodes.And)]
    except NoWords:
        return []


def example_says(example: Mapping[str, Any]) -> list[str]:
    """The answers of an example situation, a line each, as Markdown. What is not named is as usual."""
    return [_answered(name, value) for name, value in example.items()]


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "in_words.toml").read_text(encoding="utf-8"))


def _word(key: str) -> str:
    return str(_file()[key])


def _answered(name: str, value: Any) -> str:
    if name in ("hours_ago", "received_hours_ago"):
        hours = int(value)
        key = "hours" if hours < 48 else "days"
        return _word("just_now" if hours == 0 else key).format(count=hours if key == "hours" else hours // 24)
    return _line(name, f"**{md(value_says(name, value))}**")


def _parts(node: nodes.Node, kind: type[nodes.BinExpr]) -> list[nodes.Node]:
    if isinstance(node, kind):
        return [*_parts(node.left, kind), *_parts(node.right, kind)]
    return [node]


def _says(node: nodes.Node) -> str:
    match node:
        case nodes.Or():
            return _word("or").join(_says(part) for part in _parts(node, nodes.Or))
        case nodes.And():
            return _word("and").join(_says(part) for part in _parts(node, nodes.And))
        case nodes.Not(node=nodes.Name(name=name)) if _takes_several(name):
            return _line(name, _word("nothing"))
        case nodes.Not(node=nodes.Name(name=name)):
            return _line(name, f"**{value_says(name, False)}**")
        case nodes.Not(node=nodes.Test(node=nodes.Name(name=name), name="none")):
            return _line(name, _word("filled"))
        case nodes.Not(node=inner):
            return _word("not").format(what=_says(inner))
        case nodes.Name(name=name):
            return _line(name, f"**{value_says(name, True)}**")
        case nodes.Compare(expr=nodes.Name(name=name), ops=[operand]):
            return _compared(name, operand)
        case nodes.Compare(expr=nodes.Filter(node=nodes.Name(name=name), name="length"), ops=[nodes.Operand(op="gt")]):
            return _line(name, _word("several"))
        case nodes.Compare(expr=nodes.Const(value=value), ops=[nodes.Operand(op=op, expr=nodes.Name(name=name))]):
            told = f"**{md(value_says(name, value))}**"
            return _line(name, told if op == "in" else _word("anything_but").format(what=told))
    raise NoWords


def _compared(name: str, operand: nodes.Operand) -> str:
    try:
        value = operand.expr.as_const()
    except nodes.Impossible:  # compared with another name
        raise NoWords from None
    values = value if isinstance(value, list | tuple) else (value,)
    told = _word("either").join(f"**{md(value_says(name, one))}**" for one in values if one != "")
    match operand.op:
        case "eq" if name == "days" and value == 0:
            return _word("today")
        case "ne" if value == "":
            return _line(name, _word("filled"))
        case "eq" | "in":
            return _line(name, told)
        case "ne" | "notin":
            return _line(name, _word("anything_but").format(what=told))
        case "lt" if name == "hours":
            return _word("less_than_an_hour" if value == 1 else "less_than_hours").format(count=value)
    raise NoWords


def _takes_several(name: str) -> bool:
    return bool(book()["fields"].get(name, {}).get("kind") == "choices")


def question_says(name: str) -> str:
    """A question in the words of the form, ready for its answer. Raises `NoWords` where the form has none."""
    if name in _file()["made"]:
        return f"{_file()['made'][name]['label']}:"
    field = book()["fields"].get("received_at" if name == "lateness" else name)
    if field is None:
        raise NoWords
    label = str(field["label"])
    return label if label.endswith("?") else f"{label}:"


def lateness_says(value: str) -> str:
    """How old the mail is, in words."""
    return str(_file()["lateness"][value])


def _line(name: str, told: str) -> str:
    return f"{md(question_says(name))} {told}"


def value_says(name: str, value: Any) -> str:
    """An answer in the words of the form."""
    if name == "lateness":
        return lateness_says(value)
    if name in _file()["made"]:
        return str(_file()["made"][name][value])
    field = book()["fields"].get(name, {})
    if isinstance(value, bool):
        return _word("yes" if value else "no")
    for option in field.get("option", ()):
        if option["value"] == value:
            return str(option["label"])
    return ", ".join(value) if isinstance(value, list) else str(value)
