"""The folders MkDocs reads, in `build/`: `docs/` and `overrides/` as they stand, and the pages written from the files.

Rules, licenses and the form are made here and nowhere else, so that a change of a rule is one file in git. What shows
the effect of a change, the letters and the decision map, is committed instead: see `generated.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from sitemaker import settings
from sitemaker.pages import generated
from sitemaker.places import ROOT, WORK, inputs_hash

SOURCES = ("docs", "overrides")
# Folders that hold nothing but written files. What lies there in a checkout is left over and is not taken along.
ONLY_WRITTEN = ("docs/rules", "overrides/generated")
INPUTS = (
    *SOURCES,
    "LICENSE",
    "generator",
    "package-lock.json",
    "pyproject.toml",
    "local",
    "requirements.lock",
    "settings.toml",
    "sitemaker",
    "templates",
)
STAMP = WORK / "staging.stamp"
LOCK = FileLock(WORK / "staging.lock")


def docs() -> Path:
    """The folder with every page as MkDocs reads it, current."""
    make()
    return WORK / "docs"


def make() -> None:
    """Bring `build/docs/` and `build/overrides/` up to date. What is current is not touched."""
    with LOCK:
        now = inputs_hash(INPUTS)
        if STAMP.exists() and STAMP.read_text(encoding="ascii") == now:
            return
        STAMP.unlink(missing_ok=True)
        wanted = _sources() | {path: text.encode() for path, text in generated.staged().items()}
        for path, data in wanted.items():
            place = WORK / path
            if not place.is_file() or place.read_bytes() != data:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        for path in _files(WORK):
            if path not in wanted:
                (WORK / path).unlink()
        STAMP.write_text(now, encoding="ascii")


def logo() -> str:
    """Where the logo stands for MkDocs: ours, or the one that `settings.toml` names."""
    own = settings.settings()["look"]["logo"]
    return f"assets/own-{own}" if own else "assets/logo.svg"


def _sources() -> dict[str, bytes]:
    """The pages as they stand, with those of `local/docs` and `local/overrides` laid over them."""
    ours = {
        path: (ROOT / path).read_bytes()
        for path in _files(ROOT)
        if not path.startswith(tuple(f"{folder}/" for folder in ONLY_WRITTEN))
    }
    theirs = {path: (settings.LOCAL / path).read_bytes() for path in _files(settings.LOCAL)}
    own = settings.settings()["look"]["logo"]
    return ours | theirs | ({f"docs/{logo()}": (settings.LOCAL / own).read_bytes()} if own else {})


def _files(root: Path) -> Iterator[str]:
    for folder in SOURCES:
        yield from [path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file()]
