"""One page for each message and form, and an index: docs/letters/.

`outputs()` is registered in `sitemaker.pages.generated`. Letters are made by the engine itself for the example of each
form in templates/en/<kind>.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from generator import Message, Situation, compose, situation_from
from generator.book.book import Table, book, gather, words
from sitemaker.pages.in_words import NoWords, example_says
from sitemaker.pages.markdown import NOTE, claims, relative, render, short

HERE = Path(__file__).parent
NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")
WORDINGS_TRIED = 16
REPLY_PAGE = "../../reply/"

type Form = Mapping[str, Any]


def outputs() -> dict[str, str]:
    """Every page: its path in the checkout and its text."""
    files = gather()
    pages = {"letters/index.md": _index(files)}
    for kind, letter in files["letters"].items():
        for form in letter["form"]:
            pages[page_of(kind, form)] = _page(kind, letter, form, files)
        pages |= {f"letters/{entry['page']}.md": _nothing_to_send(kind, entry) for entry in letter["not_for"]}
    return {f"docs/{path}": text for path, text in pages.items()}


def _nothing_to_send(kind: str, entry: Mapping[str, Any]) -> str:
    """The page of a letter that is not written in some case: why, and what helps instead."""
    page = f"letters/{entry['page']}.md"
    return render(
        "no-letter.md.j2",
        page,
        note=NOTE.format(file=f"templates/en/{kind}.toml"),
        entry=entry,
        description=short(entry["why"]),
        instead=[{**link, "page": relative(link["page"], page)} for link in entry["instead"]],
        words={**letter_words(), "all": words("page", "sample", "all")},
    )


def page_of(kind: str, form: Form) -> str:
    """The page of a form of a message, below docs/: the message's own where it has one form that is as usual."""
    name = kind if form["id"] == "standard" else f"{kind}-{form['id']}"
    return f"letters/{name.replace('_', '-')}.md"


def situation_of(form: Form, tone: str) -> Situation:
    """The example of a form as a situation, in a tone."""
    given = {"your_name": letter_words()["your_name"], **form["example"], "tone": tone}
    hours = given.pop("received_hours_ago", None)
    if hours is not None:
        given["received_at"] = (NOW - timedelta(hours=hours)).isoformat()
    return situation_from(given)


@cache
def letter_words() -> Mapping[str, Any]:
    """The words around the letters."""
    return tomllib.loads((HERE / "letter_pages.toml").read_text(encoding="utf-8"))


def _page(kind: str, letter: Table, form: Form, files: Table) -> str:
    page, told = page_of(kind, form), letter_words()
    return render(
        "letter.md.j2",
        page,
        note=NOTE.format(file=f"templates/en/{kind}.toml and templates/en/{kind}.txt.j2"),
        file=f"templates/en/{kind}.txt.j2",
        title=_title(letter, form),
        description=short(told["description"].format(when=form["when"])),
        letter=letter,
        form=form,
        versions=list(_versions(kind, form)),
        case=_case(form["example"]),
        rules=[
            {"title": files["draft"][name]["title"], "link": relative(f"rules/draft/{name}.md", page)}
            for name in rules_followed(kind, letter, files)
        ],
        claims=claims(letter["facts"], page),
        words={**told, **{key: words("page", "out", key) for key in _OUT}, "all": words("page", "sample", "all")},
    )


_OUT = ("copy_body", "copy_subject", "copied_body", "copied_subject", "copy_refused")


def _title(letter: Table, form: Form) -> str:
    same = form["title"] == letter["title"] or len(letter["form"]) == 1
    return str(letter["title"]) if same else f"{letter['title']}: {form['title'][0].lower()}{form['title'][1:]}"


def _versions(kind: str, form: Form) -> Iterator[dict[str, str]]:
    """The letter and its other wordings."""
    told: list[Message] = []
    for version in letter_words()["version"]:
        situation = situation_of(form, version["tone"])
        message = compose(situation, kind, 0, NOW)
        if told:
            tried = [compose(situation, kind, wording, NOW) for wording in range(1, WORDINGS_TRIED)]
            message = min(tried, key=lambda one: max(_alike(one, other) for other in told))
        told.append(message)
        yield {
            "id": version["id"],
            "title": version["title"],
            "subject": message.subject,
            "body": message.body,
            "presets": presets(kind, form, version["tone"]),
        }


def _alike(one: Message, other: Message) -> tuple[bool, float]:
    """Whether two letters begin alike, and how much of them is the same, from 0 to 1."""
    begin = one.body.split("\n\n")[1] == other.body.split("\n\n")[1]
    return begin, SequenceMatcher(None, one.body.split(), other.body.split(), autojunk=False).ratio()


def presets(kind: str, form: Form, tone: str) -> str:
    """A link to the reply page that chooses the letter and the example's answers; only those that a link may choose."""
    fields = book()["fields"]
    chosen = {
        name: value
        for name, value in {**form["example"], "tone": tone}.items()
        if fields.get(name, {}).get("preset") and (value != fields[name]["default"] or name == "stage")
    }
    plain = {name: _as_preset(value) for name, value in chosen.items()} | ({"kind": kind} if kind != "reply" else {})
    return f"{REPLY_PAGE}#{urlencode(plain, safe=',')}"


def _as_preset(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def rules_followed(kind: str, letter: Table, files: Table) -> list[str]:
    """The draft rules a letter of this kind follows: those it names, and those that rest on the same facts."""
    facts = set(letter["facts"])
    return [
        name
        for name, rule in files["draft"].items()
        if name in letter["follows"] or (kind in rule.get("kinds", (kind,)) and facts & set(rule["facts"]))
    ]


def _case(example: Mapping[str, Any]) -> list[str]:
    told = []
    for name, value in example.items():
        try:
            told += example_says({name: value})
        except NoWords:
            continue
    return told


def _index(files: Table) -> str:
    return render(
        "letters-index.md.j2",
        "letters/index.md",
        note=NOTE.format(file="the letters in templates/"),
        letters=[
            {
                "id": kind.replace("_", "-"),
                "title": letter["title"],
                "when": letter["when"],
                "forms": [
                    {
                        "title": form["title"],
                        "when": form["when"],
                        "link": relative(page_of(kind, form), "letters/index.md"),
                    }
                    for form in reversed(letter["form"])  # in the file the special ones come first
                ],
            }
            for kind, letter in _in_order(files)
        ],
    )


def _in_order(files: Table) -> Iterator[tuple[str, Table]]:
    """The letters in the order of the reply page."""
    order = list(files["words"]["page"]["kind"])
    yield from sorted(files["letters"].items(), key=lambda named: order.index(named[0]))
