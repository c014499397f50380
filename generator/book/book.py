"""The book: every rule, question, word and letter, gathered from their files.

In CPython the files beside this module are read. In the browser's bundle the same values stand ready made in
`generator._parsed`, written by `sitemaker/`; nothing there reads or parses TOML.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENGLISH = HERE.parent / "en"
RULE_GROUPS = ("reading", "advice", "draft")
EXAMPLES = ("catches", "leaves", "decides", "spares", "example")  # for tests and pages
ROLES = ("phrases", "unless", "unless_before", "unless_anywhere", "spared_by", "lacks")  # what a rule's phrases are for
# The rest that the engine never looks at; phrases travel parsed (generator/book/parsed_phrases.py).
NOT_FOR_THE_ENGINE = {
    "reading": (*ROLES, "title", "why", "source", "facts", "explained_in"),
    # That a rule lacks something says what sort of rule it is.
    "draft": (*(role for role in ROLES if role != "lacks"), "title", "why", "source", "facts"),
}

type Table = dict[str, Any]


def templates_folder() -> Path:
    """Where the letters are: inside the installed package, or beside it in a checkout."""
    inside = HERE.parent / "templates"
    return (inside if inside.is_dir() else HERE.parents[1] / "templates") / "en"


def gather(*, everything: bool = True) -> Table:
    """Read every file of the book into plain values (dict, list, str, int, bool).

    Keys: `fields`, `groups`, `words`, `lists`, `limits`, `deciding`, `points`, `reading`, `advice`, `draft`, `plan`,
    `letters` (kind to its table),
    `sources` (file name to template text). Without `everything` only what the engine needs. Raises `OSError` where a
    file is missing and `tomllib.TOMLDecodeError` (with the file named in a note) where one is not TOML.
    """
    asked = _toml(ENGLISH / "fields.toml")
    book: Table = {
        "fields": asked["field"],
        "groups": asked["group"],
        "words": _toml(ENGLISH / "words.toml"),
        "lists": _toml(ENGLISH / "lists.toml"),
        "limits": _toml(HERE / "limits.toml"),
        "deciding": _toml(HERE / "deciding.toml"),
        "points": json.loads((ENGLISH / "points.json").read_text(encoding="utf-8")),
        "plan": _folder(ENGLISH / "plan"),
        "letters": _folder(templates_folder()),
        "sources": {
            path.name: path.read_text(encoding="utf-8") for path in sorted(templates_folder().glob("*.txt.j2"))
        },
    }
    for group in RULE_GROUPS:
        book[group] = _folder(ENGLISH / "rules" / group)
    if not everything:
        for group in (*RULE_GROUPS, "letters", "plan"):
            unused = {*EXAMPLES, *NOT_FOR_THE_ENGINE.get(group, ())}
            book[group] = {
                name: {key: value for key, value in table.items() if key not in unused}
                for name, table in book[group].items()
            }
    return book


def _folder(folder: Path) -> Table:
    return {path.stem: _toml(path) for path in sorted(folder.glob("*.toml"))}


def _toml(path: Path) -> Table:
    import tomllib  # not in the browser's bundle

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        error.add_note(f"in {path.parent.name}/{path.name}")
        raise


@cache
def book() -> Mapping[str, Any]:
    """The book, once per process."""
    try:
        from generator._parsed import BOOK  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return gather()
    ready: Mapping[str, Any] = BOOK
    return ready


def words(*path: str) -> str:
    """One sentence of `words.toml`, by its table and key: `words("verdict", "reply")`."""
    value: Any = book()["words"]
    for key in path:
        value = value[key]
    return str(value)


@cache
def word_set(*path: str) -> frozenset[str]:
    """The words of a list of the book, to look words up in: `word_set("lists", "titles")`."""
    value: Any = book()
    for key in path:
        value = value[key]
    return frozenset(value)


def limit(name: str) -> int:
    """One number of `limits.toml`; its unit is the last part of its name."""
    return int(book()["limits"][name])


def page_address(explained_in: str) -> str:
    """The address of a guidance page, relative to the site: `guide/x.md#y` gives `guide/x/#y`."""
    page, hash_sign, anchor = explained_in.partition("#")
    address = page.removesuffix(".md").removesuffix("index")
    return (address if address.endswith("/") or not address else address + "/") + hash_sign + anchor
