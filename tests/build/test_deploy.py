"""Hosts set up as in deploy/ serve the site as our own server does: types, cache rules, headers, ways and compression.

nginx and Caddy are started where this machine has them; our own server is always tried, with the headers of `_headers`,
so that all of them keep to one list.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitemaker.serve import BELOW
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
        "engine/pyodide-*/pyodide.mjs": "text/javascript",
        "engine/python-*.wasm": "application/wasm",
        "reply/app-*/page.mjs": "text/javascript",
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
    assert ask(host, "/").headers["Location"] == BELOW
    assert re.fullmatch(rf"(?:http://[^/]+)?{BELOW}reply/|reply/", ask(host, f"{BELOW}reply").headers["Location"])
    lost = ask(host, f"{BELOW}nothing-here")
    assert lost.status == 404
    assert int(lost.headers.get("Content-Length") or 9_999) > 1_000
    assert "immutable" not in (ask(host, f"{BELOW}engine/python-ffffffffffffffff.wasm").headers["Cache-Control"] or "")
