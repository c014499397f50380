"""`settings.toml`: who runs a copy, how to reach them, and how it looks. One home for all of it.

Every key is known here; one that is misspelt stops the build with its name. Empty values are left out of pages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from sitemaker.places import ROOT, BuildError, say

FILE = ROOT / "settings.toml"
LOCAL = ROOT / "local"
KNOWN: Mapping[str, tuple[str, ...]] = {
    "site": ("name",),
    "people": ("owner", "paid_by", "contact", "accessibility", "security", "repository", "imprint", "privacy"),
    "center": ("note", "link"),
    "look": ("color", "color_dark", "logo"),
}
# What visitors should be told, and what for.
WANTED = {"owner": "who runs this copy", "contact": "where people can write", "repository": "where the sources are"}
_EMAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
_COLOR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# What text of a color stands on; see docs/assets/site.css. WCAG 2.2, 1.4.3.
PAPER, NIGHT, CONTRAST = "#fbfcfb", "#12191b", 4.5


@cache
def settings() -> dict[str, dict[str, str]]:
    """What `settings.toml` says, every key of `KNOWN` in it. Raises `BuildError` with the key and the cure."""
    try:
        given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"settings.toml: {error}. Every value stands between quotation marks.") from None
    return checked(given)


def checked(given: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The settings as they are used, whole. Raises `BuildError` for what is unknown or could not work."""
    for part, values in given.items():
        if part not in KNOWN:
            raise BuildError(f"settings.toml has no part [{part}]; its parts are {', '.join(KNOWN)}")
        for key in values:
            if key not in KNOWN[part]:
                raise BuildError(f"settings.toml, [{part}]: there is no {key}; there are {', '.join(KNOWN[part])}")
    found = {part: {key: str(given.get(part, {}).get(key, "")).strip() for key in keys} for part, keys in KNOWN.items()}
    if not found["site"]["name"]:
        raise BuildError("settings.toml, [site]: the site needs a name")
    for key in ("repository", "imprint", "privacy"):
        _expect(not found["people"][key] or _is_address(found["people"][key]), "people", key, "begins with https://")
    for key in ("contact", "accessibility", "security"):
        value = found["people"][key]
        fits = not value or _is_address(value) or bool(_EMAIL.fullmatch(value))
        _expect(fits, "people", key, "is an email address or begins with https://")
    _expect(
        not found["center"]["link"] or _is_address(found["center"]["link"]), "center", "link", "begins with https://"
    )
    for key, ground in (("color", PAPER), ("color_dark", NIGHT)):
        _check_color(key, found["look"][key], ground)
    logo = found["look"]["logo"]
    _expect(not logo or (LOCAL / logo).is_file(), "look", "logo", "names a file in the folder local/")
    return found


def warn() -> None:
    """Say what visitors are not told yet."""
    for key, what in WANTED.items():
        if not settings()["people"][key]:
            say(f"Nobody is told {what}: fill in {key} in settings.toml")


def link(contact: str) -> str:
    """The address that a contact leads to; an email address becomes one that opens the email app."""
    return f"mailto:{contact}" if _EMAIL.fullmatch(contact) else contact


def contact(what: str) -> str:
    """The contact for one thing, else the general one; empty where there is none."""
    people = settings()["people"]
    return people[what] or people["contact"]


def contrast(one: str, other: str) -> float:
    """How strongly two colors (#rrggbb) differ, from 1 to 21, as WCAG 2.2 says."""
    low, high = sorted(_light(color) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def _light(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _check_color(key: str, color: str, ground: str) -> None:
    if not color:
        return
    _expect(bool(_COLOR.fullmatch(color)), "look", key, 'is a color such as "#7a1f3d"')
    seen = contrast(color, ground)
    rule = f"is seen well enough on its ground ({ground}): {CONTRAST} to 1; this one has {seen:.1f}"
    _expect(seen >= CONTRAST, "look", key, rule)


def _is_address(value: str) -> bool:
    return value.startswith(("https://", "http://")) and not re.search(r"[\s\"<>]", value)


def _expect(holds: bool, part: str, key: str, what: str) -> None:
    if not holds:
        raise BuildError(f"settings.toml, [{part}]: {key} has to be something that {what}")
