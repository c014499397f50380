"""What pages say about whoever runs this copy: "Who makes this", the settings for the theme's templates, own colors."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sitemaker import settings

PAGE, FOR_TEMPLATES, COLORS = "docs/about/who.md", "overrides/generated/settings.html", "docs/assets/own.css"
_LIGHT = '[data-md-color-scheme="default"]'
_DARK = '[data-md-color-scheme="slate"]'


def outputs() -> dict[str, str]:
    """Every written file of this kind: its path in the repository, and its text."""
    given = settings.settings()
    colors = _colors(given["look"])
    return {
        PAGE: who(),
        FOR_TEMPLATES: f"{{% set own = {json.dumps(given | {'colors': bool(colors)}, ensure_ascii=False)} %}}\n",
        **({COLORS: colors} if colors else {}),
    }


def who() -> str:
    """The page that says who runs this copy and how to reach them."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "written"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="<#",
        comment_end_string="#>",
    )
    people = settings.settings()["people"]
    template = environment.get_template("who.md.j2")
    return template.render(people=people, link=settings.link, contact=settings.contact).rstrip() + "\n"


def security_txt(expires: str) -> str:
    """`security.txt` as RFC 9116 has it; empty where nobody can be reached. `expires` is a time in ISO 8601."""
    where = settings.contact("security")
    return f"Contact: {settings.link(where)}\nExpires: {expires}\nPreferred-Languages: en\n" if where else ""


def _colors(look: dict[str, str]) -> str:
    rules = [(_LIGHT, look["color"]), (_DARK, look["color_dark"])]
    return "".join(
        f"{scheme} {{\n  --gr-link: {color};\n  --gr-button: {color};\n}}\n" for scheme, color in rules if color
    )
