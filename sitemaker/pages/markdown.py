"""What the pages written from the files have in common: links, sources, words made safe for Markdown."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from sitemaker.pages.evidence import FACTS, STRENGTH_NAMES
from sitemaker.places import ROOT

HERE = Path(__file__).parent
DOCS = ROOT / "docs"
NOTE = "Written by `make write` from {file}; change that file, not this one."

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~^$])")
_START = re.compile(r"^(\s*\d*)([-:=.])", re.MULTILINE)


def md(text: str) -> str:
    """Words as they are, safe in Markdown: no sign of theirs is read as markup."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", plain))


def quoted(text: str) -> str:
    """Words as a value of a page's front matter (YAML)."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def short(text: str, most: int = 158) -> str:
    """The first sentences of a text, as many as a search engine shows of a page's description."""
    kept, *sentences = re.split(r"(?<=[.?]) ", " ".join(text.split()))
    for sentence in sentences:
        if len(kept) + len(sentence) >= most:
            break
        kept = f"{kept} {sentence}"
    return kept


def code(text: str) -> str:
    """Words as code in running text, whatever signs they hold."""
    return f"<code>{escape(text)}</code>"


def inline(text: str) -> str:
    """Markdown of ours that only has bold words, as HTML."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Words as HTML, with the given places marked. Places that overlap are one."""
    found, done = "", 0
    for start, end in _joined(spans):
        found += f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>"
        done = end
    return found + str(escape(text[done:]))


def relative(target: str, page: str) -> str:
    """The path of a file below docs/ (`guide/x.md#y`) as a link on another (`rules/draft/z.md`)."""
    path, hash_sign, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page)) + hash_sign + anchor


@cache
def heading(target: str) -> str:
    """What `guide/x.md#y` is called: the page's title and the heading. Raises `ValueError` where there is none."""
    path, _, anchor = target.partition("#")
    text = (DOCS / path).read_text(encoding="utf-8")
    title = re.search(r"^title: *\"?(.+?)\"?$", text, re.MULTILINE)
    if title is None:
        raise ValueError(f"docs/{path} has no title: add one to its front matter")
    if not anchor:
        return title[1]
    section = re.search(rf"^#+ +(.+?) *\{{[^}}\n]*#{re.escape(anchor)}[ }}]", text, re.MULTILINE)
    if section is None:
        raise ValueError(f"docs/{path} has no heading with {{#{anchor}}}: add it, or name another place")
    return f"{title[1]}: {section[1]}"


@cache
def facts() -> Mapping[str, Any]:
    """`facts.toml`: what is said, by whom, how strongly."""
    return tomllib.loads(FACTS.read_text(encoding="utf-8"))


def sources(keys: Iterable[str], page: str) -> str:
    """The names of sources, linked to the page that lists them."""
    names = facts()["sources"]
    return ", ".join(f"[{names[key]}]({relative('about/sources.md', page)}#{key})" for key in keys)


def claims(ids: Sequence[str], page: str) -> list[dict[str, str]]:
    """Each fact with its words, its page, its sources and its strength."""
    told = [facts()["facts"][name] for name in ids]
    return [
        {
            "says": md(fact["says"]),
            "link": relative(fact["page"], page),
            "sources": sources(fact["source"], page),
            "strength": STRENGTH_NAMES[fact["strength"]],
        }
        for fact in told
    ]


@cache
def _environment() -> Environment:
    # Nothing is escaped by itself, because the pages are Markdown: words go through the filters.
    environment = Environment(
        loader=FileSystemLoader(HERE / "written"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{%#",  # the usual one begins a heading's anchor in Markdown
        comment_end_string="#%}",
    )
    environment.filters |= {"md": md, "quoted": quoted, "code": code, "html": escape, "inline": inline}
    return environment


def render(template: str, page: str, **values: Any) -> str:
    """One page from a template of `written/`. `link(target)` in it gives the way to another file below docs/."""
    text = (
        _environment()
        .get_template(template)
        .render(**values, page=page, link=lambda target: relative(target, page), heading=heading)
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
