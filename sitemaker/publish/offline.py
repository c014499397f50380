"""The service worker, with what belongs to this release filled in: which pages and files work without a connection.

Pages start it by `docs/assets/offline.mjs`, which `extra.offline` in mkdocs.yml puts into them. Where no page does, the
file holds a worker that removes what visitors have of an earlier one, and itself. So it can be switched off for
everybody, and the file must stay for ever: a browser that cannot fetch its service worker goes on using the one it has.
"""

from __future__ import annotations

import json
import os.path
import re
from collections.abc import Iterator
from pathlib import Path

from sitemaker.places import BuildError, content_hash

HERE = Path(__file__).parent
NAME = "service-worker.js"
PLACEHOLDER = "const RELEASE = {};"
# What a person needs on the way: the guide, the page that writes, the letters, and what is promised about it.
PAGES = ("index.html", "guide/**/index.html", "letters/index.html", "reply/index.html", "about/privacy/index.html")
STARTS_IT = re.compile(r'<script type="module" src="[^"]*assets/offline[-.][^"]*js">')
_FETCHED = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"#?:]+)"')


def write(site: Path, engine: str) -> None:
    """Write the service worker of a site whose pages are final. `engine` is the `build` of its manifest."""
    pages = sorted({page for pattern in PAGES for page in site.glob(pattern)})
    starting = [page for page in pages if STARTS_IT.search(page.read_text(encoding="utf-8"))]
    if starting and starting != pages:
        lost = next(page for page in pages if page not in starting)
        raise BuildError(f"{lost.relative_to(site)} does not start the service worker as other pages do")
    code = filled(site, pages, engine) if starting else (HERE / "service-worker-off.js").read_text(encoding="utf-8")
    (site / NAME).write_text(code, encoding="utf-8", newline="\n")


def filled(site: Path, pages: list[Path], engine: str) -> str:
    """The worker's source with its release in it. Addresses are relative to the site's root."""
    files = sorted({file for page in pages for file in asked_by(page)})
    release = {
        "id": content_hash((path.relative_to(site).as_posix(), path.read_bytes()) for path in [*pages, *files]),
        "engine": engine,
        "engineFiles": engine_files(site),
        "pages": ["./" + page.relative_to(site).as_posix().removesuffix("index.html") for page in pages],
        "files": [file.relative_to(site).as_posix() for file in files],
    }
    code = (HERE / NAME).read_text(encoding="utf-8")
    if code.count(PLACEHOLDER) != 1:
        raise BuildError(f"{NAME} has no place for its release: {PLACEHOLDER}")
    return code.replace(PLACEHOLDER, f"const RELEASE = {json.dumps(release)};")


def engine_files(site: Path) -> list[str]:
    """What a page starts the engine from; the second archive is kept only once it was asked for."""
    files = (file for pattern in ("pyodide-*/*", "python-*") for file in (site / "engine").glob(pattern))
    return sorted(file.relative_to(site).as_posix() for file in files)


def asked_by(page: Path) -> Iterator[Path]:
    """The files that a page asks for by itself, and the modules beside its own ones."""
    for file in fetched(page):
        yield file
        if file.parent.name.startswith("app-"):
            yield from (path for path in file.parent.iterdir() if path.suffix in (".js", ".css"))


def fetched(page: Path) -> Iterator[Path]:
    """The files of the site that the elements of a page name: scripts, styles, pictures."""
    for address in _FETCHED.findall(page.read_text(encoding="utf-8")):
        file = Path(os.path.normpath(page.parent / address))
        if file.is_file() and file.suffix != ".html":
            yield file
