"""How many bytes and requests a visit costs, part by part, as a host sends it that compresses on the fly.

`budget.toml` holds what was accepted. A test compares the built site with it, and the page for maintainers shows it:

    python -m sitemaker budget     measure site/ and write budget.toml; then run make write, and commit both
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitemaker.publish import offline
from sitemaker.serve import ON_THE_FLY, Coding, Site

FILE = Path(__file__).with_name("budget.toml")
TABLE = "docs/assets/drawings/visit.md"
GZIP: Coding = ("gzip", 6)
GROWTH = 0.01  # what is as much more as this is said
HEAD = """\
# What a visit may cost. Written by `python -m sitemaker budget` from the built site; a test compares.
# Bytes over the network with Brotli as hosts do it on the fly (quality 5).
"""
PARTS = {
    "page": "The page itself",
    "styles": "Styles",
    "scripts": "Scripts",
    "pictures": "Pictures",
    "runtime": "Python, as WebAssembly",
    "library": "Python's library, the rules and the letters",
}
AFTERWARDS = {
    "offline": "The guide and the letters, to work without a connection",
    "extras": "For those who ask: calendar files and codes",
}
_IMPORT = re.compile(r'^(?:import|export)\b[^"]*"(\./[^"]+)";', re.MULTILINE)
MANIFEST = re.compile(r'<script type="application/json" id="engine-manifest">(.*?)</script>')
_WORKER = re.compile(r'new URL\("([^"]+\.js)", import\.meta\.url\)')

type Sizes = dict[str, int]


def measured(site: Path) -> Sizes:
    """Bytes of each part of a first visit to the reply page, and of what may follow.

    `visit` and `visit_with_gzip` are the sum of the parts; `requests` is no size, but how many files they are.
    """
    small, smaller = Site(site, ON_THE_FLY), Site(site, GZIP)
    files = visited(site)
    sizes = {part: sum(size(small, file) for file in found) for part, found in files.items()}
    seen = {file for found in files.values() for file in found}
    sizes["visit"] = sum(sizes.values())
    sizes["visit_with_gzip"] = sum(size(smaller, file) for file in seen)
    pages = {page for pattern in offline.PAGES for page in site.glob(pattern)}
    kept = pages | {file for page in pages for file in offline.asked_by(page)}
    sizes["offline"] = sum(size(small, file) for file in kept - seen)
    sizes["extras"] = size(small, site / "reply" / engine_of(site)["extras"])
    sizes["requests"] = len(seen)
    return sizes


def size(site: Site, file: Path) -> int:
    """Bytes of a file as it is sent."""
    return len(site.body(file, site.coding)[0])


def visited(site: Path) -> dict[str, list[Path]]:
    """The files that a first visit to the reply page asks for, in parts."""
    page, told = site / "reply/index.html", engine_of(site)
    asked = set(offline.fetched(page))
    scripts = {file for file in asked if file.suffix == ".js"}
    runtime = sorted((page.parent / told["pyodide"]).iterdir())
    return {
        "page": [page],
        "styles": sorted(file for file in asked if file.suffix == ".css" and file.stem != "noscript"),
        "scripts": sorted(scripts | {module for script in scripts for module in imported(script)}),
        "pictures": sorted(file for file in asked if file.suffix in (".svg", ".png") and "touch" not in file.stem),
        "runtime": runtime,
        "library": [page.parent / told["python"]],
    }


def engine_of(site: Path) -> dict[str, str]:
    """What the reply page says of its engine; addresses are relative to the page."""
    found = MANIFEST.search((site / "reply/index.html").read_text(encoding="utf-8"))
    told: dict[str, str] = json.loads(found[1] if found else "{}")
    return told


def imported(module: Path) -> Iterator[Path]:
    """The modules that one imports, and those that its worker does, and so on."""
    met, ahead = set(), [module]
    while ahead:
        code = ahead[-1].read_text(encoding="utf-8")
        folder = ahead.pop().parent
        if folder.name == "javascripts":  # the theme's are in one piece
            continue
        for name in (*_IMPORT.findall(code), *_WORKER.findall(code)):
            found = folder / name.removeprefix("./")
            if found not in met and found.is_file():
                met.add(found)
                ahead.append(found)
    yield from met


def accepted() -> Sizes:
    """What `budget.toml` holds."""
    found: Sizes = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return found


def grown(now: Mapping[str, int], before: Mapping[str, int]) -> list[str]:
    """A sentence for each part that has grown by a hundredth or more."""
    return [
        f"{part} has grown from {before.get(part, 0):,} to {many:,}. If that is worth it, run "
        "`python -m sitemaker budget` and `make write`, and commit what they change"
        for part, many in now.items()
        if many - before.get(part, 0) >= max(1, GROWTH * before.get(part, 0))
    ]


def write(site: Path) -> None:
    """Accept the site as it is."""
    lines = [f"{part} = {many}" for part, many in measured(site).items()]
    FILE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def outputs() -> dict[str, str]:
    """The table for the page about running the site."""
    sizes = accepted()
    rows = [f"| {what} | {in_words(sizes[part])} |" for part, what in PARTS.items()]
    rows += [f"| **A first visit, {sizes['requests']} requests** | **{in_words(sizes['visit'])}** |"]
    rows += [f"| The same on a host with gzip alone | {in_words(sizes['visit_with_gzip'])} |"]
    rows += [f"| {what} | {in_words(sizes[part])} |" for part, what in AFTERWARDS.items()]
    return {TABLE: "| What | Over the network |\n|---|---:|\n" + "\n".join(rows) + "\n"}


def in_words(many: int) -> str:
    """Bytes as people read them."""
    return f"{many / 1e6:.2f} MB" if many >= 1e6 else f"{many / 1e3:.0f} kB"
