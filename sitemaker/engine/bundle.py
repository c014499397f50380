"""The engine's runtime files: what a browser fetches to run Python.

    engine/pyodide-<hash>/pyodide.mjs, pyodide.asm.js, pyodide.asm.wasm    as npm has them
    engine/python-<hash>.wasm    Python's library, Jinja2, MarkupSafe and the engine: a zip (pack.py)
    engine/extras-<hash>.wasm    calendar files and QR codes, fetched when asked for: second_bundle.py

A worker starts it so, with the URLs of `manifest()` made absolute:

    const { loadPyodide } = await import(m.pyodide + "pyodide.mjs");
    const python = await loadPyodide({
      indexURL: m.pyodide,
      stdLibURL: m.python,
      lockFileContents: { info: m.info, packages: {} },   // saves a request
      packageBaseUrl: m.pyodide,                          // must be set with it
    });
    const answer = python.pyimport("generator").answer;   // text in, text out

`loadPyodide` never settles where the wasm is damaged or missing, so the worker watches its own downloads as well.

Both archives carry the name of the set they were made with, and so does the manifest, so that parts of two releases are
noticed before they answer: `generator._build.BUILD` and `generator.extras._build.BUILD` are the manifest's `build`.
"""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sitemaker.engine import modules, pack, runtime, second_bundle, stand_ins
from sitemaker.engine.sources import engine_sources
from sitemaker.places import ENGINE, HASH_LENGTH, content_hash, say

type Files = dict[str, bytes]

MARKS = ("generator/_build.py", "generator/extras/_build.py")
UNKNOWN = "0" * HASH_LENGTH  # until all files are there to be named


def python_files(engine: Files, used: modules.Run) -> Files:
    """What Python starts from, as byte code: path inside the zip to bytes. The same inputs give the same bytes."""
    ours = {path: data for path, data in engine.items() if path.startswith("generator/")}
    library = modules.keep(modules.library_sources() | engine | stand_ins.engine(), frozenset(used.modules))
    patterns = {"_patterns.py": modules.ready_patterns(used.patterns)}
    return pack.byte_code(library | ours | patterns | mark(MARKS[0]))


def mark(path: str) -> Files:
    """The module that says which set of files it belongs to; not yet known."""
    return {path: f'BUILD = "{UNKNOWN}"\n'.encode()}


def packed(files: Files, build: str) -> bytes:
    """An archive as served, with the name of its set in its mark."""
    marks = {path.replace(".py", ".pyc") for path in MARKS}
    named = {
        path: data.replace(UNKNOWN.encode(), build.encode()) if path in marks else data for path, data in files.items()
    }
    return pack.as_wasm(pack.zipped(named))


def make() -> tuple[Files, dict[str, Any]]:
    """Every runtime file (path below the site to bytes), and the manifest with paths below the site."""
    shipped, engine, theirs = runtime.shipped(), engine_sources(), second_bundle.extras_sources()
    with ThreadPoolExecutor() as pool:  # each runs in a Node of its own
        extra_modules = pool.submit(second_bundle.used_modules, engine | theirs)
        used = modules.used(engine)
    first = python_files(engine, used)
    second = second_bundle.extras_files(theirs, extra_modules.result() - frozenset(used.modules), mark(MARKS[1]))
    build = content_hash([*shipped, *first.items(), *second.items()])
    python, more = packed(first, build), packed(second, build)
    folder = f"engine/pyodide-{content_hash(shipped)}/"
    library = f"engine/python-{content_hash([('python', python)])}.wasm"
    beside = f"engine/extras-{content_hash([('extras', more)])}.wasm"
    files = {folder + name: data for name, data in shipped} | {library: python, beside: more}
    manifest = {
        "build": build,
        "version": runtime.wanted_version(),
        "pyodide": folder,
        "python": library,
        "extras": beside,
        "info": runtime.lock_info(),
        "bytes": {**{name: len(data) for name, data in shipped}, "python": len(python), "extras": len(more)},
    }
    return files, manifest


def write() -> None:
    """Make the runtime files new, into `build/engine/`."""
    say("Packing the engine for the browser")
    files, manifest = make()
    shutil.rmtree(ENGINE, ignore_errors=True)
    for path, data in files.items():
        place = ENGINE.parent / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (ENGINE / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def manifest(to_site: str = "") -> dict[str, Any]:
    """What the page's worker needs, from the last `write`.

    `build` names this exact set of files, `version` is Pyodide's. `pyodide` (a folder), `python` and `extras` (files)
    are URLs; `to_site` goes in front of them and is the way from the page to the site's root (`"../"` for `reply/`).
    `info` is for `lockFileContents`. `bytes` are sizes before any compression, as a script counts them: `pyodide.mjs`,
    `pyodide.asm.js`, `pyodide.asm.wasm`, `python`, `extras`.
    """
    found: dict[str, Any] = json.loads((ENGINE / "manifest.json").read_text(encoding="utf-8"))
    return {**found, **{name: to_site + found[name] for name in ("pyodide", "python", "extras")}}
