"""Where things are in the checkout, and how steps say what they do."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
WORK = ROOT / "build"
ENGINE = WORK / "engine"
RUNTIME = ROOT / "node_modules" / "pyodide"
HASH_LENGTH = 16
# Without git: an honest "long ago" rather than the moment of the build, which would make every build differ.
LONG_AGO = 315532800


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


def last_change() -> int:
    """When the checkout was last committed, in seconds since 1970, for the dates a build writes down."""
    command = ("git", "log", "-1", "--format=%ct")
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return LONG_AGO
    return int(said or LONG_AGO)
