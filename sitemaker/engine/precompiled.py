"""Letters and conditions as the Python that Jinja2 makes of them, so that the browser need not read and compile them.

`generator.book.templates.ready` looks here by the content of the source; what is not here is compiled as ever.
"""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import generator
from generator.book import templates
from sitemaker.engine.workload import requests

PACKAGE = "generator/_ready"


def ready_sources() -> dict[str, bytes]:
    """Path inside the zip to Python, for every letter and every condition that a full run meets."""
    environment = templates.environment()
    letters = [(source, name) for name, source in environment.loader.mapping.items()]  # type: ignore[union-attr]
    conditions = [(source, None) for source in conditions_met()]
    found = {f"{PACKAGE}/__init__.py": b""}
    for source, name in [*letters, *conditions]:
        python = environment.compile(source, name, name, raw=True, defer_init=True)
        found[f"{PACKAGE}/{templates.ready_name(source)}.py"] = python.encode()
    return found


def conditions_met() -> list[str]:
    """The source of every condition that the engine compiles in a full run."""
    met: list[str] = []
    compile_text = templates.environment().from_string

    def compile_and_note(source: str, *given: Any, **more: Any) -> Any:
        met.append(source)
        return compile_text(source, *given, **more)

    templates.conditions.cache_clear()
    with patch.object(templates.environment(), "from_string", compile_and_note):
        for request in requests():
            generator.answer(request)
    return met
