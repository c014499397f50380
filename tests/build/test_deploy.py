"""Hosts set up as in deploy/ serve the site as our own server does: types, cache rules, headers, ways and compression.

nginx and Caddy are started where this machine has them; our own server is always tried, with the headers of `_headers`,
so that all of them keep to one list.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitemaker.places import BuildError
from sitemaker.publish import finish, look, release, whole_site
from sitemaker.serve import BELOW, Server
from tests import hosts

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module", params=hosts.HOSTS)
def host(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a host that serves the site."""
    with hosts.serving(request.param, site, tmp_path_factory.mktemp(request.param)) as port:
        yield port


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def files(site: Path) -> Iterator[tuple[str, str, str]]:
    """One file of each kind: its path, its type and its cache rule."""
    yield "", "text/html", "no-cache"
    yield "reply/", "text/html", "no-cache"
    yield "assets/logo.svg", "image/svg+xml", "no-cache"
    yield "service-worker.js", "text/javascript", "no-cache"
    for pattern, kind in {
        "engine/pyodide-*/pyodide.asm.wasm": "application/wasm",
        "engine/pyodide-*/pyodide.js": "text/javascript",
        "engine/python-*.wasm": "application/wasm",
        "reply/app-*/page.js": "text/javascript",
        "reply/app-*/reply.css": "text/css",
        "assets/site-*.css": "text/css",
        "assets/javascripts/bundle.*.min.js": "text/javascript",
    }.items():
        (found,) = site.glob(pattern)
        yield found.relative_to(site).as_posix(), kind, FOR_EVER


def test_types_cache_rules_and_headers(host: int, site: Path) -> None:
    for path, kind, kept in files(site):
        answer = ask(host, BELOW + path)
        assert answer.status == 200, path
        assert answer.headers["Content-Type"].split(";")[0] in (kind, kind.replace("text/java", "application/java")), (
            path
        )
        assert answer.headers.get_all("Cache-Control") == [kept], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'self'" in ask(host, f"{BELOW}reply/").headers["Content-Security-Policy"]


def test_the_runtime_is_sent_small(host: int, site: Path) -> None:
    (wasm,) = site.glob("engine/pyodide-*/pyodide.asm.wasm")
    address = BELOW + wasm.relative_to(site).as_posix()
    answer = ask(host, address, **{"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] in ("gzip", "br")


def test_ways_and_a_page_that_is_not_there(host: int) -> None:
    assert re.fullmatch(rf"(?:http://[^/]+)?{BELOW}reply/|reply/", ask(host, f"{BELOW}reply").headers["Location"])
    lost = ask(host, f"{BELOW}nothing-here")
    assert lost.status == 404
    assert int(lost.headers.get("Content-Length") or 9_999) > 1_000
    assert "immutable" not in (ask(host, f"{BELOW}engine/python-ffffffffffffffff.wasm").headers["Cache-Control"] or "")


def test_a_host_as_it_should_be_gets_no_remark(host: int) -> None:
    """Ours sends everything; real ones do as `deploy/` and `.htaccess` tell them."""
    assert list(look.remarks_on(f"http://127.0.0.1:{host}{BELOW}")) == []


def test_a_host_that_does_it_wrong_is_told_what_and_how_to_mend_it(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    headers_file = copy / "_headers"
    told = headers_file.read_text(encoding="utf-8").replace("frame-ancestors", "default-src 'self'; frame-ancestors")
    told = told.replace("immutable", "").replace("max-age=31536000", "max-age=60")
    headers_file.write_text(told.replace("no-cache", "max-age=999999"), encoding="utf-8")
    (wasm,) = copy.glob("engine/pyodide-*/pyodide.asm.wasm")
    wasm.unlink()
    (copy / "404.html").write_text("Not Found", encoding="utf-8")
    with Server(copy, with_headers=True) as server:
        found = {one.name for one in look.remarks_on(server.url)}
        assert look.tell(server.url) == 1
    assert found == {
        *("page_kept", "no_wasm_allowed", "no_worker_allowed", "missing", "not_kept", "worker_kept", "lost_words")
    }


def test_looking_where_nobody_answers_is_told_in_words() -> None:
    with pytest.raises(BuildError, match="does not answer"):
        look.tell(f"http://127.0.0.1:{hosts.free_port()}/")


def test_a_release_is_one_zip_that_says_what_to_do_and_is_the_same_each_time(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "one" / "a-1.zip", tmp_path / "two" / "a-1.zip"
    for place in (first, second):
        place.parent.mkdir()
        release.write(place, dict(release.contents(site)))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "a-1"
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    assert len(sums) == len(files)
    for line in sums:
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert not [path for path in files if path.suffix in (".map", ".mjs")]
    assert {".htaccess", "web.config", "_headers", "404.html"} <= {path.name for path in (folder / "site").iterdir()}
    for path in (*(folder / "hosts").iterdir(), folder / "site/.htaccess", folder / "site/web.config"):
        assert "gracious" not in path.read_text(encoding="utf-8").lower(), f"{path.name} holds our name"
    assert release.version() in (folder / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_site_with_an_address_names_it_for_search_engines_and_link_previews(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://career.example.edu/no-thanks/"
    monkeypatch.setenv("SITE_URL", address)
    whole_site.run_mkdocs(tmp_path)
    finish.finish(tmp_path)
    html = (tmp_path / "guide/when-to-reply/index.html").read_text(encoding="utf-8")
    said = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html))
    assert said["og:url"] == f"{address}guide/when-to-reply/"
    assert f'<link rel="canonical" href="{said["og:url"]}">' in html
    assert said["og:title"] == "How soon to reply to a rejection email"
    assert said["og:description"] == said["description"]
    picture = said["og:image"].removeprefix(address)
    assert picture != "assets/preview.png", "each page has one of its own"
    assert (tmp_path / picture).stat().st_size < 100_000
    feed = ElementTree.fromstring((tmp_path / "changes.xml").read_text(encoding="utf-8"))
    assert feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert f"Sitemap: {address}sitemap.xml" in (tmp_path / "robots.txt").read_text(encoding="utf-8")
    assert f"({address}guide/when-to-reply/)" in (tmp_path / "llms.txt").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>([^<]+)</loc>", (tmp_path / "sitemap.xml").read_text(encoding="utf-8"))
    assert not [one for one in listed if "/rules/" in one.removesuffix("rules/") or "/embed" in one]
    blocks = [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    assert {block["@type"] for block in blocks} == {"Article", "BreadcrumbList"}
    assert f"<loc>{said['og:url']}</loc>" in (tmp_path / "sitemap.xml").read_text(encoding="utf-8")


def test_a_site_without_an_address_names_none(site: Path) -> None:
    """Else search engines drop the pages of every copy for an address that is not theirs."""
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert 'rel="canonical"' not in html, page
        assert "og:url" not in html, page
        assert "og:image" not in html, page
    assert not list(site.glob("sitemap*"))
