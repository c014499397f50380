"""The Python sources that may go to the browser: the engine with its book ready made, Jinja2, MarkupSafe."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from generator.book.book import gather
from generator.book.parsed_phrases import GROUPS, parsed, ready_name
from sitemaker.engine.precompiled import ready_sources
from sitemaker.places import ROOT, BuildError

# What `generator._parsed` is for: see generator/book/book.py.
PARSED = "generator/_parsed.py"
# The extras come in a file of their own: see extras.py.
NOT_FOR_THE_BROWSER = ("generator/extras/", "generator/__main__.py")


def engine_sources() -> dict[str, bytes]:
    """Path inside the zip to source, for everything the engine is made of. Only `.py` files."""
    found = {
        name: data
        for name, data in package(ROOT / "generator").items()
        if not name.startswith(NOT_FOR_THE_BROWSER) and name != PARSED
    }
    found[PARSED] = parsed_book().encode()
    found |= parsed_phrases()
    found |= ready_sources()
    for name in ("jinja2", "markupsafe"):
        # Sources only: without its compiled half MarkupSafe falls back on its own Python, which works everywhere.
        found |= package(installed(name))
    return found


def parsed_book() -> str:
    """The book as one Python literal, so that the browser neither reads nor parses files."""
    return f'"""Written by sitemaker/engine/sources.py; never committed."""\n\nBOOK = {gather(everything=False)!r}\n'


def parsed_phrases() -> dict[str, bytes]:
    """The phrases of the rules as Python literals, a module for each group: reading them costs more than searching."""
    return {f"{ready_name(group).replace('.', '/')}.py": f"PHRASES = {parsed(group)!r}\n".encode() for group in GROUPS}


def package(folder: Path) -> dict[str, bytes]:
    """The sources of a package: path, beginning with the package's name, to bytes."""
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*.py"))
    }


def installed(package: str) -> Path:
    """The folder of an installed package or module. Raises `BuildError` where there is none."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise BuildError(f"{package} is not installed: run make, which installs everything in requirements.lock")
    return Path(spec.origin).parent
