"""Reads the pages written by hand, for tests: front matter, sections, sources, and sentences quoted as bad or good."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from sitemaker.pages import staging
from sitemaker.pages.evidence import FACTS as FACTS_FILE

DOCS = staging.docs()
FACTS = tomllib.loads(FACTS_FILE.read_text(encoding="utf-8"))
GUIDE = sorted((DOCS / "guide").glob("*.md"))
BY_HAND = [DOCS / "index.md", *GUIDE, *sorted((DOCS / "about").glob("*.md"))]

SECTION = re.compile(r"^##+ (?P<title>.*?) \{#(?P<anchor>[a-z0-9-]+)\}$", re.MULTILINE)
SOURCE_LINE = re.compile(r"^(Source: .*)\n\{: \.source \}$", re.MULTILINE)
SOURCE_LINK = re.compile(r"\[([^\]]+)\]\((?:\.\./)*(?:about/)?sources\.md#([a-z-]+)\)")
LETTER = re.compile(r'^<div class="letter" markdown>\n(.*?)^</div>$', re.MULTILINE | re.DOTALL)
SAID = re.compile(
    r"^((?:> .*\n)+)\{: \.says-(bad|good) data-rule=\"([a-z-]+)\"(?: data-kind=\"([a-z_]+)\")? \}$", re.MULTILINE
)


@dataclass(frozen=True)
class Said:
    """A sentence the guidance quotes. `kind` is the kind of message it would stand in."""

    page: str
    text: str
    good: bool
    rule: str
    kind: str


def name(path: Path) -> str:
    """A page's path below docs/, for messages and ids."""
    return path.relative_to(DOCS).as_posix()


@cache
def text(path: Path) -> str:
    """The whole file."""
    return path.read_text(encoding="utf-8")


def front_matter(path: Path) -> dict[str, object]:
    """What stands between the first two lines of dashes."""
    return yaml.safe_load(text(path).split("---\n")[1])


def sections(path: Path) -> dict[str, str]:
    """Anchor to text, up to the next heading with an anchor."""
    found = list(SECTION.finditer(text(path)))
    ends = [match.start() for match in found[1:]] + [len(text(path))]
    return {match["anchor"]: text(path)[match.end() : end] for match, end in zip(found, ends, strict=True)}


def sources(section: str) -> set[str]:
    """The keys that the source lines of a text name."""
    return {key for line in SOURCE_LINE.findall(section) for _, key in SOURCE_LINK.findall(line)}


def said() -> Iterator[Said]:
    """Every sentence quoted as bad or good, in the order of the pages."""
    for path in GUIDE:
        for quote, kind, rule, message in SAID.findall(text(path)):
            words = " ".join(line.removeprefix("> ") for line in quote.strip().splitlines())
            yield Said(name(path), words, kind == "good", rule, message or "reply")


def letters(path: Path) -> list[str]:
    """The example letters of a page as plain text, with the subject in the first line where there is one."""
    found = []
    for letter in LETTER.findall(text(path)):
        without_marks = re.sub(r" ?\[\d\]\(#[a-z-]+\)\{[^}]*\}", "", letter)
        found.append(without_marks.replace("<br>", "").replace("**", "").strip())
    return found
