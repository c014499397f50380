"""The HTML of the generator's form, of the finished letters and of the link builder, drawn from `fields.toml`,
`words.toml` and the letters.

Nothing here runs in the browser and nothing is fetched: the page is complete before its first script. The theme's
template (`overrides/reply.html`) includes what `partials()` returns.
"""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.book.book import book
from generator.composing.compose import compose
from generator.situation import situation_from
from sitemaker.pages.meanings import for_the_page
from sitemaker.settings import settings

HERE = Path(__file__).parent
# Any moment will do: a finished letter names no date. A fixed one keeps the written files the same.
NOON = datetime.fromisoformat("2026-01-12T12:00:00+00:00")
_SIGNS: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.NotEq: "!="}

type Test = tuple[str, str, str | bool]


class BadCondition(ValueError):
    """A field's `shown` that the page could not follow; the message names it and says what it may hold."""


def partials() -> dict[str, str]:
    """Every written partial: its path in the repository, and its text."""
    return {
        "overrides/generated/reply-form.html": form(),
        "overrides/generated/builder.html": builder(),
        "docs/career-centers/presets.md": presets(),
        "docs/career-centers/frame.md": frame_page(),
    }


def form() -> str:
    """The whole form as HTML."""
    words, fields = book()["words"], book()["fields"]
    html = _environment().get_template("form.html.j2")
    text = html.render(
        page=page_words(words),
        groups=[{"lead": "", **group, "fields": _of_group(group["id"], fields)} for group in book()["groups"]],
        letters=finished_letters(),
        center=settings()["center"],
        page_words=page_words(words),
        page_fields={name: page_field(field) for name, field in fields.items()},
    )
    return _partial(text)


def builder() -> str:
    """The link builder for career centers."""
    words = book()["words"]
    text = (
        _environment()
        .get_template("builder.html.j2")
        .render(
            words=words["builder"],
            page=words["page"],
            fields=presettable(),
            builder_words=builder_words(words),
        )
    )
    return _partial(text)


def presets() -> str:
    """The page that documents what a link may choose."""
    template = _environment(markdown=True).get_template("presets.md.j2")
    return template.render(page=book()["words"]["page"], fields=presettable()).rstrip() + "\n"


def frame_page() -> str:
    """The page about frames, with the code as it is."""
    return _environment(markdown=True).get_template("frame.md.j2").render(frame=frame_code()).rstrip() + "\n"


def frame_code() -> str:
    """What a host writes into its page for our frame; ADDRESS stands for the frame's address."""
    return (HERE / "frame.html").read_text(encoding="utf-8").rstrip()


def presettable() -> list[tuple[str, Any]]:
    """The questions that a link may answer, in their order."""
    return [(name, _complete(field)) for name, field in book()["fields"].items() if field.get("preset")]


def page_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the page: its own, a name for each kind of message there is, and the engine's for its answers."""
    kinds = {kind: words["page"]["kind"][kind] for kind in words["page"]["kind"] if kind in book()["letters"]}
    means = {"means": for_the_page()}
    return {
        **words["page"],
        **means,
        "kind": kinds,
        **{name: words[name] for name in ("verdict", "timing", "review_verdict")},
    }


def builder_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the link builder, and the code it gives away."""
    told = words["builder"]
    return {**told, "button_code": f'<a href="ADDRESS">{told["button_text"]}</a>', "frame_code": frame_code()}


def page_field(field: Mapping[str, Any]) -> dict[str, Any]:
    """What the page's scripts need to know of one question."""
    known = {
        key: field[key] for key in ("kind", "default", "label", "preset", "unsure", "error", "also") if key in field
    }
    if "option" in field:
        known["options"] = {option["value"]: option["label"] for option in field["option"]}
    return known


def conditions(shown: str) -> list[Test]:
    """A field's `shown` as tests a script can make without running code: name, sign, value; all have to hold.

    `stage != 'application' and invited` gives `[("stage", "!=", "application"), ("invited", "==", True)]`. Raises
    `BadCondition` for anything but names and comparisons with a text, joined by `and`.
    """
    try:
        tree = ast.parse(shown, mode="eval").body
    except SyntaxError:
        raise BadCondition(f"shown = {shown!r}: this is not an expression") from None
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    return [_test(part, shown) for part in parts]


def finished_letters() -> list[dict[str, Any]]:
    """The letters shown where the engine cannot run, written by it: `title`, `kind`, `subject`, `body`, `sample`."""
    asked = tomllib.loads((HERE / "finished.toml").read_text(encoding="utf-8"))["letter"]
    return [_finished(letter) for letter in asked]


def _finished(letter: Mapping[str, Any]) -> dict[str, Any]:
    situation = situation_from(letter["situation"])
    message = compose(situation, letter["kind"], letter.get("wording", 0), NOON)
    title = letter["title"]
    return {
        "title": title,
        "kind": letter["kind"],
        "subject": message.subject,
        "body": message.body,
        "sample": letter.get("sample", False),
    }


def _of_group(group: str, fields: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, _complete(field)) for name, field in fields.items() if field["group"] == group]


def _complete(field: Mapping[str, Any]) -> dict[str, Any]:
    """The field with every key the form's template asks for."""
    options = [{"hint": "", **option} for option in field.get("option", [])]
    return {"hint": "", "shown": "", "more": False, "autocomplete": "off", **field, "option": options}


def _test(part: ast.expr, shown: str) -> Test:
    match part:
        case ast.Name(name):
            return name, "==", True
        case ast.UnaryOp(ast.Not(), ast.Name(name)):
            return name, "==", False
        case ast.Compare(ast.Name(name), [sign], [ast.Constant(str(value))]) if type(sign) in _SIGNS:
            return name, _SIGNS[type(sign)], value
    raise BadCondition(f"shown = {shown!r}: use names and comparisons with a text, joined by 'and'")


def _partial(html: str) -> str:
    """Without empty lines, and in a Jinja `raw` block: the theme's template engine must not read anything in it."""
    lines = [line.rstrip() for line in html.splitlines() if line.strip()]
    return "{% raw %}\n" + "\n".join(lines) + "\n{% endraw %}\n"


def _json_block(value: Any) -> Markup:
    """JSON that may stand in a script element: nothing in it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _environment(*, markdown: bool = False) -> Environment:
    """For HTML, escaping; for Markdown, where `{#` begins the name of a heading and not a comment."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        autoescape=not markdown,
        comment_start_string="<#" if markdown else "{#",
        comment_end_string="#>" if markdown else "#}",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tojson"] = _json_block
    environment.filters["kept_lines"] = lambda text: Markup(str(escape(text)).replace("\n", "&#10;"))
    environment.globals["conditions"] = lambda shown: json.dumps(conditions(shown))
    return environment
