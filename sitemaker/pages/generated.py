"""Every written file. A few are committed, as golden files: written by one command, compared by the same one.

A writer is a function without arguments that returns {path in the checkout: text}. It reads only files of the checkout,
so it gives the same text everywhere. `GOLDEN` are those whose difference shows what a change of a rule or a letter
does; all others are `STAGED`: made when the site is, in the folder of `staging.py`, at the same path below it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from sitemaker.pages import (
    contract,
    dates,
    decision_map,
    evidence,
    exercise,
    form,
    letters,
    licenses,
    meanings,
    page_types,
    people,
    rules,
)
from sitemaker.places import ROOT
from sitemaker.publish import budget

type Writer = Callable[[], Mapping[str, str]]

GOLDEN: list[Writer] = [
    decision_map.outputs,
    letters.outputs,
]
STAGED: list[Writer] = [
    form.partials,
    page_types.outputs,
    contract.outputs,
    evidence.evidence_page,
    rules.outputs,
    licenses.outputs,
    people.outputs,
    dates.outputs,
    exercise.outputs,
    meanings.outputs,
    budget.outputs,
]


def outputs() -> dict[Path, str]:
    """What every golden file should hold. Raises `ValueError` where two writers write the same file."""
    return {ROOT / path: text for path, text in _written(GOLDEN).items()}


def staged() -> dict[str, str]:
    """What is made with the site: path below the staging folder, and text. Raises `ValueError` as `outputs` does."""
    return _written(STAGED)


def _written(writers: Iterable[Writer]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for writer in writers:
        for path, text in writer().items():
            if path in wanted:
                raise ValueError(f"{path} is written by two writers; see sitemaker/pages/generated.py")
            wanted[path] = text
    return wanted


def write() -> list[Path]:
    """Write the files that are not current; which ones."""
    changed = [path for path, text in outputs().items() if _found(path) != text]
    for path, text in outputs().items():
        if path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return changed


def differences() -> Iterator[str]:
    """The lines of a unified diff from what is there to what should be there; none where all is current."""
    for path, text in outputs().items():
        name = path.relative_to(ROOT).as_posix()
        found = _found(path)
        if found != text:
            yield from difflib.unified_diff(
                (found or "").splitlines(), text.splitlines(), f"{name} (found)", f"{name} (wanted)", lineterm=""
            )


def _found(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
