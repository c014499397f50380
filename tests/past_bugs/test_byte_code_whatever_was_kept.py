"""The engine's byte code was another where Python had kept byte code of the compiler itself from an earlier run."""

import functools
from pathlib import Path

import pytest

from sitemaker.engine import pack


def test_the_same_bytes_with_and_without_kept_byte_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {"functools.py": Path(functools.__file__).read_bytes()}  # the module that differed
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path))
    first = pack.byte_code(sources)
    assert pack.byte_code(sources) == first
