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
def condition(expression: str) -> Callable[[Mapping[str, Any]], bool]:
    """Turn a rule's `when` into a function of the facts; raises `jinja2.TemplateError` where it cannot be read."""
    compiled = environment().compile_expression(expression, undefined_to_none=False)
    return lambda facts: bool(compiled(**facts))
