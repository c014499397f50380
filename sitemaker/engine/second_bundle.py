"""The second bundle: what `generator.extras` needs beyond the first. Fetched when somebody asks for it, and only then.

The worker writes it to a file and calls `generator.second_archive.add_archive`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.extras.zones import ZONE
from sitemaker.engine import modules, pack, runtime, stand_ins
from sitemaker.engine.sources import installed, package
from sitemaker.places import ROOT, WORK, content_hash, say

PACKAGES = ("icalendar", "dateutil", "segno", "tzdata")
ALONE = ("six",)  # one module without a folder, which dateutil imports
OURS = "generator/extras/"

STEP = {"kind": "reply", "due": "2026-03-05", "title": "Send the reply", "why": "Read it once more."}
_HEAD = (
    "From: Ana <ana@example.org>\nTo: Jo <jo@example.org>\nDate: Mon, 2 Mar 2026 09:30:00 +0100\nMIME-Version: 1.0\n"
)
_PARTS = "--x\nContent-Type: text/{}; charset={}\nContent-Transfer-Encoding: {}\n\n{}\n"
MAIL_FILES = (
    f"{_HEAD}Subject: =?utf-8?q?Caf=C3=A9?=\nContent-Type: multipart/alternative; boundary=x\n\n"
    + _PARTS.format("plain", "utf-8", "quoted-printable", "Gr=C3=BC=C3=9Fe =\nand more")
    + _PARTS.format("html", "iso-8859-1", "base64", "PHA+SGVsbG88L3A+")
    + "--x--\n",
    f"{_HEAD}Subject: =?iso-8859-1?b?Q2Fm6Q==?=\nContent-Type: text/html; charset=windows-1252\n\n<p>Hello</p>\n",
    f"{_HEAD}Content-Type: text/plain; charset=none-such\nContent-Transfer-Encoding: base64\n\nSGVsbG8=\n",
)
WORKLOAD = (
    {
        "ask": "calendar",
        "steps": [STEP],
        "company": "Ä & Co",
        "link": "https://x.org/",
        "now": "2026-03-04T10:00:00+01:00",
    },
    {"ask": "qr", "text": "https://x.org/gracious-reply/reply/#stage=interview&feedback=separate"},
    *({"ask": "mail_file", "mail": file} for file in MAIL_FILES),
    {"ask": "sing"},
)
PROGRAM = """
def main(requests):
    import json, sys
    from generator.extras import answer
    answers = [answer(request) for request in json.loads(requests)]
    origins = {name: getattr(getattr(module, "__spec__", None), "origin", None) for name, module in sys.modules.items()}
    files = sorted(name for name, origin in origins.items() if origin and origin.startswith("/"))
    return json.dumps([files, answers])
"""


def extras_files(sources: Mapping[str, bytes], wanted: frozenset[str], mark: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is in the second file: byte code of the `wanted` modules, and our own. Path inside the zip to bytes.

    `sources` is what `extras_sources` gives. `wanted`: what a run of everything imports (`used_modules`) and the first
    file has not. `mark` is a module of ours that no run imports.
    """
    ours = {path: data for path, data in sources.items() if path.startswith(OURS)}
    library = modules.keep({**modules.library_sources(), **sources}, wanted)
    return pack.byte_code(library | ours | dict(mark)) | zone_files()


def zone_files() -> dict[str, bytes]:
    """Path inside the zip to data, for the one time zone that is needed."""
    return {f"tzdata/{ZONE}": (installed("tzdata") / ZONE).read_bytes()}


def extras_sources() -> dict[str, bytes]:
    """Path inside the zip to source: our extras and the packages they stand on."""
    folder = ROOT / OURS
    found = {OURS + path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.py"))}
    for name in PACKAGES:
        found |= package(installed(name))
    for name in ALONE:
        found[f"{name}.py"] = (installed(name) / f"{name}.py").read_bytes()
    return found


def used_modules(sources: Mapping[str, bytes]) -> frozenset[str]:
    """Dotted names of the modules that the extras import in the real runtime; kept by content, as it takes seconds."""
    asked, sources = requests(), {**sources, **zone_files()}
    key = content_hash(
        [*sources.items(), *stand_ins.library().items(), ("requests", asked.encode()), ("program", PROGRAM.encode())]
    )
    kept = WORK / "modules" / f"{key}.json"
    if not kept.exists():
        say("Running the extras in Node, to see which modules they need")
        with tempfile.TemporaryDirectory() as folder:
            names, answers = run(modules.whole_library(Path(folder)), {**sources, **stand_ins.engine()})
        assert [json.loads(answer)["ok"] for answer in answers] == [*[True] * (len(WORKLOAD) - 1), False], answers
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(names), encoding="utf-8")
    return frozenset(json.loads(kept.read_text(encoding="utf-8")))


def run(library: Path, sources: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Ask the extras everything, in Node, with `sources` beside the standard library: (modules, answers)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in sources.items():
            place = folder / "app" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        names, answers = runtime.run_in_node(library, PROGRAM, folder, requests(), mount=folder / "app")
    return names, answers


def requests() -> str:
    """Everything the extras can be asked, as JSON: a list of requests, each a text."""
    return json.dumps([json.dumps(request) for request in WORKLOAD])
