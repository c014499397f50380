"""Jinja2 as this project uses it: strict, without escaping (letters are plain text), and never over a user's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from generator.book import book


@cache
def environment() -> Environment:
    """The one environment for letters and conditions. A misspelled name raises instead of printing nothing."""
    return Environment(
        loader=DictLoader(dict(book()["sources"])),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )


@cache
def conditions(expressions: tuple[str, ...]) -> Callable[[Mapping[str, Any]], list[bool]]:
    """Turn the `when` of many rules into one function of the facts, which gives the answer of each in their order.

    They are compiled together because one evaluation then costs about as much as one condition alone. Raises
    `jinja2.TemplateError` where one cannot be read.
    """
    together = environment().compile_expression(
        "[" + ", ".join(f"({expression})" for expression in expressions) + "]", undefined_to_none=False
    )
    return lambda facts: [bool(holds) for holds in together(**facts)]
