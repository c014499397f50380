"""Where things are in the checkout, and how steps say what they do."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
WORK = ROOT / "build"
ENGINE = WORK / "engine"
RUNTIME = ROOT / "node_modules" / "pyodide"
HASH_LENGTH = 16


class BuildError(Exception):
    """The site cannot be made. The message says what is wrong and the cure."""


def say(text: str) -> None:
    """One line for each long step."""
    print(f">> {text}", flush=True)


def tool(name: str) -> str:
    """A command installed beside this Python, such as `node`. Raises `BuildError` where it is missing."""
    place = Path(sys.executable).parent / (name + (".exe" if os.name == "nt" else ""))
    if not place.exists():
        raise BuildError(f"{name} is not installed in .venv: run make, which installs everything in requirements.lock")
    return str(place)


def inputs_hash(names: Iterable[str], *more: tuple[str, bytes]) -> str:
    """The same as long as no file changes at or below these places of the checkout, nor what `more` names."""
    found = (path for name in names for path in _files(ROOT / name))
    return content_hash([*((path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in found), *more])


def _files(place: Path) -> Iterator[Path]:
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def content_hash(parts: Iterable[tuple[str, bytes]]) -> str:
    """A name for some files: the same for the same names and bytes, in whatever order they come."""
    digest = hashlib.sha256()
    for name, data in sorted(parts):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:HASH_LENGTH]
