"""How easy the guidance is to read: the Flesch score of each page, on a scale where 60 and more is plain English."""

from __future__ import annotations

import re
from pathlib import Path

from sitemaker.places import ROOT

LEAST = 60
FOLDERS = ("docs/guide", "docs/about", "docs/career-centers")

# Markup that is no prose, in the order it is taken away.
NOT_PROSE = [
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),  # front matter
    re.compile(r"<!-- (\w+):begin -->.*?<!-- \1:end -->", re.DOTALL),  # written from data, and measured there
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"^(?:Source|The reply page checks for this): .*\n\{: \.source \}$", re.MULTILINE),
    re.compile(r"^--8<--.*$", re.MULTILINE),
    re.compile(r"\{[:#][^}\n]*\}|\{ \.[^}\n]*\}"),  # attribute lists
    re.compile(r"</?[a-z][^>]*>"),
    re.compile(r"^\|[-| ]+\|$", re.MULTILINE),
    re.compile(r"https?://\S+"),
]


def prose(markdown: str) -> str:
    """The words a reader of the page hears, without markup. Headings and list items end like sentences."""
    for pattern in NOT_PROSE:
        markdown = pattern.sub("", markdown)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"^\s*(#+|>|[-*]( \[[ x]\])?|\d+\.)\s+", "\n", text, flags=re.MULTILINE)
    text = text.replace("|", "\n").replace("*", "").replace("`", "")
    blocks = (re.sub(r"\s+", " ", block).strip() for block in re.split(r"\n\s*\n|\n(?=\s*\n)", text))
    return "\n".join(block if block[-1] in ".?:" else block + "." for block in blocks if block)


def score(markdown: str) -> float:
    """The Flesch reading ease of a page."""
    # Imported here: only this command and its test need it.
    import textstat

    return float(textstat.flesch_reading_ease(prose(markdown)))


def pages() -> list[Path]:
    """The pages written by hand, in the order of their names."""
    return [ROOT / "docs" / "index.md"] + [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.md"))]


def table() -> str:
    """One line for each page: its score and where it is, the hardest first."""
    scores = sorted((score(path.read_text(encoding="utf-8")), path) for path in pages())
    lines = (f"{value:6.1f}  {path.relative_to(ROOT).as_posix()}" for value, path in scores)
    return "\n".join([f"Flesch reading ease; at least {LEAST} on every page", *lines])
