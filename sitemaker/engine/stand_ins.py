"""Modules that stand in the browser's archive in place of usual ones, so that Python starts sooner and is smaller.

Pyodide brings in an event loop, an installer and with them half of the standard library; Jinja2 brings in its compiler.
None of it runs here. The files in `in_place/` are ours, not changed copies, and hold only what is asked for at the
start. If an update of Pyodide asks for more, it stops as it starts, and so does every test that runs Python in Node.

`sitecustomize.py` there is the one module without a counterpart: Python runs it first.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("in_place")
OF_THE_ENGINE = ("jinja2/",)  # what comes with the engine rather than with Python


def library() -> dict[str, bytes]:
    """Path inside the zip to source, for what stands in place of Python's and Pyodide's own."""
    return {path: data for path, data in _sources().items() if not path.startswith(OF_THE_ENGINE)}


def engine() -> dict[str, bytes]:
    """Path inside the zip to source, for what stands in place of the engine's packages."""
    return {path: data for path, data in _sources().items() if path.startswith(OF_THE_ENGINE)}


def _sources() -> dict[str, bytes]:
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.py"))}
