"""Hosts set up as in deploy/ serve the site as our own server does: types, cache rules, headers, ways and compression.

nginx and Caddy are started where this machine has them (or where NGINX and CADDY name them); our own server is always
tried, with the headers of `_headers`, so that all of them keep to one list.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.build.places import ROOT
from generator.build.serve import BELOW, Server

DEPLOY = ROOT / "deploy"
FOR_EVER = "public, max-age=31536000, immutable"
HOSTS = ["ours", *(name for name in ("nginx", "caddy") if shutil.which(os.environ.get(name.upper(), name)))]


def program(name: str) -> str:
    return str(shutil.which(os.environ.get(name.upper(), name)))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[int]:
    """The program until the test is over, once it answers."""
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)})
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert started.poll() is None, (folder / "log").read_text(encoding="utf-8")
            time.sleep(0.1)
        yield port
    finally:
        started.terminate()
        started.wait(10)


@contextmanager
def nginx(www: Path, folder: Path) -> Iterator[int]:
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/srv/www", str(www))
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    text = text.replace("http {", "http { access_log off;" + "".join(f"{name}_temp_path {folder}/t;" for name in names))
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    user = " user root;" if os.geteuid() == 0 else ""
    more = f"daemon off; pid {folder}/pid; error_log stderr;{user}"
    with running([program("nginx"), "-p", str(folder), "-c", f"{folder}/nginx.conf", "-g", more], folder, port) as at:
        yield at


@contextmanager
def caddy(www: Path, folder: Path) -> Iterator[int]:
    port = free_port()
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace(":8080", f"http://127.0.0.1:{port}").replace("/srv/www", str(www))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    command = [program("caddy"), "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
    with running(command, folder, port) as at:
        yield at


@contextmanager
def ours(www: Path, folder: Path) -> Iterator[int]:
    with Server(www / BELOW.strip("/"), with_headers=True) as server:
        yield server.server_port


@pytest.fixture(scope="module", params=HOSTS)
def host(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a host that serves the site."""
    folder = tmp_path_factory.mktemp(request.param)
    www = folder / "www"
    shutil.copytree(site, www / BELOW.strip("/"))
    with {"ours": ours, "nginx": nginx, "caddy": caddy}[request.param](www, folder) as port:
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
    for pattern, kind in {
        "engine/pyodide-*/pyodide.asm.wasm": "application/wasm",
        "engine/pyodide-*/pyodide.mjs": "text/javascript",
        "engine/python-*.wasm": "application/wasm",
        "reply/app-*/page.mjs": "text/javascript",
        "reply/app-*/reply.css": "text/css",
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
