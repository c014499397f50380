"""When each page written by hand was last changed, as git knows it: for readers, search engines and the sitemap."""

from __future__ import annotations

import json
import subprocess

from sitemaker.places import ROOT

FOR_TEMPLATES = "overrides/generated/dates.html"


def outputs() -> dict[str, str]:
    """The dates for the theme's templates; none where there is no git."""
    return {FOR_TEMPLATES: f"{{% set changed = {json.dumps(changed(), sort_keys=True)} %}}\n"}


def changed() -> dict[str, str]:
    """Page below `docs/` to the day of its last change, such as 2026-11-26."""
    command = ("git", "log", "--format=day %cs", "--name-only", "--", "docs")
    try:
        lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return {}
    days: dict[str, str] = {}
    day = ""
    for line in lines:
        if line.startswith("day "):
            day = line.removeprefix("day ")
        elif line.endswith(".md"):
            days.setdefault(line.removeprefix("docs/"), day)
    return days
