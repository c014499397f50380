"""What happens to the site after MkDocs: the engine goes in, the page's own files get names by content, and every page
gets the policy that keeps what is typed on the device.

A name that says the content can be kept for ever by a browser and never mixes with another release. The page's modules
move as one, into a folder named by all of them, so what one imports of another stays where it was. The few files that
pages share stay where they are and get their hash into the name.
"""

from __future__ import annotations

import json
import os.path
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from sitemaker.engine.bundle import manifest
from sitemaker.pages import licenses
from sitemaker.places import ENGINE, ROOT, BuildError, content_hash
from sitemaker.publish import headers, offline, policy

APP = "reply"  # where the page's own modules go
PAGE = ROOT / "page"
APP_FILES = ("*.mjs", "*.css")
SHARED = "assets"
PLACEHOLDER = '<script type="application/json" id="engine-manifest">{}</script>'
MARK = 'id="engine-manifest"'
# Firefox fetches the next page before anybody asks for it. The policy stops that, with a line in the console each time.
_GUESS = re.compile(r'<link rel="(?:prev|next)" href="[^"]*">\n?')
# The modules of our own that a page starts, and what they import or, as with the worker, name.
_MODULE = re.compile(r'<script type="module" src="([^"]*app-[0-9a-f]+/[^"]+)">')
_IMPORT = re.compile(r'(?:\bfrom |\bimport |new URL\()"(?:\./)?([\w-]+\.mjs)"')
_ADDRESS = re.compile(r'(?<=\s)(?P<name>href|src)="(?P<address>[^"#?:]+)"')


def finish(site: Path, inline: Mapping[str, str] | None = None) -> None:
    """Finish a site that MkDocs just built. Raises `BuildError` where the pages are not as they should be.

    `inline` are the inline scripts its pages may hold, else those that `policy.toml` knows.
    """
    copy_engine(site)
    base = headers.base_path(site)
    moved = move_app(site) | name_shared(site)
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        html = page.read_text(encoding="utf-8")
        done = point_to(_GUESS.sub("", html), page, moved, site, base)
        done = fill_manifest(done, "../" * (len(page.relative_to(site).parts) - 1), page)
        done = hint_modules(done, page)
        if done != html:
            page.write_text(done, encoding="utf-8", newline="\n")
    if moved and not any(MARK in page.read_text(encoding="utf-8") for page in pages):
        raise BuildError(f"No page holds {PLACEHOLDER}, so the engine would never start; see overrides/reply.html")
    # Words of other languages for the search; the site is in English and never asks for them.
    shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
    licenses.write(site)
    allowed = policy.apply(site, inline)
    offline.write(site, manifest()["build"])
    headers.write(site, allowed)


def copy_engine(site: Path) -> None:
    """The runtime files, without the manifest: that stands in the pages."""
    shutil.copytree(ENGINE, site / ENGINE.name, ignore=shutil.ignore_patterns("manifest.json"))


def move_app(site: Path) -> dict[Path, Path]:
    """Put the page's modules and style into a folder named by their content: where pages look for them to new place."""
    if not (site / APP).is_dir():
        return {}
    files = sorted(path for pattern in APP_FILES for path in PAGE.glob(pattern))
    folder = site / APP / f"app-{content_hash((path.name, path.read_bytes()) for path in files)}"
    folder.mkdir()
    return {site / APP / path.name: Path(shutil.copy(path, folder)) for path in files}


def name_shared(site: Path) -> dict[Path, Path]:
    """Put a hash into the names of our own scripts and styles for all pages: old place to new place."""
    return {
        path: path.rename(path.with_stem(f"{path.stem}-{content_hash([(path.name, path.read_bytes())])}"))
        for pattern in APP_FILES
        for path in sorted((site / SHARED).glob(pattern))
    }


def point_to(html: str, page: Path, moved: dict[Path, Path], site: Path, base: str) -> str:
    """The page with every address of a moved file made new, relative to the page as before.

    The page for what is not there is shown at any depth, so its addresses begin with `base`, the site's path.
    """

    def renamed(match: re.Match[str]) -> str:
        given = match["address"]
        whole = given.startswith(base)
        target = Path(os.path.normpath(site / given.removeprefix(base) if whole else page.parent / given))
        if target not in moved:
            return match[0]
        if whole:
            address = base + moved[target].relative_to(site).as_posix()
        else:
            address = Path(os.path.relpath(moved[target], page.parent)).as_posix()
        return f'{match["name"]}="{address}"'

    return _ADDRESS.sub(renamed, html)


def hint_modules(html: str, page: Path) -> str:
    """The page with a hint for each module that its own ones import, so that all of them are fetched at once.

    Without, a browser finds them one behind the other, and each costs a way to the host and back.
    """
    entries = [page.parent / address for address in _MODULE.findall(html)]
    found = list(entries)
    for module in found:
        imported = [module.parent / name for name in _IMPORT.findall(module.read_text(encoding="utf-8"))]
        found += [one for one in imported if one not in found]
    addresses = [Path(os.path.relpath(one, page.parent)).as_posix() for one in found if one not in entries]
    links = "".join(f'<link rel="modulepreload" href="{address}">' for address in sorted(addresses))
    return html.replace("</head>", f"{links}</head>", 1)


def fill_manifest(html: str, to_site: str, page: Path) -> str:
    """The page with the engine's addresses in it, where it has a place for them."""
    if MARK not in html:
        return html
    if html.count(PLACEHOLDER) != 1:
        raise BuildError(f"{page.parent.name}/{page.name}: the place for the engine's addresses is not {PLACEHOLDER}")
    data = json.dumps(manifest(to_site), separators=(",", ":")).replace("<", "\\u003c")
    return html.replace(PLACEHOLDER, PLACEHOLDER.replace("{}", data))
