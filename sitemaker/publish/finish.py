"""What happens to the site after MkDocs: the engine goes in, the page's own files get names by content, and every page
gets the policy that keeps what is typed on the device.

A name that says the content can be kept for ever by a browser and never mixes with another release. The page's modules
move as one, into a folder named by all of them, so what one imports of another stays where it was. The few files that
pages share stay where they are and get their hash into the name.

Modules are served as `.js`. Many hosts know no type for `.mjs` (stock nginx, IIS), and without one a browser runs none.
"""

from __future__ import annotations

import json
import os.path
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from sitemaker.engine.bundle import manifest
from sitemaker.pages import licenses
from sitemaker.places import ENGINE, ROOT, BuildError, content_hash, last_change
from sitemaker.publish import found, headers, hosts, not_found, offline, policy

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
_IMPORT = re.compile(r'(?:\bfrom |\bimport |new URL\()"(?:\./)?([\w-]+\.js)"')
# A module's name where another names it: in quotes of any kind.
_NAMED = re.compile(r"(?<=[\w-])\.mjs(?=[\"'`])")
_ADDRESS = re.compile(r'(?<=\s)(?P<name>href|src)="(?P<address>[^"#?:]+)"')


def finish(site: Path, inline: Mapping[str, str] | None = None) -> None:
    """Finish a site that MkDocs just built. Raises `BuildError` where the pages are not as they should be.

    `inline` are the inline scripts its pages may hold, else those that `policy.toml` knows.
    """
    copy_engine(site)
    for left_over in superfluous(site):
        left_over.unlink()
    base = headers.base_path(site)
    not_found.anywhere(site)
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
    found.write(site, datetime.fromtimestamp(last_change(), UTC))
    allowed = policy.apply(site, policy.known() | not_found.inline(site) if inline is None else inline)
    offline.write(site, manifest()["build"])
    headers.write(site, allowed)
    hosts.write(site)


def copy_engine(site: Path) -> None:
    """The runtime files, without the manifest: that stands in the pages."""
    shutil.copytree(ENGINE, site / ENGINE.name, ignore=shutil.ignore_patterns("manifest.json"))
    for module in (site / ENGINE.name).rglob("*.mjs"):
        module.rename(module.with_suffix(".js"))


def superfluous(site: Path) -> Iterator[Path]:
    """What MkDocs writes and nobody needs: maps of the theme's sources, and a sitemap where no page has an address."""
    yield from site.rglob("*.map")
    if not headers.address(site):
        yield from site.glob("sitemap.xml*")


def served(path: Path) -> tuple[str, bytes]:
    """A source as it is served: a module under a name that every host knows, with the names of others made to fit."""
    if path.suffix != ".mjs":
        return path.name, path.read_bytes()
    return path.with_suffix(".js").name, _NAMED.sub(".js", path.read_text(encoding="utf-8")).encode()


def move_app(site: Path) -> dict[Path, Path]:
    """Put the page's modules and style into a folder named by their content: where pages look for them to new place."""
    if not (site / APP).is_dir():
        return {}
    files = {path.name: served(path) for pattern in APP_FILES for path in sorted(PAGE.glob(pattern))}
    folder = site / APP / f"app-{content_hash(files.values())}"
    folder.mkdir()
    for name, data in files.values():
        (folder / name).write_bytes(data)
    return {site / APP / source: folder / name for source, (name, _) in files.items()}


def name_shared(site: Path) -> dict[Path, Path]:
    """Put a hash into the names of our own scripts and styles for all pages: old place to new place."""
    moved = {}
    for path in sorted(path for pattern in APP_FILES for path in (site / SHARED).glob(pattern)):
        name, data = served(path)
        new = path.with_name(f"{Path(name).stem}-{content_hash([(name, data)])}{Path(name).suffix}")
        new.write_bytes(data)
        path.unlink()
        moved[path] = new
    return moved


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
