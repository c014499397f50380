"""The table of claims on the evidence page, written from facts.toml when the site is made.

Each fact has one line in our words, its sources, its strength and the place that explains it; the page only shows them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from sitemaker.places import ROOT

FACTS = ROOT / "generator" / "en" / "facts.toml"
PAGE = "docs/guide/evidence.md"
STRENGTH_NAMES = {
    "research": "research",
    "recruiters": "recruiters say",
    "common": "common advice",
    "doubtful": "studied, in doubt",
    "judgment": "our judgment",
}


def evidence_page() -> Mapping[str, str]:
    """The evidence page with its two written regions filled in. Raises `ValueError` where a region is missing."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    text = fill(text, "strengths", strengths(facts["strengths"]))
    return {PAGE: fill(text, "claims", claims(facts))}


def strengths(meanings: Mapping[str, str]) -> str:
    """A list of what each word for the strength means."""
    return "\n".join(f"- **{STRENGTH_NAMES[key]}**: {meaning}" for key, meaning in meanings.items())


def claims(facts: Mapping[str, Any]) -> str:
    """For each group of facts a heading and a table, in the order of the file."""
    return "\n\n".join(
        "\n".join(
            [f"### {heading} {{#claims-{letter.lower()}}}", "", "| Claim | Who says it | How sure |", "|---|---|---|"]
        )
        + "".join("\n" + row(fact, facts["sources"]) for key, fact in facts["facts"].items() if key[0] == letter)
        for letter, heading in facts["groups"].items()
    )


def row(fact: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """One fact as a table row; `names` are the short names of the sources."""
    who = ", ".join(f"[{names[key]}](../about/sources.md#{key})" for key in fact["source"])
    where = fact["page"].removeprefix("guide/")
    return f"| [{fact['says']}]({where}) | {who} | {STRENGTH_NAMES[fact['strength']]} |"


def fill(text: str, region: str, words: str) -> str:
    """`text` with the lines between `<!-- region:begin -->` and `<!-- region:end -->` replaced by `words`."""
    begin, end = f"<!-- {region}:begin -->", f"<!-- {region}:end -->"
    if begin not in text or end not in text:
        raise ValueError(f"{PAGE} has no {begin} … {end}: put both lines back where the {region} belong")
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n\n{words}\n\n{end}", text)
