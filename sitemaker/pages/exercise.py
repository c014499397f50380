"""The exercise "Spot the mistake" for a class: drafts made from the rules' own examples, checked by the engine when the
site is made, so that the answers never say anything else than the page would.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.book.book import gather
from generator.reviewing.review import review
from sitemaker.places import BuildError

HERE = Path(__file__).parent
PAGE = "docs/career-centers/exercise.md"
# Any moment: none of the drafts names a day.
NOON = datetime.fromisoformat("2026-01-12T12:00:00+00:00")
FRAME = "Hi Ana,\n\nThank you for letting me know. {sentence}\n\nI wish you and the team all the best.\n\nSam"


def outputs() -> dict[str, str]:
    """The page with the drafts and their answers."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "written"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="<#",
        comment_end_string="#>",
    )
    text = environment.get_template("exercise.md.j2").render(drafts=list(drafts()))
    return {PAGE: text.rstrip() + "\n"}


def drafts() -> Iterator[dict[str, Any]]:
    """Each draft, its sentence and what the checker finds. Raises `BuildError` where that is not what it should be."""
    rules = gather()["draft"]
    for entry in tomllib.loads((HERE / "exercise.toml").read_text(encoding="utf-8"))["draft"]:
        wanted = entry["rule"]
        sentence = entry["text"] if not wanted else rules[wanted]["catches"][entry["example"]]
        if not isinstance(sentence, str):
            sentence = sentence["text"]
        findings = review(FRAME.format(sentence=sentence), "reply", None, NOON).findings
        found = {finding.rule: finding for finding in findings if finding.level != "advice"}
        if wanted and wanted not in found:
            raise BuildError(f"exercise.toml: the checker does not find {wanted} in “{sentence}”")
        if not wanted and found:
            raise BuildError(f"exercise.toml: the checker finds {', '.join(found)} in “{sentence}”")
        yield {
            "sentence": sentence,
            "message": found[wanted].message if wanted else "",
            "title": rules[wanted]["title"] if wanted else "",
            "page": rules[wanted]["explained_in"] if wanted else "",
        }
