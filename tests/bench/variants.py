"""What is compared: the same engine, the same letter, started in different ways. Each variant is a folder of files."""

import io
import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitemaker.engine import bundle, runtime, sources
from sitemaker.places import ENGINE, ROOT, RUNTIME

HERE = Path(__file__).parent
STOCK_FILES = (*runtime.SHIPPED, "pyodide-lock.json", "python_stdlib.zip")
BLANK = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Blank</title>'
REQUEST = {
    "ask": "compose",
    "kind": "reply",
    "wording": 1,
    "now": "2026-03-04T10:00:00+01:00",
    "situation": {
        "stage": "final_round",
        "company": "Alder & Finch",
        "role": "Ward clerk",
        "recipient": "Ana Ruiz",
        "your_name": "Noor Haddad",
        "highlight": "the walk round the ward",
        "received_at": "2026-03-03T16:00:00+01:00",
    },
}


@dataclass(frozen=True)
class Variant:
    """One way to start: its name, which is its folder, and what it is."""

    name: str
    what: str


STOCK = Variant("stock", "Pyodide as it comes, the engine as plain files")
OURS = Variant("ours", "the site's own bundle and worker")
FLOOR = Variant("floor", "the WebAssembly module compiled, and nothing else")


def prepare(folder: Path) -> None:
    """Lay out every variant below `folder`, as a site that a `Server` serves."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "404.html").write_text("<title>Not here</title>", encoding="utf-8")
    (folder / "index.html").write_text(BLANK, encoding="utf-8")
    prepare_stock(folder / STOCK.name)
    prepare_ours(folder / OURS.name)
    prepare_floor(folder / FLOOR.name)


def prepare_stock(folder: Path) -> None:
    """Pyodide's files under one hashed name, so that both sides may be kept by the browser, and the engine's zip."""
    place = folder / "pyodide-0000000000000000"
    place.mkdir(parents=True)
    for name in STOCK_FILES:
        shutil.copy(RUNTIME / name, place)
    (folder / "engine-0000000000000000.zip").write_bytes(plain_engine())
    shutil.copy(HERE / "stock.mjs", folder / "stock.mjs")
    lay_page(folder, "stock.mjs", {"pyodide": f"{place.name}/", "engine": "engine-0000000000000000.zip"})


def prepare_ours(folder: Path) -> None:
    """The runtime files of the last `bundle.write`, and the reply page's own worker."""
    shutil.copytree(ENGINE, folder / "engine")
    for module in ("worker.mjs", "runtime.mjs", "memory.mjs"):
        shutil.copy(ROOT / "page" / module, folder / module)
    lay_page(folder, "worker.mjs", bundle.manifest())


def prepare_floor(folder: Path) -> None:
    """The one file that every way to start needs."""
    place = folder / "pyodide-0000000000000000"
    place.mkdir(parents=True)
    shutil.copy(RUNTIME / "pyodide.asm.wasm", place)
    shutil.copy(HERE / "floor.mjs", folder / "floor.mjs")
    lay_page(folder, "floor.mjs", {"pyodide": f"{place.name}/"})


def lay_page(folder: Path, worker: str, start: dict[str, Any]) -> None:
    """The page that makes one visit."""
    shutil.copy(HERE / "visit.html", folder / "index.html")
    task = {"worker": worker, "start": start, "request": REQUEST, "picture": worker == "worker.mjs"}
    (folder / "task.json").write_text(json.dumps(task), encoding="utf-8")


def plain_engine() -> bytes:
    """The engine, its rules and letters, Jinja2 and MarkupSafe, as the files they are: a usual, deflated zip."""
    files = {name: data for name, data in sources.engine_sources().items() if name != sources.PARSED}
    for folder, name in ((ROOT / "generator", "generator"), (ROOT / "templates", "generator/templates")):
        for path in folder.rglob("*"):
            place = path.relative_to(folder).as_posix()
            if path.suffix in (".toml", ".j2"):
                files[f"{name}/{place}"] = path.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            archive.writestr(name, files[name])
    return out.getvalue()
