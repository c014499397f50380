"""The engine's runtime files: what a browser fetches to run Python.

    engine/pyodide-<hash>/pyodide.mjs, pyodide.asm.js, pyodide.asm.wasm    as npm has them
    engine/python-<hash>.wasm    Python's library, Jinja2, MarkupSafe and the engine: a zip (see pack.py)
    engine/extras-<hash>.wasm    what calendar files and QR codes need besides, fetched when asked for (see extras.py)

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
"""

from __future__ import annotations

import json
import shutil
from typing import Any

from generator.build import extras, modules, pack, runtime
from generator.build.places import ENGINE, content_hash, say
from generator.build.sources import engine_sources

type Files = dict[str, bytes]


def python_zip() -> bytes:
    """The one file Python starts from, as served. The same inputs give the same bytes."""
    engine = engine_sources()
    wanted = modules.used_modules(engine)
    ours = {path: data for path, data in engine.items() if path.startswith("generator/")}
    library = modules.keep(modules.library_sources() | engine, wanted)
    return pack.as_wasm(pack.zipped(pack.byte_code(library | ours)))


def make() -> tuple[Files, dict[str, Any]]:
    """Every runtime file (path below the site to bytes), and the manifest with paths below the site."""
    shipped, python = runtime.shipped(), python_zip()
    folder = f"engine/pyodide-{content_hash(shipped)}/"
    library = f"engine/python-{content_hash([('python', python)])}.wasm"
    engine = engine_sources()
    more = extras.extras_zip(engine, modules.used_modules(engine))
    second = f"engine/extras-{content_hash([('extras', more)])}.wasm"
    files = {folder + name: data for name, data in shipped} | {library: python, second: more}
    manifest = {
        "build": content_hash(files.items()),
        "pyodide": folder,
        "python": library,
        "extras": second,
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

    `build` names this exact set of files. `pyodide` (a folder), `python` and `extras` (files) are URLs; `to_site` goes
    in front of them and is the way from the page to the site's root (`"../"` for `reply/`). `info` is for
    `lockFileContents`.
    `bytes` are sizes before any compression, as a script counts them: `pyodide.mjs`, `pyodide.asm.js`,
    `pyodide.asm.wasm`, `python`, `extras`.
    """
    found: dict[str, Any] = json.loads((ENGINE / "manifest.json").read_text(encoding="utf-8"))
    return {**found, **{name: to_site + found[name] for name in ("pyodide", "python", "extras")}}
