"""The words of the site: those to avoid, and how many short sentences stand in a row. See `words_to_avoid.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WORDS = tomllib.loads(Path(__file__).with_name("words_to_avoid.toml").read_text(encoding="utf-8"))["word"]
PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "letters")
DATA = sorted([*(ROOT / "generator" / "en").rglob("*.toml"), *(ROOT / "templates" / "en").glob("*.toml")])
# What is said to people in rules, plan, letters, questions; the rest is phrases to look for, and vocabulary.
SAID = {"why", "message", "instead", "title", "label", "hint", "unsure", "lead", "text", "note"}
TABLES_SAID = ("page", "builder", "error", "verdict", "timing", "advice", "review_verdict", "sounds", "blank")
MOST_SHORT = 0.2
SHORT = 6  # words
# Written for programmers and for the record.
TECHNICAL = {"about/changing-rules.md", "about/decisions.md", "about/deploying.md", "about/sources.md"}


def prose(text: str) -> str:
    """A page's sentences as they are read: without front matter, code, addresses and quoted letters."""
    text = text.split("\n---\n", 1)[-1]
    text = re.sub(r"```.*?```|<div class=\"letter\".*?</div>|<!--.*?-->", "", text, flags=re.DOTALL)
    lines = [
        line
        for line in text.splitlines()
        if not line.startswith((">", "Source:", "--8<--", "*Also called")) and ".md-button" not in line
    ]
    text = "\n".join(lines)
    text = re.sub(r"\[[^\]]*\b(?:19|20)\d\d\]\([^)]*\)\.?", "", text)  # what is cited, by its year
    text = re.sub(r"`[^`]*`|\{[^}]*\}|<[^>]*>", "", text)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def said(table: Any, key: str = "", inside: bool = False) -> Iterator[str]:
    """The words of a data file that people are shown."""
    if isinstance(table, str):
        if inside or key in SAID:
            yield table
    elif isinstance(table, Mapping):
        for name, value in table.items():
            yield from said(value, name, inside or (not key and name in TABLES_SAID))
    elif isinstance(table, list):
        for value in table:
            yield from said(value, key, inside)


def faults(text: str) -> list[str]:
    """The words to avoid in a text, each with what stands around it."""
    found = []
    for word in WORDS:
        for match in re.finditer(rf"(?<![\w#/-])(?:{word['pattern']})(?![\w_-])", text, re.IGNORECASE):
            around = text[max(0, match.start() - 30) : match.end() + 30].replace("\n", " ")
            if not any(phrase in around for phrase in word.get("but", ())):
                found.append(f"{around!r}: write {word['instead']}")
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_no_page_has_a_word_to_avoid(path: Path) -> None:
    assert faults(prose(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_label_or_message_has_a_word_to_avoid(path: Path) -> None:
    words = said(tomllib.loads(path.read_text(encoding="utf-8")))
    assert [fault for text in words for fault in faults(text)] == []


def test_the_list_finds_what_it_is_for() -> None:
    assert faults("Paste the mail here, after a no, and mail the firm.")
    assert not faults("Paste the email here. The address is no-reply@acme.example, after a no from them.")


@pytest.mark.parametrize(
    "path",
    [path for path in PAGES if path.relative_to(ROOT / "docs").as_posix() not in TECHNICAL],
    ids=lambda path: path.relative_to(ROOT / "docs").as_posix(),
)
def test_few_sentences_are_short(path: Path) -> None:
    # What begins a line in bold is a label, and so is a list item of a few words.
    bare = [
        re.sub(r"^(?:[-*] +|\d+\. +)?(?:\*\*[^*]+\*\*)? *", "", line)
        for line in prose(path.read_text(encoding="utf-8")).splitlines()
    ]
    lines = [line for line in bare if len(line.split()) > SHORT and line[0] not in "#|!?"]
    sentences = [part for part in re.split(r"(?<=[.!?])[\"”’)*]*\s+", " ".join(lines)) if re.search(r"\w", part)]
    short = [part for part in sentences if len(part.split()) <= SHORT]
    assert len(short) <= max(3, MOST_SHORT * len(sentences)), short
