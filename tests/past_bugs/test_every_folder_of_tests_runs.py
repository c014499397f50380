"""pytest leaves out folders called `build` by itself, and with them all tests of the build."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    folders = {path.parent.name for path in TESTS.rglob("test_*.py")}
    assert "build" in folders
    assert not [name for name in folders for out in pytestconfig.getini("norecursedirs") if fnmatch(name, out)]
