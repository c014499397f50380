"""Pyodide as npm installed it: its version, its parts, and whether they are the ones that belong together.

The version stands in `package.json` and nowhere else. npm compares the package with the hash in `package-lock.json`
when it installs; what is on the disk afterwards is compared here with what that version says about itself.
"""

from __future__ import annotations

import json
import subprocess
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

from sitemaker.places import ROOT, RUNTIME, BuildError, tool

# Served under their own names, in one folder, because pyodide.mjs asks for the others by name.
SHIPPED = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")
LIBRARY = RUNTIME / "python_stdlib.zip"


def wanted_version() -> str:
    """The version in `package.json`."""
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    return str(package["dependencies"]["pyodide"])


def lock_info() -> dict[str, str]:
    """What Pyodide's own lock file says of the build: `abi_version`, `arch`, `platform`, `python`."""
    info: dict[str, str] = json.loads((RUNTIME / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return info


def check() -> None:
    """Raise `BuildError` unless the installed Pyodide is the wanted one."""
    if not (RUNTIME / "package.json").exists():
        raise BuildError("Pyodide is not installed: run make site, which installs it from package-lock.json")
    found = json.loads((RUNTIME / "package.json").read_text(encoding="utf-8"))["version"]
    if found != wanted_version():
        raise BuildError(f"node_modules holds Pyodide {found}, package.json wants {wanted_version()}: run make site")


def shipped() -> list[tuple[str, bytes]]:
    """The runtime files the browser gets: name and bytes."""
    check()
    return [(name, (RUNTIME / name).read_bytes()) for name in SHIPPED]


def run_in_node(library: Path, program: str, folder: Path, *arguments: str, mount: Path | None = None) -> Any:
    """Run Python in the real runtime, in Node, and return what it said.

    `library` is the zip that holds the standard library. `program` is Python source that defines `main(*arguments)`
    and `main` returns text in JSON. `mount` is a folder to import from (as /app). `folder` is for scratch files.
    Raises `BuildError` with what Python or Node said.
    """
    script, task = Path(__file__).with_name("run_in_node.mjs"), folder / "task.json"
    task.write_text(
        json.dumps(
            {
                "pyodide": str(RUNTIME),
                "library": str(library),
                "info": lock_info(),
                "magic": MAGIC_NUMBER.hex(),
                "mount": str(mount) if mount else "",
                "program": program,
                "arguments": arguments,
            }
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [tool("node"), str(script), str(task)], capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    if done.returncode:
        raise BuildError(f"Python in Node stopped:\n{done.stdout}\n{done.stderr}")
    return json.loads(done.stdout)
