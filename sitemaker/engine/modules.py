"""Which modules and regular expressions the browser needs: found by running everything the engine can do, in the real
runtime.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sitemaker.engine import pack, runtime, stand_ins
from sitemaker.engine.workload import first_requests, requests
from sitemaker.places import WORK, content_hash, say

# Modules that a run may need though the workload does not, each with its reason.
EXTRAS = {
    "encodings.ascii": "text codecs are looked up by name while the interpreter runs",
    "encodings.latin_1": "the same",
    "jinja2.debug": "imported where a template fails, to say in which line",
    "jinja2.constants": "imported by jinja2.utils in one function",
}

# In: requests as JSON, and those that every visit begins with. Out: the names of the modules that came from a file, the
# answers, and the regular expressions met until the first answers, as they were asked for and as Python compiles them.
PROGRAM = """
def main(requests, first):
    import json, re, sys, traceback
    from re import _compiler
    met = {(pattern, int(flags)) for _, pattern, flags in re._cache}
    usual = _compiler.compile

    def note(pattern, flags=0):
        met.add((pattern, int(flags)))
        return usual(pattern, flags)

    def compiled(pattern, flags):
        parsed = _compiler._parser.parse(pattern, flags)
        groups = parsed.state.groupdict
        names = {number: name for name, number in groups.items()}
        index = [names.get(number) for number in range(parsed.state.groups)]
        code = _compiler._code(parsed, flags)
        return [pattern, flags, int(flags | parsed.state.flags), code, parsed.state.groups - 1, groups, index]

    _compiler.compile = note
    import generator
    for request in json.loads(first):
        generator.answer(request)
    _compiler.compile = usual
    patterns = [compiled(*one) for one in sorted(one for one in met if isinstance(one[0], str))]
    answers = [generator.answer(request) for request in json.loads(requests)]
    try:
        raise LookupError("as an error is shown")
    except LookupError:
        traceback.format_exc()
    origins = {name: getattr(getattr(module, "__spec__", None), "origin", None) for name, module in sys.modules.items()}
    files = sorted(name for name, origin in origins.items() if origin and origin.startswith("/"))
    return json.dumps([files, answers, patterns])
"""


class Run(NamedTuple):
    """What a run of everything showed."""

    modules: list[str]
    """Dotted names of those that came from a file."""
    answers: list[str]
    patterns: list[list[Any]]
    """As asked for (text, flags), and as compiled (flags, code, number of groups, their names, and names by number)."""


def library_sources() -> dict[str, bytes]:
    """Pyodide's whole standard library, with what stands in place of some of it: path inside its zip to source."""
    with zipfile.ZipFile(runtime.LIBRARY) as library:
        return {name: library.read(name) for name in library.namelist() if name.endswith(".py")} | stand_ins.library()


def used(engine: Mapping[str, bytes]) -> Run:
    """What a full run needs, extras included, without its answers.

    `engine` is what `sources.engine_sources` gives. Takes some seconds in Node; the answer is kept by content.
    """
    asked, first = json.dumps(requests()), json.dumps(first_requests())
    parts = [*engine.items(), *stand_ins.library().items(), *stand_ins.engine().items()]
    parts += [("requests", asked.encode()), ("first", first.encode()), ("program", PROGRAM.encode())]
    key = content_hash([*parts, ("pyodide", runtime.wanted_version().encode())])
    kept = WORK / "modules" / f"{key}.json"
    if not kept.exists():
        say("Running the engine in Node, to see which modules it needs")
        with tempfile.TemporaryDirectory() as folder:
            found = run(whole_library(Path(folder)), asked, engine)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps([found.modules, [], found.patterns]), encoding="utf-8")
    names, _, patterns = json.loads(kept.read_text(encoding="utf-8"))
    return Run(sorted({*names, *EXTRAS}), [], patterns)


def whole_library(folder: Path) -> Path:
    """The whole standard library as a file that Python starts from, as sources."""
    place = folder / "library.zip"
    place.write_bytes(pack.zipped(library_sources()))
    return place


def ready_patterns(patterns: list[list[Any]]) -> bytes:
    """The source of the module in which `in_place/sitecustomize.py` finds regular expressions."""
    ready = {
        (pattern, flags): (
            all_flags,
            b"".join(number.to_bytes(4, "little") for number in code),
            groups,
            tuple(names.items()),
            tuple(index),
        )
        for pattern, flags, all_flags, code, groups, names, index in patterns
    }
    return f"PATTERNS = {ready!r}\n".encode()


def run(library: Path, asked: str, engine: Mapping[str, bytes] | None = None) -> Run:
    """Ask the engine everything, in Node.

    `library` is the zip Python starts from; `engine` are sources to add to it, where the zip has no engine.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in {**engine, **stand_ins.engine()}.items() if engine else ():
            place = folder / "app" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        mount = folder / "app" if engine else None
        first = json.dumps(first_requests())
        return Run(*runtime.run_in_node(library, PROGRAM, folder, asked, first, mount=mount))


def keep(sources: Mapping[str, bytes], wanted: frozenset[str]) -> dict[str, bytes]:
    """The sources whose module is wanted."""
    return {path: data for path, data in sources.items() if module_name(path) in wanted}


def module_name(path: str) -> str:
    """`asyncio/__init__.py` is `asyncio`, `json/decoder.py` is `json.decoder`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
