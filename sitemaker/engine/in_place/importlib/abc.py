"""In place of Python's own, which brings file handling that only other loaders need: what Pyodide asks for."""

from abc import ABC

from ._abc import Loader

__all__ = ["Loader", "MetaPathFinder"]


class MetaPathFinder(ABC):  # noqa: B024  nothing is abstract in Python's own either
    """What finds modules."""
