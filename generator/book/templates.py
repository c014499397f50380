"""Jinja2 as this project uses it: strict, without escaping (letters are plain text), and never over a user's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from importlib import import_module
from typing import Any
from zlib import crc32

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from generator.book.book import book


@cache
def environment() -> Environment:
    """The one environment for letters and conditions. A misspelled name raises instead of printing nothing."""
    return Environment(
        loader=Letters(dict(book()["sources"])),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # else a part of one plain line runs into the paragraph behind it
        auto_reload=False,
        cache_size=-1,
    )


@cache
def conditions(expressions: tuple[str, ...]) -> Callable[[Mapping[str, Any]], list[bool]]:
    """Turn the `when` of many rules into one function of the facts, which gives the answer of each in their order.

    They are compiled together because one evaluation then costs about as much as one condition alone. Raises
    `jinja2.TemplateError` where one cannot be read.
    """
    source = "{% set holds = [" + ", ".join(f"({expression})" for expression in expressions) + "] %}"
    together = ready(source) or environment().from_string(source)
    return lambda facts: [bool(holds) for holds in together.make_module(dict(facts)).holds]  # type: ignore[attr-defined]


def ready(source: str) -> Template | None:
    """The template for a source, where the browser's bundle holds the Python that Jinja2 made of it; else None.

    Reading and compiling a letter takes the browser longer than writing it, so the build does that beforehand.
    """
    try:
        module = import_module(f"generator._ready.{ready_name(source)}")
    except ModuleNotFoundError:
        return None
    return Template.from_module_dict(environment(), vars(module), environment().make_globals(None))


def ready_name(source: str) -> str:
    """The name of the module that holds a source: by its content, so that it can never be another one's."""
    return f"source_{crc32(source.encode()):08x}"


class Letters(DictLoader):
    """The letters by their file names."""

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """The letter, ready made where there is one."""
        return ready(self.mapping.get(name, "")) or super().load(environment, name, globals)
