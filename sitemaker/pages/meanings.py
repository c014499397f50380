"""What sentences of their email usually mean, and what not: written from the rules that look for them, for the page of
the guide and for the reply page.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.book.book import gather
from sitemaker.pages.evidence import fill
from sitemaker.places import ROOT

PAGE = "docs/guide/what-their-email-means.md"
ALSO = {
    "other-candidates": "pursuing other candidates, decided not to move forward, not selected",
    "stronger-match": "better fit, more closely matched",
}


def outputs() -> dict[str, str]:
    """The page with its written region filled in. Raises `ValueError` where the region is missing."""
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    parts = [section(one) for one in meanings().values()]
    return {PAGE: fill(text, "meanings", "\n\n".join(parts))}


def meanings() -> dict[str, Mapping[str, str]]:
    """Rule to what its words mean, in the order of the rules' names."""
    return {name: rule["meaning"] for name, rule in sorted(gather()["reading"].items()) if "meaning" in rule}


def for_the_page() -> dict[str, dict[str, str]]:
    """Rule to the line that stands beside the words of their email, and where the guide says more."""
    return {
        name: {"text": in_short(one), "page": f"guide/what-their-email-means/#{one['anchor']}"}
        for name, one in meanings().items()
    }


def in_short(one: Mapping[str, str]) -> str:
    """The whole in two short sentences."""
    return f"Usually: {one['usually']}. It doesn’t mean {one['not'].split('. ')[0]}."


def section(one: Mapping[str, str]) -> str:
    """One section of the page."""
    also = f"*Also called: {ALSO[one['anchor']]}.*\n{{: .also }}\n\n" if one["anchor"] in ALSO else ""
    says = f"**Usually:** {one['usually']}. **It doesn’t mean** {one['not']}."
    return f"## “{one['phrase']}” {{#{one['anchor']}}}\n\n{also}{says}"
