"""How the browser's Python finds modules in a second archive, once one has been fetched."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from zipimport import zipimporter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


class Archive:
    """Finds what no other finder found, also the missing parts of packages that the first archive has already."""

    def __init__(self, path: str) -> None:
        self.path = path

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The place of a module in the archive; as Python's import system asks for it."""
        parent = name.rpartition(".")[0].replace(".", "/")
        return zipimporter(f"{self.path}/{parent}" if parent else self.path).find_spec(name, target)


def add_archive(path: str) -> None:
    """Import from this zip, too, from now on. Raises `ZipImportError` where it is none."""
    zipimporter(path)
    sys.meta_path.append(Archive(path))
