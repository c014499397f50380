"""Which modules the browser needs: found by running everything the engine can do, in the real runtime."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from generator.build import runtime
from generator.build.places import WORK, content_hash, say
from generator.build.workload import requests

# Modules that a run may need though the workload does not, each with its reason.
EXTRAS = {
    "encodings.ascii": "text codecs are looked up by name while the interpreter runs",
    "encodings.latin_1": "the same",
    "jinja2.debug": "imported where a template fails, to say in which line",
    "jinja2.constants": "imported by jinja2.utils in one function",
}

# In: requests as JSON. Out: the names of the modules that came from a file, and the answers.
PROGRAM = """
def main(requests):
    import json, sys, traceback
    import generator
    answers = [generator.answer(request) for request in json.loads(requests)]
    try:
        raise LookupError("as an error is shown")
    except LookupError:
        traceback.format_exc()
    origins = {name: getattr(getattr(module, "__spec__", None), "origin", None) for name, module in sys.modules.items()}
    files = sorted(name for name, origin in origins.items() if origin and origin.startswith("/"))
    return json.dumps([files, answers])
"""


def library_sources() -> dict[str, bytes]:
    """Pyodide's whole standard library: path inside its zip to source."""
    with zipfile.ZipFile(runtime.LIBRARY) as library:
        return {name: library.read(name) for name in library.namelist() if name.endswith(".py")}


def used_modules(engine: Mapping[str, bytes]) -> frozenset[str]:
    """Dotted names of all modules with a source that a full run imports, extras included.

    `engine` is what `sources.engine_sources` gives. Takes some seconds in Node; the answer is kept by content.
    """
    asked = json.dumps(requests())
    parts = [*engine.items(), ("requests", asked.encode()), ("program", PROGRAM.encode())]
    key = content_hash([*parts, ("pyodide", runtime.wanted_version().encode())])
    kept = WORK / "modules" / f"{key}.json"
    if not kept.exists():
        say("Running the engine in Node, to see which modules it needs")
        names, _ = run(runtime.LIBRARY, asked, engine)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(names), encoding="utf-8")
    return frozenset(json.loads(kept.read_text(encoding="utf-8"))) | EXTRAS.keys()


def run(library: Path, asked: str, engine: Mapping[str, bytes] | None = None) -> tuple[list[str], list[str]]:
    """Ask the engine everything, in Node: (modules that came from a file, answers).

    `library` is the zip Python starts from; `engine` are sources to add to it, where the zip has no engine.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in (engine or {}).items():
            place = folder / "app" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        mount = folder / "app" if engine else None
        names, answers = runtime.run_in_node(library, PROGRAM, folder, asked, mount=mount)
    return names, answers


def keep(sources: Mapping[str, bytes], wanted: frozenset[str]) -> dict[str, bytes]:
    """The sources whose module is wanted."""
    return {path: data for path, data in sources.items() if module_name(path) in wanted}


def module_name(path: str) -> str:
    """`asyncio/__init__.py` is `asyncio`, `json/decoder.py` is `json.decoder`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
