"""What tests of the build share."""

from pathlib import Path
from typing import Any

import pytest

from sitemaker.engine import bundle


@pytest.fixture(scope="session")
def made(site: Path) -> tuple[bundle.Files, dict[str, Any]]:
    """The runtime files as the built site has them (path below the site to bytes), and their manifest.

    Under the names of their package: the site serves its one module as `.js`.
    """
    files = sorted(path for path in (site / "engine").rglob("*") if path.is_file())
    names = {path: path.relative_to(site).as_posix().replace("/pyodide.js", "/pyodide.mjs") for path in files}
    return {names[path]: path.read_bytes() for path in files}, bundle.manifest()


@pytest.fixture(scope="session")
def python_file(site: Path, made: tuple[bundle.Files, dict[str, Any]]) -> Path:
    """The archive that Python starts from."""
    return site / made[1]["python"]
